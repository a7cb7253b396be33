"""One file that holds everything: the database as one moment, the stored documents, and how many rows there must be."""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import psycopg
from psycopg import sql

from trust_send.supervisor import roles
from trust_send.supervisor.postgres import wheel_versions

PREFIX = "trust-send-"
DUMP, MANIFEST, MEDIA = "database.dump", "manifest.json", "media"
# Everything goes and comes back in one transaction: whoever reads meanwhile sees the old or the new, never half.
EMPTY = """
SET lock_timeout = '30s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""


class BackupFailed(Exception):  # noqa: N818  (read aloud: raise BackupFailed)
    """Why there is no backup, or why nothing was restored."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself."""

    made_at: str
    rows: dict[str, int]


def make(*, system_url: str, media: Path | None, folder: Path, now: datetime) -> Path:
    """Dump as ``send_system``, who sees past the walls; returns the file, readable by its maker alone."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{PREFIX}{now:%Y%m%dT%H%M%S%f}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as scratch:
        dump, manifest = Path(scratch) / DUMP, Path(scratch) / MANIFEST
        with one_moment(system_url) as (connection, snapshot):
            run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={dump}", "--no-comments", system_url)
            rows = row_counts(connection)
        manifest.write_text(json.dumps({"made_at": now.isoformat(), "rows": rows}, indent=1))
        draft = Path(scratch) / file.name
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w") as archive:
            archive.add(manifest, MANIFEST)
            archive.add(dump, DUMP)
            if media and media.is_dir():
                archive.add(media, MEDIA)
        draft.replace(file)
    return file


def restore(file: Path, *, owner_url: str, media: Path | None) -> Manifest:
    """Bring everything back, as the owner; if anything is missing afterwards, nothing has changed."""
    folder = media.parent if media else Path(tempfile.gettempdir())
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as scratch:
        manifest = unpack(file, into=Path(scratch))
        script = Path(scratch) / "restore.sql"
        run("pg_restore", "--no-owner", f"--file={script}", str(Path(scratch) / DUMP))
        checks = Path(scratch) / "checks.sql"
        checks.write_text(rows_must_be(manifest.rows))
        empty = Path(scratch) / "empty.sql"
        empty.write_text(EMPTY)
        # The dump switches the walls on after its rows are in, so the owner may load them.
        run(
            "psql",
            "--quiet",
            "--no-psqlrc",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            f"--file={empty}",
            f"--file={script}",
            f"--file={checks}",
            f"--dbname={owner_url}",
        )
        if media:
            replace_folder(media, Path(scratch) / MEDIA)
    return manifest


def prune(folder: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups; returns what was removed."""
    old = sorted(folder.glob(f"{PREFIX}*.tar"))[:-keep] if keep > 0 else []
    for file in old:
        file.unlink()
    return old


@contextmanager
def one_moment(url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    """A transaction whose view of the data a dump can share."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield connection, str(row[0] if row else "")


def row_counts(connection: psycopg.Connection) -> dict[str, int]:
    """How many rows has each table?"""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    counts = {}
    for (name,) in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name))).fetchone()
        counts[str(name)] = int(row[0]) if row else 0
    return counts


def rows_must_be(rows: dict[str, int]) -> str:
    """A script that fails unless every table has its rows, counted past the walls that the dump has put up again."""
    values = ", ".join("('" + name.replace("'", "''") + f"', {count})" for name, count in rows.items())
    return f"""
SET LOCAL ROLE {roles.SYSTEM};
DO $$ DECLARE expected record; found bigint;
BEGIN
  FOR expected IN SELECT * FROM (VALUES {values}) AS manifest (name, rows) LOOP
    EXECUTE format('SELECT count(*) FROM public.%I', expected.name) INTO found;
    IF found <> expected.rows THEN
      RAISE '% has % rows, the backup says %', expected.name, found, expected.rows;
    END IF;
  END LOOP;
END $$;
RESET ROLE;
"""  # noqa: S608


def unpack(file: Path, *, into: Path) -> Manifest:
    """Open a backup, or say that it is none."""
    try:
        with tarfile.open(file) as archive:
            take_out(archive, into=into)
        manifest = Manifest(**json.loads((into / MANIFEST).read_text()))
    except (OSError, tarfile.TarError, ValueError, TypeError) as failure:
        raise BackupFailed(f"{file} is not a backup of Trust SEND: {failure}") from failure
    if not (into / DUMP).exists():
        raise BackupFailed(f"{file} holds no database.")
    return manifest


def take_out(archive: tarfile.TarFile, *, into: Path) -> None:
    """Write out plain files under their own names; nothing else, and nothing that leads out of the folder.

    ``extractall(filter="data")`` does this from Python 3.11.4 on; Debian 12 has 3.11.2.
    """
    for member in archive:
        parts = PurePosixPath(member.name).parts
        content = archive.extractfile(member) if member.isfile() else None
        if content is None:
            continue
        if not parts or parts[0] not in {DUMP, MANIFEST, MEDIA} or ".." in parts:
            raise BackupFailed(f"{member.name} does not belong into a backup.")
        target = into.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as output:
            shutil.copyfileobj(content, output)
        target.chmod(0o600)


def replace_folder(target: Path, source: Path) -> None:
    """Put the restored documents in place of the present ones."""
    source.mkdir(exist_ok=True)
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    source.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs: the wheel's, which is the newest and reads every older server, else PATH's."""
    found = wheel_versions()
    path = str(found[max(found)] / program) if found else shutil.which(program)
    if path is None:
        raise BackupFailed(f"{program} is missing: install PostgreSQL's client programs.")
    finished = subprocess.run(  # noqa: S603  # nosec B603: fixed program, no shell
        [path, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PGOPTIONS": "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"},
    )
    if finished.returncode:
        raise BackupFailed(f"{program}: {finished.stderr.strip() or 'failed'}")
