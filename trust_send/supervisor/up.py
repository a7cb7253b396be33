"""`make run`: services up, database in shape, a demo to explore, then our processes until somebody stops them."""

import hashlib
import json
import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import psycopg
import redis

from trust_send.supervisor import lock, variables
from trust_send.supervisor.children import Children, end_child
from trust_send.supervisor.console import say
from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.places import PROJECT, Places
from trust_send.supervisor.processes import Processes
from trust_send.supervisor.readiness import Readiness
from trust_send.supervisor.services import running
from trust_send.supervisor.stopping import Stopped, stoppable

# The keys of trust_send.heartbeat; that module needs settings, which do not exist yet here.
SIGNS_OF_LIFE = "trust_send:worker:*"


def up(*, local: Path, only: frozenset[str] = frozenset(), demo: bool = True) -> int:
    """Run Trust SEND from one local folder until a signal; the exit code is make's."""
    places = Places(local.resolve())
    children = Children(places.local)
    try:
        with stoppable(), lock.held(places.lock), children.tidied() as swept:
            if swept:
                say(f"Ended what an earlier start left behind: {', '.join(swept)}.")
            refuse_taken_port(variables.port(os.environ))
            say("Starting PostgreSQL and Redis.")
            with running(places, children=children, given=os.environ) as services:
                settings = variables.settings_of(places, given=os.environ, services=services)
                variables.leave_for_developers(settings, places.environment)
                prepare(places, settings=settings, children=children, demo=demo)
                return serve(places, settings=settings, children=children, only=only)
    except CannotStart as failure:
        say(str(failure))
        return 1
    except Stopped as stopped:
        say("Trust SEND has stopped; the data stays.")
        return 0 if stopped.exit_code == 128 + signal.SIGINT else stopped.exit_code


def prepare(places: Places, *, settings: Mapping[str, str], children: Children, demo: bool) -> None:
    """Bring tables, static files and the demo to where this version of the code wants them."""
    make_tables(places, settings=settings, children=children)
    collect_static(places, settings=settings, children=children)
    places.demo_begun.unlink(missing_ok=True)
    if demo and settings["DEMO"].lower() in variables.YES and not has_trust(settings["DATABASE_URL"]):
        say("Making the demo trust: this happens once and takes about a minute.")
        places.demo_begun.touch()
        manage("demo", settings=settings, children=children)
        places.demo_begun.unlink()


def manage(*arguments: str, settings: Mapping[str, str], children: Children) -> None:
    """Run one of Trust SEND's commands to its end."""
    process = children.start(
        arguments[0],
        [sys.executable, "manage.py", *arguments],
        env=variables.for_processes(settings),
        cwd=PROJECT,
    )
    try:
        if process.wait():
            raise CannotStart(f"manage.py {arguments[0]} failed; what it said is above.")
    finally:
        end_child(process, first=signal.SIGTERM)
        children.forget(process.pid)


def make_tables(places: Places, *, settings: Mapping[str, str], children: Children) -> None:
    """Migrate, as the owner of the tables; our own database is not asked when it has had every migration."""
    made_from = digest([PROJECT / "uv.lock", *PROJECT.glob("*/migrations/*.py"), *PROJECT.glob("*/*/migrations/*.py")])
    ours = "DATABASE_URL" not in os.environ
    if ours and is_stamped(places.tables_stamp, made_from):
        return
    say("Bringing the tables up to date.")
    manage("migrate", "--verbosity", "0", settings={**settings, "AS_OWNER": "1"}, children=children)
    if ours:
        places.tables_stamp.write_text(made_from)


def digest(files: Iterable[Path]) -> str:
    """A short word for the state of some files."""
    found = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            about = file.stat()
            found.update(f"{file.relative_to(PROJECT)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return found.hexdigest()


def is_stamped(stamp: Path, made_from: str) -> bool:
    """Was it made from these very files?"""
    return stamp.exists() and stamp.read_text() == made_from


def collect_static(places: Places, *, settings: Mapping[str, str], children: Children) -> None:
    """Collect and hash style sheets, scripts and fonts, if any has changed."""
    made_from = digest([PROJECT / "uv.lock", PROJECT / "package-lock.json", *(PROJECT / "static").rglob("*")])
    if places.static.exists() and is_stamped(places.static_stamp, made_from):
        return
    say("Collecting style sheets, scripts and fonts.")
    shutil.rmtree(places.static, ignore_errors=True)
    manage("collectstatic", "--no-input", "--verbosity", "0", settings=settings, children=children)
    places.static_stamp.write_text(made_from)


def has_trust(database_url: str) -> bool:
    """Is there anything in the database yet? Trusts stand outside the walls, so the app's role may ask."""
    with psycopg.connect(database_url, connect_timeout=5) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM schools_trust)").fetchone()
    return bool(found and found[0])


def serve(places: Places, *, settings: Mapping[str, str], children: Children, only: frozenset[str]) -> int:
    """Start our processes, say when the page can be opened, and keep them up."""
    forget_workers(settings["REDIS_URL"])
    say("Starting web, workers, relay and beat.")
    processes = Processes(PROJECT / "Procfile", env=variables.for_processes(settings), children=children, only=only)

    def greet() -> None:
        say(welcome(places, settings=settings))
        processes.first_are_up.set()

    readiness = Readiness(port=int(settings["PORT"]), then=greet)
    readiness.start()
    try:
        failed = processes.run()
    finally:
        readiness.stopped.set()
    raise CannotStart(f"{failed} could not be kept up, so everything was stopped; its last words are above.")


def forget_workers(redis_url: str) -> None:
    """Signs of life of the last start are still in the queue's file: ready must mean this start's workers."""
    with redis.Redis.from_url(redis_url, socket_timeout=5) as client:
        for key in client.scan_iter(SIGNS_OF_LIFE):
            client.delete(key)


def welcome(places: Places, *, settings: Mapping[str, str]) -> str:
    """Where to go and who to be."""
    lines = ["", f"Trust SEND is ready: {settings['BASE_URL']}"]
    if places.personas.exists():
        people = json.loads(places.personas.read_text())
        rows = [[str(person.get(name, "")) for name in ("persona", "email", "password")] for person in people]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines += ["Sign in on the page with one click, or with e-mail and password:"]
        lines += ["  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([*lines, "Stop with Ctrl-C; the data stays.", ""])


def refuse_taken_port(port: int) -> None:
    """Say who cannot be served before anything is started."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStart(f"Port {port} is taken: try PORT={port + 1} make run.") from None
