"""What the DfE's pupil files have in common: which status, needs and school year their parts tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pupils import languages, year_groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trust_send.platform.tables.reading.xml_file import Part

HEADINGS: dict[str, str] = {
    "upn": "UPN",
    "former_upn": "Former UPN",
    "legal_surname": "Legal Surname",
    "legal_forename": "Legal Forename",
    "preferred_surname": "Preferred Surname",
    "preferred_forename": "Preferred Forename",
    "date_of_birth": "Date of Birth",
    "sex": "Legal Sex",
    "year_group": "NC Year Actual",
    "sen_status": "SEN Provision",
    "sen_since": "SEN Start Date",
    "needs": "SEN Type",
    "fsm": "FSM Eligible",
    "looked_after": "Looked After",
    "eal": "EAL",
    "service_child": "Service Child",
    "sen_unit": "SEN Unit Indicator",
    "resourced_provision": "Resourced Provision Indicator",
    "ethnicity": "Ethnicity Code",
    "first_language": "First Language",
    "enrolment_kind": "Enrolment Status",
    "starts_on": "Admission Date",
    "left_on": "Leaving Date",
    "school_laestab": "LAESTAB",
}
"""The heading under which each field is handed on, as an export would name it."""
ALWAYS = ("upn", "legal_surname", "legal_forename", "date_of_birth")
_IN_ORDER = [code for code in year_groups.YEAR_GROUPS if code != year_groups.NOT_FOLLOWED]


def day(text: str) -> date | None:
    """A day as these files write it, with or without a time; None where it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def laestab(part: Part) -> str:
    """The DfE number of a school, empty where it stands for no school: XXXXXXX, MMMMMMM, an LA itself."""
    number = part.said("lea") + part.said("estab")
    return number if len(number) == 7 and number.isascii() and number.isdigit() else ""


def needs_in_words(needs: Iterable[Part], *, on: date) -> str:
    """The needs of a day with their ranks, as one cell: “1. SLCN; 2. ASD”."""
    told = []
    for need in needs:
        started, ended = day(need.said("needstartdate")), day(need.said("needenddate"))
        if need.said("sentype") and not (started and started > on) and not (ended and ended < on):
            rank = need.said("sentyperank")
            told.append(
                f"{rank}. {need.said('sentype')}" if rank.isascii() and rank.isdigit() else need.said("sentype")
            )
    return "; ".join(told)


def first_language(types: Iterable[Part]) -> dict[str, str]:
    """First language, and whether English is an additional one."""
    codes = {one.said("languagetype").upper(): one.said("language") for one in types}
    return language(codes.get("F") or codes.get("M") or "")


def language(code: str) -> dict[str, str]:
    """What the census code of a first language tells."""
    return {"first_language": languages.name(code), "eal": yes_or_no(languages.is_additional(code))}


def meals(instances: Iterable[Part], *, on: date) -> str:
    """Whether one of the spells of free school meals includes a day; empty where the file tells of no spell."""
    spells = [(day(one.said("fsmstartdate")), day(one.said("fsmenddate"))) for one in instances]
    if not any(started for started, _ in spells):
        return ""
    return yes_or_no(any(started and started <= on and (ended is None or ended >= on) for started, ended in spells))


def yes_or_no(said: bool | None) -> str:  # noqa: FBT001 - the value itself
    """A cell that says yes, no, or nothing."""
    return "" if said is None else "Yes" if said else "No"


def year_now(text: str, *, said_in: int | None, today: date) -> str:
    """The year group of today, where the file tells that of an earlier school year."""
    code = year_groups.parse(text) if text else None
    passed = year_groups.academic_year(today) - said_in if said_in is not None else 0
    if code not in _IN_ORDER or passed <= 0:
        return text
    place = _IN_ORDER.index(code) + passed
    return _IN_ORDER[place] if place < len(_IN_ORDER) else ""
