"""The register as the lines of a file, and the words that say what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone

from pupils import year_groups
from pupils.choosing import Choice
from pupils.codes import AREAS, SEN_STATUS
from pupils.layering import LAYERS
from pupils.presenting.words import chips, day_words, order_words

if TYPE_CHECKING:
    from pupils.selectors.register import Row

HEADINGS = (
    "Pupil", "Class", "Status", "The school’s own status", "Layer of support", "Area of main need", "Main need",
    "Other needs", "Year", "Note",
)  # fmt: skip


def headings(*, several: bool) -> list[str]:
    """The columns, in the order of the page."""
    return [HEADINGS[0], HEADINGS[1], *(["School"] if several else []), *HEADINGS[2:]]


def line(row: Row, *, schools: Mapping[int, str], several: bool) -> list[str]:
    """One child."""
    return [
        row.listed_name,
        row.class_name,
        *([schools.get(row.school_id, "")] if several else []),
        SEN_STATUS[row.status],
        row.local_status,
        LAYERS.get(row.layer, ""),
        AREAS.get(row.area, ""),
        row.main_need,
        ", ".join(row.other_needs),
        year_groups.label(row.year_group),
        ", ".join(row.notes),
    ]


def about(
    choice: Choice, *, rows: int, left_out: int, by: str, schools: Mapping[int, str], groups: Mapping[int, str]
) -> list[tuple[str, str]]:
    """What the second sheet says: how many, as on which day, chosen how, by whom and when."""
    chosen = "; ".join(chip.words for chip in chips(choice, schools=schools, groups=groups))
    return [
        ("Pupils", str(rows)),
        *([("Left out", f"{left_out} of other schools, whose records are not yours to take away")] if left_out else []),
        ("As it was on", day_words(choice.on)),
        ("Chosen", chosen),
        ("Order", order_words(choice)),
        ("Taken by", by),
        ("Taken at", f"{timezone.localtime():%d/%m/%Y %H:%M}"),
        ("Year groups", "of that day, worked out from the record"),
        ("Notes", "as recorded on the day the file was taken"),
        (
            "Please keep in mind",
            "This file holds children’s information. Keep it where only those may read it who need to.",
        ),
    ]
