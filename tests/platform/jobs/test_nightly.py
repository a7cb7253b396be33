"""What happens by itself: once a day for each trust, and caught up with after a night without power."""

from __future__ import annotations

from datetime import date

from django.apps import apps

from trust_send.platform.jobs import kinds, nightly
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.walls.sources import whole_trust
from trust_send.timetable import SCHEDULE

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def tidying(trust_id: int) -> list[Job]:
    with whole_trust(trust_id):
        return list(Job.objects.filter(kind="papers-sweep").order_by("pk"))


def test_every_trust_is_asked_once_a_day(north, south):
    for day in (MONDAY, MONDAY, TUESDAY):
        assert nightly.ask_for_each_trust(day) == apps.get_model("schools", "Trust").objects.count()
    for side in (north, south):
        assert [job.key for job in tidying(side.trust.pk)] == ["2026-11-23", "2026-11-24"]


def test_what_failed_at_night_is_left_for_the_next_one(north, monkeypatch):
    nightly.ask_for_each_trust(MONDAY)
    (job,) = tidying(north.trust.pk)
    with whole_trust(north.trust.pk):
        Job.objects.filter(pk=job.pk).update(state=State.FAILED)
    nightly.ask_for_each_trust(MONDAY)
    assert tidying(north.trust.pk)[0].state == State.FAILED


def test_the_nightly_job_is_done_by_its_task(north):
    nightly.ask_for_each_trust(MONDAY)
    (job,) = tidying(north.trust.pk)
    assert do_here(job).state == State.DONE


def test_the_clock_asks_for_tasks_that_exist_and_messages_grow_old_in_time():
    from celery import current_app

    current_app.loader.import_default_modules()
    for entry in SCHEDULE.values():
        assert entry["task"] in current_app.tasks
        assert entry["options"]["expires"] < 600


def test_every_kind_has_its_task():
    from celery import current_app

    current_app.loader.import_default_modules()
    assert {kind.task for kind in kinds._kinds.values()} <= set(current_app.tasks)
