"""`manage.py up` from nothing to a page that answers, and every way of ending it: the real processes, really killed."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust_send.left_over import processes_of, wait_until_none
from tests.trust_send.test_supervisor_services import held
from trust_send.supervisor import rehearsal
from trust_send.supervisor.children import Children
from trust_send.supervisor.places import PROJECT, Places

pytestmark = pytest.mark.slow
OPTIONS = ("--without-demo",)
# In under ten seconds on a machine of one's own; here other tests run beside it.
AGAIN_SECONDS = 40


def run_up(local: Path, *, port: int, **variables: str) -> "subprocess.CompletedProcess[str]":
    """A start that must end by itself."""
    env = {name: value for name, value in os.environ.items() if name not in rehearsal.NOT_OURS}
    return subprocess.run(
        [sys.executable, "manage.py", "up", "--local", str(local), *OPTIONS],
        cwd=PROJECT,
        env={**env, "PORT": str(port), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_first_start_then_every_way_of_ending_and_starting_again(folder: Path) -> None:
    port, places = rehearsal.free_port(), Places(folder)

    up = rehearsal.start(local=folder, port=port, options=OPTIONS)
    rehearsal.wait_until_ready(up, local=folder, port=port, seconds=180)
    key = places.secret_key.read_text()
    assert places.secret_key.stat().st_mode & 0o777 == 0o600
    assert places.environment.stat().st_mode & 0o777 == 0o600
    assert "send_system" not in places.environment.read_text()
    plain = {"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder)}
    shown = subprocess.run(
        [sys.executable, "manage.py", "showmigrations", "--plan"],
        cwd=PROJECT,
        env=plain,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "[ ]" not in shown.stdout  # a developer's command finds this very database
    second = run_up(folder, port=rehearsal.free_port())
    assert (second.returncode, "already running" in second.stdout) == (1, True)
    up.send_signal(signal.SIGINT)
    assert up.wait(60) == 0
    assert processes_of(folder) == []

    up = rehearsal.start(local=folder, port=port, options=OPTIONS)
    assert rehearsal.wait_until_ready(up, local=folder, port=port, seconds=180) < AGAIN_SECONDS
    up.kill()
    up.wait(60)
    if sys.platform.startswith("linux"):
        assert wait_until_none(folder) == []

    up = rehearsal.start(local=folder, port=port, options=OPTIONS)
    rehearsal.wait_until_ready(up, local=folder, port=port, seconds=180)
    assert places.secret_key.read_text() == key
    up.send_signal(signal.SIGHUP)
    assert up.wait(60) == 128 + signal.SIGHUP
    assert processes_of(folder) == []
    assert Children(folder).records() == []


def test_services_of_ones_own_are_used_instead(folder: Path) -> None:
    local, port = folder / "local", rehearsal.free_port()
    with held(folder / "services") as services:
        names = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
        up = rehearsal.start(
            local=local, port=port, options=OPTIONS, variables={name: services.address(name) for name in names}
        )
        rehearsal.wait_until_ready(up, local=local, port=port, seconds=180)
        started = {record.name for record in Children(local).records()}
        up.terminate()
        assert up.wait(60) == 128 + signal.SIGTERM
    assert "web" in started
    assert not {"postgres", "redis"} & started
    assert not (local / "postgres").exists()


def test_a_start_interrupted_before_it_was_ready_leaves_nothing_and_the_next_works(folder: Path) -> None:
    port = rehearsal.free_port()
    up = rehearsal.start(local=folder, port=port, options=OPTIONS)
    while not (folder / "environment").exists():  # the services are up, the tables are being made
        assert up.poll() is None
    up.terminate()
    assert up.wait(60) == 128 + signal.SIGTERM
    assert processes_of(folder) == []
    up = rehearsal.start(local=folder, port=port, options=OPTIONS)
    rehearsal.wait_until_ready(up, local=folder, port=port, seconds=180)
    up.terminate()
    up.wait(60)
    assert processes_of(folder) == []


def test_a_taken_port_is_said_before_anything_is_started(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        finished = run_up(folder, port=port)
    assert finished.returncode == 1
    assert f"Port {port} is taken" in finished.stdout
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"BIND": "0.0.0.0:8000"}, "this machine only"),
        ({"PORT": "eighty"}, "PORT must be a number"),
        ({"DATABASE_URL": "postgresql://send_app@/send"}, "Set both DATABASE_URL"),
    ],
)
def test_what_cannot_work_is_said_in_one_line(folder: Path, variables: dict[str, str], said: str) -> None:
    finished = run_up(folder, **{"port": rehearsal.free_port(), **variables})
    assert finished.returncode == 1
    assert said in finished.stdout
    assert "Traceback" not in finished.stdout + finished.stderr
    assert processes_of(folder) == []


def test_the_web_server_itself_refuses_a_demo_for_strangers() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "gunicorn", "trust_send.wsgi", "--bind", f"0.0.0.0:{rehearsal.free_port()}"],
        cwd=PROJECT,
        env={**os.environ, "DEMO": "1", "AS_OWNER": "0"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert finished.returncode != 0
    assert "this machine only" in finished.stderr
