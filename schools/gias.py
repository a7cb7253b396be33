"""What a row of Get Information About Schools says: pure rules, no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from schools.models.trusts import LONGEST_WEBSITE, TELEPHONE, WEB_ADDRESS, Phase

NEEDED = ("URN", "EstablishmentName", "LA (code)", "EstablishmentNumber", "PhaseOfEducation (name)")

_PHASES = {
    "nursery": Phase.NURSERY,
    "primary": Phase.PRIMARY,
    "middle deemed primary": Phase.MIDDLE_PRIMARY,
    "middle deemed secondary": Phase.MIDDLE_SECONDARY,
    "secondary": Phase.SECONDARY,
    "16 plus": Phase.SECONDARY,
    "all-through": Phase.ALL_THROUGH,
}


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
    is_closed: bool
    telephone: str = ""
    website: str = ""


class UnusableRowError(ValueError):
    """A row that cannot become a school, with the reason in words."""


def is_heading(text: str) -> bool:
    """Is this the heading of a column that we read?"""
    return text.strip() in {
        *NEEDED,
        "LA (name)",
        "StatutoryLowAge",
        "StatutoryHighAge",
        "TypeOfEstablishment (name)",
        "TelephoneNum",
        "SchoolWebsite",
    }


def missing(headings: list[str]) -> list[str]:
    """Which columns does this file lack?"""
    return [name for name in NEEDED if name not in {heading.strip() for heading in headings}]


def facts(row: Mapping[str, str]) -> SchoolFacts:
    """Which school is this row? Raises ``UnusableRowError`` with the reason in words."""

    def said(name: str) -> str:
        return (row.get(name) or "").strip()

    urn, la_code, number = said("URN"), said("LA (code)").zfill(3), said("EstablishmentNumber").zfill(4)
    if not re.fullmatch(r"\d{6}", urn):
        raise UnusableRowError(f"“{urn}” is not a URN: a URN has six digits.")
    if not re.fullmatch(r"\d{3}", la_code) or not re.fullmatch(r"\d{4}", number):
        raise UnusableRowError(f"{said('EstablishmentName')} has no local authority code or establishment number.")
    if not said("EstablishmentName"):
        raise UnusableRowError(f"The school with URN {urn} has no name.")
    return SchoolFacts(
        urn=urn,
        laestab=la_code + number,
        name=said("EstablishmentName"),
        phase=phase(said("PhaseOfEducation (name)"), said("TypeOfEstablishment (name)")),
        la_code=la_code,
        la_name=said("LA (name)"),
        low_age=_age(said("StatutoryLowAge")),
        high_age=_age(said("StatutoryHighAge")),
        trust_name=said("Trusts (name)"),
        is_closed=said("EstablishmentStatus (name)").casefold() == "closed",
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


def _fits(rule: Callable[[str], None], text: str) -> bool:
    try:
        rule(text)
    except ValidationError:
        return False
    return True


def _age(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) < 30 else None
