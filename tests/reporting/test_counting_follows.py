"""A school is counted again after each import, and each import asks once."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pupils.models import Pupil
from pupils.services import moves
from reporting.measures import Measure
from reporting.models import Figure
from reporting.services import counting
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.tables import following
from trust_send.platform.tables.models import Stage, TableImport
from trust_send.platform.walls.sources import whole_trust


def brought(side) -> TableImport:
    return TableImport.objects.create(
        kind="pupils",
        school=side.one.school,
        by=side.dora,
        file_name="pupils.csv",
        sha256="0" * 64,
        stage=Stage.APPLIED,
    )


def test_an_applied_import_has_its_school_counted(north):
    with whole_trust(north.trust.pk):
        following.after_applied(brought(north))
        following.after_applied(brought(north))
        one, two = Job.objects.filter(kind="count").order_by("pk")
    assert one.key != two.key and one.school_id == north.one.school.pk
    done = do_here(one)
    assert done.state == State.DONE and done.result["url_name"] == "school-figures"
    with whole_trust(north.trust.pk):
        figures = Figure.objects.filter(on=timezone.localdate(), measure=Measure.ROLL)
        assert {figure.school_id for figure in figures} == {north.one.school.pk}


def test_a_past_day_is_counted_as_the_register_was(north):
    with whole_trust(north.trust.pk):
        job = ask(
            kind="count", key="past", parameters={"on": "2024-01-18"}, school_id=north.one.school.pk
        )  # nobody of the cast had come by then
    assert do_here(job).state == State.DONE
    with whole_trust(north.trust.pk):
        assert not Figure.objects.filter(on="2024-01-18").exists()


def test_a_child_is_counted_where_it_was_on_the_day_also_when_it_has_moved_since(north):
    today = timezone.localdate()
    one, two = north.one.school.pk, north.two.school.pk

    def roll(on):
        with whole_trust(north.trust.pk):
            found = counting.cells(school_ids={one, two}, on=on)
        return {school: sum(cell.pupils for cell in found if cell.school_id == school) for school in (one, two)}

    before, day_before = roll(today), today - timedelta(days=1)
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(pk=north.one.pupils[0].pk)
        moves.move(pupil=child, to=north.two.school, on=today, by=north.cai, reason="House move")
    assert roll(day_before) == before == {one: 3, two: before[two]}
    assert roll(today) == {one: before[one] - 1, two: before[two] + 1}
    with whole_trust(north.trust.pk):
        job = ask(kind="count", key="past", parameters={"on": day_before.isoformat()}, school_id=one)
    assert do_here(job).state == State.DONE
    with whole_trust(north.trust.pk):
        assert Figure.objects.get(on=day_before, school=one, measure=Measure.ROLL).numerator == before[one]


def test_registering_twice_follows_once():
    before = list(following._following)
    for follow in before:
        following.register(follow)
    assert following._following == before
