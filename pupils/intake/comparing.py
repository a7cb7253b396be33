"""What a row would change about a child we know, in words before and after; nothing is ever wiped by a blank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pupils import year_groups
from pupils.codes import ENROLMENT_KINDS, NEED_TYPES, SEN_STATUS, SEXES
from pupils.ethnicities import ETHNICITIES

from . import dates
from .fields import FIELDS, OWN_STATUS, OWN_STATUS_LABEL
from .problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .known import KnownPupil


_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would change: before and after in words, and the new value to store."""

    field: str
    label: str
    before: str
    after: str
    value: Any


@dataclass(frozen=True, slots=True)
class Question:
    """The file and the register differ on status or needs: for the SENCO to answer, never changed by a file."""

    register_code: str
    file_code: str
    register_needs: tuple[str, ...]
    file_needs: tuple[str, ...]
    sentence: str


@dataclass(slots=True)
class Comparison:
    """Everything in which a row differs from the register."""

    changes: list[Change]
    question: Question | None
    problems: list[Problem]


def compare(known: KnownPupil, given: Mapping[str, Any], *, mis_leads: bool) -> Comparison:
    """The differences between a known child and what a row says."""
    comparison = Comparison([], None, [])
    for name, value in given.items():
        if name in (OWN_STATUS, "sen_status"):
            continue
        if FIELDS[name].compared and _differs(name, known.values.get(name), value):
            if name == "date_of_birth" and dates.swapped(value) == known.values.get(name):
                comparison.problems.append(
                    problem(
                        "birth_swapped", name, before=in_words(name, known.values[name]), value=in_words(name, value)
                    )
                )
            comparison.changes.append(_change(name, known.values.get(name), value))
    _compare_sen(known, given, comparison, mis_leads=mis_leads)
    _compare_own(known, given, comparison, mis_leads=mis_leads)
    return comparison


def _compare_own(known: KnownPupil, given: Mapping[str, Any], comparison: Comparison, *, mis_leads: bool) -> None:
    """The school's own name goes with a status that changes, or is filled in; a SENCO's name for it is not replaced."""
    had, has = known.values.get(OWN_STATUS) or "", given.get(OWN_STATUS)
    if not has or has == had or comparison.question:
        return
    changes = any(change.field == "sen_status" for change in comparison.changes)
    if changes or mis_leads or (not had and known.values.get("sen_status") == given.get("sen_status")):
        comparison.changes.append(_change(OWN_STATUS, had, has))


def _compare_sen(known: KnownPupil, given: Mapping[str, Any], comparison: Comparison, *, mis_leads: bool) -> None:
    had, has = known.values.get("sen_status") or None, given.get("sen_status")
    status = has if has is not None else had
    had_needs = known.values.get("needs")
    # A file that says no SEN says nothing about needs, whatever stands in its need columns.
    has_needs = given.get("needs") if status in ("K", "E") else None
    status_differs = has is not None and had is not None and has != had
    needs_differ = bool(has_needs) and had_needs is not None and tuple(has_needs or ()) != tuple(had_needs)
    if (status_differs or needs_differ) and not mis_leads:
        comparison.question = _question(had, has, tuple(had_needs or ()), tuple(has_needs or ()))
        return
    if has is not None and has != had:
        comparison.changes.append(_change("sen_status", had, has))
    if has_needs and (had_needs is None or tuple(has_needs) != tuple(had_needs)):
        comparison.changes.append(_change("needs", tuple(had_needs or ()), tuple(has_needs)))


def _question(had: str | None, has: str | None, had_needs: tuple[str, ...], has_needs: tuple[str, ...]) -> Question:
    register_code, file_code = had or "", has or had or ""
    parts = []
    if has is not None and had is not None and had != has:
        parts.append(f"The register says {SEN_STATUS[had]}, the file says {SEN_STATUS[has]}.")
    if has_needs and has_needs != had_needs:
        parts.append(
            f"The register has {in_words('needs', had_needs) or 'no needs'}, the file {in_words('needs', has_needs)}."
        )
    return Question(register_code, file_code, had_needs, has_needs, " ".join([*parts, "Left to the SENCO."]))


def _differs(name: str, before: Any, after: Any) -> bool:
    if before in (None, ""):
        return True
    if before == after:
        return False
    if name == "admission_number":
        return str(before).lstrip("0").casefold() != str(after).lstrip("0").casefold()
    if FIELDS[name].kind == "name":
        # An export in capitals says nothing new about how the name is written.
        # Nor does one kind of apostrophe instead of another.
        before, after = before.translate(_SIGNS), after.translate(_SIGNS)
        return before != after and not (
            after in (after.upper(), after.lower()) and before.casefold() == after.casefold()
        )
    if FIELDS[name].kind == "text":
        return " ".join(str(before).split()).casefold() != str(after).casefold()
    return True


def _change(name: str, before: Any, after: Any) -> Change:
    label = {"needs": "Needs", OWN_STATUS: OWN_STATUS_LABEL}.get(name) or FIELDS[name].label
    return Change(name, label, in_words(name, before), in_words(name, after), after)


def in_words(name: str, value: Any) -> str:
    """A value as a person reads it; empty where there is none."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return dates.in_words(value)
    if name == "needs":
        return ", ".join(NEED_TYPES[code].shown if code in NEED_TYPES else code for code in value)
    names: Mapping[str, str] = {
        "sen_status": SEN_STATUS,
        "sex": SEXES,
        "ethnicity": ETHNICITIES,
        "enrolment_kind": ENROLMENT_KINDS,
        "year_group": year_groups.YEAR_GROUPS,
    }.get(name, {})
    return names.get(value, str(value))
