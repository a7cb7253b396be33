"""The children of a class or group, as its page and a teacher's day show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pupils import codes
from pupils.flags import IN_LISTS, OPEN_FLAGS, notes
from pupils.models import FamilyWords, GroupMember, Need, Pupil, SenStatus, Status
from schools.models import Group
from schools.querysets import in_force
from trust_send.platform.walls.reach import Reach


@dataclass(frozen=True, slots=True)
class ListedChild:
    """A child in a class list, with SEN status and needs, the primary one first."""

    id: int
    school_id: int
    listed_name: str
    year_group: str
    status: str
    status_words: str
    needs: tuple[tuple[str, str], ...]
    """Need types with the letter of their area."""
    words: str
    """How the family wants the needs named."""
    not_these: str
    notes: tuple[str, ...]


def children_of(*, reach: Reach, group: Group, on: date, closed: Callable[[int], bool]) -> list[ListedChild]:
    """Which children are in this group on a day, by name? ``closed``: are the closed flags of a school told?"""
    members = GroupMember.objects.filter(in_force(on), group=group).values("pupil_id")
    children = list(Pupil.objects.within(reach).filter(pk__in=members).order_by("sort_key", "pk"))
    ids = [child.pk for child in children]
    statuses = dict(SenStatus.objects.filter(in_force(on), pupil_id__in=ids).values_list("pupil_id", "code"))
    needs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    nsa_since: dict[int, date] = {}
    held = Need.objects.filter(in_force(on), pupil_id__in=ids).order_by("rank")
    for pupil_id, need_type, since in held.values_list("pupil_id", "need_type", "starts_on"):
        if need_type == "NSA" and not needs[pupil_id]:
            nsa_since[pupil_id] = since
        kind = codes.NEED_TYPES.get(need_type)
        needs[pupil_id].append((need_type, kind.area or "" if kind else ""))
    words = {row.pupil_id: row for row in FamilyWords.objects.within(reach).on(on).filter(pupil_id__in=ids)}
    return [
        ListedChild(
            id=child.pk,
            school_id=child.school_id,
            listed_name=child.listed_name,
            year_group=child.year_group,
            status=(code := statuses.get(child.pk, Status.NONE)),
            status_words=Status(code).label,
            needs=tuple(needs[child.pk]),
            words=words[child.pk].words if child.pk in words else "",
            not_these=words[child.pk].not_these if child.pk in words else "",
            notes=tuple(notes(_flags(child, nsa_since.get(child.pk)), closed=closed(child.school_id), on=on)),
        )
        for child in children
    ]


def _flags(child: Pupil, nsa_since: date | None) -> dict[str, object]:
    """What may be worth a remark about a child."""
    return {"nsa_since": nsa_since, **{flag: getattr(child, flag) for flag in (*OPEN_FLAGS, *IN_LISTS)}}
