"""A change of a child's record in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pupils.codes import NEED_TYPES, SEN_STATUS
from pupils.days import last_day
from pupils.layering import LAYERS
from pupils.models import Concern, FamilyLetter, Relationship
from pupils.presenting import contact_changes
from pupils.presenting.words import day_words

PUPIL_FIELDS: dict[str, str] = {
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


def words_for(
    kind: str, label: str, event: Any, earlier: Any | None, schools: Mapping[int, str], people: Mapping[int, str]
) -> tuple[str, str]:
    """A heading and a sentence for one event: what kind of row, what happened, what it says now and said before."""
    if kind == "Pupil":
        return _pupil(label, event, earlier)
    if kind == "Enrolment":
        return _dated("Registration", label, schools.get(event.at_school_id, "a school"), event)
    if kind == "SenStatus":
        return _status(label, event, earlier)
    if kind == "SupportLayer":
        title, period = _dated("Layer of support", label, LAYERS.get(event.layer, event.layer), event)
        return title, _sentences(period, event.evidence and f"Rests on: {event.evidence}")
    if kind == "Need":
        need = NEED_TYPES.get(event.need_type)
        return _dated("Need", label, f"{need.shown if need else event.need_type}, {ordinal(event.rank)}", event)
    if kind == "FamilyLink":
        return _family(label, event, people)
    if kind == "Contact":
        return contact_changes.of_person(event, earlier, event.who)
    if kind == "ContactLink":
        return contact_changes.of_link(label, event, earlier, event.who)
    if kind == "Diagnosis":
        return f"Diagnosis {'withdrawn' if event.withdrawn_at else 'noted'}: {event.name}", event.evidence
    if kind == "FamilyWords":
        return _dated("The family’s words", label, f"“{event.words}”", event)
    if kind == "FamilyLetter":
        return _letter(event, earlier)
    if kind == "Concern":
        return _concern(event), ""
    if kind == "ConcernQuestion":
        return "Question about a concern answered" if event.answer else "Question about a concern asked", ""
    asked = f"The register said {SEN_STATUS[event.register_code]}, a file said {SEN_STATUS[event.file_code]}."
    answers = {"keep": "Question answered: the register was right", "take": "Question answered: the file was right"}
    return answers.get(event.answer, "Question asked by an import"), asked


def _status(label: str, event: Any, earlier: Any | None) -> tuple[str, str]:
    """What happened to a status; what else it says is told where it is new."""
    title, period = _dated("Status", label, SEN_STATUS.get(event.code, event.code), event)
    before = earlier if label == "update" else None
    told, rests = "", ""
    if event.shared_with_family and (event.shared_with_family, event.family_told_on) != (
        before and (before.shared_with_family, before.family_told_on)
    ):
        told = f"Family told on {day_words(event.family_told_on)}" if event.family_told_on else "Family told"
    elif before and before.shared_with_family and not event.shared_with_family:
        told = "The family was not told after all"
    if event.evidence and event.evidence != (before.evidence if before else ""):
        rests = f"Rests on: {event.evidence}"
    return title, _sentences(period, told, rests)


def _sentences(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _concern(event: Any) -> str:
    """What happened to a concern; its words stand on its own page."""
    if event.withdrawn_at:
        return "Concern withdrawn"
    return f"Concern decided: {Concern.Outcome(event.outcome).label}" if event.outcome else "Concern raised"


def _letter(event: Any, earlier: Any | None) -> tuple[str, str]:
    """What happened to a letter, by its reader; its words stand among the letters."""
    reader = next(iter(event.content.get("to", ())), "the family")
    if event.withdrawn_at:
        return f"Letter withdrawn: {reader}", ""
    if event.sent_on:
        how = FamilyLetter.SentBy(event.sent_how).label
        return f"Letter sent: {reader}", f"{how}, {day_words(event.sent_on)}"
    return f"Letter {'not sent after all' if earlier and earlier.sent_on else 'written'}: {reader}", ""


def ordinal(rank: int) -> str:
    """1 as 1st, 2 as 2nd, 11 as 11th."""
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def _dated(noun: str, label: str, what: str, event: Any) -> tuple[str, str]:
    period = f"from {day_words(event.starts_on)}"
    if last := last_day(event.ends_on):
        period += f" until {day_words(last)}"
    did = {"insert": "recorded", "delete": "taken out"}.get(label, "ended" if event.ends_on else "changed")
    return f"{noun} {did}: {what}", period[0].upper() + period[1:]


def _family(label: str, event: Any, people: Mapping[int, str]) -> tuple[str, str]:
    """Who of the family was given sight, or no longer has it?"""
    noun = "Sight ended" if label == "delete" or event.ends_on else "Sight given"
    who = people.get(event.user_id, "Somebody")
    _, period = _dated("", label, "", event)
    return f"{noun}: {who}, {Relationship(event.relationship).label.lower()}", period


def _pupil(label: str, event: Any, earlier: Any | None) -> tuple[str, str]:
    if label == "insert":
        return "Record begun", ""
    changed = [field for field in PUPIL_FIELDS if earlier and getattr(event, field) != getattr(earlier, field)]
    if not changed:
        # The school of every event goes where the child goes, so a move is the change that shows no difference;
        # which schools they were is told by the registrations.
        return "Moved to another school", "The whole record went along"
    return "Details changed", "; ".join(
        f"{PUPIL_FIELDS[field]}: {_value(earlier, field)} → {_value(event, field)}" for field in changed
    )


def _value(row: Any, field: str) -> str:
    value = getattr(row, field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day_words(value)
    return str(value) if value not in ("", None) else "not recorded"
