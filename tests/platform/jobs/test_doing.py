"""Doing work: once, within the walls, and with an end in words whatever happens."""

from __future__ import annotations

import logging

import pytest

from pupils.models import Pupil
from schools.models import Post
from tests.platform.jobs.crew import build_hub, make_hub
from trust_send.platform.jobs import claims
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.claims import GIVEN_UP, FenceLost
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, Outbox, State
from trust_send.platform.jobs.pulse import Pulse
from trust_send.platform.jobs.sight import alone_with
from trust_send.platform.jobs.work import NO_LONGER_ALLOWED, Work
from trust_send.platform.walls.reach import NOBODY, current_reach
from trust_send.platform.walls.sources import acting_for, whole_trust


def taken(job: Job) -> Work:
    claim, row = claims.take(job_id=job.pk, trust_id=job.trust_id)
    return Work(claim, row, Pulse(claim))


def expire(job: Job) -> None:
    """The worker died a while ago."""
    with alone_with(job_id=job.pk, trust_id=job.trust_id):
        Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")


def row(job: Job) -> Job:
    with alone_with(job_id=job.pk, trust_id=job.trust_id):
        return Job.objects.get(pk=job.pk)


def test_work_and_its_end_are_one(asked, hubs):
    job = do_here(asked())
    assert (job.state, job.attempts, job.done, job.total) == (State.DONE, 1, 4, 4)
    assert hubs(job) == 1 and job.finished_at and not Outbox.objects.filter(job_id=job.pk).exists()
    assert current_reach() == NOBODY


def test_a_job_that_is_done_says_so_in_one_line(asked, caplog):
    with caplog.at_level(logging.INFO, logger="trust_send"):
        for job in (good := asked()), asked(key="b", wrong="refused"), good:
            make_hub(job_id=job.pk, trust_id=job.trust_id)
    (line,) = [record.getMessage() for record in caplog.records if "done" in record.getMessage()]
    assert line.startswith(f"job {good.pk} is done by tests.make_hub in ")


def test_a_worker_finds_a_job_that_only_its_asker_may_see(north, hubs):
    with acting_for(north.cai.pk, north.trust.pk):
        job = ask(kind="test-hub", key="trust", parameters={}, by=north.cai.pk)
    with whole_trust(north.trust.pk):
        assert not Job.objects.filter(pk=job.pk).exists()
    assert do_here(job).state == State.DONE and hubs(job) == 1


def test_a_task_sees_no_other_job_for_that_reason(asked, north):
    one, two = asked(north.asha, key="one"), asked(north.ben, key="two")
    with alone_with(job_id=one.pk, trust_id=north.trust.pk):
        assert list(Job.objects.values_list("pk", flat=True)) == [one.pk]
    with alone_with(job_id=two.pk, trust_id=north.trust.pk), alone_with(job_id=one.pk, trust_id=north.trust.pk):
        pass
    assert not Job.objects.exists()


def test_the_trust_in_the_message_is_no_way_over_the_wall(asked, north, south):
    job = asked(north.asha)
    assert claims.take(job_id=job.pk, trust_id=south.trust.pk) is None


def test_a_living_workers_job_is_left_alone(asked):
    job = asked()
    assert claims.take(job_id=job.pk, trust_id=job.trust_id)
    assert claims.take(job_id=job.pk, trust_id=job.trust_id) is None


def test_a_dead_workers_job_is_taken_over_and_the_dead_cannot_finish(asked, hubs):
    job = asked()
    slow = taken(job)
    expire(job)
    assert do_here(job).state == State.DONE
    with pytest.raises(FenceLost), slow.reach():
        build_hub(job.pk)
        slow.finish()
    with pytest.raises(FenceLost), slow.reach():
        build_hub(job.pk)  # also a step in between is undone
    assert hubs(job) == 1 and not slow.is_over


def test_a_late_worker_cannot_touch_what_another_is_doing(asked, hubs):
    job = asked()
    late = taken(job)
    expire(job)
    busy = taken(job)
    before = row(job)
    for touch in (
        lambda: claims.renew(late.claim, done=9, total=9, step="Late"),
        lambda: claims.fail(late.claim, problem="Late"),
        lambda: claims.give_back(late.claim, attempts=late.attempt),
        lambda: late.progress(9, 9, "Late"),
    ):
        with pytest.raises(FenceLost):
            touch()
    for end in (late.hold, late.finish, lambda: None):
        with pytest.raises(FenceLost), late.reach():
            build_hub(job.pk)
            end()
    after = row(job)
    assert (after.token, after.lease_until, after.step) == (before.token, before.lease_until, "") and hubs(job) == 0
    with busy.reach():
        build_hub(job.pk)
        busy.finish()
    assert row(job).state == State.DONE and hubs(job) == 1


def test_refusal_ends_it_with_a_sentence(asked, hubs):
    job = do_here(asked(wrong="refused"))
    assert (job.state, job.problem) == (State.FAILED, "There is no coast here. Choose another place.")
    assert job.attempts == 1 and hubs(job) == 0


@pytest.mark.parametrize("wrong", ["unexpected", "half", "unfinished"])
def test_an_error_leaves_nothing_and_is_tried_again_five_times(asked, hubs, wrong):
    job = asked(wrong=wrong)
    for attempt in range(1, 5):
        job = do_here(job)
        assert (job.state, job.attempts, job.problem) == (State.WAITING, attempt, "")
        assert Outbox.objects.get(job_id=job.pk)
    job = do_here(job)
    assert (job.state, job.problem) == (State.FAILED, GIVEN_UP)
    assert hubs(job) == (
        5 if wrong == "unfinished" else 0
    )  # whoever does not finish in the block of the effect repeats it
    assert not Outbox.objects.filter(job_id=job.pk).exists()


def test_an_error_after_the_end_changes_nothing(asked, hubs):
    job = do_here(asked(wrong="afterwards"))
    assert job.state == State.DONE and hubs(job) == 1


def test_a_job_that_kills_its_workers_is_given_up(asked):
    job = asked()
    for _ in range(5):
        taken(job)
        expire(job)
    assert claims.take(job_id=job.pk, trust_id=job.trust_id) is None
    assert (row(job).state, row(job).problem) == (State.FAILED, GIVEN_UP)


def test_the_log_holds_no_message_of_the_error(asked, caplog):
    with caplog.at_level(logging.INFO):
        do_here(asked(wrong="unexpected"))
    assert "ZeroDivisionError" in caplog.text and "Hartley" not in caplog.text


def test_reach_is_what_the_person_holds_when_the_work_is_done(asked, north, hubs):
    job = asked(north.asha, verb="make_document")
    with whole_trust(north.trust.pk):
        Post.objects.filter(user=north.asha).update(ends_on="2025-01-01")
    job = do_here(job)
    assert (job.state, job.problem) == (State.FAILED, NO_LONGER_ALLOWED) and hubs(job) == 0


def test_reach_is_that_of_the_person(asked, north):
    work = taken(asked(north.asha))
    with work.reach() as acting:
        assert acting.reach.school_ids == {north.one.school.pk} and acting.reach.user_id == north.asha.pk
        assert acting.may("make_document", school_id=north.one.school.pk)
        assert not acting.may("make_document", school_id=north.two.school.pk)
        work.progress(2, 3, "Reading")
    assert (row_of(work).done, row_of(work).total, row_of(work).step) == (2, 3, "Reading")


def row_of(work: Work) -> Job:
    with alone_with(job_id=work.job_id, trust_id=work.trust_id):
        return Job.objects.get(pk=work.job_id)


def test_history_says_for_whom_and_by_which_job(asked, north):
    work = taken(asked(north.asha))
    noah = north.one.pupils[0]
    with work.reach():
        Pupil.objects.filter(pk=noah.pk).update(eal=True)
    with whole_trust(north.trust.pk):
        context = Pupil.objects.get(pk=noah.pk).events.latest("pgh_created_at").pgh_context
    metadata = context.get("metadata", context) if isinstance(context, dict) else context.metadata
    assert (metadata["by"], metadata["job"]) == (north.asha.pk, work.job_id)
