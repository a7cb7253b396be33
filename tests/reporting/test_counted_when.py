"""Pages of figures say when they were counted, and that the register has changed since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Max
from django.utils import timezone

from pupils.models import Pupil
from pupils.selectors.changed import changed_since
from pupils.services import moves
from reporting.models import Figure
from reporting.presenting.words import counted_when
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

CHANGED = "The register has changed since"


def pages(north, browser):
    return [browser.get(path).content.decode() for path in ("/overview/", f"/overview/{north.one.school.pk}/")]


@pytest.mark.parametrize("who", ["asha", "cai", "helen", "maryam"])
def test_day_and_time_of_the_count_are_said(who, signed_in, north, counted):
    counted(north)
    with whole_trust(north.trust.pk):
        moment = timezone.localtime(Figure.objects.filter(school=north.one.school).values_list("counted_at")[0][0])
    for page in pages(north, signed_in(getattr(north, who))):
        assert f"counted on {moment.day} {moment:%B %Y} at {moment:%H:%M}" in page
        assert CHANGED not in page


@pytest.mark.parametrize(("who", "said"), [("asha", True), ("cai", True), ("helen", False), ("maryam", False)])
def test_a_change_since_is_said_to_whoever_sees_the_register_and_may_count(who, said, signed_in, north, counted):
    counted(north)
    with whole_trust(north.trust.pk):
        Figure.objects.update(counted_at=timezone.now() - timedelta(days=1))
    for page in pages(north, signed_in(getattr(north, who))):
        assert (CHANGED in page) is said


def test_only_the_schools_that_changed_are_named(north):
    now = timezone.now()
    with acting_with(north.reach()):
        one, two = north.one.school.pk, north.two.school.pk
        assert changed_since({one: now - timedelta(days=1), two: now + timedelta(days=1)}) == {one}
        assert changed_since({}) == frozenset()


GROUPED = {"sex": "U", "year_group": "6", "fsm": True, "eal": True}


@pytest.fixture
def moments(north):
    """Both schools were counted just after the cast had moved in."""
    with whole_trust(north.trust.pk):
        last = Pupil.pgh_event_model.objects.aggregate(last=Max("pgh_created_at"))["last"]
    return {house.school.pk: last for house in (north.one, north.two)}


@pytest.mark.parametrize("fact", GROUPED)
def test_a_change_of_what_children_are_grouped_by_is_noticed_at_their_school_alone(fact, north, moments):
    one, two = moments
    with whole_trust(north.trust.pk):
        assert changed_since(moments) == frozenset()
        child = Pupil.objects.get(pk=north.one.pupils[0].pk)
        assert getattr(child, fact) != GROUPED[fact]
        Pupil.objects.filter(pk=child.pk).update(**{fact: GROUPED[fact]})
        Pupil.objects.filter(pk=child.pk).update(preferred_forename="Bo")  # the newest change is of another kind
    with acting_with(north.reach()):
        assert changed_since(moments) == {one}
        assert changed_since({two: moments[two]}) == frozenset()
        assert changed_since({**moments, one: timezone.now()}) == frozenset()
    with acting_with(north.reach(north.two)):  # nobody learns it who does not see the school
        assert changed_since(moments) == frozenset()


def test_a_change_that_no_figure_is_made_of_is_not_reported(north, moments):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(
            preferred_forename="Bo", first_language="Welsh", ethnicity="WBRI", pupil_premium=True, young_carer=True
        )
        assert changed_since(moments) == frozenset()


def test_the_school_that_a_child_has_left_has_changed_too(north, moments):
    with acting_with(north.reach()):
        moves.move(
            pupil=Pupil.objects.get(pk=north.one.pupils[0].pk),
            to=north.two.school,
            on=timezone.localdate(),
            by=north.cai,
            reason="Moved house",
        )
        assert changed_since(moments) == set(moments)


def test_the_words_name_one_moment_or_the_span_and_nothing_that_is_not_known():
    day = date(2026, 11, 22)
    early, late = (timezone.make_aware(timezone.datetime(2026, 11, 22, *at)) for at in ((2, 5), (13, 58)))
    assert counted_when([day], [late]) == "counted on 22 November 2026 at 13:58"
    assert counted_when([day, day], [late, early]) == "counted on 22 November 2026 between 02:05 and 13:58"
    assert counted_when([day, day], [late, None]) == "counted on 22 November 2026"
    assert counted_when([day, day - timedelta(days=1)], [late, early]) == "" == counted_when([], [])
