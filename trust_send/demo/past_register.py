"""Who was on the SEN register at each January of the last years, so that its shares grew as England's did?

Children of today keep the dates they have. What a census is short of is made up by those who have left since, and by
children of today who were on SEN support for a time and are not any more.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from trust_send.demo.cast import CAST, CLASSES_AS_THEY_ARE
from trust_send.demo.childhood import Pupil
from trust_send.demo.draws import stream
from trust_send.demo.plan import School, Trust
from trust_send.demo.register import ISSUE_WEEKS, Recorder, draw_children
from trust_send.demo.school_year import counted_censuses, past_censuses, year_start

YEARLY_GROWTH = {"K": 1.045, "E": 1.12}  # England, January 2023 to January 2026
OLDER_THAN_MOST = {"K": 1.2, "E": 1.35}  # how much more often those of the last years are on the register
STILL_ON_SUPPORT_A_YEAR_BEFORE = 0.8
SPELL_REACHES_BACK = 0.35  # of the children who came off the register: two censuses and more
SOONEST_OFF = 30  # days: who came off the register did so before the last month
LONGEST_BEFORE_CENSUS = 240
CAME_WITH_IT = 0.3

Line = list[tuple[str, date]]


def write_past(trust: Trust, leavers: list[list[Pupil]], *, seed: int, on: date) -> None:
    """Write the register of those who left, and the times on it that children of today have behind them."""
    recorder = Recorder(seed=seed, on=on, start=year_start(on))
    by_school: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in trust.pupils:
        by_school[pupil.school].append(pupil)
    lines: dict[int, Line] = defaultdict(list)
    for row in trust.statuses:
        lines[row.pupil].append((row.code, row.starts_on))
    for school in trust.schools:
        gone = [[pupil for pupil in left if pupil.school == school.key] for left in leavers]
        past = _Past(school, by_school[school.key], gone, lines, on, stream(seed, year_start(on), school.key, "past"))
        for pupil, line in past.lines():
            recorder.write_line(school, pupil, line)
    rewritten = {row.pupil for row in recorder.register.statuses}
    trust.statuses = [row for row in trust.statuses if row.pupil not in rewritten] + recorder.register.statuses
    trust.needs += recorder.register.needs


@dataclass(slots=True)
class _Census:
    """One January at one school: its day, the day of the next one, and how many are wanted there."""

    day: date
    following: date
    before: date
    left: list[Pupil]  # who was counted for the last time
    wanted: dict[str, int]
    share: dict[str, float]


class _Past:
    """The register of one school in past Januaries."""

    def __init__(
        self, school: School, here: list[Pupil], gone: list[list[Pupil]], known: dict[int, Line], on: date, rng: Random
    ) -> None:
        self._school = school
        self._known = known
        self._rng = rng
        self._pupils = {pupil.key: pupil for pupil in here}
        self._new: dict[int, Line] = {}
        self._on = on
        days = counted_censuses(on)
        left = dict(zip(past_censuses(year_start(on)), gone, strict=True))
        edges = [on, *days, date.min]
        self._censuses = [
            self._census(day, edges[index], edges[index + 2], left.get(day, [])) for index, day in enumerate(days)
        ]

    def lines(self) -> list[tuple[Pupil, Line]]:
        """The history of everyone whose history is not written yet, or has a time on SEN support more."""
        if self._school.kind == "special":
            everyone = (pupil for census in self._censuses for pupil in census.left)
            return [(pupil, [("E", pupil.joined_on)]) for pupil in everyone]
        self._plans()
        self._on_support()
        self._came_off()
        for census in self._censuses:
            for pupil in census.left:
                self._new.setdefault(pupil.key, [("N", pupil.joined_on)])
        return [(self._pupils[key], line) for key, line in self._new.items()]

    def _census(self, day: date, following: date, before: date, left: list[Pupil]) -> _Census:
        years = (self._on - day).days / 365
        roll = sum(_there(pupil, day) for pupil in self._pupils.values())
        now = {"K": self._school.sen_support, "E": self._school.ehc_plan}
        share = {code: number / self._school.size / YEARLY_GROWTH[code] ** years for code, number in now.items()}
        wanted = {code: round(roll * part * (1 + self._rng.uniform(-0.05, 0.05))) for code, part in share.items()}
        return _Census(day, following, before, left, wanted, share)

    def _short_of(self, code: str, census: _Census) -> int:
        """How many more are wanted at a census than the histories so far give?"""
        return max(0, census.wanted[code] - self._counted(census.day)[code])

    def _counted(self, day: date) -> Counter[str]:
        found: Counter[str] = Counter()
        for key, pupil in self._pupils.items():
            line = self._new.get(key) or self._known.get(key)
            if line and _there(pupil, day):
                found[_status(line, day)] += 1
        return found

    def _plans(self) -> None:
        """EHC plans of those who left: issued before the census they are first needed for, after a time on support."""
        for pupil, since in self._chosen("E", still=1.0).items():
            support = since - timedelta(days=ISSUE_WEEKS * 7 + self._rng.randint(0, 400))
            child = self._pupils[pupil]
            if since <= child.joined_on:
                self._new[pupil] = [("E", child.joined_on)]
            elif support <= child.joined_on:
                self._new[pupil] = [("K", child.joined_on), ("E", since)]
            else:
                self._new[pupil] = [("N", child.joined_on), ("K", support), ("E", since)]

    def _on_support(self) -> None:
        for pupil, since in self._chosen("K", still=STILL_ON_SUPPORT_A_YEAR_BEFORE).items():
            came = self._pupils[pupil].joined_on
            self._new[pupil] = [("K", came)] if since <= came else [("N", came), ("K", since)]

    def _chosen(self, code: str, *, still: float) -> dict[int, date]:
        """Which of those who left had a status, and from which day? Going back census by census."""
        first: dict[int, _Census] = {}
        carried: list[int] = []
        for census in self._censuses:
            short = self._short_of(code, census)
            able = [key for key in carried if _there(self._pupils[key], census.day)]
            usual = round(len(census.left) * census.share[code] * OLDER_THAN_MOST[code])
            kept = self._rng.sample(able, min(round(len(able) * still), max(0, short - usual)))
            free = [pupil for pupil in census.left if pupil.key not in self._new]
            new = draw_children(free, min(2 * usual + 1, short - len(kept)), code, self._rng)
            carried = kept + new
            first |= dict.fromkeys(carried, census)
        return {key: self._began(self._pupils[key], census) for key, census in first.items()}

    def _came_off(self) -> None:
        """Children of today without SEN who were on SEN support at a census, some of them at two or three."""
        spells: dict[int, tuple[_Census, _Census]] = {}
        carried: list[int] = []
        for census in self._censuses:
            short = max(0, self._short_of("K", census))
            able = [key for key in carried if self._pupils[key].joined_on <= census.day]
            kept = self._rng.sample(able, min(round(len(able) * SPELL_REACHES_BACK), short))
            free = [
                pupil
                for pupil in self._pupils.values()
                if pupil.key not in spells and self._never_on_register(pupil) and pupil.joined_on <= census.day
            ]
            new = draw_children(free, short - len(kept), "K", self._rng)
            carried = kept + new
            spells |= {key: (spells[key][0] if key in spells else census, census) for key in carried}
        for key, (last, first) in spells.items():
            pupil = self._pupils[key]
            since = self._began(pupil, first)
            latest = min(last.following, self._on - timedelta(days=SOONEST_OFF))
            until = last.day + timedelta(days=self._rng.randint(1, max(1, (latest - last.day).days)))
            begin: Line = [("K", pupil.known_since)]
            if since > pupil.known_since:
                begin = [("N", pupil.known_since), ("K", since)]
            self._new[key] = [*begin, ("N", until)]

    def _never_on_register(self, pupil: Pupil) -> bool:
        named = {(child.forename, child.surname) for child in CAST.get(self._school.key, ())}
        return (
            not pupil.left_on
            and [code for code, _ in self._known.get(pupil.key, [])] == ["N"]
            and (pupil.legal_forename, pupil.legal_surname) not in named
            and pupil.class_name not in CLASSES_AS_THEY_ARE.get(self._school.key, set())
        )

    def _began(self, pupil: Pupil, census: _Census) -> date:
        """A day on which the status needed at a census began: after the one before it, if the child was here then."""
        earliest = max(pupil.joined_on, census.day - timedelta(days=LONGEST_BEFORE_CENSUS))
        if _there(pupil, census.before):
            earliest = max(earliest, census.before + timedelta(days=1))
        elif self._rng.random() < CAME_WITH_IT:
            return pupil.joined_on
        return earliest + timedelta(days=self._rng.randint(0, max(0, (census.day - earliest).days)))


def _there(pupil: Pupil, day: date) -> bool:
    return pupil.joined_on <= day and (pupil.left_on is None or pupil.left_on > day)


def _status(line: Line, day: date) -> str:
    return next((code for code, since in reversed(line) if since <= day), "N")
