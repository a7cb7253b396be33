"""PostgreSQL and Redis for as long as something needs them, and the variables that lead to them.

python -m trust_send.supervisor.services --local .local/test -- pytest …
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from trust_send.supervisor import lock, roles, variables
from trust_send.supervisor.children import Children, end_child
from trust_send.supervisor.console import say
from trust_send.supervisor.failures import CannotStart
from trust_send.supervisor.places import Places
from trust_send.supervisor.postgres import EmbeddedPostgres
from trust_send.supervisor.redis import LocalRedis
from trust_send.supervisor.stopping import Stopped, stoppable

OWN_DATABASE = ("DATABASE_URL", "DATABASE_OWNER_URL")


def addresses(postgres: EmbeddedPostgres) -> dict[str, str]:
    """How each role reaches our own server."""
    return {
        "DATABASE_URL": postgres.url(role=roles.APP, database=roles.DATABASE),
        "DATABASE_OWNER_URL": postgres.url(role=roles.OWNER, database=roles.DATABASE),
    }


def operator_addresses(postgres: EmbeddedPostgres) -> dict[str, str]:
    """Roles past the walls: for dump, restore, and the test run that must fail; never given to web or workers."""
    return {
        "DATABASE_SYSTEM_URL": postgres.url(role=roles.SYSTEM, database=roles.DATABASE),
        "DATABASE_SUPERUSER_URL": postgres.url(role="postgres", database=roles.DATABASE),
    }


@contextmanager
def running(
    places: Places, *, children: Children, given: Mapping[str, str], durable: bool = True
) -> Iterator[dict[str, str]]:
    """Services up; yields the variables that lead to them. What ``given`` names is used instead of our own."""
    names = {name: given[name] for name in (*OWN_DATABASE, "REDIS_URL") if given.get(name)}
    if len(names.keys() & set(OWN_DATABASE)) == 1:
        raise CannotStart("Set both DATABASE_URL (role send_app) and DATABASE_OWNER_URL (role send_owner), or neither.")
    postgres = (
        None if "DATABASE_URL" in names else EmbeddedPostgres(places.postgres, children=children, durable=durable)
    )
    redis = None if "REDIS_URL" in names else LocalRedis(places.redis, children=children, durable=durable)
    try:
        if redis:
            redis.start()
            names["REDIS_URL"] = redis.url()
        if postgres:
            postgres.start()
            if places.demo_begun.exists():
                say("An earlier first start was interrupted while it made the demo: beginning anew.")
                forget_database(postgres, places=places)
            if not durable:
                forget_database(postgres, places=places)
            if postgres.prepare(database=roles.DATABASE):
                places.tables_stamp.unlink(missing_ok=True)
            names |= addresses(postgres)
        yield names
    finally:
        if redis:
            redis.stop()
        if postgres:
            postgres.stop()


def forget_database(postgres: EmbeddedPostgres, *, places: Places) -> None:
    """Begin with an empty database."""
    postgres.drop(database=roles.DATABASE)
    places.demo_begun.unlink(missing_ok=True)


def run_command(command: Sequence[str], *, env: Mapping[str, str]) -> int:
    """Run a command in the foreground and end it when we are asked to stop."""
    process = subprocess.Popen(command, env=env)
    try:
        return process.wait()
    except BaseException:
        end_child(process, first=signal.SIGTERM)
        raise


def main(arguments: Sequence[str]) -> int:
    """Services, one command (or wait for a signal), and down again; the command's exit code is ours."""
    parser = argparse.ArgumentParser(prog="manage.py with_services", description=main.__doc__)
    parser.add_argument("--local", type=Path, default=Path(".local/test"), help="folder for the services' data")
    parser.add_argument("--durable", action="store_true", help="keep the data, also through a power cut")
    parser.add_argument("--join", action="store_true", help="use the services of a make run that is up, if it is")
    parser.add_argument("command", nargs="*")
    options = parser.parse_args(arguments)
    places = Places(options.local.resolve())
    children = Children(places.local)
    own = operator_addresses(EmbeddedPostgres(places.postgres, children=children))
    try:
        with stoppable():
            if options.join and lock.is_held(places.lock):
                settings = variables.left_for_developers(places.environment)
                return run_command(options.command, env=variables.for_processes({**own, **settings}))
            with (
                lock.held(places.lock),
                children.tidied(),
                running(places, children=children, given=os.environ, durable=options.durable) as names,
            ):
                settings = {
                    **({} if "DATABASE_URL" in os.environ else own),
                    **names,
                    "LOCAL_DIR": str(places.local),
                    "MEDIA_ROOT": os.environ.get("MEDIA_ROOT", str(places.media)),
                    "SECRET_KEY": os.environ.get("SECRET_KEY") or variables.own_secret_key(places.secret_key),
                }
                if options.command:
                    return run_command(options.command, env=variables.for_processes(settings))
                for name, value in settings.items():
                    say(f"export {name}='{value}'")
                threading.Event().wait()
    except CannotStart as failure:
        say(str(failure))
        return 1
    except Stopped as stopped:
        return stopped.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
