"""A class or group as the lines of a file."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.text import slugify

from pupils import year_groups
from pupils.codes import NEED_TYPES
from pupils.presenting.words import day_words
from pupils.selectors.classes import ListedChild
from schools.models import Group

HEADINGS = (
    "Pupil",
    "Year",
    "Status",
    "Needs, the main one first",
    "The family’s words",
    "Words to keep away from",
    "Note",
)


def needs_in_words(child: ListedChild) -> str:
    """The needs as people say them, the main one first."""
    return ", then ".join(NEED_TYPES[code].shown if code in NEED_TYPES else code for code, _ in child.needs)


def line(child: ListedChild) -> list[str]:
    """One child."""
    return [
        child.listed_name,
        year_groups.label(child.year_group),
        child.status_words,
        needs_in_words(child),
        child.words,
        child.not_these,
        ", ".join(child.notes),
    ]


def about(group: Group, *, on: date, rows: int, left_out: int, by: str) -> list[tuple[str, str]]:
    """What the second sheet says: which group, of which day, by whom and when."""
    return [
        ("Group", f"{group.name}, {group.school.name}"),
        ("Pupils", str(rows)),
        *([("Left out", f"{left_out} of other schools, whose records are not yours to take away")] if left_out else []),
        ("As it is on", day_words(on)),
        ("Taken by", by),
        ("Taken at", f"{timezone.localtime():%d/%m/%Y %H:%M}"),
        (
            "Please keep in mind",
            "This file holds children’s information. Give it only to those who teach them, and delete it after use.",
        ),
    ]


def file_name(group: Group, *, on: date) -> str:
    """What the file is called, before its ending."""
    return f"class-list-{slugify(group.name)[:40] or group.pk}-{on:%Y-%m-%d}"
