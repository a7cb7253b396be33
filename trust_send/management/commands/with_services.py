import sys

from django.core.management.base import BaseCommand

from trust_send.supervisor.commands import run_before_settings


class Command(BaseCommand):
    help = "Run a command with throw-away PostgreSQL and Redis: with_services -- COMMAND."

    def run_from_argv(self, argv: list[str]) -> None:
        """Hand over whole: it computes settings, so it must not depend on any."""
        sys.exit(run_before_settings(argv[1:]))
