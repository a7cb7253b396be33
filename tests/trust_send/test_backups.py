"""A backup is worth what it restores: walls, rows of every trust and documents come back, or nothing changes."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from tests.trust_send.left_over import new_folder
from tests.trust_send.test_supervisor_services import held
from trust_send import backups
from trust_send.supervisor import rehearsal
from trust_send.supervisor.places import PROJECT

pytestmark = pytest.mark.slow
NOW = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)


class Installation:
    """A database with two trusts' rows behind walls, and documents."""

    def __init__(self, *, owner: str, system: str, app: str, media: Path) -> None:
        self.owner, self.system, self.app, self.media = owner, system, app, media

    def rows(self) -> dict[str, int]:
        """How many rows are really there."""
        with psycopg.connect(self.system) as connection:
            return backups.row_counts(connection)

    def seen(self, trust_id: int | None) -> int:
        """How many notes does the application see, acting for a trust?"""
        with psycopg.connect(self.app) as connection:
            connection.execute("SELECT set_config('app.trust_id', %s, true)", [str(trust_id or "")])
            row = connection.execute("SELECT count(*) FROM public.note").fetchone()
            return row[0]


@pytest.fixture(scope="module")
def services() -> Iterator[dict[str, str]]:
    """A server of this module's own: a restore replaces everything in a database."""
    with new_folder() as folder, held(folder) as holder:
        yield {name: holder.address(f"DATABASE_{name}URL") for name in ("", "OWNER_", "SYSTEM_")}


@pytest.fixture
def installation(services: dict[str, str], tmp_path: Path) -> Installation:
    """Filled anew for each test."""
    with psycopg.connect(services["OWNER_"]) as connection:
        connection.execute("""
            DROP TABLE IF EXISTS note, secret, newer;
            CREATE OR REPLACE FUNCTION app_trust_id() RETURNS bigint STABLE PARALLEL SAFE LANGUAGE sql
                AS $$ SELECT nullif(current_setting('app.trust_id', true), '')::bigint $$;
            CREATE TABLE note (id bigint PRIMARY KEY, trust_id bigint NOT NULL DEFAULT app_trust_id(), words text);
            INSERT INTO note SELECT n, 1 + n % 2, 'Žofie ' || n FROM generate_series(1, 300) AS n;
            ALTER TABLE note ENABLE ROW LEVEL SECURITY;
            ALTER TABLE note FORCE ROW LEVEL SECURITY;
            CREATE POLICY trust_wall ON note AS RESTRICTIVE USING (trust_id = (SELECT app_trust_id()));
            CREATE POLICY staff ON note USING (true);
            GRANT SELECT ON note TO send_app;
            CREATE TABLE secret AS SELECT 1 AS id;
        """)
    media = tmp_path / "media"
    (media / "north").mkdir(parents=True)
    (media / "north" / "nutshell.pdf").write_bytes(b"%PDF-1.7 north")
    return Installation(owner=services["OWNER_"], system=services["SYSTEM_"], app=services[""], media=media)


def make(installation: Installation, folder: Path) -> Path:
    """A backup of it."""
    return backups.make(system_url=installation.system, media=installation.media, folder=folder, now=NOW)


def test_everything_comes_back_and_the_walls_stand(installation: Installation, tmp_path: Path) -> None:
    before = installation.rows()
    assert before == {"note": 300, "secret": 1}
    file = make(installation, tmp_path / "backups")
    assert file.stat().st_mode & 0o777 == 0o600
    for _ in range(2):  # what was restored can be backed up and restored again
        with psycopg.connect(installation.owner) as connection:
            connection.execute(
                "DROP TABLE secret; CREATE TABLE newer (id int); ALTER TABLE note DISABLE ROW LEVEL SECURITY"
            )
            connection.execute("DELETE FROM note WHERE id > 10")
        (installation.media / "north" / "nutshell.pdf").unlink()
        (installation.media / "stray.pdf").write_bytes(b"")

        manifest = backups.restore(file, owner_url=installation.owner, media=installation.media)

        assert manifest.rows == before == installation.rows()
        assert (installation.seen(1), installation.seen(2), installation.seen(None)) == (150, 150, 0)
        assert (installation.media / "north" / "nutshell.pdf").read_bytes() == b"%PDF-1.7 north"
        assert not (installation.media / "stray.pdf").exists()
        file.unlink()
        file = make(installation, tmp_path / "backups")


def test_the_application_may_still_not_make_tables_after_a_restore(installation: Installation, tmp_path: Path) -> None:
    backups.restore(make(installation, tmp_path), owner_url=installation.owner, media=None)
    with psycopg.connect(installation.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE public.mine (id int)")


def test_a_backup_that_lacks_rows_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    file = make(installation, tmp_path)
    opened = tmp_path / "opened"
    with tarfile.open(file) as archive:
        backups.take_out(archive, into=opened)
    manifest = json.loads((opened / backups.MANIFEST).read_text())
    manifest["rows"]["note"] += 1
    (opened / backups.MANIFEST).write_text(json.dumps(manifest))
    with tarfile.open(file, "w") as archive:
        for part in sorted(opened.iterdir()):
            archive.add(part, part.name)
    with psycopg.connect(installation.owner) as connection:
        connection.execute("CREATE TABLE newer AS SELECT 7 AS id")
    (installation.media / "later.pdf").write_bytes(b"later")

    with pytest.raises(backups.BackupFailed, match="note has 300 rows, the backup says 301"):
        backups.restore(file, owner_url=installation.owner, media=installation.media)

    assert installation.rows()["newer"] == 1
    assert (installation.media / "later.pdf").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x1f\x8b" + b"\0" * 100])
def test_a_file_that_is_no_backup_is_said_so(installation: Installation, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "holiday.tar"
    file.write_bytes(content)
    with pytest.raises(backups.BackupFailed, match="not a backup"):
        backups.restore(file, owner_url=installation.owner, media=None)
    assert installation.rows()["note"] == 300


@pytest.mark.parametrize("name", ["media/../../outside.pdf", "/etc/outside", "outside.txt"])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    file, into = tmp_path / "bad.tar", tmp_path / "into"
    with tarfile.open(file, "w") as archive:
        member = tarfile.TarInfo(name)
        archive.addfile(member)
    into.mkdir()
    with pytest.raises(backups.BackupFailed, match="does not belong"):
        backups.unpack(file, into=into)
    assert list(into.iterdir()) == []


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"{backups.PREFIX}2026090{day}T040000.tar").touch()
    (tmp_path / "letter.txt").touch()
    backups.prune(tmp_path, keep=2)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "letter.txt",
        "trust-send-20260904T040000.tar",
        "trust-send-20260905T040000.tar",
    ]
    assert backups.prune(tmp_path, keep=0) == []  # "keep none" would be a strange wish: it keeps all


def test_the_two_commands_on_the_real_tables(services: dict[str, str], tmp_path: Path) -> None:
    """As ``make backup`` and ``make restore`` run them, on tables made by our own migrations."""
    given = {name: value for name, value in os.environ.items() if name not in rehearsal.NOT_OURS}
    env = {
        **given,
        **{f"DATABASE_{name}URL": address for name, address in services.items()},
        "REDIS_URL": os.environ["REDIS_URL"],
        "SECRET_KEY": "for this test alone",
        "LOCAL_DIR": str(tmp_path),
    }

    def manage(*arguments: str, **more: str) -> str:
        finished = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env={**env, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    with psycopg.connect(services["OWNER_"]) as connection:
        connection.execute(backups.EMPTY)
    manage("migrate", "--verbosity", "0", AS_OWNER="1")
    with psycopg.connect(services["SYSTEM_"]) as connection:
        before = backups.row_counts(connection)
    assert len(before) > 10
    manage("backup", "--to", str(tmp_path / "backups"))
    (file,) = (tmp_path / "backups").iterdir()
    with psycopg.connect(services["OWNER_"]) as connection:
        connection.execute(backups.EMPTY)
    said = manage("restore", "--yes", str(file))
    assert f"Restored {sum(before.values())} rows in {len(before)} tables" in said
    with psycopg.connect(services["SYSTEM_"]) as connection:
        assert backups.row_counts(connection) == before
    manage("check")
