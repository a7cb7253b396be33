"""The three database roles and what each may do: the same statements here, in containers and on a server."""

from collections.abc import Mapping

OWNER, APP, SYSTEM = "send_owner", "send_app", "send_system"
DATABASE = "send"
ROLES = (OWNER, APP, SYSTEM)


def role_statements(*, may_create_databases: bool, passwords: Mapping[str, str] | None = None) -> list[str]:
    """SQL that makes the roles, or mends them when they are there; run it as an administrator."""
    attributes = {
        # Owns the tables; FORCE ROW LEVEL SECURITY holds it too. CREATEDB only where tests run.
        OWNER: f"LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {'' if may_create_databases else 'NO'}CREATEDB",
        # Web and workers: owns nothing, cannot bypass the walls.
        APP: "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
        # Dump and restore by an operator; no process of ours connects as this.
        SYSTEM: "LOGIN NOSUPERUSER BYPASSRLS NOCREATEROLE NOCREATEDB",
    }
    statements = []
    for role, words in attributes.items():
        statements.append(
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')"
            f" THEN CREATE ROLE {role}; END IF; END $$"
        )
        statements.append(f"ALTER ROLE {role} {words}")
    statements += [
        # BYPASSRLS alone gives no right to any table.
        f"GRANT {APP} TO {SYSTEM}",
        f"GRANT pg_read_all_data TO {SYSTEM}",  # a dump reads the tables that the application may not, too
        f"GRANT {APP} TO {OWNER}",
        f"GRANT {SYSTEM} TO {OWNER}",  # restore counts past the walls; tests take one wall away to try the other
        # A request or a step of a task is short; whoever sleeps inside a transaction is thrown out.
        f"ALTER ROLE {APP} SET idle_in_transaction_session_timeout = '60s'",
    ]
    for role, password in (passwords or {}).items():
        statements.append(f"ALTER ROLE {role} PASSWORD {literal(password)}")
    return statements


def database_statements(*, database: str = DATABASE) -> list[str]:
    """SQL about an existing database: only our roles may come in."""
    return [
        f"ALTER DATABASE {database} OWNER TO {OWNER}",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {APP}, {SYSTEM}",
    ]


def script(*, may_create_databases: bool, passwords: Mapping[str, str], database: str = DATABASE) -> str:
    """The whole of it as a script for psql."""
    create = f"CREATE DATABASE {database} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0"
    there = f"SELECT FROM pg_database WHERE datname = {literal(database)}"  # noqa: S608
    unless_there = f"SELECT {literal(create)} WHERE NOT EXISTS ({there})"  # noqa: S608
    missing = [role for role in ROLES if role not in passwords]
    lines = [
        "-- Roles and database of Trust SEND. Run once as an administrator:",
        "--   python manage.py database_roles --sql | psql --set ON_ERROR_STOP=1 postgres",
        *(f"-- then give {role} a password of its own: \\password {role}" for role in missing),
        *(
            f"{statement};"
            for statement in role_statements(may_create_databases=may_create_databases, passwords=passwords)
        ),
        unless_there + " \\gexec",
        *(f"{statement};" for statement in database_statements(database=database)),
    ]
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return (
        "'" + text.replace("'", "''") + "'"
        if "\\" not in text
        else "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
    )
