"""What a register review walks through: the children as its checks see them, the answers, and how schools stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pupils.codes import ON_REGISTER
from pupils.models import (
    Concern,
    Enrolment,
    Need,
    Pupil,
    RegisterReview,
    ReviewAnswer,
    SenStatus,
    SettledCheck,
    StatusQuestion,
    SupportLayer,
)
from pupils.review_checks import CHECKS, findings
from pupils.reviewing import TWO_TERMS, Child, Finding, NeedHeld
from pupils.terms import WholeTerm, term_of, whole_terms
from pupils.year_groups import academic_year
from schools import calendar
from schools.models import School, Term, User
from trust_send.platform.history import events_of

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

Spell = tuple[date, date | None]
TAKEN_BACK = "Signature taken back: "
"""So begins the reason of such a change in the history."""


@dataclass(frozen=True, slots=True)
class State:
    """How a school stands with the review of this term."""

    school: School
    term: WholeTerm | None
    review: RegisterReview | None

    @property
    def answered(self) -> int:
        """How many checks have an answer?"""
        return len(self.review.found) if self.review else 0

    @property
    def is_signed(self) -> bool:
        """Has the SENCO signed?"""
        return self.review is not None and self.review.senco_signed_at is not None

    @property
    def is_countersigned(self) -> bool:
        """Has the headteacher signed too?"""
        return self.review is not None and self.review.head_signed_at is not None


@dataclass(frozen=True, slots=True)
class Walk:
    """One review: what each check finds today, what was answered, and which children were settled."""

    children: tuple[Child, ...] = ()
    found: Mapping[str, list[Finding]] = field(default_factory=dict)
    answers: Mapping[str, ReviewAnswer] = field(default_factory=dict)
    settled: Mapping[str, Mapping[int, SettledCheck]] = field(default_factory=dict)


def state_of(*, reach: Reach, school: School, on: date) -> State:
    """How does one school stand with its review?"""
    return states(reach=reach, schools=[school], on=on)[0]


def states(*, reach: Reach, schools: Iterable[School], on: date) -> list[State]:
    """How does each of these schools stand with the review of its term? Two statements, however many schools."""
    schools = list(schools)
    ids = [school.pk for school in schools]
    start = calendar.year_start(on)
    halves: dict[int, list[Term]] = defaultdict(list)
    for half in Term.objects.within(reach).filter(school_id__among=ids, year_start__in=(start, start + 1)):
        halves[half.school_id].append(half)
    reviews = RegisterReview.objects.within(reach).filter(school_id__among=ids, term__year_start__in=(start, start + 1))
    by_half = {
        (review.school_id, review.term.year_start, review.term.number): review
        for review in reviews.select_related("term", "senco_signed_by", "head_signed_by")
    }
    found = []
    for school in schools:
        term = term_of(whole_terms(halves[school.pk]), on)
        places = [(school.pk, term.year_start, half) for half in term.halves] if term else []
        found.append(State(school, term, next((by_half[place] for place in places if place in by_half), None)))
    return found


def earlier(*, reach: Reach, school_id: int, besides: int | None) -> list[RegisterReview]:
    """The reviews of other terms, the newest first."""
    found = RegisterReview.objects.within(reach).filter(school_id=school_id).exclude(pk=besides)
    return list(found.select_related("term").order_by("-term__starts_on", "-pk"))


def review_or_404(*, reach: Reach, school_id: int, review_id: int) -> RegisterReview:
    """A review of this school."""
    found = RegisterReview.objects.within(reach).select_related("term", "senco_signed_by", "head_signed_by")
    return get_object_or_404(found, pk=review_id, school_id=school_id)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A signature that somebody took back, and why."""

    by: str
    on: date
    reason: str


def taken_back(*, reach: Reach, review: RegisterReview) -> list[TakenBack]:
    """The signatures of a review that were taken back, the first first."""
    found = events_of(RegisterReview).filter(
        trust_id=reach.trust_id, pgh_obj_id=review.pk, pgh_context__reason__startswith=TAKEN_BACK
    )
    rows = list(found.order_by("pgh_id").values_list("pgh_context", "pgh_created_at"))
    people = {row.pk: str(row) for row in User.objects.filter(pk__in={context["by"] for context, _ in rows})}
    return [
        TakenBack(people.get(context["by"], ""), timezone.localdate(at), context["reason"].removeprefix(TAKEN_BACK))
        for context, at in rows
    ]


def walk(*, reach: Reach, school_id: int, review: RegisterReview | None, on: date | None) -> Walk:
    """Everything about one review; on no day, for one that is signed, the checks are not run again."""
    children = tuple(children_of(reach=reach, school_id=school_id, on=on)) if on else ()
    found = {check.id: findings(check, children, on) for check in CHECKS} if on else {}
    if review is None:
        return Walk(children, found)
    answers = ReviewAnswer.objects.within(reach).filter(review=review).select_related("answered_by")
    settled: dict[str, dict[int, SettledCheck]] = defaultdict(dict)
    rows = SettledCheck.objects.within(reach).filter(review=review).select_related("pupil", "settled_by")
    for row in rows.order_by("pupil__sort_key", "pupil_id"):
        settled[row.check_id][row.pupil_id] = row
    return Walk(children, found, {answer.check_id: answer for answer in answers}, settled)


def children_of(*, reach: Reach, school_id: int, on: date) -> list[Child]:
    """The children on roll whose record the school holds, and who left within two terms, by name."""
    places = _places(reach=reach, school_id=school_id, on=on)
    statuses: dict[int, list[tuple[date, date | None, str, bool]]] = defaultdict(list)
    rows = SenStatus.objects.within(reach).filter(school_id=school_id, starts_on__lte=on).order_by("starts_on")
    for child, since, until, code, told in rows.values_list(
        "pupil_id", "starts_on", "ends_on", "code", "shared_with_family"
    ):
        statuses[child].append((since, until, code, told))
    needs: dict[int, list[NeedHeld]] = defaultdict(list)
    standing = Need.objects.within(reach).on(on).filter(school_id=school_id)
    for child, kind, rank, since in standing.order_by("rank").values_list("pupil_id", "need_type", "rank", "starts_on"):
        needs[child].append(NeedHeld(kind, rank, since))
    layers = {row.pupil_id: row for row in SupportLayer.objects.within(reach).on(on).filter(school_id=school_id)}
    raised = Concern.objects.within(reach).undecided().filter(school_id=school_id).order_by("-raised_at", "-pk")
    concerns = {
        child: (pk, timezone.localdate(at)) for child, pk, at in raised.values_list("pupil_id", "pk", "raised_at")
    }
    asked = StatusQuestion.objects.within(reach).open().filter(school_id=school_id)
    questions = {
        child: (pk, timezone.localdate(at)) for child, pk, at in asked.values_list("pupil_id", "pk", "asked_at")
    }
    found = []
    for pupil in Pupil.objects.within(reach).filter(school_id=school_id, pk__among=places).order_by("sort_key", "pk"):
        joined_on, left_on = places[pupil.pk]
        history = statuses[pupil.pk]
        now = history[-1] if history and (history[-1][1] is None or history[-1][1] > on) else None
        layer = layers.get(pupil.pk)
        found.append(
            Child(
                pupil.pk,
                pupil.listed_name,
                pupil.year_group,
                pupil.sex,
                pupil.date_of_birth,
                is_disadvantaged=bool(pupil.pupil_premium or pupil.fsm_ever6 or pupil.fsm),
                is_eal=bool(pupil.eal),
                joined_on=joined_on,
                left_on=left_on,
                status=now[2] if now else "N",
                status_since=_unbroken([row[:2] for row in history if row[2] == now[2]], on) if now else None,
                on_register_since=_unbroken([row[:2] for row in history if row[2] in ON_REGISTER], on),
                is_family_told=bool(now and now[3]),
                was_known_before=any(row[0] < joined_on for row in history),
                needs=tuple(needs[pupil.pk]),
                layer=layer.get_layer_display() if layer else "",
                layer_since=layer.starts_on if layer else None,
                concern=concerns.get(pupil.pk),
                question=questions.get(pupil.pk),
            )
        )
    return found


def _places(*, reach: Reach, school_id: int, on: date) -> dict[int, tuple[date, date | None]]:
    """Since when is each child registered here without a break, and from which day is it away?"""
    # So far back that a registration begun this school year is known from one that only goes on.
    back = min(on - TWO_TERMS, date(academic_year(on), 9, 1) - timedelta(days=1))
    rows = Enrolment.objects.within(reach).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=back),
        school_id=school_id,
        at_school_id=school_id,
        kind__in=("C", "M", "S"),
        starts_on__lte=on,
    )
    spells: dict[int, list[Spell]] = defaultdict(list)
    for child, starts_on, ends_on in rows.order_by("starts_on").values_list("pupil_id", "starts_on", "ends_on"):
        spells[child].append((starts_on, ends_on))
    found: dict[int, tuple[date, date | None]] = {}
    for child, held in spells.items():
        since = _unbroken(held, on)
        found[child] = (since, None) if since else (held[-1][0], max(end for _, end in held if end))
    return found


def _unbroken(spells: Iterable[Spell], on: date) -> date | None:
    """Since when does one of these follow the other up to a day? None when none includes it."""
    since: date | None = None
    for starts_on, ends_on in sorted(spells, key=lambda spell: spell[0], reverse=True):
        if (since is None and (ends_on is None or ends_on > on)) or (since is not None and ends_on == since):
            since = starts_on
        elif since is not None:
            break
    return since
