"""Figures: parts add up to the whole, unknown is kept, and a pupil with two registrations is counted once."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pupils.models import Enrolment, Need, Pupil, SenStatus
from reporting.measures import ALL, Cell, Measure, counts
from reporting.models import Figure
from reporting.services import counting
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

ON = date(2026, 11, 20)

cell = st.builds(
    Cell,
    school_id=st.integers(1, 3),
    status=st.sampled_from("NKE"),
    need=st.sampled_from(["", "SLCN", "ASD", "NSA"]),
    sex=st.sampled_from("MFU"),
    year_group=st.sampled_from(["R", "1", "6"]),
    fsm=st.sampled_from([True, False, None]),
    eal=st.sampled_from([True, False, None]),
    pupils=st.integers(0, 40),
)


@given(st.lists(cell, max_size=30))
def test_parts_add_up_to_the_whole(cells):
    made = {(c.school_id, c.measure, c.group): c for c in counts(cells, groups=True)}
    for school_id in {c.school_id for c in cells}:
        roll = sum(c.pupils for c in cells if c.school_id == school_id)
        assert made[school_id, Measure.ROLL, ALL].numerator == roll
        for measure in (Measure.SEN_SUPPORT, Measure.EHC_PLAN, Measure.ALL_SEN):
            whole = made[school_id, measure, ALL]
            for kind in ("sex", "year", "fsm", "eal"):
                parts = [
                    c for (s, m, g), c in made.items() if s == school_id and m == measure and g.startswith(kind + ":")
                ]
                assert sum(c.numerator for c in parts) == whole.numerator
                assert sum(c.denominator for c in parts) == whole.denominator == roll
        for status, measure in (("K", Measure.SEN_SUPPORT), ("E", Measure.EHC_PLAN)):
            needs = [c for (s, m, g), c in made.items() if s == school_id and m == Measure.NEED and g[0] == status]
            without = made[school_id, Measure.NO_NEED, status]
            assert sum(c.numerator for c in needs) + without.numerator == made[school_id, measure, ALL].numerator
        k, e = (made[school_id, m, ALL].numerator for m in (Measure.SEN_SUPPORT, Measure.EHC_PLAN))
        assert made[school_id, Measure.ALL_SEN, ALL].numerator == k + e


@given(st.lists(cell, max_size=20))
def test_no_part_is_larger_than_its_whole(cells):
    assert all(0 <= c.numerator <= c.denominator for c in counts(cells, groups=True))


def count(side, on=ON, today=ON):
    with whole_trust(side.trust.pk) as reach:
        counting.count(school_ids=reach.school_ids, on=on, today=today)


def figure(side, house, measure, group=ALL, on=ON):
    with acting_with(side.reach()):
        found = Figure.objects.get(school=house.school, on=on, measure=measure, group=group)
    return found.numerator, found.denominator


def test_the_register_is_counted(north):
    count(north)
    assert figure(north, north.one, "roll") == (3, 3)
    assert figure(north, north.one, "sen_support") == (1, 3)
    assert figure(north, north.one, "ehc_plan") == (1, 3)
    assert figure(north, north.one, "all_sen") == (2, 3)
    assert figure(north, north.one, "need", "K:SLCN") == (1, 1)
    assert figure(north, north.one, "sen_support", "fsm:unknown") == (1, 3)


def test_counting_twice_is_counting_once(north):
    count(north)
    with acting_with(north.reach()):
        before = Figure.objects.count()
    count(north)
    with acting_with(north.reach()):
        assert Figure.objects.count() == before


def test_a_second_registration_is_not_a_second_pupil(north):
    with whole_trust(north.trust.pk):
        pupil = Pupil.objects.get(pk=north.one.pupils[0].pk)
        Enrolment.objects.filter(pupil=pupil).update(kind="M")
        Enrolment.objects.create(pupil=pupil, at_school=north.two.school, kind="S", starts_on=date(2026, 9, 1))
    count(north)
    assert figure(north, north.one, "roll") == (3, 3) and figure(north, north.two, "roll") == (3, 3)


def test_leavers_and_past_statuses_count_on_their_days(north):
    with whole_trust(north.trust.pk):
        pupil = north.one.pupils[0]
        SenStatus.objects.filter(pupil=pupil).update(ends_on=date(2026, 10, 1))
        Need.objects.filter(pupil=pupil).update(ends_on=date(2026, 10, 1))
        Enrolment.objects.filter(pupil=north.one.pupils[1]).update(ends_on=date(2026, 10, 1))
    count(north)
    count(north, on=date(2026, 9, 30))
    assert figure(north, north.one, "sen_support") == (0, 2)
    assert figure(north, north.one, "sen_support", on=date(2026, 9, 30)) == (1, 3)
    with acting_with(north.reach()):
        past = Figure.objects.filter(on=date(2026, 9, 30))
        assert not past.exclude(group=ALL).exclude(measure__in=["need", "no_need"]).exists()


def test_governor_hub_lead_and_trust_lead_read_the_same_figures_and_no_child(north, south):
    count(north)
    count(south)
    seen = {}
    for person in (north.helen, north.maryam, north.cai, north.tom):
        with acting_for(person.pk, north.trust.pk) as (reach, _):
            figures = Figure.objects.within(reach).filter(school=north.one.school)
            seen[person.given_name] = set(figures.values_list("measure", "group", "numerator", "denominator"))
            schools = set(Figure.objects.values_list("school_id", flat=True))
            assert schools <= {north.one.school.pk, north.two.school.pk}
            if person != north.cai:
                assert not Pupil.objects.exists()
    assert len({frozenset(figures) for figures in seen.values()}) == 1 and seen["Helen"]
    with acting_for(north.grace.pk, north.trust.pk):
        assert not Figure.objects.exists()


def test_a_school_whose_last_pupil_has_left_is_counted_as_empty(north):
    with whole_trust(north.trust.pk):
        Enrolment.objects.filter(at_school=north.two.school).update(ends_on=date(2026, 10, 1))
    count(north)
    assert figure(north, north.two, "roll") == (0, 0) and figure(north, north.one, "roll") == (3, 3)
