"""What an administrator is given to run once."""

import subprocess
import sys

import psycopg
import pytest

from trust_send.supervisor import roles
from trust_send.supervisor.places import PROJECT


def printed(*options: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """What the command says, on a machine where nothing is set."""
    return subprocess.run(
        [sys.executable, "manage.py", "database_roles", *options],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_needs_no_setting_and_prints_the_three_roles() -> None:
    said = printed("--sql").stdout
    assert [role for role in roles.ROLES if f"CREATE ROLE {role}" in said] == list(roles.ROLES)
    assert "NOCREATEDB" in said.split("ALTER ROLE send_owner")[1].split(";")[0]
    assert "PASSWORD '" not in said


def test_only_the_system_role_passes_the_walls_and_nobody_is_superuser() -> None:
    statements = roles.role_statements(may_create_databases=False)
    for statement in statements:
        words = statement.split()
        assert "SUPERUSER" not in words
        assert ("BYPASSRLS" in words) == (statement.startswith("ALTER ROLE send_system"))


def test_passwords_come_from_the_environment_and_are_quoted() -> None:
    said = printed("--sql", env={"SEND_APP_PASSWORD": "it's\\here"}).stdout
    assert "ALTER ROLE send_app PASSWORD E'it''s\\\\here';" in said
    assert "\\password send_owner" in said
    assert "\\password send_app" not in said


@pytest.mark.parametrize("text", ["plain", "it's", "back\\slash", "'; DROP TABLE x; --", "\\'"])
def test_a_literal_is_the_text(text: str, db: None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT " + roles.literal(text))
        assert cursor.fetchone() == (text,)


def test_a_strange_database_name_is_refused() -> None:
    finished = printed("--sql", "--database", "x; DROP DATABASE y")
    assert finished.returncode == 2
    assert not finished.stdout


def test_running_it_again_changes_nothing() -> None:
    """The supervisor runs the same statements at every start; this asks the server it made."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    with psycopg.connect(
        host=database["HOST"], port=database["PORT"], user=database["USER"], dbname="postgres", autocommit=True
    ) as connection:
        members = connection.execute(
            "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members"
            " WHERE member::regrole::text LIKE 'send%' ORDER BY 1, 2"
        ).fetchall()
    assert members == [
        ("pg_read_all_data", "send_system"),
        ("send_app", "send_owner"),
        ("send_app", "send_system"),
        ("send_system", "send_owner"),
    ]
