"""Who put whom in or out of a group, when and why, from the events that the database itself keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from pupils.models import GroupMember
from pupils.presenting import group_changes as words
from schools.models import Group, GroupStaff, User
from trust_send.platform.history import events_of

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

EVENTS, ENTRIES = 400, 10
"""How many events are read, and how many entries they fill at most: a whole class that comes at once is one."""


@dataclass(slots=True)
class Entry:
    """Everything of one kind that was done at one moment."""

    at: datetime
    did: words.Did
    staff: bool
    starts_on: date
    ends_on: date | None
    by_id: int | None
    reason: str
    by: str = ""
    names: list[str] = field(default_factory=list)
    children: list[tuple[int, int]] = field(default_factory=list)
    """The children it names with their schools, for the read log."""

    @property
    def title(self) -> str:
        """Who did what?"""
        return words.title(self.did, self.names, staff=self.staff)

    @property
    def text(self) -> str:
        """From which day, and who they all are, when the title only counts them."""
        when = words.when(self.did, starts_on=self.starts_on, ends_on=self.ends_on)
        everyone = ", ".join(self.names) if len(self.names) > words.NAMED_IN_TITLE else ""
        return " · ".join(part for part in (when, everyone) if part)


def group_history(*, group: Group, reach: Reach, before: datetime | None = None) -> tuple[list[Entry], datetime | None]:
    """The latest changes of a group, newest first, and the moment from which to read on.

    Children are named who are within this reach: the history of a child who moved went along with it.
    """
    events = sorted(
        [*_of_members(group, reach, before), *_of_staff(group, reach, before), *_of_group(group, reach, before)],
        key=lambda event: (
            event.pgh_created_at,
            not hasattr(event, "group_id"),
            hasattr(event, "user_id"),
            event.pgh_id,
        ),
        reverse=True,  # of one moment: the group itself first, then its staff, then its pupils
    )
    entries = _entries(events[:EVENTS], group)
    shown, rest = entries[:ENTRIES], entries[ENTRIES:]
    # What was done at one moment stays together, or reading on from that moment would lose some of it.
    shown += [entry for entry in rest if entry.at == shown[-1].at]
    people = {person.pk: str(person) for person in User.objects.filter(pk__in={entry.by_id for entry in shown})}
    for entry in shown:
        entry.by = people.get(entry.by_id or 0, "")
    is_all = len(shown) == len(entries) and len(events) <= EVENTS
    return shown, None if is_all else shown[-1].at


def _of_members(group: Group, reach: Reach, before: datetime | None) -> QuerySet[Any]:
    """What happened to whoever is or was in the group; an import may put a row of another group into this one."""
    events = events_of(GroupMember)
    within = Q(school_id__among=reach.school_ids) | Q(pupil_id__among=reach.pupil_ids)
    rows = events.filter(within, trust_id=reach.trust_id, group_id=group.pk).values("pgh_obj_id")
    found = events.filter(within, trust_id=reach.trust_id, pgh_obj_id__in=rows).select_related("pupil")
    return _newest(found, events, before).filter(Q(group_id=group.pk) | Q(before__group=group.pk))[: EVENTS + 1]


def _of_staff(group: Group, reach: Reach, before: datetime | None) -> QuerySet[Any]:
    events = events_of(GroupStaff)
    found = events.filter(trust_id=reach.trust_id, group_id=group.pk).select_related("user")
    return _newest(found, events, before)[: EVENTS + 1]


def _of_group(group: Group, reach: Reach, before: datetime | None) -> QuerySet[Any]:
    events = events_of(Group)
    return _newest(events.filter(trust_id=reach.trust_id, pgh_obj_id=group.pk), events, before)[: EVENTS + 1]


def _newest(found: QuerySet[Any], events: Any, before: datetime | None) -> QuerySet[Any]:
    """These events, the latest first, each with what its row said before."""
    if before:
        found = found.filter(pgh_created_at__lt=before)
    facts = {"ends_on": "ends_on"} | ({} if found.model is events_of(Group).model else {"group": "group_id"})
    earlier = events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    return found.annotate(before=Subquery(earlier.values(said=JSONObject(**facts))[:1])).order_by(
        "-pgh_created_at", "-pgh_id"
    )


def _entries(events: Iterable[Any], group: Group) -> list[Entry]:
    """One entry for everything of one kind at one moment, in the order of the events."""
    entries: dict[tuple[Any, ...], Entry] = {}
    for event in events:
        entry = _entry(event, group)
        key = (entry.at, entry.did, entry.staff, entry.starts_on, entry.ends_on, event.pgh_context_id)
        entry = entries.setdefault(key, entry)
        if hasattr(event, "pupil_id"):
            entry.names.append(event.pupil.name)
            entry.children.append((event.pupil_id, event.pupil.school_id))
        elif hasattr(event, "user_id"):
            entry.names.append(str(event.user))
    for entry in entries.values():
        entry.names.sort()
    return list(entries.values())


def _entry(event: Any, group: Group) -> Entry:
    said = event.before or {}
    context = event.pgh_context or {}
    ended_before = bool(said.get("ends_on"))
    if isinstance(event, events_of(Group).model):
        what = words.did_to_group(event.pgh_label, ends_on=event.ends_on, ended_before=ended_before)
    else:
        what = words.did(
            event.pgh_label,
            group_id=event.group_id,
            of_group_id=group.pk,
            ends_on=event.ends_on,
            ended_before=ended_before,
            was_elsewhere=said.get("group", group.pk) != group.pk,
        )
    return Entry(
        at=event.pgh_created_at,
        did=what,
        staff=hasattr(event, "user_id"),
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        by_id=context.get("by"),
        reason=context.get("reason") or ("From an import" if "job" in context else ""),
    )
