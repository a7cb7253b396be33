"""What did the schools count at the last January censuses? So that there are three years to compare."""

from collections.abc import Iterable
from datetime import date
from random import Random

from trust_send.demo.draws import stream
from trust_send.demo.plan import PastCount, School
from trust_send.demo.school_year import spring_census

CENSUSES = 3
YEARLY_GROWTH = {"sen_support": 1.045, "ehc_plan": 1.12}  # England, January 2023 to January 2026


def past_counts(schools: Iterable[School], *, on: date, start: int, seed: int) -> list[PastCount]:
    """The counts of each school at the three censuses before today, growing towards what it has now."""
    newest = start if spring_census(start) < on else start - 1
    rows = []
    for school in schools:
        rng = stream(seed, start, school.key, "past")
        for years_ago in range(CENSUSES):
            age = years_ago + (1 if newest < start else 0)
            roll = max(10, round(school.size * (1 + age * rng.uniform(-0.02, 0.03))))
            on_support = _shrunk(school.sen_support, "sen_support", age, rng) if school.kind != "special" else 0
            plans = _shrunk(school.ehc_plan, "ehc_plan", age, rng)
            if school.kind == "special":
                plans = roll - rng.choice((0, 0, 1))
            rows.append(PastCount(school.key, spring_census(newest - years_ago), roll, on_support, plans))
    return rows


def _shrunk(now: int, name: str, age: int, rng: Random) -> int:
    return max(0, round(now / YEARLY_GROWTH[name] ** age * (1 + rng.uniform(-0.06, 0.06))))
