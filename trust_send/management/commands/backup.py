from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trust_send import backups
from trust_send.environment import LOCAL_DIR, required


class Command(BaseCommand):
    help = "Write database and documents into one file (as send_system)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("--to", type=Path, default=LOCAL_DIR / "backups", help="folder for the backups")
        parser.add_argument("--keep", type=int, default=0, metavar="N", help="afterwards remove all but the newest N")

    def handle(self, *, to: Path, keep: int, **options: Any) -> None:
        """Make one, then tidy."""
        url = required("DATABASE_SYSTEM_URL", why="a backup reads past the walls, as the role send_system")
        try:
            file = backups.make(system_url=url, media=local_media(), folder=to, now=timezone.now())
        except backups.BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(f"{file} ({file.stat().st_size / 1e6:.1f} MB). It holds children's records: keep it safe.")
        if not local_media():
            self.stdout.write("Documents are in S3-compatible storage, which keeps its own versions.")
        for old in backups.prune(to, keep=keep):
            self.stdout.write(f"removed {old}")


def local_media() -> Path | None:
    """The documents' folder, if they are stored in one."""
    in_folder = str(settings.STORAGES["default"]["BACKEND"]).endswith("FileSystemStorage")
    return Path(settings.MEDIA_ROOT) if in_folder else None
