"""What a pupil export means for the register: pure rules, from headings to a plan that people look at first."""

from __future__ import annotations

from .fields import FIELDS, Field
from .headings import Columns, is_known, recognise
from .known import KnownPupil, SchoolFacts
from .planning import Plan, PlannedRow, plan, plan_rows
from .problems import Problem, Weight
from .reading import understand
from .rows import FileRow
from .xml_files import read_xml

__all__ = [
    "FIELDS",
    "Columns",
    "Field",
    "FileRow",
    "KnownPupil",
    "Plan",
    "PlannedRow",
    "Problem",
    "SchoolFacts",
    "Weight",
    "is_known",
    "plan",
    "plan_rows",
    "read_xml",
    "recognise",
    "understand",
]
