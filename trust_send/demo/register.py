"""Who is on the SEN register, since when and with which needs? Years of history, dated back from today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from trust_send.demo.calibration import (
    BOYS_WEIGHT,
    FIRST_NEED,
    FSM_WEIGHT,
    SECOND_NEED_CHANCE,
    THIRD_NEED_CHANCE,
    YEAR_WEIGHT,
)
from trust_send.demo.cast import CAST, NOAH, NOAH_ON_SUPPORT_SINCE, CastChild
from trust_send.demo.childhood import Need, Pupil, SenStatus, StatusQuestion
from trust_send.demo.draws import stream
from trust_send.demo.plan import School

DOWN_SYNDROME_SINCE = date(2025, 9, 1)
DOWN_SYNDROME_BEFORE = "MLD"
WAS_ON_SUPPORT = 0.035  # of pupils without SEN
CAME_WITH_SEN = 0.22
NEW_AND_KNOWN = 0.65  # of this autumn's new pupils on SEN support: nursery or the school before had told
NEED_UNKNOWN_AT_FIRST = 0.12
NEED_CHANGED = 0.07
WITHOUT_ANY_NEED = 0.007  # of pupils on SEN support: the census will ask
NOT_TOLD_YET_DAYS = 14
LONGEST_NSA_DAYS = 300
NEW_NSA_WEIGHT = 2
ISSUE_WEEKS = 26
USUAL_DAYS_ON_REGISTER = 520


@dataclass(slots=True)
class Register:
    """Statuses, needs and open questions of the pupils of a trust."""

    statuses: list[SenStatus]
    needs: list[Need]
    questions: list[StatusQuestion]


class Recorder:
    """Writes the register of one school after another."""

    def __init__(self, *, seed: int, on: date, start: int) -> None:
        self._seed = seed
        self._on = on
        self._start = start
        self.register = Register([], [], [])

    def write(self, school: School, pupils: list[Pupil]) -> None:
        """Decide who has SEND at a school, and write each child's history."""
        rng = stream(self._seed, self._start, school.key, "register")
        cast = {(child.forename, child.surname): child for child in CAST.get(school.key, ())}
        codes = self._codes(school, pupils, cast, rng)
        for pupil in pupils:
            child = cast.get((pupil.legal_forename, pupil.legal_surname)) if pupil.class_name else None
            self._write_child(school, pupil, codes.get(pupil.key, "N"), child)

    def write_line(self, school: School, pupil: Pupil, line: list[tuple[str, date]]) -> None:
        """Write a history that is known already, status after status, with the needs of each stretch."""
        for status, since, until in _periods(line, pupil.left_on):
            self.register.statuses.append(SenStatus(pupil.key, status, since, until, _reason(status, line)))
        self._write_needs(school, pupil, line, None, pupil.left_on or self._on)

    def _codes(
        self, school: School, pupils: list[Pupil], cast: dict[tuple[str, str], CastChild], rng: Random
    ) -> dict[int, str]:
        named = {
            pupil.key: cast[pupil.legal_forename, pupil.legal_surname].code for pupil in pupils if pupil.class_name
        }
        able = [pupil for pupil in pupils if not pupil.class_name and not pupil.left_on]
        gone = [pupil for pupil in pupils if pupil.left_on]
        codes = dict(named)
        for code, wanted in (("E", school.ehc_plan), ("K", school.sen_support)):
            missing = wanted - sum(one == code for one in named.values())
            chosen = draw_children([pupil for pupil in able if pupil.key not in codes], missing, code, rng)
            codes |= dict.fromkeys(chosen, code)
        for pupil in gone:
            codes[pupil.key] = "K" if rng.random() < 0.14 else "N"
            if school.kind == "special":
                codes[pupil.key] = "E"
        return codes

    def _write_child(self, school: School, pupil: Pupil, code: str, child: CastChild | None) -> None:
        # Needs and dates are drawn apart, so that a child's needs do not change from one day to the next.
        rng = stream(self._seed, self._start, pupil.key, "dates")
        last = pupil.left_on - timedelta(days=1) if pupil.left_on else self._on
        line = self._status_line(school, pupil, code, child, last, rng)
        for status, since, until in _periods(line, pupil.left_on):
            recent = status != "N" and until is None and (self._on - since).days < NOT_TOLD_YET_DAYS
            told = child.family_told if child else not (recent and rng.random() < 0.6)
            self.register.statuses.append(SenStatus(pupil.key, status, since, until, _reason(status, line), told))
        self._write_needs(school, pupil, line, child, last)
        if child and child.file_says:
            self.register.questions.append(
                StatusQuestion(pupil.key, code, child.file_says, self._on - timedelta(days=2))
            )
        elif code == "K" and not pupil.left_on and rng.random() < 0.005:
            self.register.questions.append(
                StatusQuestion(pupil.key, "K", "N", self._on - timedelta(days=rng.randint(1, 40)))
            )
        elif code == "N" and not pupil.left_on and not child and rng.random() < 0.0007:
            self.register.questions.append(
                StatusQuestion(pupil.key, "N", "K", self._on - timedelta(days=rng.randint(1, 40)))
            )

    def _status_line(
        self, school: School, pupil: Pupil, code: str, child: CastChild | None, last: date, rng: Random
    ) -> list[tuple[str, date]]:
        """Status after status, each with its first day, from the day the child came."""
        came = min(pupil.known_since, last)
        here = (last - came).days
        if child is NOAH:
            support = date(self._start - 1, *NOAH_ON_SUPPORT_SINCE)
            return [("N", came), ("K", support)]
        if child and child.days_on_status is not None and 0 < child.days_on_status < here:
            return [("N", came), (code, last - timedelta(days=child.days_on_status))]
        if code == "E":
            return self._plan_line(school, came, here, last, rng)
        if code == "K":
            if here < 20 or rng.random() < (CAME_WITH_SEN if here > 120 else NEW_AND_KNOWN):
                return [("K", came)]
            since = last - timedelta(days=_days_back(here - 10, rng))
            if (since - came).days > 400 and rng.random() < 0.08:  # on the register once before
                earlier = came + timedelta(days=rng.randint(60, 150))
                return [("N", came), ("K", earlier), ("N", earlier + timedelta(days=180)), ("K", since)]
            return [("N", came), ("K", since)]
        if here > 500 and rng.random() < WAS_ON_SUPPORT:
            since = came + timedelta(days=int(here * rng.uniform(0.1, 0.4)))
            until = since + timedelta(days=max(120, int((last - since).days * rng.uniform(0.3, 0.9))))
            return [("N", came), ("K", since), ("N", until)] if until < last else [("N", came)]
        return [("N", came)]

    def _plan_line(self, school: School, came: date, here: int, last: date, rng: Random) -> list[tuple[str, date]]:
        if school.kind == "special" or here < ISSUE_WEEKS * 7 + 60 or rng.random() < 0.3:
            return [("E", came)]
        issued = last - timedelta(days=_days_back(here - ISSUE_WEEKS * 7 - 30, rng))
        support = issued - timedelta(days=min(ISSUE_WEEKS * 7 + rng.randint(0, 400), (issued - came).days))
        return [("K", came), ("E", issued)] if support <= came else [("N", came), ("K", support), ("E", issued)]

    def _write_needs(
        self, school: School, pupil: Pupil, line: list[tuple[str, date]], child: CastChild | None, last: date
    ) -> None:
        """Needs for each stretch on the register, newest first; none outlives it."""
        rng = stream(self._seed, self._start, pupil.key, "needs")
        for since, until, code in reversed(_stretches(line, pupil.left_on)):
            days = ((until or last) - since).days
            kinds = _kinds(school, code, days, rng)
            if child and until is None:
                kinds = list(child.needs)
            elif code == "K" and until is None and rng.random() < WITHOUT_ANY_NEED:
                continue
            for rank, kind in enumerate(kinds, start=1):
                settled = child is not None or len(kinds) > 1 or days < 200
                for need_type, first, end in _first_need(kind, rank, code, since, until, rng, settled=settled):
                    self.register.needs.append(Need(pupil.key, need_type, rank, first, end))


def _first_need(
    kind: str, rank: int, code: str, since: date, until: date | None, rng: Random, *, settled: bool
) -> list[tuple[str, date, date | None]]:
    """One rank over time: not known at first, or thought to be another need, or as it always was."""
    if kind == "DS" and since < DOWN_SYNDROME_SINCE:
        if until and until <= DOWN_SYNDROME_SINCE:
            return [(DOWN_SYNDROME_BEFORE, since, until)]
        return [(DOWN_SYNDROME_BEFORE, since, DOWN_SYNDROME_SINCE), ("DS", DOWN_SYNDROME_SINCE, until)]
    if rank > 1 or kind == "NSA" or settled:
        return [(kind, since, until)]
    chance = rng.random()
    known = since + timedelta(days=rng.randint(21, 120))
    if code == "K" and chance < NEED_UNKNOWN_AT_FIRST:
        return [("NSA", since, known), (kind, known, until)]
    before = {"ASD": "SLCN", "SPLD": "MLD", "SLCN": "MLD", "SEMH": "SLCN"}.get(kind)
    if before and chance < NEED_UNKNOWN_AT_FIRST + NEED_CHANGED:
        return [(before, since, known), (kind, known, until)]
    return [(kind, since, until)]


def _periods(line: list[tuple[str, date]], end: date | None) -> Iterator[tuple[str, date, date | None]]:
    """Each status with its first day and the first day after it; nothing outlives the child's stay."""
    ends = [since for _, since in line[1:]] + [end]
    for (status, since), until in zip(line, ends, strict=True):
        yield status, since, until


def _stretches(line: list[tuple[str, date]], end: date | None) -> list[tuple[date, date | None, str]]:
    """The times on the register, K and E taken together: first day, first day after, last status."""
    found: list[tuple[date, date | None, str]] = []
    for code, since, until in _periods(line, end):
        if code == "N":
            continue
        if found and found[-1][1] == since:
            found[-1] = (found[-1][0], until, code)
        else:
            found.append((since, until, code))
    return found


def _kinds(school: School, code: str, days: int, rng: Random) -> list[str]:
    weights = dict(FIRST_NEED[school.stage, code])
    if "NSA" in weights:  # meant to be short-lived, so more often among those new on the register, and never for years
        weights["NSA"] *= NEW_NSA_WEIGHT if days <= LONGEST_NSA_DAYS else 0
    kinds = rng.choices(list(weights), weights=list(weights.values()))
    others = {kind: weight for kind, weight in weights.items() if kind not in ("NSA", "OTH", "DS")}
    for chance in (SECOND_NEED_CHANCE[code], THIRD_NEED_CHANCE[code] / SECOND_NEED_CHANCE[code]):
        if kinds[0] == "NSA" or rng.random() > chance:
            break
        left = {kind: weight for kind, weight in others.items() if kind not in kinds and kind != _same_as(kinds)}
        kinds += rng.choices(list(left), weights=list(left.values()))
    return kinds


def _same_as(kinds: list[str]) -> str:
    """What Down syndrome was counted as before it had a code: not to be named twice in older years."""
    return DOWN_SYNDROME_BEFORE if "DS" in kinds else ""


def draw_children(pupils: list[Pupil], wanted: int, code: str, rng: Random) -> list[int]:
    """So many different children, boys and children with free meals more often, as everywhere in England."""
    keyed = []
    for pupil in pupils:
        weight = YEAR_WEIGHT[pupil.year_group]
        weight *= BOYS_WEIGHT[code] if pupil.sex == "M" else 1.0
        weight *= FSM_WEIGHT[code] if pupil.fsm else 1.0
        keyed.append((rng.random() ** (1 / weight), pupil.key))
    return [key for _, key in sorted(keyed, reverse=True)[: max(0, wanted)]]


def _days_back(most: int, rng: Random) -> int:
    """Some came on the register last week, most in the last two years, few long ago."""
    days = int(rng.expovariate(1 / USUAL_DAYS_ON_REGISTER)) + 1
    place = rng.random()
    return days if days <= most else 1 + int(place * max(1, most - 1))


def _reason(status: str, line: list[tuple[str, date]]) -> str:
    if len(line) == 1 and status != "N":
        return "As on joining"
    return {"N": "", "K": "Meets the school’s criteria for SEN support", "E": "EHC plan issued"}[status]
