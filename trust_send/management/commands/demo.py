"""manage.py demo: a made-up trust to look around in, and a second one beside it."""

from __future__ import annotations

import json
import secrets
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from schools.models import Trust
from trust_send.demo.load import load
from trust_send.demo.plan import Persona
from trust_send.demo.world import DEFAULT_SEED, build_world

LETTERS_EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    """Fills an empty installation with two trusts that nobody knows."""

    help = "Make up two trusts with their schools, people and pupils. Refuses where the demo is not switched on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day that everything is dated back from, and the seed."""
        parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="today, if not given")
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the world, write it down, and say who one can be."""
        if not settings.DEMO:
            raise CommandError("The demo is not switched on here (DEMO=1), so no made-up pupils are added.")
        world = build_world(options["seed"], options["on"] or timezone.localdate())
        slugs = [trust.slug for trust in world.trusts]
        if there := Trust.objects.filter(slug__in=slugs).first():
            raise CommandError(f"{there.name} is here already. Nothing was changed.")
        password = "-".join("".join(secrets.choice(LETTERS_EASY_TO_READ) for _ in range(4)) for _ in range(3))
        load(world, password=password)
        _write_personas(settings.PERSONAS_FILE, world.personas, password)
        for trust in world.trusts:
            on_roll = sum(not pupil.left_on for pupil in trust.pupils)
            self.stdout.write(f"{trust.name}: {len(trust.schools)} schools, {on_roll:,} pupils.")


def _write_personas(file: Path, personas: list[Persona], password: str) -> None:
    """Who one can be, for the sign-in page and for scripts; for this account's eyes only."""
    rows = [
        {
            "persona": f"{persona.name}, {persona.blurb}",
            "key": persona.key,
            "initials": persona.initials,
            "name": persona.name,
            "blurb": persona.blurb,
            "role": persona.role,
            "trust": persona.trust,
            "email": persona.email,
            "password": password,
        }
        for persona in personas
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    fresh.replace(file)
