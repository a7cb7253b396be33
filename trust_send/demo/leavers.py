"""Who has left in the last three school years? Drawn after the children of today, who are the same with or without.

Like those, who they are depends on seed and academic year only, never on the day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from trust_send.demo.childhood import Enrolment, Pupil
from trust_send.demo.draws import stream, weighted
from trust_send.demo.enrolments import Days, joined
from trust_send.demo.plan import School, Trust
from trust_send.demo.roll import YEARS, Roll
from trust_send.demo.school_year import last_day_of_year, past_censuses

LAST_YEARS: dict[str, dict[str, float]] = {
    "primary": {"6": 1},
    "infant": {"2": 1},
    "junior": {"6": 1},
    "secondary": {"11": 1},
    "special": {"14": 4, "13": 1, "11": 2},
}
LAST_YEARS_WITH_SIXTH_FORM: dict[str, float] = {"11": 63, "13": 37}
MOVED_AWAY = 0.09  # of those who leave; the others have come to the end of the school
IN_MID_YEAR = 0.6  # of those who move away
DRIFT = (-0.035, 0.015)  # of the roll a year, going back; those who left since are on top of it


def add_leavers(trust: Trust, roll: Roll, *, start: int, seed: int) -> list[list[Pupil]]:
    """Add the children that each January's roll is short of; by the last census they were here for, newest first."""
    here = [pupil for pupil in trust.pupils if not pupil.left_on]
    taken = {(pupil.legal_forename, pupil.legal_surname) for pupil in here}
    found: list[list[Pupil]] = [[] for _ in past_censuses(start)]
    for school in trust.schools:
        rng = stream(seed, start, school.key, "leavers")
        numbers = count(1)  # lower than those of today: they came earlier
        gone: list[Pupil] = []
        came = [pupil.joined_on for pupil in here if pupil.school == school.key]
        for back, day in enumerate(past_censuses(start), start=1):
            wanted = round(school.size * (1 + back * rng.uniform(*DRIFT)))
            there = sum(since <= day for since in (*came, *(pupil.joined_on for pupil in gone)))
            left = list(_left_after(day, max(0, wanted - there), school, roll, start - back, taken, rng))
            gone += left
            found[back - 1] += left
        trust.pupils += gone
        trust.enrolments += [
            Enrolment(pupil.key, school.key, f"{next(numbers):06}", "C", pupil.joined_on, pupil.left_on)
            for pupil in gone
        ]
    return found


def _left_after(
    census: date, wanted: int, school: School, roll: Roll, start: int, taken: set[tuple[str, str]], rng: Random
) -> Iterator[Pupil]:
    """So many children who were counted at a census and left before the school year was over, or with it."""
    ends = LAST_YEARS_WITH_SIXTH_FORM if school.has_sixth_form else LAST_YEARS[school.kind]
    moved = round(wanted * MOVED_AWAY)
    years = [rng.choice(YEARS[school.kind]) for _ in range(moved)]
    years += [weighted(ends, rng) for _ in range(wanted - moved)]
    for index, pupil in enumerate(roll.once(school, years, start=start, taken=taken, rng=rng)):
        pupil.joined_on = pupil.known_since = joined(school, pupil, Days(census, start), rng)
        pupil.left_on = last_day_of_year(start)
        if index < moved and rng.random() < IN_MID_YEAR:
            pupil.left_on = census + timedelta(days=rng.randint(8, 170))
        yield pupil
