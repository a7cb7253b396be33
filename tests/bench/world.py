"""The demo trust in the bench's own database, made once and kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date

from django.conf import settings
from django.test import Client
from django.utils import timezone

from pupils.census_days import census_days
from schools.models import Membership, Trust, User
from schools.services import desks
from tests.bench.timing import line
from trust_send.platform.walls.sources import whole_trust


def command(*words: str, **env: str) -> None:
    """Run a command of ours as a process of its own."""
    subprocess.run([sys.executable, "manage.py", *words], check=True, env={**os.environ, **env}, stdout=sys.stderr)


def build() -> None:
    """Tables and the demo trust; says how long the demo took when it was made now."""
    command("migrate", "--verbosity", "0", AS_OWNER="1")
    if not Trust.objects.exists():
        started = time.perf_counter()
        command("demo", DEMO="1", MFA_REQUIRED="0")
        line("demo_load", ours=(time.perf_counter() - started) * 1000, bar=60_000)
    command_analyze()


def command_analyze() -> None:
    """Give the planner statistics, as autovacuum would within a minute."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("ANALYZE")


def persona(role: str) -> User:
    """The demo person of a role in the first trust."""
    people = json.loads(settings.PERSONAS_FILE.read_text())
    email = next(one["email"] for one in people if one["role"] == role)
    return User.objects.get(email=email)


def browser(person: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["trust_id"] = desks.first_trust_id(person)
    session.save()
    return client


def trust_of(person: User) -> int:
    """The first trust of a person."""
    return Membership.objects.filter(user=person).order_by("pk").values_list("trust_id", flat=True)[0]


def a_past_day() -> date:
    """The last census day: the register is asked for most often as it was then."""
    return census_days(timezone.localdate(), number=1)[0]


def school_ids(trust_id: int) -> list[int]:
    """Every school of the trust."""
    from schools.models import School

    with whole_trust(trust_id):
        return list(School.objects.order_by("sort_key").values_list("pk", flat=True))
