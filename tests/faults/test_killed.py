"""Real processes are killed in the middle of real jobs; every job ends with exactly one effect."""

from __future__ import annotations

import time

import psycopg
import pytest

from tests.faults.crew import HUBS, LEASE_SECONDS
from tests.faults.surroundings import Surroundings
from trust_send.platform.jobs import rules

# The mark has the test database made, of which ours is a copy; the tests themselves do not touch it.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]
RESCUE_SECONDS = rules.seconds_to_rescue(LEASE_SECONDS) + 6  # and time to begin and end again on a busy machine


def is_done(job: dict) -> bool:
    return job["state"] == "done"


def is_writing(job: dict) -> bool:
    return job["step"] == "Writing"


def assert_one_effect_each(place: Surroundings, ids: list[int]) -> list[int]:
    """Exactly one; and how often was each tried?"""
    jobs = place.order("look", ids=ids)
    assert [(job["state"], job["hubs"], job["outbox"]) for job in jobs] == [("done", HUBS, 0)] * len(ids)
    return [job["attempts"] for job in jobs]


def test_undisturbed_jobs_are_done_at_once_and_once(place):
    place.wait(place.order("ask", kind="fault-hubs", number=1, seconds=0), is_done)  # everybody is up
    ids = place.order("ask", kind="fault-hubs", number=4, seconds=0.1)
    assert place.wait(ids, is_done) < RESCUE_SECONDS
    assert assert_one_effect_each(place, ids) == [1, 1, 1, 1]


def test_of_workers_that_reach_for_a_job_at_once_one_gets_it(place):
    ids = place.order("ask", kind="fault-hubs", number=5, seconds=0, delay_seconds=3600)
    for job_id in ids:
        assert place.order("race", job_id=job_id, runners=8) == 1
    # The winners have no task to go on with: for the workers they are as good as dead, and are rescued.
    place.wait(ids, is_done)
    assert assert_one_effect_each(place, ids) == [2] * 5


def test_a_job_that_takes_longer_than_its_lease_keeps_it(place):
    ids = place.order("ask", kind="fault-hubs", number=1, seconds=LEASE_SECONDS * 1.5)
    place.wait(ids, is_done)
    assert assert_one_effect_each(place, ids) == [1]


def test_the_child_that_does_the_work_is_killed(place):
    ids = place.order("ask", kind="fault-hubs", number=2, seconds=0.8)
    place.wait(ids, is_writing, every=False)
    place.kill_pool_children()
    assert place.wait(ids, is_done) < RESCUE_SECONDS
    assert max(assert_one_effect_each(place, ids)) == 2


def test_a_document_is_killed_between_file_and_row(place):
    ids = place.order("ask", kind="fault-paper", number=1, seconds=1)
    began = time.monotonic()
    while not place.order("files") and time.monotonic() - began < 10:
        time.sleep(0.02)
    place.kill_pool_children()
    assert place.order("look", ids=ids)[0]["papers"] == 0
    place.wait(ids, is_done)
    assert place.order("look", ids=ids)[0]["papers"] == 1
    assert len(place.order("files")) == 2
    assert place.order("sweep") == 1 and len(place.order("files")) == 1


def test_redis_is_killed_and_comes_back_empty(place):
    running = place.order("ask", kind="fault-hubs", number=2, seconds=0.5)
    place.redis_server._process.kill()
    place.redis_server._process.wait()
    ids = place.order("ask", kind="fault-hubs", number=2, seconds=0.1)  # asking needs no Redis
    place.redis_server.start()
    place.wait(running + ids, is_done)
    assert_one_effect_each(place, running + ids)


def test_redis_and_the_children_that_do_the_work_are_killed_together(place):
    ids = place.order("ask", kind="fault-hubs", number=2, seconds=0.8)
    place.wait(ids, is_writing, every=False)
    place.kill_pool_children()
    place.redis_server._process.kill()
    place.redis_server._process.wait()
    place.redis_server.start()
    place.wait(ids, is_done)
    assert_one_effect_each(place, ids)


def test_a_worker_that_ends_by_itself_is_started_again(place):
    ids = place.order("ask", kind="fault-hubs", number=2, seconds=0.8)
    place.wait(ids, is_writing, every=False)
    place.processes["worker"].terminate()
    place.processes["worker"].wait()
    waiting = place.order("ask", kind="fault-hubs", number=2, seconds=0.1)
    place.wait(ids + waiting, is_done)
    assert max(assert_one_effect_each(place, ids + waiting)) == 1  # asked politely, it finishes what it has in hand


def test_every_connection_of_the_workers_to_postgresql_is_cut(place):
    ids = place.order("ask", kind="fault-hubs", number=2, seconds=0.8)
    place.wait(ids, is_writing, every=False)
    with psycopg.connect(place.env["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), %s)",
            [place.order("backend")],
        )
    assert place.wait(ids, is_done) < RESCUE_SECONDS
    assert_one_effect_each(place, ids)


def test_worker_and_relay_are_killed_and_redis_forgets_what_waits(place):
    running = place.order("ask", kind="fault-hubs", number=2, seconds=0.8)
    place.wait(running, is_writing, every=False)
    place.kill("worker")
    waiting = place.order("ask", kind="fault-hubs", number=4, seconds=0.1)
    began = time.monotonic()
    while place.waiting_in_redis() < len(waiting):
        assert time.monotonic() - began < 10, place.logs()
        time.sleep(0.05)
    place.kill("relay")
    with place.redis() as client:
        client.flushall()
    place.start_relay()
    place.start_worker()
    place.wait(running + waiting, is_done)
    attempts = assert_one_effect_each(place, running + waiting)
    assert max(attempts[:2]) == 2 and attempts[2:] == [1, 1, 1, 1]


def test_after_all_that_nothing_is_left_over(place):
    with psycopg.connect(place.env["DATABASE_URL"], autocommit=True) as connection:
        began = time.monotonic()
        while connection.execute("SELECT count(*) FROM jobs_outbox").fetchone() != (0,):
            assert time.monotonic() - began < RESCUE_SECONDS, place.logs()
            time.sleep(0.1)
