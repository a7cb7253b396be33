"""PostgreSQL and Redis come up, outlive every way of ending, and leave nothing behind: really started and killed."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from tests.trust_send.left_over import processes_of, wait_until_none
from trust_send.supervisor import sockets
from trust_send.supervisor.children import Children, Record, leashed
from trust_send.supervisor.places import PROJECT

SECONDS = 60
pytestmark = pytest.mark.slow


class Holder:
    """A process that holds services in a folder until it is ended."""

    def __init__(self, local: Path, *options: str) -> None:
        self.local = local
        local.mkdir(parents=True, exist_ok=True)
        self.said = local / "said"
        program = [sys.executable, "-m", "trust_send.supervisor.services"]
        with self.said.open("wb") as output:
            self.process = subprocess.Popen(
                leashed([*program, "--durable", "--local", str(local), *options]),
                cwd=PROJECT,
                env={name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> "Holder":
        """Until both answer."""
        deadline = time.monotonic() + SECONDS
        while "SECRET_KEY" not in self.said.read_text() and time.monotonic() < deadline:
            assert self.process.poll() is None, self.said.read_text()
            time.sleep(0.05)
        return self

    def address(self, name: str) -> str:
        """Where it says a service is."""
        found = re.search(f"export {name}='(.*)'", self.said.read_text())
        assert found, self.said.read_text()
        return found[1]

    def end(self, number: signal.Signals) -> int:
        """End it by a signal, and wait."""
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


@contextmanager
def held(local: Path) -> Iterator[Holder]:
    """Services up in a folder."""
    holder = Holder(local).wait()
    try:
        yield holder
    finally:
        with suppress(ProcessLookupError):
            holder.end(signal.SIGTERM)


def remember(holder: Holder) -> None:
    """Put something into both."""
    with psycopg.connect(holder.address("DATABASE_OWNER_URL")) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('there')")
    with redis.Redis.from_url(holder.address("REDIS_URL")) as client:
        client.rpush("queue", "waiting")
        time.sleep(1.2)  # the append-only file is written out once a second


def recall(holder: Holder) -> tuple[str, list[bytes]]:
    """What both still hold."""
    with psycopg.connect(holder.address("DATABASE_OWNER_URL")) as connection:
        row = connection.execute("SELECT word FROM kept").fetchone()
    with redis.Redis.from_url(holder.address("REDIS_URL")) as client:
        return row[0], client.lrange("queue", 0, -1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_after_a_signal_nothing_runs_and_the_next_start_finds_the_data(folder: Path, number: signal.Signals) -> None:
    first = Holder(folder).wait()
    remember(first)
    assert first.end(number) == 128 + number
    assert processes_of(folder) == []  # at once: it waits for its services
    with held(folder) as second:
        assert recall(second) == ("there", [b"waiting"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells children of a killed parent")
def test_after_kill_9_the_services_end_by_themselves_and_the_next_start_finds_the_data(folder: Path) -> None:
    first = Holder(folder).wait()
    remember(first)
    first.end(signal.SIGKILL)
    assert wait_until_none(folder) == []
    with held(folder) as second:
        assert recall(second) == ("there", [b"waiting"])


def test_a_first_start_killed_in_initdb_is_made_anew(folder: Path) -> None:
    holder = Holder(folder)
    deadline = time.monotonic() + SECONDS
    while not (folder / "postgres.new" / "PG_VERSION").exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    holder.end(signal.SIGKILL)
    assert not (folder / "postgres").exists()
    with held(folder) as second:
        remember(second)


def test_a_folder_without_version_is_made_anew(folder: Path) -> None:
    (folder / "postgres" / "base").mkdir(parents=True)
    with held(folder) as holder:
        remember(holder)
        assert "interrupted" in holder.said.read_text()


def test_a_stale_pid_that_is_somebody_elses_by_now_does_not_matter(folder: Path) -> None:
    with held(folder):
        pid_file = (folder / "postgres" / "postmaster.pid").read_text().splitlines()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (folder / "postgres" / "postmaster.pid").write_text("\n".join([str(stranger.pid), *pid_file[1:]]) + "\n")
        Children(folder)._write([Record("postgres", stranger.pid, time.time() - 3600)])
        with held(folder) as second:
            remember(second)
        assert stranger.poll() is None  # nobody else's process is ended
    finally:
        stranger.kill()
        stranger.wait()


def test_what_slipped_the_leash_is_ended_by_the_next_start(folder: Path) -> None:
    children = Children(folder)
    orphan = children.start("worker", ["/bin/sh", "-c", "sleep 600 & exec sleep 600"], death_signal="SIGCHLD")
    deadline = time.monotonic() + SECONDS
    while len(processes_of(folder)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    with children.tidied() as swept:
        assert swept == ["worker"]
    orphan.wait(SECONDS)
    assert wait_until_none(folder) == []
    assert children.records() == []


def test_two_starts_in_one_folder_do_not_meet(folder: Path) -> None:
    with held(folder):
        second = subprocess.run(
            [sys.executable, "-m", "trust_send.supervisor.services", "--local", str(folder), "true"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert "already running" in second.stdout


def test_a_deep_folder_gets_a_short_private_socket(folder: Path) -> None:
    deep = folder / ("a-folder-with-a-long-name-" * 4)
    with held(deep) as holder:
        remember(holder)
        socket = Path(holder.address("REDIS_URL").removeprefix("unix://"))
        assert len(str(socket)) <= sockets.LONGEST_SOCKET_PATH
        assert socket.parent.stat().st_mode & 0o077 == 0
    assert not socket.parent.exists()


def test_a_strangers_folder_is_not_used_for_sockets(folder: Path) -> None:
    target = folder / "elsewhere"
    target.mkdir()
    (folder / "link").symlink_to(target)
    with pytest.raises(sockets.CannotStart):
        sockets.make_private(folder / "link", owner=os.getuid())


def test_no_tcp_port_is_opened_and_the_roles_are_what_they_must_be(folder: Path) -> None:
    with held(folder) as holder:
        for record in Children(folder).records():
            assert psutil.Process(record.pid).net_connections(kind="inet") == []
        with psycopg.connect(holder.address("DATABASE_URL")) as connection:
            rows = connection.execute(
                "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin FROM pg_roles"
                " WHERE rolname LIKE 'send%' ORDER BY rolname"
            ).fetchall()
            assert rows == [
                ("send_app", False, False, False, False, True),
                ("send_owner", False, False, True, False, True),
                ("send_system", False, True, False, False, True),
            ]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE public.mine (id int)")


def test_a_command_runs_on_services_of_its_own_and_its_code_is_ours(folder: Path) -> None:
    program = "import os, psycopg, sys; psycopg.connect(os.environ['DATABASE_URL']).close(); sys.exit(7)"
    holder = Holder(folder, "--", sys.executable, "-c", program)
    assert holder.process.wait(SECONDS) == 7
    assert processes_of(folder) == []
