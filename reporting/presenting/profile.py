"""One school in figures: everything that its page, its exports and its Nutshell say, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reporting.measures import Measure
from reporting.national import Comparator, gap
from reporting.presenting import groups as grouping
from reporting.presenting import trend as trends
from reporting.presenting.england import england, per_cent_of, share_of, source_of
from reporting.presenting.groups import Groups
from reporting.presenting.needs import Needs, areas, needs, sum_of
from reporting.presenting.trend import Trend
from reporting.presenting.words import HIDDEN, NOT_APPLICABLE, pupils, range_text, share_text
from reporting.selectors import Figures, Share
from schools.models import School
from trust_send.platform import charts

LABELS = {Measure.SEN_SUPPORT: "On SEN support", Measure.EHC_PLAN: "With an EHC plan", Measure.ALL_SEN: "All with SEND"}
VERDICTS = {
    "within": ("none", "Within chance"),
    "above": ("info", "Above England"),
    "below": ("info", "Below England"),
    "old": ("none", "England’s figure is old"),
    "few": ("none", "Not enough yet"),
    "": ("none", "No comparison"),
}
UNCLEAR = frozenset({"OTH", "NSA"})
"""Needs that say little about what a child needs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of the roll beside England's."""

    measure: str
    label: str
    share: Share
    england: Comparator | None
    gap: str

    @property
    def verdict(self) -> str:
        """Above or below England beyond chance, or not to be told apart?"""
        if self.england is None:
            return ""
        own = charts.Share(self.label, self.share.numerator, self.share.denominator)
        if not own.counted:
            return "few"
        if self.england.is_old:
            return "old"
        if not own.differs_from(share_of(self.england)):
            return "within"
        return "above" if own.value > share_of(self.england) else "below"

    @property
    def mark(self) -> tuple[str, str]:
        """The verdict as a mark: its kind and its words."""
        return VERDICTS[self.verdict]

    @property
    def number(self) -> str:
        """How many pupils?"""
        return f"{self.share.numerator:,}"

    @property
    def share_text(self) -> str:
        """Which share of the roll?"""
        return share_text(self.share)

    @property
    def range_text(self) -> str:
        """Where could the true rate lie?"""
        return range_text(self.share)

    @property
    def england_text(self) -> str:
        """England's share."""
        return per_cent_of(self.england) if self.england else NOT_APPLICABLE

    @property
    def england_where(self) -> str:
        """Of which schools in England, and of when?"""
        return self.england_label.removeprefix("England, ")

    @property
    def england_label(self) -> str:
        """Whose figure is it and of when, or why is there none?"""
        return self.england.label if self.england else self.gap


@dataclass(frozen=True, slots=True)
class Profile:
    """A school's figures of one day, ready to be shown."""

    school: School
    counted_on: date
    roll: int
    no_sen: Line
    lines: tuple[Line, ...]
    needs: tuple[Needs, ...]
    areas: tuple[tuple[str, str, str], ...]
    without_need: int | None
    unclear: int | None
    trend: Trend
    groups: Mapping[str, Groups]
    counted_at: datetime | None = None

    @property
    def roll_text(self) -> str:
        """The roll as it is written."""
        return f"{self.roll:,}"

    @property
    def support(self) -> Line:
        """Pupils on SEN support."""
        return self.lines[0]

    @property
    def plan(self) -> Line:
        """Pupils with an EHC plan."""
        return self.lines[1]

    @property
    def all_sen(self) -> Line:
        """Pupils on the register."""
        return self.lines[2]

    @property
    def hides_areas(self) -> bool:
        """Is the number of an area left out, so that no child can be made out?"""
        return any(number == HIDDEN for _, _, number in self.areas)

    @property
    def source(self) -> str:
        """Where do England's figures come from?"""
        return source_of(line.england for line in self.lines)

    @property
    def england_where(self) -> str:
        """Of which schools in England and of when are all the figures beside them? Nothing where they differ."""
        places = {line.england_where for line in self.lines if line.england}
        return places.pop() if len(places) == 1 else ""

    @property
    def years(self) -> Groups | None:
        """The pupils by year group, where they were counted."""
        return self.groups.get(grouping.YEAR)

    @property
    def others(self) -> list[Groups]:
        """The pupils by sex, free school meals and language."""
        return [each for dimension, each in self.groups.items() if dimension != grouping.YEAR]

    @property
    def sentences(self) -> list[str]:
        """What do the figures mean, in a few plain sentences?"""
        return list(_sentences(self))


def profile(
    *,
    school: School,
    counted_on: date,
    figures: Figures,
    past: Iterable[tuple[date, Figures]],
    today: date,
    most_needs: int = 99,
    counted_at: datetime | None = None,
) -> Profile:
    """Work out what may be said about a school, and beside which figures for England."""
    lines = tuple(_line(measure, figures, phase=school.phase, on=counted_on) for measure in LABELS)
    both = tuple(needs(figures, status, phase=school.phase, on=counted_on, most=most_needs) for status in "KE")
    without = figures.roll - figures.number(Measure.ALL_SEN)
    return Profile(
        school=school,
        counted_on=counted_on,
        roll=figures.roll,
        no_sen=Line("no_sen", "Without SEN", Share(without, figures.roll), None, ""),
        lines=lines,
        needs=both,
        areas=tuple(areas(*both) or ()),
        without_need=sum_of({""}, *both),
        unclear=sum_of(UNCLEAR, *both),
        trend=trends.trend(past, (counted_on, figures), phase=school.phase, days=trends.january_days(today)),
        groups=grouping.all_groups(figures),
        counted_at=counted_at,
    )


def _line(measure: Measure, figures: Figures, *, phase: str, on: date) -> Line:
    return Line(
        measure.value,
        LABELS[measure],
        figures.share(measure),
        england(measure, phase, on=on),
        gap(measure.value, phase, on=on) or "",
    )


def _sentences(about: Profile) -> Iterable[str]:
    on_support, plans, everyone = about.support.share, about.plan.share, about.all_sen.share
    if not everyone.numerator:
        yield f"None of the {pupils(about.roll)} on roll is on the SEN register: nobody has SEN support or a plan."
    else:
        verb = "has" if everyone.numerator == 1 else "have"
        yield (
            f"{everyone.numerator:,} of {pupils(about.roll)} ({share_text(everyone)}) {verb} special educational needs:"
            f" {on_support.numerator:,} on SEN support and {plans.numerator:,} with an EHC plan."
        )
    for line, words in ((about.support, "on SEN support"), (about.plan, "with an EHC plan")):
        if sentence := _beside_england(line, words):
            yield sentence
    if told := [each for each in about.needs if each.rows]:
        yield max(told, key=lambda each: each.total).finding
    if about.without_need:
        verb = "has" if about.without_need == 1 else "have"
        yield f"On the register, {pupils(about.without_need)} {verb} no main need recorded."


def _beside_england(line: Line, words: str) -> str:
    if line.england is None:
        return ""
    against = f"England’s {line.england_text} ({line.england_label.removeprefix('England, ')})"
    match line.verdict:
        case "within":
            return f"The share {words} ({line.share_text}) cannot be told apart from {against}."
        case "above" | "below" as side:
            return f"The share {words} ({line.share_text}) is {side} {against} by more than chance explains."
        case "old":
            return f"The share {words} is {line.share_text}; the newest figure to set beside it is {against}."
        case _:
            return ""


def verdicts(lines: Sequence[Line]) -> dict[str, str]:
    """The verdict on each measure."""
    return {line.measure: line.verdict for line in lines}
