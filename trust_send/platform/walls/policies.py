"""Migration operations that put the walls round a table. Read docs/adr/0003 and 0004 first."""

from __future__ import annotations

from django.db import migrations

TRUST_WALL = "trust_id = (SELECT app_trust_id())"

_SETTINGS = (
    ("app_user_id", "bigint", "nullif(current_setting('app.user_id', true), '')::bigint"),
    ("app_trust_id", "bigint", "nullif(current_setting('app.trust_id', true), '')::bigint"),
    *(
        (f"app_{name}", "bigint[]", f"coalesce(nullif(current_setting('app.{name}', true), '')::bigint[], '{{}}')")
        for name in ("school_ids", "figure_school_ids", "pupil_ids", "family_pupil_ids")
    ),
)

# nullif is not optional: after a SET LOCAL a custom setting reads '' instead of NULL for the rest of the connection.
FUNCTIONS = "".join(
    f"CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT {body} $$;"
    for name, returns, body in _SETTINGS
)
DROP_FUNCTIONS = "".join(f"DROP FUNCTION {name}();" for name, _, _ in _SETTINGS)

# Fills school_id of a row about a child from the child itself, so that no code can get it wrong. Two plain statements
# instead of one dynamic: a dynamic one is planned anew for every row, which took two thirds of a bulk load.
FILL_SCHOOL = """
CREATE OR REPLACE FUNCTION app_fill_school() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.school_id IS NOT NULL THEN
        RETURN NEW;  -- the key of three columns refuses every school but the child's
    END IF;
    IF TG_ARGV[0] = 'content_object_id' THEN
        SELECT school_id INTO NEW.school_id FROM pupils_pupil WHERE id = NEW.content_object_id;
    ELSE
        SELECT school_id INTO NEW.school_id FROM pupils_pupil WHERE id = NEW.pupil_id;
    END IF;
    RETURN NEW;
END $$;
"""
DROP_FILL_SCHOOL = "DROP FUNCTION app_fill_school();"


def among(column: str, array: str) -> str:
    """SQL that is true where ``column`` is in one of the four arrays; evaluated once per statement."""
    return f"{column} = ANY ((SELECT app_{array}())::bigint[])"


CHILD_SIGHT = f"{among('school_id', 'school_ids')} OR {among('pupil_id', 'pupil_ids')}"
"""The staff policy of a row about a child."""

SCHOOL_SIGHT = among("school_id", "school_ids")
FIGURE_SIGHT = among("school_id", "figure_school_ids")
ANYONE_IN_THE_TRUST = "true"


def walled(
    table: str,
    *,
    staff: str,
    family_read: str | None = None,
    public_read: str | None = None,
    append_only: bool = False,
    keep: bool = False,
) -> migrations.RunSQL:
    """Put the walls round a table and grant it to the application.

    ``staff`` and ``family_read`` are ORed, the trust wall is ANDed to all. ``append_only`` leaves out UPDATE
    and DELETE; ``keep`` leaves out DELETE alone.
    """
    grants = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE" if keep else "SELECT, INSERT, UPDATE, DELETE"
    sql = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",  # the owner too
        f"CREATE POLICY trust_wall ON {table} AS RESTRICTIVE USING ({TRUST_WALL}) WITH CHECK ({TRUST_WALL})",
        f"CREATE POLICY staff ON {table} USING ({staff}) WITH CHECK ({staff})",
        f"GRANT {grants} ON {table} TO send_app",
    ]
    undo = [
        f"REVOKE ALL ON {table} FROM send_app",
        f"DROP POLICY staff ON {table}",
        f"DROP POLICY trust_wall ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]
    for name, condition in (("family_read", family_read), ("public_read", public_read)):
        if condition:
            sql.append(f"CREATE POLICY {name} ON {table} FOR SELECT USING ({condition})")
            undo.insert(1, f"DROP POLICY {name} ON {table}")
    return migrations.RunSQL(";".join(sql), ";".join(undo))


def unwalled(table: str, *, grants: str) -> migrations.RunSQL:
    """Grant a table outside the walls; the walls test lists each by name with its reason."""
    return migrations.RunSQL(
        f"GRANT {grants} ON {table} TO send_app",
        # A table of another app may already be gone when everything is migrated back.
        f"DO $$ BEGIN REVOKE ALL ON {table} FROM send_app; EXCEPTION WHEN undefined_table THEN NULL; END $$",
    )


def identity(table: str, *columns: str) -> migrations.RunSQL:
    """Give a parent table the unique key to which composite keys refer."""
    names = ", ".join(("id", *columns, "trust_id"))
    key = f"{table}_identity"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {key} UNIQUE ({names})",
        f"ALTER TABLE {table} DROP CONSTRAINT {key}",
    )


def same_trust(table: str, column: str, parent: str, *, on_delete: str = "NO ACTION") -> migrations.RunSQL:
    """Tie a key to a parent *of the same trust*: plain foreign keys ignore policies."""
    key = f"{table}_{column}_same_trust"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {key} FOREIGN KEY ({column}, trust_id)"
        f" REFERENCES {parent} (id, trust_id) ON UPDATE CASCADE ON DELETE {on_delete} DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {key}",
    )


def about_child(
    table: str,
    *,
    column: str = "pupil_id",
    fill_school: bool = True,
    on_delete: str = "NO ACTION",
) -> migrations.RunSQL:
    """Tie a row to its child, the child's school and trust, by one key that follows the child when it moves.

    ``fill_school`` also makes the trigger that copies the school from the child; event tables do without,
    because their rows are written by pghistory with the school they had.
    """
    key, trigger = f"{table}_about_child", f"{table}_fill_school"
    sql = [
        f"ALTER TABLE {table} ADD CONSTRAINT {key} FOREIGN KEY ({column}, school_id, trust_id)"
        f" REFERENCES pupils_pupil (id, school_id, trust_id) ON UPDATE CASCADE ON DELETE {on_delete}",
    ]
    undo = [f"ALTER TABLE {table} DROP CONSTRAINT {key}"]
    if fill_school:
        sql.append(
            f"CREATE TRIGGER {trigger} BEFORE INSERT ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION app_fill_school('{column}')"
        )
        undo.append(f"DROP TRIGGER {trigger} ON {table}")
    return migrations.RunSQL(";".join(sql), ";".join(undo))
