"""The two health pages, with the parts really missing."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import redis
from django.db import OperationalError, connection
from django.test import Client

from trust_send import heartbeat
from trust_send.supervisor.places import PROJECT


@pytest.fixture
def signs(settings, worker_id: str) -> Iterator["redis.Redis[bytes]"]:
    """Redis in a numbered database of this test run's own, with a worker on every queue."""
    number = 8 + int(worker_id.removeprefix("gw") if worker_id != "master" else 0) % 8
    settings.REDIS_URL = f"{settings.REDIS_URL.split('?')[0]}?db={number}"
    with heartbeat.connect() as client:
        client.flushdb()
        for queue in heartbeat.QUEUES:
            client.set(heartbeat.key(queue), "worker@here", ex=heartbeat.ALIVE_SECONDS)
        yield client
        client.flushdb()


def test_the_process_answers_without_asking_anybody(client: Client) -> None:
    """No ``db`` fixture: a query would be an error."""
    answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_all_is_well(client: Client, db: None, signs: "redis.Redis[bytes]") -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "redis": "ok", "worker": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("queue", heartbeat.QUEUES)
def test_a_silent_queue_is_named(client: Client, db: None, signs: "redis.Redis[bytes]", queue: str) -> None:
    signs.delete(heartbeat.key(queue))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unwell",
        "database": "ok",
        "redis": "ok",
        "worker": f"silent for 30 s: {queue}",
    }


def test_lost_redis_is_named(client: Client, db: None, settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unwell",
        "database": "ok",
        "redis": "does not answer",
        "worker": "unknown",
    }


@pytest.mark.parametrize("host", ["/nowhere", "127.0.0.1"])
def test_a_lost_database_is_named_and_not_waited_for(
    client: Client, db: None, signs: "redis.Redis[bytes]", monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """Once with nobody there, once with somebody who takes the call and says nothing."""
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        monkeypatch.setitem(connection.settings_dict, "HOST", host)
        monkeypatch.setitem(connection.settings_dict, "PORT", str(mute.getsockname()[1]))
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unwell", "database": "does not answer", "redis": "ok", "worker": "ok"}


@pytest.mark.parametrize("path", ["/healthz", "/livez"])
def test_who_carries_a_session_learns_of_a_lost_database_too(
    north, signed_in, signs: "redis.Redis[bytes]", monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """The session is in PostgreSQL: whoever asked for it would get an error in place of the answer."""
    browser = signed_in(north.asha)
    browser.raise_request_exception = False

    def lost(*_: object, **__: object) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    with monkeypatch.context() as without:
        without.setattr(connection, "ensure_connection", lost)
        without.setattr(connection, "cursor", lost)
        without.setitem(connection.settings_dict, "HOST", "/nowhere")
        answer = browser.get(path)
    if path == "/livez":
        assert (answer.status_code, answer.content) == (200, b"ok\n")
    else:
        assert answer.status_code == 503
        assert answer.json() == {"status": "unwell", "database": "does not answer", "redis": "ok", "worker": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/livez").status_code == 405


@pytest.mark.slow
def test_a_real_worker_signs_for_its_queues_and_falls_silent(settings) -> None:
    with heartbeat.connect() as client:
        heartbeat.forget(client)
        worker = subprocess.Popen(
            [sys.executable, "-m", "trust_send.worker", "--queues", "default"],
            cwd=PROJECT,
            env={
                **os.environ,
                "AS_OWNER": "0",
                "DEMO": "1",
                "FAST_PASSWORDS": "0",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            deadline = time.monotonic() + 60
            while not client.exists(heartbeat.key("default")) and time.monotonic() < deadline:
                time.sleep(0.2)
            assert 0 < client.ttl(heartbeat.key("default")) <= heartbeat.ALIVE_SECONDS
            assert heartbeat.silent_queues(client) == ["documents"]
            client.delete(heartbeat.key("default"))
            deadline = time.monotonic() + heartbeat.EVERY_SECONDS * 2
            while not client.exists(heartbeat.key("default")) and time.monotonic() < deadline:
                time.sleep(0.2)
            assert client.exists(heartbeat.key("default"))  # it signs again and again
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        heartbeat.forget(client)
        time.sleep(0.5)
        assert heartbeat.silent_queues(client) == list(heartbeat.QUEUES)
