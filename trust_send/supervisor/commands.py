"""The commands of ``manage.py`` that run before there is any setting to read."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from trust_send.supervisor import roles
from trust_send.supervisor.places import PROJECT


def run_before_settings(arguments: Sequence[str]) -> int | None:
    """Run ``up``, ``database_roles`` or ``with_services``; None when it is a command for Django."""
    name, *rest = arguments or [""]
    match name:
        case "up":
            return run_up(rest)
        case "database_roles":
            return print_roles(rest)
        case "with_services":
            from trust_send.supervisor import services

            return services.main(rest)
    return None


def run_up(arguments: Sequence[str]) -> int:
    """Everything up, until Ctrl-C."""
    from trust_send.supervisor.up import up

    parser = argparse.ArgumentParser(prog="manage.py up", description=run_up.__doc__)
    parser.add_argument(
        "--local", type=Path, default=Path(os.environ.get("LOCAL_DIR", PROJECT / ".local")), help="folder for all data"
    )
    parser.add_argument("--without-demo", action="store_true", help="an empty system")
    parser.add_argument("--only", nargs="*", default=[], metavar="PROCESS", help="names from the Procfile")
    options = parser.parse_args(arguments)
    return up(local=options.local, only=frozenset(options.only), demo=not options.without_demo)


def print_roles(arguments: Sequence[str]) -> int:
    """SQL for an administrator: the three roles and the database, to run once."""
    parser = argparse.ArgumentParser(
        prog="manage.py database_roles",
        description=print_roles.__doc__,
        epilog="SEND_OWNER_PASSWORD, SEND_APP_PASSWORD, SEND_SYSTEM_PASSWORD, when set, become the roles' passwords.",
    )
    parser.add_argument("--sql", action="store_true", required=True, help="print the statements")
    parser.add_argument("--database", default=roles.DATABASE, help="its name")
    parser.add_argument("--tests", action="store_true", help="let the owner create test databases")
    options = parser.parse_args(arguments)
    if not re.fullmatch("[a-z_][a-z0-9_]{0,62}", options.database):
        parser.error("a database's name here is made of small letters, digits and underscores")
    named = {role: os.environ.get(f"{role.upper()}_PASSWORD") for role in roles.ROLES}
    passwords = {role: password for role, password in named.items() if password}
    sys.stdout.write(roles.script(may_create_databases=options.tests, passwords=passwords, database=options.database))
    return 0
