"""The Procfile's processes: kept up, shown, and ended to the last grandchild."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.trust_send.left_over import processes_of, wait_until_none
from trust_send.supervisor.places import PROJECT

pytestmark = pytest.mark.slow
PROGRAM = """
import sys
from pathlib import Path
from trust_send.supervisor.children import Children
from trust_send.supervisor.processes import Processes
from trust_send.supervisor.stopping import Stopped, stoppable
import os
local = Path(sys.argv[1])
try:
    with stoppable():
        processes = Processes(local / "Procfile", env=os.environ, children=Children(local), only=frozenset())
        processes.settled_seconds = 0.5
        failed = processes.run()
        print("failed:", failed)
except Stopped as stopped:
    print("stopped")
"""


def start(local: Path, procfile: str) -> "subprocess.Popen[str]":
    """A supervisor over a Procfile of our own."""
    (local / "Procfile").write_text(procfile)
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(local)],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(local: Path, *, count: int) -> None:
    """Until so many processes run."""
    deadline = time.monotonic() + 20
    while len(processes_of(local)) < count and time.monotonic() < deadline:
        time.sleep(0.05)


def test_lines_are_shown_under_their_names_and_all_end_on_a_signal(folder: Path) -> None:
    supervisor = start(folder, "talker: echo hello; sleep 600 & touch said; exec sleep 600\nquiet: exec sleep 600\n")
    wait_for(folder, count=3)
    while not (folder / "said").exists():
        time.sleep(0.05)
    time.sleep(0.3)
    supervisor.send_signal(signal.SIGTERM)
    said, _ = supervisor.communicate(timeout=30)
    assert "talker | hello" in said
    assert "stopped" in said
    assert processes_of(folder) == []  # the grandchild in the background too


def test_a_process_that_never_gets_going_stops_everything_and_is_named(folder: Path) -> None:
    supervisor = start(folder, "good: exec sleep 600\nbroken: exit 3\n")
    said, _ = supervisor.communicate(timeout=30)
    assert "broken | ended with code 3" in said
    assert "failed: broken" in said
    assert processes_of(folder) == []


def test_a_worker_that_is_killed_is_started_again(folder: Path) -> None:
    supervisor = start(folder, "worker: echo started; echo x >> starts; sleep 2; exit 9\n")
    starts = folder / "starts"
    while not starts.exists() or len(starts.read_text().split()) < 2:
        time.sleep(0.05)
    time.sleep(0.3)
    supervisor.send_signal(signal.SIGINT)
    said, _ = supervisor.communicate(timeout=30)
    assert said.count("worker | started") >= 2
    assert "worker | ended with code 9" in said


def test_one_that_will_not_listen_is_ended_all_the_same(folder: Path) -> None:
    supervisor = start(folder, "deaf: trap '' TERM; touch said; while :; do sleep 1; done\n")
    while not (folder / "said").exists():
        time.sleep(0.05)
    supervisor.send_signal(signal.SIGTERM)
    said, _ = supervisor.communicate(timeout=30)
    assert "deaf | did not end by itself" in said
    assert processes_of(folder) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells children of a killed parent")
def test_kill_9_takes_the_processes_along(folder: Path) -> None:
    supervisor = start(folder, "one: exec sleep 600\ntwo: exec sleep 600\n")
    wait_for(folder, count=2)
    supervisor.kill()
    supervisor.communicate(timeout=30)
    assert wait_until_none(folder) == []
