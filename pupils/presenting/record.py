"""A child's page in words: the line under the name, facts, timeline, people, tabs and what may be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pupils import year_groups
from pupils.codes import AREAS, NEED_TYPES, ON_REGISTER, SEN_STATUS, SenCode
from pupils.days import last_day
from pupils.flags import CLOSED_FLAGS, OPEN_FLAGS
from pupils.models import Need, Pupil, SenStatus
from pupils.presenting.changes import ordinal
from pupils.presenting.layers import LAYER_MARKS
from pupils.presenting.words import day_words
from schools.roles import Verb
from trust_send.platform.web.marks import area_mark, chip_mark, status_mark

if TYPE_CHECKING:
    from pupils.selectors.record import Record


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary list."""

    key: str
    value: str | SafeString


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go, or something to do."""

    url: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the timeline."""

    title: str
    when: str
    stamp: str
    text: str


def line(record: Record, *, on: date) -> str:
    """Age, year and class, and what the child likes to be called."""
    pupil, group = record.pupil, record.class_group
    age = year_groups.age_on(on, date_of_birth=pupil.date_of_birth)
    parts = [f"{age} {'year' if age == 1 else 'years'} old"]
    place = year_groups.label(pupil.year_group)
    if group:
        place += f", class {group.name}"
        if group.staff:
            place += f" with {' and '.join(group.staff)}"
    parts.append(place)
    if pupil.preferred_forename and pupil.preferred_forename != pupil.legal_forename:
        parts.append(f"likes to be called {pupil.preferred_forename}")
    return " · ".join(parts)


def marks(record: Record, *, on: date, closed: bool) -> list[SafeString]:
    """Status, areas of need and flags as the marks under the name."""
    status = record.status_on(on)
    code = status.code if status else "N"
    found = [status_mark(code, SEN_STATUS[code])]
    if status and status.local_status:
        found.append(chip_mark(local_words(status)))
    if layer := record.layer_on(on):
        found.append(LAYER_MARKS[layer.layer])
    areas = [NEED_TYPES[need.need_type].area for need in record.needs_on(on) if need.need_type in NEED_TYPES]
    found += [area_mark(area, AREAS[area], pill=True) for area in dict.fromkeys(areas) if area]
    flags = OPEN_FLAGS | (CLOSED_FLAGS if closed else {})
    found += [chip_mark(words) for flag, words in flags.items() if getattr(record.pupil, flag)]
    return found


def status_facts(record: Record, *, on: date, whole: bool) -> list[Fact]:
    """Status since when, the needs in their order, and whether the family has been told."""
    status = record.status_on(on)
    facts = [Fact("Status", _status_words(status))]
    if status and status.local_status:
        facts.append(Fact("Here called", local_words(status)))
    needs = record.needs_on(on)
    facts += [Fact(f"{ordinal(need.rank)} need", need_words(need, on=on)) for need in needs]
    if status and status.code in ON_REGISTER:
        if not needs:
            facts.append(Fact("Needs", "No need recorded yet"))
        if whole:
            facts.append(Fact("Family told", _told_words(status)))
    if status and whole:
        facts += [Fact("Rests on", status.evidence)] if status.evidence else []
        facts += [Fact("Decided by", str(status.decided_by))] if status.decided_by else []
    return facts


def local_words(status: SenStatus) -> str:
    """What the school calls a status, and how it counts."""
    return f"{status.local_status} (counts as {status.get_code_display()})"


def _told_words(status: SenStatus) -> str:
    if not status.shared_with_family:
        return "Not yet"
    return f"On {day_words(status.family_told_on)}" if status.family_told_on else "Yes, the day is not known"


def stays(record: Record, *, on: date) -> bool:
    """Is the child registered at its own school without a last day?"""
    own = record.pupil.school_id
    return any(row.at_school_id == own and row.ends_on is None for row in record.registrations_on(on))


def family_waits(record: Record, *, on: date) -> bool:
    """Is there SEN support or an EHC plan that the family has not been told of?"""
    status = record.status_on(on)
    return status is not None and status.code in ON_REGISTER and not status.shared_with_family


def has_support(record: Record, *, on: date) -> bool:
    """Is there SEN support, so that the family is written to?"""
    status = record.status_on(on)
    return status is not None and status.code == SenCode.SUPPORT


def since_words(status: SenStatus | None) -> str:
    """Which status since when, as the school calls it?"""
    if status and status.local_status:
        return f"{local_words(status)} since {day_words(status.starts_on)}"
    return _status_words(status)


def _status_words(status: SenStatus | None) -> str:
    return f"{status.get_code_display()} since {day_words(status.starts_on)}" if status else "No status recorded"


def need_words(need: Need, *, on: date) -> SafeString:
    """A need as its area's mark, code and name; how long it has gone without an assessment."""
    kind = NEED_TYPES.get(need.need_type)
    if kind is None:
        return SafeString(format_html("{}", need.need_type))  # nosec B703
    mark = area_mark(kind.area, unseen=AREAS[kind.area]) if kind.area else ""
    words = f"{need.need_type} · {kind.shown}"
    if need.need_type == "NSA":
        words = f"NSA · no specialist assessment, for {(on - need.starts_on).days} days"
    return format_html("{} {}", mark, words) if mark else format_html("{}", words)


def personal_facts(pupil: Pupil, *, whole: bool) -> list[Fact]:
    """Names, birth, numbers and language; numbers and legal names only with the whole record."""
    facts = [Fact("Date of birth", day_words(pupil.date_of_birth))]
    if whole:
        facts.insert(0, Fact("Legal name", f"{pupil.legal_forename} {pupil.legal_surname}"))
        facts.append(Fact("Sex", pupil.get_sex_display()))
        facts.append(Fact("UPN", pupil.upn or "None yet"))
        if pupil.former_upn:
            facts.append(Fact("Former UPN", pupil.former_upn))
    if pupil.first_language:
        facts.append(Fact("First language", pupil.first_language))
    return facts


def timeline(record: Record, *, whole: bool) -> list[Event]:
    """Status, needs and registrations as they began, newest first."""
    found: list[tuple[date, int, Event]] = []
    for status in record.statuses:
        title = local_words(status) if status.local_status else status.get_code_display()
        text = _story(status) if whole else ""
        found.append((status.starts_on, 2, _event(title, status.starts_on, status.ends_on, text)))
    for layer in record.layers:
        title = f"Layer: {layer.get_layer_display()}"
        found.append((layer.starts_on, 1, _event(title, layer.starts_on, layer.ends_on, layer.reason if whole else "")))
    for need in record.needs:
        kind = NEED_TYPES.get(need.need_type)
        title = f"{ordinal(need.rank)} need: {kind.shown if kind else need.need_type}"
        found.append((need.starts_on, 1, _event(title, need.starts_on, need.ends_on, "")))
    for row in record.enrolments:
        text = f"Admission number {row.admission_number}" if whole and row.admission_number else ""
        title = (
            f"{row.get_kind_display()}: {row.at_school.name}"
            if row.kind != "C"
            else f"Registered at {row.at_school.name}"
        )
        found.append((row.starts_on, 0, _event(title, row.starts_on, row.ends_on, text)))
    found.sort(key=lambda item: (item[0], item[1]), reverse=True)
    return [event for *_, event in found]


def _story(status: SenStatus) -> str:
    """Why, on what it rests, and whether the family was told."""
    parts = [status.reason, f"Rests on: {status.evidence}" if status.evidence else ""]
    if status.shared_with_family and status.code in ON_REGISTER:
        parts.append(f"Family told on {day_words(status.family_told_on)}" if status.family_told_on else "Family told")
    said = [part.rstrip(".") for part in parts if part]
    return ". ".join(said) + "." if said else ""


def _event(title: str, starts_on: date, ends_on: date | None, text: str) -> Event:
    last = last_day(ends_on)
    when = f"From {day_words(starts_on)}" + (f" until {day_words(last)}" if last else "")
    return Event(title, when, starts_on.isoformat(), text)


def tabs(pupil: Pupil, *, current: str, may: Callable[[Verb], bool]) -> list[Link]:
    """The parts of one record that this person may open."""
    found = [("pupil", "On one page", True), ("pupil-contacts", "Contacts", may(Verb.SEE_CONTACTS))]
    leads = may(Verb.SEE_READ_LOG)
    found += [
        ("pupil-letters", "Letters", leads),
        ("pupil-history", "History", leads),
        ("pupil-sight", "Who can see this", leads),
        ("read-log", "Who has seen this", leads),
    ]
    return [Link(reverse(name, args=[pupil.pk]), label, name == current) for name, label, shown in found if shown]


def actions(pupil: Pupil, *, may: Callable[[Verb], bool]) -> list[Link]:
    """What may be changed, the less common first; the last one is the page's solid button."""
    possible = [
        ("pupil-move", "Move to another school", Verb.MOVE_PUPIL),
        ("pupil-edit", "Edit details", Verb.EDIT_PUPIL),
        ("concern-raise", "Raise a concern", Verb.RAISE_CONCERN),
        ("pupil-needs", "Set needs", Verb.EDIT_STATUS),
        ("pupil-status", "Change status", Verb.EDIT_STATUS),
    ]
    return [Link(reverse(name, args=[pupil.pk]), label) for name, label, verb in possible if may(verb)]
