"""What the checks of a register review look at in a child, and what each of them finds on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pupils.choosing import A_TERM
from pupils.codes import NEED_TYPES, ON_REGISTER, SEN_STATUS, SenCode
from pupils.year_groups import academic_year

TWO_TERMS = 2 * A_TERM
THREE_TERMS = 3 * A_TERM
CONCERN_DECIDED_WITHIN = timedelta(weeks=6)
YEARS_ON_SUPPORT = 2
FIRST_SCHOOL_YEARS = frozenset({"N1", "N2", "R"})
"""Who joins in these years has no school before this one to ask."""


@dataclass(frozen=True, slots=True)
class NeedHeld:
    """A need that stands on the day."""

    need_type: str
    rank: int
    since: date


@dataclass(frozen=True, slots=True)
class Child:
    """What the checks look at in one child, on one day."""

    pupil_id: int
    name: str
    year_group: str
    sex: str
    date_of_birth: date
    is_disadvantaged: bool = False
    is_eal: bool = False
    joined_on: date | None = None
    left_on: date | None = None
    """The first day away, for who is no longer on roll."""
    status: str = SenCode.NONE
    status_since: date | None = None
    on_register_since: date | None = None
    """Without a break, whatever the status changed to in between."""
    is_family_told: bool = False
    was_known_before: bool = False
    """Is a status recorded from before the child joined?"""
    needs: tuple[NeedHeld, ...] = ()
    layer: str = ""
    """In words."""
    layer_since: date | None = None
    concern: tuple[int, date] | None = None
    """The oldest concern without a decision: its number and its day."""
    question: tuple[int, date] | None = None
    """The open question between a file and the register."""

    @property
    def is_on_register(self) -> bool:
        """Does the child have SEN support or an EHC plan?"""
        return self.status in ON_REGISTER


@dataclass(frozen=True, slots=True)
class Finding:
    """A child whom a check found: what was found, since when, and the row that it is about.

    The day stands where the words say ``{day}``; otherwise it is since when.
    """

    child: Child
    words: str
    since: date | None = None
    row_id: int | None = None


Found = tuple[str, date | None] | tuple[str, date | None, int] | None
Rule = Callable[[Child, date], Found]


def needs_not_ranked(child: Child, on: date) -> Found:
    """Does a child on the register lack a need ranked first, or have two, or a gap between ranks?"""
    if not child.is_on_register:
        return None
    ranks = sorted(need.rank for need in child.needs)
    if not ranks:
        return "No need recorded", child.status_since
    if ranks.count(1) != 1:
        return ("No need is ranked first" if 1 not in ranks else "Two needs are ranked first"), None
    if ranks != list(range(1, len(ranks) + 1)):
        return f"Ranks {', '.join(map(str, ranks))}: there is a gap", None
    return None


def need_without_sen(child: Child, on: date) -> Found:
    """Does a need stand for a child without SEN?"""
    if child.is_on_register or not child.needs:
        return None
    first = min(child.needs, key=lambda need: need.rank)
    return f"No SEN, and a need: {_names(child.needs)}", first.since


def not_assessed_for_long(child: Child, on: date) -> Found:
    """Is “no specialist assessment” older than two terms, or does it stand beside an EHC plan?"""
    waits = next((need for need in child.needs if need.need_type == "NSA"), None)
    if waits is None or not child.is_on_register:
        return None
    if child.status == SenCode.PLAN:
        return "“No specialist assessment” beside an EHC plan", waits.since
    return ("“No specialist assessment”", waits.since) if waits.since + TWO_TERMS < on else None


def other_need(child: Child, on: date) -> Found:
    """Is a need of a child on the register called “other”?"""
    other = next((need for need in child.needs if need.need_type == "OTH"), None)
    if other is None or not child.is_on_register:
        return None
    beside = _names(need for need in child.needs if need is not other)
    return f"“Other”, ranked {other.rank}{f', beside {beside}' if beside else ''}", other.since


def family_not_told(child: Child, on: date) -> Found:
    """Has SEN support begun without the family having been told?"""
    if child.status != SenCode.SUPPORT or child.is_family_told:
        return None
    return "SEN support, and no telling of the family is recorded", child.status_since


def long_on_support(child: Child, on: date) -> Found:
    """Has a child had SEN support for more than two years?"""
    since = child.status_since
    if child.status != SenCode.SUPPORT or since is None or not _years_over(since, YEARS_ON_SUPPORT, on):
        return None
    return f"SEN support for {_whole_years(since, on)} years{_with(child.needs)}", since


def undecided_concern(child: Child, on: date) -> Found:
    """Has a concern waited for a decision for more than six weeks?"""
    if child.concern is None or child.concern[1] + CONCERN_DECIDED_WITHIN >= on:
        return None
    return "A concern without a decision", child.concern[1], child.concern[0]


def new_with_another_language(child: Child, on: date) -> Found:
    """Did a child who learns English as an additional language come onto the register this school year?"""
    since = child.on_register_since
    if not child.is_eal or not child.is_on_register or since is None or academic_year(since) != academic_year(on):
        return None
    return f"Learns English as an additional language{_with(child.needs)}", since


def joined_without_history(child: Child, on: date) -> Found:
    """Did a child join this school year without a status from before? Nursery and reception have no school before."""
    joined = child.joined_on
    if joined is None or child.was_known_before or child.year_group in FIRST_SCHOOL_YEARS:
        return None
    return (
        ("Joined on {day}, and no status from before", joined) if academic_year(joined) == academic_year(on) else None
    )


def file_says_otherwise(child: Child, on: date) -> Found:
    """Does a question between a file and the register wait for an answer?"""
    return ("A file says otherwise", child.question[1], child.question[0]) if child.question else None


def layer_missing_or_old(child: Child, on: date) -> Found:
    """Is no layer of support recorded for a child on the register, or has it stood for three terms?"""
    if not child.is_on_register:
        return None
    if not child.layer or child.layer_since is None:
        return "No layer of support recorded", child.status_since
    return (f"{child.layer}, unchanged", child.layer_since) if child.layer_since + THREE_TERMS < on else None


def left_with_status(child: Child, on: date) -> Found:
    """Did a child leave within two terms whose record still says SEN support or an EHC plan?"""
    if child.left_on is None or not child.is_on_register or child.left_on + TWO_TERMS < on:
        return None
    return f"Not registered here from {{day}}; the record says {SEN_STATUS[child.status]}", child.left_on


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a part of the roll are on the register."""

    heading: str
    part: str
    roll: int
    on_register: int


def shares(children: Iterable[Child]) -> list[Share]:
    """How the register is made up beside the roll: by sex, disadvantage, part of the year of birth and year group."""
    here = [child for child in children if child.left_on is None]
    found: list[Share] = []
    for heading, part_of in _PARTS.items():
        roll = Counter(part_of(child) for child in here)
        register = Counter(part_of(child) for child in here if child.is_on_register)
        found += [Share(heading, part, roll[part], register[part]) for part in roll]
    return found


_PARTS: dict[str, Callable[[Child], str]] = {
    "All": lambda child: "",
    "Sex": lambda child: child.sex,
    "Disadvantage": lambda child: "yes" if child.is_disadvantaged else "no",
    "Born": lambda child: _part_of_year(child.date_of_birth),
    "Year": lambda child: child.year_group,
}


def _part_of_year(born: date) -> str:
    """The eldest of a year group are born from September, the youngest until August."""
    return "autumn" if born.month >= 9 else "spring" if born.month <= 4 else "summer"


def _names(needs: Iterable[NeedHeld]) -> str:
    ranked = sorted(needs, key=lambda need: need.rank)
    return ", ".join(
        NEED_TYPES[need.need_type].shown if need.need_type in NEED_TYPES else need.need_type for need in ranked
    )


def _with(needs: tuple[NeedHeld, ...]) -> str:
    return f": {_names(needs)}" if needs else ", no need recorded"


def _whole_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _years_over(since: date, years: int, on: date) -> bool:
    """Is it more than so many years, the anniversary itself not yet?"""
    return (on.year - since.year, on.month, on.day) > (years, since.month, since.day)
