"""A change of a child's record in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pupils.codes import NEED_TYPES, SEN_STATUS
from pupils.presenting.words import day_words

PUPIL_FIELDS: dict[str, str] = {
    "school_id": "School",
    "upn": "UPN",
    "former_upn": "Former UPN",
    "legal_forename": "Legal first name",
    "legal_surname": "Legal last name",
    "preferred_forename": "Preferred first name",
    "preferred_surname": "Preferred last name",
    "date_of_birth": "Date of birth",
    "sex": "Sex",
    "year_group": "Year group",
    "fsm": "Free school meals",
    "fsm_ever6": "Free school meals in the last six years",
    "pupil_premium": "Pupil premium",
    "looked_after": "Looked after",
    "ever_looked_after": "Was looked after",
    "eal": "English is an additional language",
    "service_child": "Service family",
    "young_carer": "Young carer",
    "sen_unit": "Place in a SEN unit",
    "resourced_provision": "Place in resourced provision",
    "ethnicity": "Ethnicity",
    "first_language": "First language",
}


def words_for(kind: str, label: str, event: Any, earlier: Any | None, schools: Mapping[int, str]) -> tuple[str, str]:
    """A heading and a sentence for one event: what kind of row, what happened, what it says now and said before."""
    if kind == "Pupil":
        return _pupil(label, event, earlier, schools)
    if kind == "Enrolment":
        return _dated("Registration", label, schools.get(event.at_school_id, "a school"), event)
    if kind == "SenStatus":
        return _dated("Status", label, SEN_STATUS.get(event.code, event.code), event)
    if kind == "Need":
        need = NEED_TYPES.get(event.need_type)
        return _dated("Need", label, f"{need.shown if need else event.need_type}, {ordinal(event.rank)}", event)
    if kind == "FamilyLink":
        return _dated("Family", label, event.relationship.capitalize(), event)
    asked = f"The register said {SEN_STATUS[event.register_code]}, a file said {SEN_STATUS[event.file_code]}."
    answers = {"keep": "Question answered: the register was right", "take": "Question answered: the file was right"}
    return answers.get(event.answer, "Question asked by an import"), asked


def ordinal(rank: int) -> str:
    """1 as 1st, 2 as 2nd, 11 as 11th."""
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def _dated(noun: str, label: str, what: str, event: Any) -> tuple[str, str]:
    period = f"from {day_words(event.starts_on)}"
    if event.ends_on:
        period += f" until {day_words(event.ends_on)}"
    did = {"insert": "recorded", "delete": "taken out"}.get(label, "ended" if event.ends_on else "changed")
    return f"{noun} {did}: {what}", period[0].upper() + period[1:]


def _pupil(label: str, event: Any, earlier: Any | None, schools: Mapping[int, str]) -> tuple[str, str]:
    if label == "insert":
        return "Record begun", f"At {schools.get(event.school_id, 'a school of the trust')}"
    if earlier is None:
        return "Details changed", ""
    changed = [field for field in PUPIL_FIELDS if getattr(event, field) != getattr(earlier, field)]
    if not changed:
        return "Details changed", ""
    said = [
        f"{PUPIL_FIELDS[field]}: {_value(earlier, field, schools)} → {_value(event, field, schools)}"
        for field in changed
    ]
    return ("Moved to another school" if "school_id" in changed else "Details changed"), "; ".join(said)


def _value(row: Any, field: str, schools: Mapping[int, str]) -> str:
    value = getattr(row, field)
    if field == "school_id":
        return schools.get(value, "a school")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_words(value)
    return str(value) if value not in ("", None) else "not recorded"
