"""Processes we started: on a leash, written down, and ended for certain, by us or by the next start."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psutil

from trust_send.supervisor.stopping import uninterrupted

LEASH = Path(__file__).with_name("leash.py")
# Every process we start carries this variable, so that a later start can prove that an orphan is ours.
MARK = "TRUST_SEND_LOCAL"
GRACE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Record:
    """One process as it was when started: a pid alone is not enough, the system uses it again."""

    name: str
    pid: int
    started_at: float


def leashed(command: Sequence[str], *, death_signal: str = "SIGTERM", user: str | None = None) -> list[str]:
    """The command line that runs ``command`` so that it ends with us."""
    return [sys.executable, "-IS", str(LEASH), death_signal, str(os.getpid()), user or "-", *command]


class Children:
    """The processes of one local folder, kept in a file so that ``kill -9`` leaves a trace to follow."""

    def __init__(self, local: Path) -> None:
        self.local = local
        self.file = local / "processes.json"
        self._writing = threading.Lock()

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        death_signal: str = "SIGTERM",
        user: str | None = None,
        output: IO[bytes] | int | None = None,
        cwd: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a command in a session of its own (Ctrl-C reaches us alone) and write it down."""
        with uninterrupted():
            child = subprocess.Popen(
                leashed(command, death_signal=death_signal, user=user),
                env={**(os.environ if env is None else env), MARK: str(self.local)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output is not None else None,
                cwd=cwd,
                start_new_session=True,
            )
            self.note(name, child.pid)
        return child

    def note(self, name: str, pid: int) -> None:
        """Remember a process that we started."""
        with suppress(psutil.NoSuchProcess), self._writing:
            self._write([*self.records(), Record(name, pid, psutil.Process(pid).create_time())])

    def forget(self, pid: int) -> None:
        """Drop a process that has ended."""
        with self._writing:
            self._write([record for record in self.records() if record.pid != pid])

    def records(self) -> list[Record]:
        """What was written down, oldest first; a torn file counts as empty."""
        try:
            return [Record(**row) for row in json.loads(self.file.read_text())]
        except (FileNotFoundError, ValueError, TypeError):
            return []

    def _write(self, records: Sequence[Record]) -> None:
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps([asdict(record) for record in records]))
        draft.replace(self.file)

    @contextmanager
    def tidied(self) -> Iterator[list[str]]:
        """Nothing of ours runs before or after the block; yields what a killed start had left. Hold the lock."""
        try:
            yield self.sweep()
        finally:
            self.sweep()

    def sweep(self) -> list[str]:
        """End whatever is written down; returns the names."""
        names = []
        for record in reversed(self.records()):  # the newest first: web and workers before their services
            orphans = list(self._orphans(record))
            if orphans:
                names.append(record.name)
                end(orphans, first=signal.SIGINT if record.name == "postgres" else signal.SIGTERM)
        self.file.unlink(missing_ok=True)
        return names

    def _orphans(self, record: Record) -> Iterator[psutil.Process]:
        for process in psutil.process_iter():
            with suppress(psutil.Error, ProcessLookupError, PermissionError):
                if process.pid == record.pid:
                    # Two seconds: the clock may have been set since, and pids are not used again that fast.
                    if abs(process.create_time() - record.started_at) < 2:
                        yield process
                elif os.getsid(process.pid) == record.pid and process.environ().get(MARK) == str(self.local):
                    yield process


def end(processes: Sequence[psutil.Process], *, first: signal.Signals, grace: float = GRACE_SECONDS) -> None:
    """Ask politely, wait, then insist."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(first)
    _, alive = psutil.wait_procs(processes, timeout=grace)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=grace)


def end_child(child: subprocess.Popen[bytes], *, first: signal.Signals, grace: float = GRACE_SECONDS) -> None:
    """End one of our own children, and what is left of its session."""
    if child.poll() is None:
        child.send_signal(first)
        deadline = time.monotonic() + grace
        while child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
