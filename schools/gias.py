"""What a row of Get Information About Schools says: pure rules, no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from schools.models.trusts import LONGEST_WEBSITE, TELEPHONE, WEB_ADDRESS, Phase

NEEDED = ("URN", "EstablishmentName", "LA (code)", "LA (name)", "EstablishmentNumber", "PhaseOfEducation (name)")
TRUSTS = ("Trusts (name)", "Trusts (code)")
READ = (
    *NEEDED,
    *TRUSTS,
    "StatutoryLowAge",
    "StatutoryHighAge",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "TelephoneNum",
    "SchoolWebsite",
)
LONGEST_NAME = 120

_PHASES = {
    "nursery": Phase.NURSERY,
    "primary": Phase.PRIMARY,
    "middle deemed primary": Phase.MIDDLE_PRIMARY,
    "middle deemed secondary": Phase.MIDDLE_SECONDARY,
    "secondary": Phase.SECONDARY,
    "16 plus": Phase.SECONDARY,
    "all-through": Phase.ALL_THROUGH,
}
_NO_SCHOOLS = (
    "children's centre", "independent school", "further education", "higher education", "sixth form centre",
    "overseas", "offshore", "online provider", "welsh", "service children", "secure unit", "miscellaneous",
    "european school", "funded by other",
)  # fmt: skip
"""What the register of schools also lists, and what no trust keeps a pupil register in."""
_ENGLISH_LAS = range(201, 960)


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """A school as the register of schools knows it."""

    urn: str
    laestab: str
    name: str
    phase: Phase
    la_code: str
    la_name: str
    low_age: int | None
    high_age: int | None
    trust_name: str
    is_closed: bool = False
    trust_code: str = ""
    telephone: str = ""
    website: str = ""


class UnusableRowError(ValueError):
    """A row that cannot become a school, with the reason in words."""


class NoSchoolError(ValueError):
    """A row that is rightly in the list and no school of a trust, with what it is instead."""


def _key(heading: str) -> str:
    return "".join(heading.split()).casefold()


_COLUMNS = {_key(name): name for name in READ}


def is_heading(text: str) -> bool:
    """Is this the heading of a column that we read?"""
    return _key(text) in _COLUMNS


def column(heading: str) -> str:
    """The column that a heading names, as GIAS writes it; empty for one that is not read."""
    return _COLUMNS.get(_key(heading), "")


def missing(headings: list[str]) -> list[str]:
    """Which columns does this file lack?"""
    has = {column(heading) for heading in headings}
    return [name for name in NEEDED if name not in has]


def is_closed(row: Mapping[str, str]) -> bool:
    """Has this school closed? One that is only proposed to close is open."""
    return (row.get("EstablishmentStatus (name)") or "").strip().casefold() == "closed"


def facts(row: Mapping[str, str]) -> SchoolFacts:
    """Which school is this row? Raises ``UnusableRowError`` or ``NoSchoolError`` with the reason in words."""

    def said(name: str) -> str:
        return " ".join((row.get(name) or "").split())

    urn, name, number = said("URN"), said("EstablishmentName"), said("EstablishmentNumber")
    la_code = said("LA (code)").zfill(3)
    if not re.fullmatch(r"[0-9]{6}", urn):
        raise UnusableRowError(f"“{urn}” is not a URN: a URN has six digits.")
    if not name:
        raise UnusableRowError(f"The school with URN {urn} has no name.")
    if len(name) > LONGEST_NAME:
        raise UnusableRowError(
            f"The name “{name[:40]}…” is longer than {LONGEST_NAME} letters. Shorten it in the file."
        )
    kind = said("TypeOfEstablishment (name)")
    if _is_no_school(kind):
        raise NoSchoolError(kind)
    if not number and said("EstablishmentStatus (name)").casefold() == "proposed to open":
        raise NoSchoolError("proposed to open, without a number")
    if not re.fullmatch(r"[0-9]{3}", la_code):
        raise UnusableRowError(f"{name}: “{said('LA (code)')}” is not a local authority code of three digits.")
    if not re.fullmatch(r"[0-9]{1,4}", number):
        raise UnusableRowError(
            f"{name} has {f'“{number}”' if number else 'nothing'} as its establishment number, which has four digits. "
            "Put the number in, or take the row out of the file."
        )
    if not said("LA (name)"):
        raise UnusableRowError(f"{name} has no name of its local authority. Put it in.")
    return SchoolFacts(
        urn=urn,
        laestab=la_code + number.zfill(4),
        name=name,
        phase=phase(said("PhaseOfEducation (name)"), said("TypeOfEstablishment (name)")),
        la_code=la_code,
        la_name=said("LA (name)"),
        low_age=_age(said("StatutoryLowAge")),
        high_age=_age(said("StatutoryHighAge")),
        trust_name=said("Trusts (name)"),
        trust_code=said("Trusts (code)"),
        is_closed=is_closed(row),
        telephone=telephone(said("TelephoneNum")),
        website=website(said("SchoolWebsite")),
    )


def phase(phase_name: str, type_name: str) -> Phase:
    """Which phase code does the census use for this school? Special schools have no phase of their own in GIAS."""
    kind = type_name.casefold()
    if "special" in kind:
        return Phase.SPECIAL
    if "alternative provision" in kind or "pupil referral" in kind:
        return Phase.ALTERNATIVE
    try:
        return _PHASES[phase_name.casefold()]
    except KeyError:
        raise UnusableRowError(f"“{phase_name}” ({type_name}) is not a phase that Trust SEND knows.") from None


def names_english_la(la_code: str) -> bool:
    """Whether a code can be one of a local authority in England; which of them exist changes, so this only warns."""
    return int(la_code) in _ENGLISH_LAS


def telephone(text: str) -> str:
    """Which telephone number is meant? A spreadsheet takes the nought away; what is no number is left out."""
    number = text.strip()
    if re.fullmatch(r"[1-9]\d{9}", number):
        number = f"0{number}"
    return number if _fits(TELEPHONE, number) else ""


def website(text: str) -> str:
    """Which address of a page is meant? Schools leave out how it begins; what is no address is left out."""
    address = text.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    return address if len(address) <= LONGEST_WEBSITE and _fits(WEB_ADDRESS, address) else ""


def _is_no_school(kind: str) -> bool:
    folded = kind.casefold().replace("’", "'")
    return "special" not in folded and any(words in folded for words in _NO_SCHOOLS)


def _fits(rule: Callable[[str], None], text: str) -> bool:
    try:
        rule(text)
    except ValidationError:
        return False
    return True


def _age(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) < 30 else None
