"""Asking for work: one row for one thing, and a message that leaves with it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from trust_send.platform.jobs import asking
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, Outbox, State
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust


def test_asking_twice_is_asking_once(asked):
    first, second = asked(), asked()
    assert first == second and first.state == State.WAITING
    assert Outbox.objects.filter(job_id=first.pk).count() == 1


def test_another_key_is_another_job(asked):
    assert asked(key="a") != asked(key="b")


def test_the_message_holds_ids_only(asked, north):
    job = asked(north.asha, child="never in a message")
    message = Outbox.objects.values().get(job_id=job.pk)
    assert (message["trust_id"], message["task"], message["queue"]) == (north.trust.pk, "tests.make_hub", "default")
    assert "never" not in str(message)


def test_a_failed_job_is_begun_anew_when_asked_again(asked, north):
    job = do_here(asked(wrong="refused"))
    assert job.state == State.FAILED and not Outbox.objects.filter(job_id=job.pk).exists()
    again = asked()
    assert (again.pk, again.state, again.attempts, again.problem) == (job.pk, State.WAITING, 0, "")
    assert again.created_at > job.created_at, "its page says when it was asked for the last time"
    assert do_here(again).state == State.DONE


def test_a_failed_job_rests_when_the_asker_does_not_insist(asked, north):
    job = do_here(asked(wrong="refused"))
    with whole_trust(north.trust.pk):
        assert ask(kind="test-hub", key="a", parameters={}, again=False).state == State.FAILED
    assert not Outbox.objects.filter(job_id=job.pk).exists()


def test_a_done_job_is_not_done_again(asked, hubs):
    job = do_here(asked())
    assert asked().state == State.DONE and do_here(job).state == State.DONE
    assert hubs(job) == 1


def test_two_people_who_ask_for_the_whole_trust_get_a_row_each(north):
    jobs = []
    for person in (north.cai, north.tom):
        with acting_for(person.pk, north.trust.pk):
            jobs.append(ask(kind="test-hub", key="trust", parameters={}, by=person.pk))
    assert jobs[0] != jobs[1]


def test_asking_needs_the_transaction_of_its_reason(monkeypatch):
    monkeypatch.setattr(asking, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="transaction"):
        ask(kind="test-hub", key="a", parameters={})


def test_an_unknown_kind_is_a_mistake(north):
    with whole_trust(north.trust.pk), pytest.raises(LookupError, match="nobody's"):
        ask(kind="nobody's", key="a", parameters={})


def test_one_trust_never_sees_the_others_jobs(asked, north, south):
    job = asked(north.asha)
    with acting_with(south.reach()):
        assert not Job.objects.filter(pk=job.pk).exists()
    with acting_with(north.reach(north.two)):
        assert not Job.objects.filter(pk=job.pk).exists()
