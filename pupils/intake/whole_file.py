"""Whether a file is this school's at all, seen from all its rows together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pupils import naming, upn, year_groups

from .problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .headings import Columns
    from .known import SchoolFacts
    from .planning import PlannedRow
    from .rows import FileRow

_ENOUGH_ROWS = 10  # below this a share says little
_ENOUGH_TO_SUSPECT = 5
_SOMETHING_ELSE = frozenset(
    (
        "upn_length", "upn_letters", "name_digits", "full_name_order", "birth_unclear", "date_unclear", "sex_unclear",
        "year_unclear", "flag_unclear", "ethnicity_unclear", "enrolment_unclear", "digits_unclear", "status_unclear",
        "need_unknown",
    )
)  # fmt: skip
"""Problems of a cell that has another kind of thing in it; a wrong check letter is not among them."""
_ONE_FAULT = frozenset(
    ("upn_scientific", "bad_identity_cell", "bad_cell", "birth_number", "date_number", "birth_mixed", "date_mixed")
)
"""Problems of a column that holds the right thing and was spoiled as a whole on the way."""


_SHORTENED = (
    ("church of england", "ce"), ("c ?of ?e", "ce"), (r"c\.e\.?", "ce"), ("roman catholic", "rc"), (r"r\.c\.?", "rc"),
    ("saint", "st"), ("voluntary aided", "va"), ("voluntary controlled", "vc"),
)  # fmt: skip
_IN_ANY_NAME = frozenset(("school", "academy", "the", "primary", "and", "of"))


@dataclass(slots=True)
class FileVerdict:
    """A refusal in one sentence, or sentences to show above the preview."""

    refusal: str = ""
    notices: list[str] = field(default_factory=list)


def names_another_school(row: FileRow, school: SchoolFacts) -> Problem | None:
    """The problem of a row whose school column names another school; None where it names ours or none."""
    has = row.values
    for name, ours in (("school_urn", school.urn), ("school_laestab", school.laestab)):
        given = has.get(name)
        if given and ours and given.lstrip("0") != ours.lstrip("0"):
            return problem("another_school", name, value=school.other_schools.get(given, given))
    given = has.get("school_name")
    if given and not ({"school_urn", "school_laestab"} & has.keys()) and not _same_school(given, school):
        return problem("another_school", "school_name", value=given)
    return None


def judge(
    rows: Sequence[FileRow], *, school: SchoolFacts, matched: int, known: int, whole_roll: bool = True
) -> FileVerdict:
    """Refuse a file full of another school's children; warn where it looks like one.

    A file that is not of the whole roll comes with new children, so unknown ones are no surprise.
    """
    verdict = FileVerdict()
    if not rows:
        verdict.refusal = "No row of the file is about a child. Check that the right report was exported."
        return verdict
    elsewhere = Counter(found.sentence for row in rows if (found := names_another_school(row, school)))
    if sum(elsewhere.values()) * 2 > len(rows):
        other = elsewhere.most_common(1)[0][0].removeprefix("The row names another school: ").removesuffix(".")
        verdict.refusal = f"This file is for another school, {other}, not for {school.name}. Choose that school first."
        return verdict
    if not whole_roll:
        _notice_years(rows, school, verdict)
        return verdict
    held = sum(row.values.get("upn") in school.held_elsewhere for row in rows)
    if held * 2 > len(rows) and held > matched:
        verdict.refusal = (
            f"{held} of {len(rows)} children in this file are at other schools of the trust. "
            f"It is probably not a file of {school.name}."
        )
        return verdict
    if len(rows) >= _ENOUGH_ROWS and known >= _ENOUGH_ROWS and matched * 5 < min(len(rows), known):
        verdict.notices.append(
            f"Only {matched} of the {len(rows)} children in the file are known at {school.name}. Is it this school’s?"
        )
    _notice_origin(rows, school, verdict)
    _notice_years(rows, school, verdict)
    return verdict


def _notice_years(rows: Sequence[FileRow], school: SchoolFacts, verdict: FileVerdict) -> None:
    beyond = sum(is_beyond(row.values.get("year_group", ""), school) for row in rows)
    if beyond * 2 > len(rows) > 1:  # the row of a file about one child says it itself
        verdict.notices.append(
            f"{beyond} of the {len(rows)} children are in years above or below {school.name}, which is for ages "
            f"{school.low_age} to {school.high_age}. Is it this school’s file?"
        )


def is_beyond(year: str, school: SchoolFacts) -> bool:
    """Whether a year group lies outside the school's ages; one year more is left for how schools count."""
    if school.low_age is None or school.high_age is None or year not in year_groups.YEAR_GROUPS:
        return False
    if year == year_groups.NOT_FOLLOWED or year_groups.key_stage(year) == "EYFS":
        return False  # nursery classes are often not in a school's statutory ages
    starts_at = int(year) + 4
    return starts_at + 1 < school.low_age or starts_at > school.high_age


def strange_columns(rows: Sequence[PlannedRow], columns: Columns) -> list[str]:
    """A sentence about the columns that seem to hold something else, one about those with one fault; usually none."""
    if len(rows) < _ENOUGH_TO_SUSPECT:
        return []
    found = []
    for kinds, one_says, many_say in (
        (
            _SOMETHING_ELSE,
            "seems to hold something else: nearly every row has the same problem there. "
            "Check the columns of the export, or say under Columns what each one holds.",
            "seem to hold something else: nearly every row has the same problem there. "
            "Check the columns of the export, or say under Columns what each one holds.",
        ),
        (
            _ONE_FAULT,
            "has the same fault in nearly every row. A row says what it is: put it right in the export once.",
            "have the same fault in nearly every row. A row says what it is: put it right in the export once.",
        ),
    ):
        wrong = Counter(name for row in rows for name in {found.field for found in row.problems if found.kind in kinds})
        suspected = {name for name, count in wrong.items() if count * 5 >= len(rows) * 4}
        named = [f"“{columns.headings[place]}”" for place, name in sorted(columns.fields.items()) if name in suspected]
        if len(named) == 1:
            found.append(f"The column {named[0]} {one_says}")
        elif named:
            found.append(f"The columns {', '.join(named[:-1])} and {named[-1]} {many_say}")
    return found


def _notice_origin(rows: Sequence[FileRow], school: SchoolFacts, verdict: FileVerdict) -> None:
    """UPNs carry the school that first gave them: most from one other school of the trust is worth a look."""
    origins = Counter(upn.laestab(row.values["upn"]) for row in rows if "upn" in row.values)
    if not origins or sum(origins.values()) < _ENOUGH_ROWS or not school.laestab:
        return
    laestab, count = origins.most_common(1)[0]
    other = school.other_schools.get(laestab)
    if other and laestab != school.laestab and count * 2 > sum(origins.values()):
        verdict.notices.append(
            f"{count} of {len(rows)} UPNs in this file were first given by {other}. "
            f"That is right for a school that follows on from it; if not, check that this is the file of {school.name}."
        )


def _same_school(given: str, school: SchoolFacts) -> bool:
    """Whether a name can be this school's: each MIS shortens them in its own way, and loses accents."""
    one, ours = _name_words(given), _name_words(school.name)
    if not one or not ours or one == ours:
        return True
    # A name that is wholly another school's of the trust is that one's, however near to ours.
    return (one <= ours or ours <= one) and all(one != _name_words(name) for name in school.other_schools.values())


@lru_cache(maxsize=512)
def _name_words(name: str) -> frozenset[str]:
    text = " ".join(name.casefold().replace("&", " and ").split())
    for long, short in _SHORTENED:
        text = re.sub(rf"\b{long}(?=\W|$)", short, text)
    words = (naming.fold(word) for word in re.split(r"[^\w'’‘.]+", text))
    return frozenset(word for word in words if word and word not in _IN_ANY_NAME)
