"""The codes of the school census that a pupil's record uses, with their names in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class SenCode(StrEnum):
    """SEN provision as the census counts it. K and E are on the SEN register, N is not."""

    NONE = "N"
    SUPPORT = "K"
    PLAN = "E"


SEN_STATUS: dict[str, str] = {"N": "No SEN", "K": "SEN support", "E": "EHC plan"}
ON_REGISTER = frozenset({"K", "E"})
# Statements ended on 31 March 2018, School Action and School Action Plus in 2014/15; histories still hold them.
LEGACY_SEN_CODES: dict[str, str] = {"S": "E", "A": "K", "P": "K"}


class Area(StrEnum):
    """The four broad areas of need of the SEND Code of Practice (6.28 to 6.35)."""

    COMMUNICATION = "C"
    LEARNING = "L"
    SOCIAL = "S"
    PHYSICAL = "P"


AREAS: dict[str, str] = {
    "C": "Communication and interaction",
    "L": "Cognition and learning",
    "S": "Social, emotional and mental health",
    "P": "Sensory and/or physical",
}


@dataclass(frozen=True, slots=True)
class NeedType:
    """One census need type: where it belongs, with which status it may stand, and since which academic year."""

    code: str
    name: str
    area: Area | None
    label: str = ""  # what we show where the census name is not what people say
    statuses: frozenset[str] = ON_REGISTER
    first_year: int = 2014  # the academic year (by its start) from which the census takes it

    @property
    def shown(self) -> str:
        """The name as pages and documents show it."""
        return self.label or self.name


NEED_TYPES: dict[str, NeedType] = {
    need.code: need
    for need in (
        NeedType("SLCN", "Speech, language and communication needs", Area.COMMUNICATION),
        NeedType("ASD", "Autistic spectrum disorder", Area.COMMUNICATION, label="Autism"),
        NeedType("SPLD", "Specific learning difficulty", Area.LEARNING),
        NeedType("MLD", "Moderate learning difficulty", Area.LEARNING),
        NeedType("SLD", "Severe learning difficulty", Area.LEARNING),
        NeedType("PMLD", "Profound and multiple learning difficulty", Area.LEARNING),
        # The census gives Down syndrome no area; counting it under learning is our stated assumption.
        NeedType("DS", "Down syndrome", Area.LEARNING, first_year=2025),
        NeedType("SEMH", "Social, emotional and mental health", Area.SOCIAL),
        NeedType("HI", "Hearing impairment", Area.PHYSICAL),
        NeedType("VI", "Vision impairment", Area.PHYSICAL),
        NeedType("MSI", "Multi-sensory impairment", Area.PHYSICAL),
        NeedType("PD", "Physical disability", Area.PHYSICAL),
        NeedType("OTH", "Other difficulty or disability", None),
        NeedType("NSA", "SEN support but no specialist assessment of type of need", None, statuses=frozenset({"K"})),
    )
}

SEXES: dict[str, str] = {"M": "Male", "F": "Female", "U": "Unknown"}

ENROLMENT_KINDS: dict[str, str] = {
    "C": "Current (single registration)",
    "M": "Main (dual registration)",
    "S": "Subsidiary (dual registration)",
    "G": "Guest",
}


def choices(codes: Mapping[str, str] | Mapping[str, NeedType]) -> list[tuple[str, str]]:
    """Codes and names as pairs, for a form or a model."""
    return [(code, name.shown if isinstance(name, NeedType) else name) for code, name in codes.items()]


def needs_allowed(*, status: str | None, academic_year: int) -> list[str]:
    """The need types that may stand beside a status in an academic year; none for a child without SEN."""
    return [code for code, need in NEED_TYPES.items() if status in need.statuses and academic_year >= need.first_year]
