import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trust_send import backups
from trust_send.environment import BASE_DIR, LOCAL_DIR, required
from trust_send.management.commands.backup import local_media


class Command(BaseCommand):
    help = "Replace database and documents by those of a backup, in one step (as send_owner)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and a yes."""
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, file: Path, yes: bool, **options: Any) -> None:
        """Restore, count, and bring an older backup's tables up to this version."""
        if not yes and input("Everything here now will be replaced. Type yes to go on: ") != "yes":
            raise CommandError("Nothing was changed.")
        try:
            manifest = backups.restore(
                file,
                owner_url=required("DATABASE_OWNER_URL", why="restoring makes tables, as the role send_owner"),
                media=local_media(),
            )
        except backups.BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        (LOCAL_DIR / "tables-stamp").unlink(missing_ok=True)  # the next make run looks for migrations again
        rows, tables = sum(manifest.rows.values()), len(manifest.rows)
        self.stdout.write(f"Restored {rows} rows in {tables} tables, as they were at {manifest.made_at}.")
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(  # noqa: S603  # nosec B603: our own command
            migrate, check=True, cwd=BASE_DIR, env={**os.environ, "AS_OWNER": "1"}
        )
