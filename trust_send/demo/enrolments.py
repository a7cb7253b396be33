"""When did each child come, and from where? Registrations now and before, the leavers, and children at two schools."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from trust_send.demo.childhood import Enrolment, Pupil
from trust_send.demo.draws import stream
from trust_send.demo.places import COMPASS_HOUSE, FERNHOLLOW, PENHALLOW
from trust_send.demo.plan import School
from trust_send.demo.roll import AGE_ON_31_AUGUST
from trust_send.demo.school_year import last_day_of_year, past_censuses

ENTRY_AGE = {"primary": 4, "infant": 4, "junior": 7, "secondary": 11, "special": 4}
CAME_LATER = 0.14  # of the roll came in after the usual entry
LEAVERS_SHARE = 0.02  # of the roll, over the last two years
DUAL_REGISTRATIONS = 6
SHORTEST_STAY = 20
FROM_OWN_PRIMARIES = 0.09  # of the large secondary school


@dataclass(frozen=True, slots=True)
class Days:
    """The days that dates hang on: today, and the year in which this school year began."""

    on: date
    start: int

    def since_september(self) -> int:
        """Days of this school year so far; at least one."""
        return max(1, (self.on - date(self.start, 9, 1)).days)


def register_all(
    schools: list[School], pupils: dict[str, list[Pupil]], days: Days, seed: int
) -> tuple[list[Enrolment], list[Pupil]]:
    """Every registration, and the pupils who have left. Sets on each pupil when it joined and left."""
    rows: list[Enrolment] = []
    leavers: list[Pupil] = []
    numbers = {school.key: count(1001 + 37 * index) for index, school in enumerate(schools)}
    for school in schools:
        rng = stream(seed, days.start, school.key, "enrolments")
        own: dict[int, Enrolment] = {}
        for pupil in pupils[school.key]:
            pupil.joined_on = joined(school, pupil, days, rng)
            own[pupil.key] = Enrolment(pupil.key, school.key, f"{next(numbers[school.key]):06}", "C", pupil.joined_on)
        rows += own.values()
        gone = list(_leavers(school, pupils[school.key], rng))
        for pupil in gone:
            pupil.left_on = _left(pupil, days, rng)
            pupil.joined_on = min(pupil.joined_on, pupil.left_on - timedelta(days=SHORTEST_STAY))
            own[pupil.key].starts_on, own[pupil.key].ends_on = pupil.joined_on, pupil.left_on
        leavers += gone
    rng = stream(seed, days.start, "moves")
    rows += _earlier_schools(schools, pupils, days, numbers, rng)
    rows += _second_schools(schools, pupils, rows, days, numbers, rng)
    first = {row.pupil: row.starts_on for row in sorted(rows, key=lambda row: row.starts_on, reverse=True)}
    for school in schools:
        for pupil in pupils[school.key]:
            pupil.known_since = first[pupil.key]
    return rows, leavers


def leavers_of(school: School) -> int:
    """How many left over the last two years; they are drawn beyond the roll."""
    return 0 if school.key == FERNHOLLOW else round(school.size * LEAVERS_SHARE)


def joined(school: School, pupil: Pupil, days: Days, rng: Random) -> date:
    """On which day did a child of this year come: with the others of the year, or later?"""
    age = AGE_ON_31_AUGUST[pupil.year_group]
    entry = min(age, ENTRY_AGE[school.kind] - (1 if school.has_nursery and rng.random() < 0.6 else 0))
    usual = days.start - (age - entry)
    chance, place = rng.random(), rng.random()
    if pupil.class_name or chance > CAME_LATER or age == entry:
        return date(usual, 9, 1)
    if chance < 0.02:  # this school year
        return date(days.start, 9, 1) + timedelta(days=int(place * days.since_september()))
    later = rng.randrange(usual, days.start)
    return date(later, 9, 1) + timedelta(days=int(place * 300))


def _leavers(school: School, pupils: list[Pupil], rng: Random) -> Iterator[Pupil]:
    able = [pupil for pupil in pupils if not pupil.class_name]
    yield from rng.sample(able, min(len(able), leavers_of(school)))


def _left(pupil: Pupil, days: Days, rng: Random) -> date:
    latest = days.on
    if rng.random() < 0.4 and pupil.joined_on < last_day_of_year(days.start - 1):
        return min(last_day_of_year(days.start - 1), latest)
    earliest = max(pupil.joined_on + timedelta(days=SHORTEST_STAY), latest - timedelta(days=600))
    span = (latest - earliest).days
    return earliest + timedelta(days=int(rng.random() * span)) if span > 0 else latest


def _earlier_schools(
    schools: list[School],
    pupils: dict[str, list[Pupil]],
    days: Days,
    numbers: Mapping[str, Iterator[int]],
    rng: Random,
) -> list[Enrolment]:
    """Children who came up from the trust's own primary schools, or moved between two of them.

    Only those who moved before the oldest census that is counted: its roll and later ones are drawn school by school.
    """
    rows = []
    oldest = past_censuses(days.start)[-1]
    primaries = [school for school in schools if school.kind == "primary" and school.key != FERNHOLLOW]
    moved = [pupil for pupil in pupils.get(PENHALLOW, ()) if not pupil.left_on and rng.random() < FROM_OWN_PRIMARIES]
    others = [
        pupil for school in primaries for pupil in pupils[school.key] if not pupil.left_on and rng.random() < 0.004
    ]
    for pupil in (*moved, *others):
        school = rng.choice([one for one in primaries if one.key != pupil.school])
        since = date(days.start - (AGE_ON_31_AUGUST[pupil.year_group] - 4), 9, 1)
        until = last_day_of_year(pupil.joined_on.year - 1) if pupil.joined_on.month == 9 else pupil.joined_on
        if since < until <= oldest:
            rows.append(Enrolment(pupil.key, school.key, f"{next(numbers[school.key]):06}", "C", since, until))
    return rows


def _second_schools(
    schools: list[School],
    pupils: dict[str, list[Pupil]],
    rows: list[Enrolment],
    days: Days,
    numbers: Mapping[str, Iterator[int]],
    rng: Random,
) -> list[Enrolment]:
    """A few children are at the special school for part of the week; one is a guest elsewhere."""
    if COMPASS_HOUSE not in pupils:
        return []
    able = [
        pupil
        for school in schools
        if school.hub == "harbour" and school.kind == "primary"
        for pupil in pupils[school.key]
        if not pupil.left_on and pupil.year_group in ("2", "3", "4", "5") and pupil.joined_on < days.on - timedelta(60)
    ]
    current = {row.pupil: row for row in rows if row.ends_on is None}
    second = []
    for index, pupil in enumerate(rng.sample(able, DUAL_REGISTRATIONS + 1)):
        since = max(pupil.joined_on, days.on - timedelta(days=30 + 40 * index))
        number = f"{next(numbers[COMPASS_HOUSE]):06}"
        if index < DUAL_REGISTRATIONS:
            current[pupil.key].kind = "M"
            second.append(Enrolment(pupil.key, COMPASS_HOUSE, number, "S", since))
        else:
            second.append(Enrolment(pupil.key, COMPASS_HOUSE, number, "G", since))
    return second
