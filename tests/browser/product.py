"""The product under the browser: everything really up, with the demo's trusts in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.people import Visitor, visitors
from trust_send.supervisor.children import end_child, leashed
from trust_send.supervisor.places import PROJECT, Places
from trust_send.supervisor.readiness import answers
from trust_send.supervisor.rehearsal import NOT_OURS, free_port, rehearsal
from trust_send.supervisor.variables import left_for_developers

JOIN = "BROWSER_JOINS"
"""The folder of a Trust SEND that is already up: quicker while tests are being written."""


@dataclass(frozen=True, slots=True)
class Product:
    """Where it is served and where it keeps its things."""

    base: str
    local: Path

    @property
    def visitors(self) -> dict[str, Visitor]:
        """Who may sign in."""
        return visitors(self.local)

    def environment(self, **changes: str) -> dict[str, str]:
        """The variables of its processes, with changes."""
        ours = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        return ours | left_for_developers(Places(self.local).environment) | changes

    def manage(self, *arguments: str) -> str:
        """What one of its commands says."""
        finished = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=self.environment(),
            check=True,
            capture_output=True,
            text=True,
        )
        return finished.stdout


@contextmanager
def served(local: Path) -> Iterator[Product]:
    """The product is up inside the block, with data as on the first day."""
    if joined := os.environ.get(JOIN):
        yield Product(left_for_developers(Places(Path(joined)).environment)["BASE_URL"], Path(joined))
        return
    shutil.rmtree(local, ignore_errors=True)
    with rehearsal(local=local) as base:
        yield Product(base, local)


@contextmanager
def side_door(product: Product, **changes: str) -> Iterator[str]:
    """A second web process over the same data with other settings; yields its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    env = product.environment(**changes, BIND=f"127.0.0.1:{port}", PORT=str(port), BASE_URL=address)
    with (product.local / "side-door.log").open("ab") as output:
        process = subprocess.Popen(
            leashed([str(Path(sys.executable).parent / "gunicorn"), "trust_send.wsgi", "--bind", env["BIND"]]),
            cwd=PROJECT,
            env=env | {"WEB_PROCESSES": "1"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        await_answer(port)
        yield address
    finally:
        end_child(process, first=signal.SIGTERM, grace=15)


def await_answer(port: int) -> None:
    """Wait until somebody answers there."""
    until = time.monotonic() + 60
    while not answers(port=port):
        assert time.monotonic() < until, "the second web process did not come up: see side-door.log"
        time.sleep(0.1)
