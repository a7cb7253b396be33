"""Every table is walled, every key stays in its trust, and the application holds no right that is not written here."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.walls.catalogue import NOT_WALLED, keys_between_walled_tables, our_models, our_tables, rows, walled_tables
from trust_send.platform.walls.reach import Reach, acting_with

pytestmark = pytest.mark.django_db

ALL, ADD, KEEP, READ = "DELETE INSERT SELECT UPDATE", "INSERT SELECT", "INSERT SELECT UPDATE", "SELECT"

# The written table of grants. Append-only is a matter of grants.
UNUSUAL_GRANTS = {
    "schools_post": KEEP,
    "pupils_localstatus": KEEP,
    "jobs_job": KEEP,
    "papers_paper": ADD,
    "readlog_readlog": ADD,
    "schools_trust": KEEP,
    "schools_user": KEEP,
    "schools_membership": "DELETE INSERT SELECT",
    "walls_capability": KEEP,
}
GRANTS_ON_OTHERS = {
    "auth_permission": READ,
    "django_content_type": READ,
    "django_migrations": READ,
    "django_session": ALL,
    "account_emailaddress": ALL,
    "mfa_authenticator": ALL,
    "usersessions_usersession": ALL,
}


def expected_grant(table: str) -> str:
    return UNUSUAL_GRANTS.get(table, ADD if table.endswith("event") else ALL)


def test_every_table_is_walled_or_named():
    walled = rows(
        """SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
           WHERE relrowsecurity AND relforcerowsecurity
             AND polname = 'trust_wall' AND NOT polpermissive AND polcmd = '*'"""
    )
    assert {name for (name,) in walled} == our_tables() - NOT_WALLED.keys()


def test_policies_have_only_the_four_names():
    policies = {
        (name, permissive, command)
        for name, permissive, command in rows("SELECT DISTINCT polname, polpermissive, polcmd::text FROM pg_policy")
    }
    assert policies <= {
        ("trust_wall", False, "*"),
        ("staff", True, "*"),
        ("family_read", True, "r"),
        ("public_read", True, "r"),
    }


def test_every_key_between_walled_tables_stays_in_the_trust():
    composite = rows(
        """SELECT c.conrelid::regclass::text, array_agg(a.attname::text), c.confrelid::regclass::text
             FROM pg_constraint c
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
            WHERE c.contype = 'f' GROUP BY c.oid, c.conrelid, c.confrelid"""
    )
    tied = {
        (table, column, parent) for table, columns, parent in composite if "trust_id" in columns for column in columns
    }
    # A row about a child is tied to the child's school through the child, a history row through its own child.
    through_the_child = {
        (table, "school_id", "schools_school")
        for table, columns, parent in composite
        if parent == "pupils_pupil" and "school_id" in columns
    }
    history = {key for key in keys_between_walled_tables() if key[0].endswith("event")}
    loose = keys_between_walled_tables() - tied - through_the_child - history
    assert not loose, f"keys that could point into another trust: {sorted(loose)}"


def test_every_history_row_is_tied_to_what_it_is_about():
    events = {table for table in walled_tables() if table.endswith("event")}
    tied = {
        table
        for (table,) in rows(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND array_length(conkey, 1) > 1"
        )
    }
    assert events and events <= tied


def test_single_keys_between_walled_tables_are_not_made_by_django():
    single = {
        (table, column)
        for table, column in rows(
            """SELECT c.conrelid::regclass::text, a.attname::text FROM pg_constraint c
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1"""
        )
    }
    doubled = {(table, column) for table, column, _ in keys_between_walled_tables()} & single
    assert not doubled, "give these db_constraint=False: the composite key does the work"


def test_unique_constraints_of_walled_tables_contain_the_trust():
    from django.db.models import F, UniqueConstraint

    without = [
        f"{model._meta.label}: {constraint.name}"
        for model in our_models()
        if model._meta.db_table in walled_tables()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        and F("trust") not in (*map(F, constraint.fields), *constraint.expressions)
    ]
    assert not without, "a refusal would tell one trust what another has"


def test_the_application_holds_exactly_these_rights():
    held = dict(
        rows(
            """SELECT table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type)
             FROM information_schema.role_table_grants
            WHERE grantee = 'send_app' AND table_schema = 'public' GROUP BY table_name"""
        )
    )
    assert held == {table: expected_grant(table) for table in our_tables()} | GRANTS_ON_OTHERS


def test_nothing_in_the_database_acts_as_somebody_else():
    assert (
        rows(
            "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
            " WHERE prosecdef AND nspname = 'public'"
        )
        == []
    )
    assert rows("SELECT matviewname FROM pg_matviews") == []
    assert rows("SELECT viewname FROM pg_views WHERE schemaname = 'public'") == []


def test_the_roles_are_what_they_should_be():
    roles = {
        name: (su, by)
        for name, su, by in rows("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname ^@ 'send_'")
    }
    assert roles == {"send_owner": (False, False), "send_app": (False, False), "send_system": (False, True)}
    assert rows("SELECT 1 FROM pg_tables WHERE tableowner = 'send_app'") == []


@pytest.mark.parametrize("table", sorted(walled_tables()))
def test_no_table_shows_the_other_trust(table, north, south):
    """As North with sight of everything in North, and even of South's ids, no row of South is there."""
    ids = south.reach().school_ids | north.reach().school_ids
    pupils = frozenset(p.pk for p in [*north.pupils, *south.pupils])
    reach = Reach(north.asha.pk, north.trust.pk, ids, ids, pupils, pupils)
    with acting_with(reach):
        assert rows(f"SELECT count(*) FROM {table} WHERE trust_id <> %s", north.trust.pk) == [(0,)]
    with acting_with(Reach(user_id=north.asha.pk)):
        assert rows(f"SELECT count(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize("table", sorted(t for t in walled_tables() if t.endswith("event")) + ["readlog_readlog"])
def test_history_cannot_be_changed(table, north):
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET trust_id = trust_id"):
        with (
            acting_with(north.reach()),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
