"""National curriculum year groups: reading them, ordering them, and what age they are usual for."""

from __future__ import annotations

import re
from datetime import date

NOT_FOLLOWED = "X"
YEAR_GROUPS: dict[str, str] = {
    "N1": "Nursery 1",
    "N2": "Nursery 2",
    "R": "Reception",
    **{str(year): f"Year {year}" for year in range(1, 15)},
    NOT_FOLLOWED: "Not following the national curriculum years",
}
_ORDER = {code: place for place, code in enumerate(YEAR_GROUPS)}
_STAGES = {
    **dict.fromkeys(("N1", "N2", "R"), "EYFS"),
    **dict.fromkeys(("1", "2"), "KS1"),
    **dict.fromkeys(("3", "4", "5", "6"), "KS2"),
    **dict.fromkeys(("7", "8", "9"), "KS3"),
    **dict.fromkeys(("10", "11"), "KS4"),
    **dict.fromkeys(("12", "13", "14"), "KS5"),
}
_NUMBERED = re.compile(
    r"(?:(?:national curriculum|curriculum|nc|school)\s*)?(?:(?:year|yr|y)\.?\s*(?:group)?\s*)?0?(\d{1,2})"
)
_NURSERY = re.compile(r"(?:year\s*)?(?:nursery|nurs|n)\.?\s*(?:year\s*)?([12])")
_WORDS = {
    **dict.fromkeys(
        ("r", "rec", "recep", "reception", "year r", "yr r", "yr", "foundation", "foundation 2", "f2"), "R"
    ),
    **dict.fromkeys(("fs2", "eyfs2", "reception year", "year reception", "reception class"), "R"),
    **dict.fromkeys(("f1", "fs1", "foundation 1", "eyfs1"), "N2"),
    **dict.fromkeys(("x", "year x", "nc not followed", "not followed", "mixed"), "X"),
}


def parse(text: str) -> str | None:
    """The year group code for “Year 5”, “Yr 5”, “Y5”, “05”, “Reception”, “Nursery 2”; None where it is none."""
    text = " ".join(text.casefold().replace("-", " ").split())
    if text in _WORDS:
        return _WORDS[text]
    if found := _NURSERY.fullmatch(text):
        return f"N{found[1]}"
    if (found := _NUMBERED.fullmatch(text)) and (code := found[1]) in YEAR_GROUPS:
        return code
    # Some exports write reception as year 0.
    return "R" if text in ("0", "00", "year 0", "y0") else None


def order(code: str) -> int:
    """Where a year group stands in school order; an unknown one stands last."""
    return _ORDER.get(code, len(_ORDER))


def label(code: str) -> str:
    """The year group in words, for example “Year 5”."""
    return YEAR_GROUPS.get(code, code)


def key_stage(code: str) -> str | None:
    """EYFS or KS1 to KS5; None where the national curriculum years are not followed."""
    return _STAGES.get(code)


def academic_year(on: date) -> int:
    """The academic year a day lies in, by the year in which it starts (1 September)."""
    return on.year if on.month >= 9 else on.year - 1


def academic_year_label(start: int) -> str:
    """2026 as “2026/27”."""
    return f"{start}/{(start + 1) % 100:02d}"


def age_on(day: date, *, date_of_birth: date) -> int:
    """Age in whole years; a child born on 29 February has the birthday on 1 March of other years."""
    return day.year - date_of_birth.year - ((day.month, day.day) < (date_of_birth.month, date_of_birth.day))


def age_on_31_august(date_of_birth: date, *, academic_year: int) -> int:
    """Age on the day before the academic year starts, which decides the usual year group."""
    return age_on(date(academic_year, 8, 31), date_of_birth=date_of_birth)


def usual_year_group(date_of_birth: date, *, academic_year: int) -> str | None:
    """The year group usual for a date of birth. Never to replace the recorded one: children are taught out of year."""
    years = age_on_31_august(date_of_birth, academic_year=academic_year) - 4
    return {-2: "N1", -1: "N2", 0: "R"}.get(years) or (str(years) if 1 <= years <= 14 else None)


def years_apart(one: str, other: str) -> int:
    """How many school years lie between two year groups; 0 where one of them is not in the order of years."""
    if "X" in (one, other) or one not in _ORDER or other not in _ORDER:
        return 0
    return abs(_ORDER[one] - _ORDER[other])
