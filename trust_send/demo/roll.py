"""Who is on the roll of a school? Children with names, years, numbers and characteristics, but no SEND yet.

Who a child is depends on seed and academic year only, never on the day, so that a file made last week fits the
children of today.
"""

from copy import copy
from datetime import date, timedelta
from itertools import count
from random import Random

from trust_send.demo.calibration import EVER6_OVER_FSM
from trust_send.demo.cast import CAST, FERNHOLLOW_YEARS, NOAH, NOAH_BORN, CastChild
from trust_send.demo.childhood import Pupil
from trust_send.demo.draws import stream, weighted
from trust_send.demo.heritages import HERITAGES, WITH_ANOTHER_LANGUAGE, WITH_ENGLISH
from trust_send.demo.names import Names, called
from trust_send.demo.places import FERNHOLLOW
from trust_send.demo.plan import School
from trust_send.demo.schools import nursery_pupils
from trust_send.demo.upns import temporary_upn, upn

YEARS = {
    "primary": ("R", "1", "2", "3", "4", "5", "6"),
    "infant": ("R", "1", "2"),
    "junior": ("3", "4", "5", "6"),
    "secondary": ("7", "8", "9", "10", "11"),
    "special": ("R", *(str(year) for year in range(1, 15)), "X"),
}
AGE_ON_31_AUGUST = {"N1": 2, "N2": 3, "R": 4, "X": 12} | {str(year): year + 4 for year in range(1, 15)}
SIXTH_FORM_SHARE = 0.13
MANY_FROM_ABROAD = 18  # percent with another first language, from which a school is mixed


class Roll:
    """Draws the pupils of one school after another, giving each a number of its own."""

    def __init__(self, *, seed: int, start: int, names: Names) -> None:
        self._seed = seed
        self._start = start
        self._names = names
        self._keys = count(1)
        self._serials: dict[tuple[str, int], int] = {}

    def of(self, school: School, *, leavers: int = 0) -> list[Pupil]:
        """The pupils on the roll of a school in year order, and so many more who will have left."""
        rng = stream(self._seed, self._start, school.key, "roll")
        cast = list(CAST.get(school.key, ()))
        taken = {(child.forename, child.surname) for child in cast}
        pupils = []
        for year_group, wanted in _years(school, school.size + leavers, rng).items():
            named = [child for child in cast if child.year_group == year_group]
            pupils += [self._named(school, child, rng) for child in named]
            pupils += [self._drawn(school, year_group, taken, rng) for _ in range(wanted - len(named))]
        _give_free_meals(school, pupils, rng)
        return pupils

    def once(
        self, school: School, year_groups: list[str], *, start: int, taken: set[tuple[str, str]], rng: Random
    ) -> list[Pupil]:
        """Pupils who were in these years in an earlier school year; none is called like another of ``taken``."""
        then = copy(self)  # keys and serial numbers go on from here, so that none is given twice
        then._start = start
        pupils = [then._drawn(school, year_group, taken, rng) for year_group in year_groups]
        _give_free_meals(school, pupils, rng)
        return pupils

    def _drawn(self, school: School, year_group: str, taken: set[tuple[str, str]], rng: Random) -> Pupil:
        sex = "M" if rng.random() < (0.70 if school.kind == "special" else 0.51) else "F"
        eal = rng.random() * 100 < school.eal
        heritage = _heritage(school, rng, eal=eal)
        forename, surname = self._names.child(heritage, sex, rng)
        for _ in range(8):
            if (forename, surname) not in taken:
                break
            forename, surname = self._names.child(heritage, sex, rng)
        taken.add((forename, surname))
        return self._pupil(school, year_group, forename, surname, sex, heritage, rng, eal=eal)

    def _named(self, school: School, child: CastChild, rng: Random) -> Pupil:
        pupil = self._pupil(
            school, child.year_group, child.forename, child.surname, child.sex, child.heritage, rng, eal=child.eal
        )
        pupil.preferred_forename = pupil.preferred_surname = pupil.former_upn = ""
        if not pupil.upn[-1:].isdigit():
            pupil.upn = upn(school.laestab, self._start, 980 + self._serial(school.laestab + "c", self._start))
        pupil.class_name = child.class_name
        pupil.young_carer, pupil.service_child = child.young_carer, child.service_child
        pupil.looked_after = pupil.ever_looked_after = False
        if child is NOAH:
            pupil.date_of_birth = date(self._start - AGE_ON_31_AUGUST["4"], *NOAH_BORN)
        return pupil

    def _pupil(
        self,
        school: School,
        year_group: str,
        forename: str,
        surname: str,
        sex: str,
        heritage: str,
        rng: Random,
        *,
        eal: bool,
    ) -> Pupil:
        key = next(self._keys)
        looked_after = rng.random() < 0.006
        number, former = self._numbers(school, year_group, rng)
        return Pupil(
            key=key,
            school=school.key,
            upn=number,
            former_upn=former,
            legal_forename=forename,
            legal_surname=surname,
            preferred_forename=called(forename, rng),
            preferred_surname=self._names.surname(heritage, sex, rng) if rng.random() < 0.012 else "",
            date_of_birth=_birthday(self._start, year_group, school, rng),
            sex=sex,
            year_group=year_group,
            heritage=heritage,
            ethnicity=weighted(HERITAGES[heritage].ethnicities, rng),
            first_language=HERITAGES[heritage].language if eal else "English",
            eal=eal,
            fsm=False,
            fsm_ever6=False,
            pupil_premium=looked_after,
            looked_after=looked_after,
            ever_looked_after=looked_after or rng.random() < 0.009,
            service_child=rng.random() < (0.04 if school.hub == "harbour" else 0.012),
            young_carer=rng.random() < 0.011,
        )

    def _numbers(self, school: School, year_group: str, rng: Random) -> tuple[str, str]:
        """A pupil number, given where school began, and now and then an older one."""
        chance = rng.random()
        if chance < 0.002:
            return "", ""
        years_ago = max(0, AGE_ON_31_AUGUST[year_group] - 4)
        if chance < 0.006:
            serial = self._serial(school.laestab + "t", self._start)
            return temporary_upn(school.laestab, self._start, serial), ""
        elsewhere = school.kind in ("secondary", "junior", "special") or chance > 0.9
        first_school = f"{school.la_code}{rng.randrange(2941, 2999)}" if elsewhere else school.laestab
        year = self._start - years_ago
        number = upn(first_school, year, self._serial(first_school, year))
        former = upn(first_school, year, 900 + self._serial(first_school + "f", year)) if rng.random() < 0.008 else ""
        return number, former

    def _serial(self, giver: str, year: int) -> int:
        serial = self._serials.get((giver, year), 0) + 1
        self._serials[giver, year] = serial
        return serial


def _years(school: School, size: int, rng: Random) -> dict[str, int]:
    if school.key == FERNHOLLOW:
        return FERNHOLLOW_YEARS
    nursery = nursery_pupils(school)
    counts = {"N2": nursery} if nursery else {}
    left = size - nursery
    years = YEARS[school.kind]
    weights = [1 + rng.uniform(-0.12, 0.12) for _ in years]
    if school.kind == "special":
        weights = [0.5 if year in ("R", "1", "14") else 0.35 if year == "X" else 1.0 for year in years]
    if school.has_sixth_form:
        sixth = round(school.size * SIXTH_FORM_SHARE)
        counts |= {"12": sixth - sixth // 2, "13": sixth // 2}
        left -= sixth
    shares = [round(left * weight / sum(weights)) for weight in weights]
    shares[len(shares) // 2] += left - sum(shares)
    counts |= dict(zip(years, shares, strict=True))
    order = list(AGE_ON_31_AUGUST)
    return {year: counts[year] for year in sorted(counts, key=order.index) if counts[year] > 0}


def _birthday(start: int, year_group: str, school: School, rng: Random) -> date:
    """A day of birth that fits the year; a few children are taught out of their year."""
    age = AGE_ON_31_AUGUST[year_group] + (rng.randint(-6, 5) if year_group == "X" else 0)
    if year_group not in ("N1", "N2", "R", "X") and rng.random() < (0.05 if school.kind == "special" else 0.004):
        age += 1
    first = date(start - age - 1, 9, 1)
    return first + timedelta(days=rng.randrange((date(start - age, 9, 1) - first).days))


def _heritage(school: School, rng: Random, *, eal: bool) -> str:
    if eal:
        return weighted(WITH_ANOTHER_LANGUAGE, rng)
    return weighted(WITH_ENGLISH["many" if school.eal >= MANY_FROM_ABROAD else "few"], rng)


def _give_free_meals(school: School, pupils: list[Pupil], rng: Random) -> None:
    """Free school meals, six years of them, and pupil premium, in the school's own share."""
    eligible = [pupil for pupil in pupils if pupil.year_group not in ("N1", "N2", "12", "13")]
    rng.shuffle(eligible)
    now = round(len(eligible) * school.fsm / 100)
    ever = min(len(eligible), now + round(len(eligible) * EVER6_OVER_FSM / 100))
    for index, pupil in enumerate(eligible[:ever]):
        pupil.fsm = index < now
        pupil.fsm_ever6 = True
    for pupil in pupils:
        pupil.pupil_premium = pupil.fsm_ever6 or pupil.ever_looked_after
