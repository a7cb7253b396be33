"""Concerns as the SENCO's queue, a teacher's day and their own page show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pupils import concerning
from pupils.concerning import State
from pupils.models import Concern, ConcernQuestion, GroupMember, Pupil
from pupils.querysets import ConcernQuerySet
from schools.models import Group, GroupStaff, Post, User
from schools.querysets import in_force
from schools.roles import POST_ROLES, Verb

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

RAISERS = sorted(code for code, role in POST_ROLES.items() if Verb.RAISE_CONCERN in role.verbs)


@dataclass(frozen=True, slots=True)
class Listed:
    """A concern in a list, with where it stands on a day."""

    concern: Concern
    state: State
    is_late: bool
    is_due_again: bool
    days: int
    """How long ago it was raised."""


def concern_or_404(*, reach: Reach, concern_id: int) -> Concern:
    """The concern, when this reach opens it; otherwise nobody learns whether it exists."""
    found = Concern.objects.within(reach).select_related("pupil__school", "raised_by", "decided_by")
    return get_object_or_404(found, pk=concern_id)


def question_or_404(*, reach: Reach, concern_id: int, question_id: int) -> ConcernQuestion:
    """The question about this concern, when this reach opens it."""
    found = ConcernQuestion.objects.within(reach).select_related("concern__pupil__school", "asked_by", "asked_of")
    return get_object_or_404(found, pk=question_id, concern_id=concern_id)


def questions_about(*, concern: Concern, reach: Reach) -> list[ConcernQuestion]:
    """What was asked about a concern, as much of it as this reader may read, the first first."""
    found = ConcernQuestion.objects.within(reach).filter(concern=concern).select_related("asked_by", "asked_of")
    return list(found.order_by("asked_at", "pk"))


def may_be_asked(*, concern: Concern, on: date) -> list[User]:
    """Which colleagues have the child on a day, besides whoever raised the concern?"""
    groups = GroupMember.objects.filter(in_force(on), pupil_id=concern.pupil_id).values("group_id")
    having = GroupStaff.objects.filter(in_force(on), group_id__in=groups).values("user_id")
    posts = Post.objects.filter(in_force(on), user=OuterRef("pk"), trust_id=concern.trust_id, role__in=RAISERS)
    people = User.objects.filter(Exists(posts), pk__in=having).exclude(pk=concern.raised_by_id)
    return list(people.order_by("sort_key", "pk"))


def my_children(*, reach: Reach, on: date) -> list[tuple[Group, list[Pupil]]]:
    """Each class and group that a person has on a day, with its children by name."""
    mine = list(Group.objects.within(reach).on(on).of_staff(reach.user_id or 0, on).order_by("name", "pk"))
    members = (
        GroupMember.objects.within(reach)
        .on(on)
        .filter(group__in=mine)
        .select_related("pupil")
        .order_by("pupil__sort_key", "pupil_id")
    )
    found: dict[int, list[Pupil]] = {group.pk: [] for group in mine}
    for row in members:
        found[row.group_id].append(row.pupil)
    return [(group, found[group.pk]) for group in mine]


def queue(*, reach: Reach, show: str, school_id: int | None, on: date) -> tuple[ConcernQuerySet, dict[str, int]]:
    """The concerns of one kind, those first that have waited longest, and how many there are of each kind.

    Kinds: undecided (""), waiting for an answer (asked), to be looked at again (again), decided or withdrawn (decided).
    """
    within = Concern.objects.within(reach)
    if school_id:
        within = within.filter(school_id=school_id)
    kinds = {
        "": undecided(),
        "asked": Q(undecided(), questions__answer="", questions__isnull=False),
        "again": due_again(on),
        "decided": ~undecided(),
    }
    totals = within.aggregate(**{f"n_{kind}": Count("pk", filter=kinds[kind], distinct=True) for kind in kinds})
    rows = counted(within.filter(pk__in=within.filter(kinds[show]).values("pk")), reach=reach)
    order = ("-decided_at", "-withdrawn_at", "-pk") if show == "decided" else ("raised_at", "pk")
    return rows.order_by(*order), {kind: totals[f"n_{kind}"] for kind in kinds}


def about(*, pupil: Pupil, reach: Reach, on: date) -> list[Listed]:
    """The concerns about one child that this reader may read and that stand, the newest first."""
    found = Concern.objects.within(reach).filter(pupil=pupil, withdrawn_at__isnull=True)
    return [listed(row, on=on) for row in counted(found, reach=reach).order_by("-raised_at", "-pk")]


def counted(found: ConcernQuerySet, *, reach: Reach) -> ConcernQuerySet:
    """Those concerns, each with how many questions wait for an answer, and the people and places of its line."""
    waiting = Count("questions", filter=Q(questions__answer=""))
    if not reach.school_ids:
        # A colleague who is asked counts only what is asked of them.
        waiting = Count("questions", filter=Q(questions__answer="", questions__asked_of=reach.user_id))
    return found.annotate(unanswered=waiting).select_related("pupil__school", "raised_by")


def listed(concern: Concern, *, on: date, unanswered: int | None = None) -> Listed:
    """A concern with where it stands on a day; how many questions wait is told, or was counted with it."""
    raised_on = timezone.localdate(concern.raised_at)
    state = concerning.state(
        outcome=concern.outcome,
        is_withdrawn=concern.withdrawn_at is not None,
        unanswered=getattr(concern, "unanswered", 0) if unanswered is None else unanswered,
    )
    return Listed(
        concern,
        state,
        is_late=concerning.is_late(state, raised_on=raised_on, on=on),
        is_due_again=concerning.is_due_again(outcome=concern.outcome, review_on=concern.review_on, on=on),
        days=(on - raised_on).days,
    )


def due_again(on: date) -> Q:
    """Which decided concerns are to be looked at again by a day?"""
    return Q(outcome__in=sorted(concerning.LOOKED_AT_AGAIN), review_on__lte=on)


def undecided() -> Q:
    """Which concerns wait for a decision?"""
    return Q(outcome="", withdrawn_at__isnull=True)
