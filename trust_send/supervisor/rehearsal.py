"""The whole of Trust SEND on a folder and a port of its own: for browser tests, pictures and benches."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from trust_send.supervisor.children import end_child, leashed
from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.places import PROJECT
from trust_send.supervisor.readiness import answers

# What another supervisor, or a developer's shell, may have set: a rehearsal computes its own.
NOT_OURS = {
    "AS_OWNER",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "BIND",
    "DATABASE_OWNER_URL",
    "DATABASE_SUPERUSER_URL",
    "DATABASE_SYSTEM_URL",
    "DATABASE_URL",
    "DEMO",
    "FAST_PASSWORDS",
    "HTTPS",
    "LOCAL_DIR",
    "MEDIA_ROOT",
    "MFA_REQUIRED",
    "PORT",
    "REDIS_URL",
    "SECRET_KEY",
    "STATIC_PLAIN",
    "TEST_DATABASE_NAME",
    "TRUST_SEND_LOCAL",
}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    *, local: Path, port: int, options: Sequence[str] = (), variables: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """Start ``manage.py up`` there, with these variables; its words go to ``up.log`` in the folder."""
    local.mkdir(parents=True, exist_ok=True)
    env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    with (local / "up.log").open("ab") as output:
        return subprocess.Popen(
            leashed([sys.executable, "manage.py", "up", "--local", str(local), *options]),
            cwd=PROJECT,
            env={**env, **(variables or {}), "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait_until_ready(process: "subprocess.Popen[bytes]", *, local: Path, port: int, seconds: float) -> float:
    """How many seconds did it take? Raises with its last words when it does not come up."""
    began = time.monotonic()
    while time.monotonic() - began < seconds and process.poll() is None:
        if answers(port=port):
            return time.monotonic() - began
        time.sleep(0.1)
    said = (local / "up.log").read_text(errors="replace").splitlines()[-15:]
    raise CannotStart("It did not come up; its last words:\n" + "\n".join(said))


@contextmanager
def rehearsal(*, local: Path, options: Sequence[str] = (), seconds: float = 180) -> Iterator[str]:
    """Trust SEND is up inside the block; yields its address."""
    port = free_port()
    process = start(local=local, port=port, options=options)
    try:
        wait_until_ready(process, local=local, port=port, seconds=seconds)
        yield f"http://localhost:{port}"
    finally:
        end_child(process, first=signal.SIGTERM, grace=40)
