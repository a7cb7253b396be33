"""Made-up worlds to look at, and what is in force in them on a day."""

from datetime import date
from functools import lru_cache

from trust_send.demo.plan import World
from trust_send.demo.world import DEFAULT_SEED, build_world

TODAY = date(2026, 11, 22)


@lru_cache(maxsize=8)
def made(seed: int = DEFAULT_SEED, on: date = TODAY) -> World:
    return build_world(seed, on)


def in_force(rows, on=TODAY):
    return [row for row in rows if row.starts_on <= on and (row.ends_on is None or row.ends_on > on)]


def on_roll(trust, on=TODAY) -> dict[int, str]:
    return {row.pupil: row.at_school for row in in_force(trust.enrolments, on) if row.kind in "CM"}


def status_of(trust, on=TODAY) -> dict[int, str]:
    return {row.pupil: row.code for row in in_force(trust.statuses, on)}
