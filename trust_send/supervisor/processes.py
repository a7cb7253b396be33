"""The processes of the Procfile: started together, their lines shown together, ended together."""

import datetime
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from honcho.environ import parse_procfile
from honcho.printer import Message, Printer
from honcho.process import Process

from trust_send.supervisor.children import GRACE_SECONDS, Children, end_child
from trust_send.supervisor.failures import CannotStart

# A process that ends sooner than this will not get better by being started again.
SETTLED_SECONDS = 10.0
LOOK_EVERY_SECONDS = 0.2
# Nobody waits for these to see a page: the others get the processors first.
LATER = frozenset({"relay", "beat"})
LATER_SECONDS = 15.0
COLOURS = ("36", "33", "32", "35", "34", "31")


@dataclass
class Running:
    """One line of the Procfile at work."""

    name: str
    process: Process
    thread: threading.Thread
    started_at: float = field(default_factory=time.monotonic)
    child: subprocess.Popen[bytes] | None = None
    begun: threading.Event = field(default_factory=threading.Event)


class Processes:
    """Runs a Procfile until somebody stops it or a process cannot be kept up."""

    def __init__(self, procfile: Path, *, env: Mapping[str, str], children: Children, only: frozenset[str]) -> None:
        commands: dict[str, str] = parse_procfile(procfile.read_text()).processes
        self.commands = {name: command for name, command in commands.items() if not only or name in only}
        self.folder = procfile.parent
        self.settled_seconds = SETTLED_SECONDS
        self.first_are_up = threading.Event()
        self.env = dict(env)
        self.children = children
        self.lines: queue.Queue[Message] = queue.Queue()
        self.printer = Printer(sys.stdout, width=max(map(len, self.commands), default=0))
        self.running: dict[str, Running] = {}

    def run(self) -> str:
        """Keep them up; returns the name of the process that could not be."""
        try:
            began = time.monotonic()
            later = [name for name in self.commands if name in LATER]
            for name in self.commands:
                if name not in later:
                    self._start(name)
            while True:
                self._show()
                if later and (self.first_are_up.is_set() or time.monotonic() - began > LATER_SECONDS):
                    self._start(later.pop(0))
                for running in self._ended():
                    self._bury(running)
                    if time.monotonic() - running.started_at < self.settled_seconds:
                        return running.name
                    self._start(running.name)
        finally:
            self._end_all()

    def _start(self, name: str) -> None:
        running: Running

        def child(command: str, *, env: Mapping[str, str], cwd: str | None) -> subprocess.Popen[bytes]:
            try:
                running.child = self.children.start(
                    name,
                    ["/bin/sh", "-c", command],
                    env=env,
                    output=subprocess.PIPE,
                    cwd=self.folder,
                    # If we are killed, so are they: a worker that ends politely waits for a Redis that is gone.
                    death_signal="SIGKILL",
                )
            finally:
                running.begun.set()
            return running.child

        process = Process(
            self.commands[name], name=name, colour=COLOURS[list(self.commands).index(name) % 6], env=self.env
        )
        process._child_ctor = child
        # A thread each, not honcho's process each: our children must be ours, or their leash is held by another. The
        # thread lives as long as the child, which matters, because Linux counts the thread as the parent.
        thread = threading.Thread(target=process.run, args=(self.lines,), name=name, daemon=True)
        running = self.running[name] = Running(name=name, process=process, thread=thread)
        thread.start()
        running.begun.wait()
        if running.child is None:
            raise CannotStart(f"{name} could not be started: {self.commands[name]}")

    def _show(self) -> None:
        """Show what was said in the last moment."""
        deadline = time.monotonic() + LOOK_EVERY_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = self.lines.get(timeout=left)
            except queue.Empty:
                return
            if message.type == "line":
                self.printer.write(message)

    def _ended(self) -> list[Running]:
        """Who has ended by now? Asked of the processes: the end of their lines comes later, or never."""
        return [running for running in self.running.values() if running.child and running.child.poll() is not None]

    def _bury(self, running: Running) -> None:
        """Take one that has ended off the list, with what is left of its session and its last lines."""
        child = self.running.pop(running.name).child
        if child is None:
            return
        end_child(child, first=signal.SIGTERM)
        self.children.forget(child.pid)
        self._show()
        self._say(running.name, f"ended with code {child.returncode}")

    def _say(self, name: str, text: str) -> None:
        self.printer.write(Message(type="line", data=text, time=datetime.datetime.now(), name=name, colour=None))

    def _end_all(self) -> None:
        """Ask each leader once (a worker then finishes its task in hand), show their last lines, then insist."""
        for running in self.running.values():
            running.begun.wait(GRACE_SECONDS)  # a signal may have come while it was being started
            if running.child and running.child.poll() is None:
                running.child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while self.running and time.monotonic() < deadline:
            self._show()
            for running in self._ended():
                self._bury(running)
        for running in list(self.running.values()):
            self._say(running.name, "did not end by itself")
            if running.child:
                end_child(running.child, first=signal.SIGKILL)
            self._bury(running)
