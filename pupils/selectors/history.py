"""Who changed what about a child, when and why, from the events that the database itself keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from pupils.models import (
    Concern,
    ConcernQuestion,
    Contact,
    ContactLink,
    Diagnosis,
    Enrolment,
    FamilyLetter,
    FamilyLink,
    FamilyWords,
    Need,
    Pupil,
    SenStatus,
    StatusQuestion,
    SupportLayer,
)
from pupils.presenting.changes import words_for
from schools.models import School, User
from trust_send.platform.history import events_of

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

PAGE_ENTRIES = 50
TRACKED: tuple[type[models.Model], ...] = (
    Pupil,
    SenStatus,
    Need,
    Enrolment,
    FamilyLink,
    Contact,
    ContactLink,
    StatusQuestion,
    Concern,
    ConcernQuestion,
    Diagnosis,
    FamilyWords,
    SupportLayer,
    FamilyLetter,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change."""

    at: datetime
    title: str
    text: str
    by: str
    reason: str


def history(*, pupil: Pupil, reach: Reach, before: datetime | None = None) -> tuple[list[Entry], datetime | None]:
    """The latest changes of a child's record, newest first, and the moment from which to read on."""
    events = sorted(
        (event for model in TRACKED for event in _events(model, pupil, reach, before)),
        key=lambda event: (event.pgh_created_at, event.pgh_id),
        reverse=True,
    )
    shown = events[:PAGE_ENTRIES]
    _name_contacts(shown, reach)
    more = shown[-1].pgh_created_at if len(events) > PAGE_ENTRIES else None
    people = {person.pk: str(person) for person in User.objects.filter(pk__in=_named(shown))}
    schools = dict(School.objects.within(reach).values_list("pk", "name"))
    return [_entry(event, people, schools) for event in shown], more


def _events(model: type[models.Model], pupil: Pupil, reach: Reach, before: datetime | None) -> Iterator[Any]:
    events = events_of(model)
    found = events.filter(trust_id=reach.trust_id)
    if model is Contact:
        # A person comes with the first link, which says so; after that their own changes are told.
        theirs = ContactLink.objects.within(reach).filter(pupil=pupil)
        found = found.filter(pgh_obj_id__in=theirs.values("contact_id")).exclude(pgh_label="insert")
    else:
        found = found.filter(pgh_obj_id=pupil.pk) if model is Pupil else found.filter(pupil_id=pupil.pk)
    if before:
        found = found.filter(pgh_created_at__lt=before)
    for event in found.order_by("-pgh_created_at", "-pgh_id")[: PAGE_ENTRIES + 1]:
        event.earlier = None
        if event.pgh_label == "update":
            earlier = events.filter(id=event.id, pgh_id__lt=event.pgh_id)
            event.earlier = earlier.order_by("-pgh_id").first()
        event.kind = model.__name__
        yield event


def _name_contacts(events: list[Any], reach: Reach) -> None:
    """Say of each event about a contact who it is, as the person is called now."""
    about = {"Contact": "pgh_obj_id", "ContactLink": "contact_id"}
    ids = {getattr(event, about[event.kind]) for event in events if event.kind in about}
    names = {person.pk: str(person) for person in Contact.objects.within(reach).filter(pk__in=ids)} if ids else {}
    for event in events:
        if event.kind in about:
            event.who = names.get(getattr(event, about[event.kind]), "Somebody")


def _named(events: list[Any]) -> set[int]:
    """Who changed something, and who was given sight of the child?"""
    authors = {event.pgh_context["by"] for event in events if (event.pgh_context or {}).get("by")}
    return authors | {event.user_id for event in events if event.kind == "FamilyLink"}


def _entry(event: Any, people: dict[int, str], schools: dict[int, str]) -> Entry:
    context = event.pgh_context or {}
    title, text = words_for(event.kind, event.pgh_label, event, event.earlier, schools, people)
    return Entry(
        at=event.pgh_created_at,
        title=f"Corrected: {title[:1].lower()}{title[1:]}" if context.get("correction") else title,
        text=text,
        by=people.get(context.get("by") or 0, ""),
        reason=context.get("reason") or "",
    )
