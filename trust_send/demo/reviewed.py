"""How far is each school with this term's review of its register? Written into the database, after the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from pupils.models import RegisterReview, ReviewAnswer
from pupils.review_checks import CHECKS
from pupils.selectors import reviewing
from pupils.services.reviewing import counted
from schools.models import School
from trust_send.demo import plan
from trust_send.demo.draws import stream, weighted
from trust_send.demo.places import FERNHOLLOW
from trust_send.platform.walls.bulk import add_all
from trust_send.platform.walls.reach import Reach

HOW_FAR = {"signed by both": 0.4, "signed": 0.15, "begun": 0.25, "not begun": 0.2}
BEGUN = 6
"""Checks that have an answer where a review is begun."""
A_WEEK = timedelta(days=7)


def add_reviews(
    planned: plan.Trust, schools: Mapping[str, int], people: Mapping[str, int], *, reach: Reach, on: date, seed: int
) -> None:
    """Fernhollow has begun; the others are as far as schools are in the middle of a term."""
    rng = stream(seed, planned.key, "reviews")
    posts = {(post.role, post.school): people[post.person] for post in planned.posts if post.ends_on is None}
    rows = {row.pk: row for row in School.objects.filter(pk__in=schools.values())}
    states = reviewing.states(reach=reach, schools=[rows[schools[each.key]] for each in planned.schools], on=on)
    answers: list[ReviewAnswer] = []
    for school, state in zip(planned.schools, states, strict=True):
        how_far = "begun" if school.key == FERNHOLLOW else weighted(HOW_FAR, rng)
        senco, head = posts.get(("senco", school.key)), posts.get(("headteacher", school.key))
        if how_far == "not begun" or state.term is None or senco is None or head is None:
            continue
        signed_on = max(state.term.starts_on, on - timedelta(days=rng.randint(1, 20)))
        checks = CHECKS[:BEGUN] if how_far == "begun" else CHECKS
        walked = reviewing.walk(reach=reach, school_id=state.school.pk, review=None, on=on)
        found = {check.id: counted(walked, check.id) for check in checks}
        review = RegisterReview.objects.create(
            school=state.school,
            term_id=state.term.half_term_id,
            begun_by_id=senco,
            found=found,
            senco_signed_by_id=None if how_far == "begun" else senco,
            senco_signed_at=None if how_far == "begun" else _at(signed_on),
            head_signed_by_id=head if how_far == "signed by both" else None,
            head_signed_at=_at(min(on, signed_on + A_WEEK)) if how_far == "signed by both" else None,
        )
        answers += [
            ReviewAnswer(
                review=review,
                school=state.school,
                check_id=check.id,
                answer="no" if found[check.id]["found"] else "yes",
                answered_by_id=senco,
            )
            for check in checks
        ]
    add_all(answers)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=get_current_timezone())
