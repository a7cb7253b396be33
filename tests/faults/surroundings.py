"""A database, a Redis and processes of their own, to be killed at will."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
import redis
from psycopg import sql

from trust_send.supervisor.children import Children, leashed
from trust_send.supervisor.places import PROJECT
from trust_send.supervisor.redis import LocalRedis

PATIENCE_SECONDS = 40
# What tests set for themselves; the processes run as in production, or refuse to.
ONLY_FOR_TESTS = {
    *("AS_OWNER", "DATABASE_OWNER_URL", "DATABASE_SUPERUSER_URL", "DATABASE_SYSTEM_URL", "DEMO", "FAST_PASSWORDS"),
    *("HTTPS", "MFA_REQUIRED", "STATIC_PLAIN", "TEST_DATABASE_NAME"),
}


def database_url(url: str, name: str) -> str:
    """The same server and role, another database."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


class Surroundings:
    """Everything a job needs, started by hand."""

    def __init__(self, local: Path, *, template: str, owner_url: str, app_url: str, trust_id: int) -> None:
        self.local, self.owner_url, self.trust_id = local, owner_url, trust_id
        self.database = f"{template}_faults"
        self.redis_server = LocalRedis(local / "redis", children=Children(local), durable=False)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._make_database(template)
        self.env = {name: value for name, value in os.environ.items() if name not in ONLY_FOR_TESTS} | {
            "DATABASE_URL": database_url(app_url, self.database),
            "REDIS_URL": self.redis_server.url(),
            "MEDIA_ROOT": str(local / "media"),
            "LOCAL_DIR": str(local),
            "DJANGO_SETTINGS_MODULE": "trust_send.settings",
            "PYTHONPATH": str(PROJECT),
            "STATEMENT_TIMEOUT_SECONDS": "600",
        }
        self.redis_server.start()

    def _make_database(self, template: str) -> None:
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            new, old = sql.Identifier(self.database), sql.Identifier(template)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, old))

    def close(self) -> None:
        """Kill every process, and leave nothing behind."""
        for name in list(self.processes):
            self.kill(name)
        self.redis_server.stop()
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            name = sql.Identifier(self.database)
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    # Processes ------------------------------------------------------------------------------
    def start(self, name: str, *command: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start one, its words in a file."""
        with (self.local / f"{name}.log").open("ab") as log:
            options.setdefault("stdout", log)
            process = subprocess.Popen(
                leashed([sys.executable, *command]),
                cwd=PROJECT,
                env=self.env,
                stderr=log,
                start_new_session=True,
                **options,
            )
        self.processes[name] = process
        return process

    def start_relay(self) -> None:
        """As the Procfile does."""
        self.start("relay", "manage.py", "relay")

    def start_worker(self) -> None:
        """As the Procfile does, with the crew of slow jobs, for both queues."""
        command = "-m celery --app trust_send worker --queues default,documents --concurrency 2 --loglevel warning"
        self.start("worker", *command.split(), "--without-gossip", "--without-mingle", "--include", "tests.faults.crew")

    def keep_up(self) -> None:
        """Start again who ended by himself, as our supervisor, systemd and Docker do.

        Celery 5.7 ends with "file descriptor is None" when it finds Redis again and has not yet buried a dead child.
        """
        for name, start in (("relay", self.start_relay), ("worker", self.start_worker)):
            process = self.processes.get(name)
            if process and process.poll() is not None:
                start()

    def start_desk(self) -> None:
        """Somebody who asks."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.start("desk", "-m", "tests.faults.desk", str(self.trust_id), **pipes)

    def kill_pool_children(self) -> None:
        """Kill -9 what does the work inside the worker, as the kernel does when memory is short."""
        for child in psutil.Process(self.processes["worker"].pid).children():
            child.kill()

    def kill(self, name: str) -> None:
        """Kill -9 a process and all it started."""
        process = self.processes.pop(name)
        for each in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
            each.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()

    # What a person sees -----------------------------------------------------------------------
    def order(self, do: str, **order: Any) -> Any:
        """Have the desk do something; what does it answer?"""
        desk = self.processes["desk"]
        assert desk.stdin and desk.stdout
        desk.stdin.write(json.dumps({"do": do, **order}).encode() + b"\n")
        desk.stdin.flush()
        return json.loads(desk.stdout.readline())

    def wait(self, ids: list[int], what: Callable[[dict[str, Any]], bool], *, every: bool = True) -> float:
        """Wait until that is true of every (or any) job; how many seconds did it take?"""
        began = time.monotonic()
        join = all if every else any
        while True:
            self.keep_up()
            jobs = self.order("look", ids=ids)
            if join(what(job) for job in jobs):
                return time.monotonic() - began
            assert time.monotonic() - began < PATIENCE_SECONDS, f"{jobs}\n{self.logs()}"
            time.sleep(0.1)

    def logs(self) -> str:
        """The last words of everybody, for a test that failed."""
        return "\n".join(
            f"--- {file.name}\n{file.read_text(errors='replace')[-3000:]}" for file in sorted(self.local.glob("*.log"))
        )

    # Redis ------------------------------------------------------------------------------------
    def redis(self) -> redis.Redis:
        """A connection to our own Redis."""
        return redis.Redis.from_url(self.redis_server.url())

    def waiting_in_redis(self) -> int:
        """How many messages lie in the queues?"""
        with self.redis() as client:
            return int(client.llen("default")) + int(client.llen("documents"))
