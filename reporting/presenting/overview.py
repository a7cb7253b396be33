"""Schools side by side: the figures at the top, the table by hub with its sums, and England beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.choosing import hub_name, hub_of
from reporting.measures import Measure
from reporting.national import ALL_SCHOOLS, Comparator
from reporting.presenting.england import LINE_NAMES, england, line_of, per_cent_of, phase_of, source_of
from reporting.presenting.needs import Needs, needs, sum_of
from reporting.presenting.words import NOT_APPLICABLE, counted_when, share_text
from reporting.selectors import Figures, SchoolFigures, total
from reporting.smallness import SMALL_BELOW

MEASURES = (Measure.SEN_SUPPORT, Measure.EHC_PLAN, Measure.ALL_SEN)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a school, or the sum of several."""

    name: str
    figures: Figures
    counted_on: date | None = None
    school_id: int | None = None

    @property
    def is_counted(self) -> bool:
        """Is there anything to show?"""
        return self.figures.roll > 0

    @property
    def cells(self) -> tuple[str, ...]:
        """Roll, SEN support and its share, EHC plans and their share, the share of all with SEND."""
        if not self.is_counted:
            return (NOT_APPLICABLE,) * 6
        support, plan, everyone = (self.figures.share(measure) for measure in MEASURES)
        return (
            f"{self.figures.roll:,}",
            f"{support.numerator:,}",
            share_text(support),
            f"{plan.numerator:,}",
            share_text(plan),
            share_text(everyone),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """The schools of one hub in name order, and their sum."""

    name: str
    rows: tuple[Row, ...]
    total: Row


@dataclass(frozen=True, slots=True)
class EnglandRow:
    """England's figures for one kind of school."""

    name: str
    found: tuple[Comparator | None, ...]

    @property
    def year(self) -> str:
        """In which January were they counted? All in the same."""
        return next((str(each.counted_on.year) for each in self.found if each), "")

    @property
    def cells(self) -> list[str]:
        """Each share, and whether it is an estimate."""
        return [
            f"{per_cent_of(each)}{' est.' if each.is_estimate else ''}" if each else NOT_APPLICABLE
            for each in self.found
        ]


@dataclass(frozen=True, slots=True)
class Overview:
    """Several schools on one page."""

    schools: tuple[SchoolFigures, ...]
    groups: tuple[Group, ...]
    total: Row
    phase: str
    on: date
    england: tuple[EnglandRow, ...]
    needs: tuple[Needs, ...]

    @property
    def counted(self) -> list[SchoolFigures]:
        """The schools that were counted."""
        return [each for each in self.schools if each.figures.roll]

    @property
    def is_counted(self) -> bool:
        """Is there anything to show?"""
        return bool(self.counted)

    @property
    def roll(self) -> int:
        """How many pupils are on roll?"""
        return self.total.figures.roll

    @property
    def roll_text(self) -> str:
        """The roll as it is written."""
        return f"{self.roll:,}"

    @property
    def register_text(self) -> str:
        """How many pupils are on the register, as it is written."""
        return f"{self.total.figures.number(Measure.ALL_SEN):,}"

    @property
    def has_subtotals(self) -> bool:
        """Are there hubs to tell apart?"""
        return len(self.groups) > 1

    @property
    def share_words(self) -> list[tuple[str, str, str]]:
        """The three shares at the top: the share, of what, and England beside it."""
        words = ("on SEN support", "with an EHC plan", "with SEND, all together")
        found = []
        for measure, what in zip(MEASURES, words, strict=True):
            share, beside = self.total.figures.share(measure), england(measure, self.phase, on=self.on)
            note = (
                f"{beside.label}: {per_cent_of(beside)}" if beside else "No figure for England for this kind of school"
            )
            found.append((share_text(share), f"{what} ({share.numerator:,})", note))
        return found

    @property
    def without_need(self) -> int | None:
        """How many pupils on the register have no main need recorded? None where it would give a child away."""
        return sum_of({""}, *self.needs)

    @property
    def without_need_text(self) -> str:
        """That number as it is written."""
        return f"{self.without_need or 0:,}"

    @property
    def without_need_kind(self) -> str:
        """Is there something to complete?"""
        return "warn" if self.without_need else "good"

    @property
    def source(self) -> str:
        """Where do England's figures come from?"""
        return source_of(each for row in self.england for each in row.found)

    @property
    def to_complete(self) -> list[tuple[SchoolFigures, int]]:
        """Schools with five or more pupils without a main need, by name."""
        found = []
        for each in self.counted:
            number = sum(each.figures.share(Measure.NO_NEED, status).numerator for status in "KE")
            if number >= SMALL_BELOW:
                found.append((each, number))
        return found

    @property
    def counted_when(self) -> str:
        """On which day were all of them counted, and when? Nothing where the days differ."""
        return counted_when([each.counted_on for each in self.counted], [each.counted_at for each in self.counted])


def overview(schools: Sequence[SchoolFigures], *, today: date) -> Overview:
    """Put these schools side by side."""
    counted = [each for each in schools if each.figures.roll]
    on = max((each.counted_on for each in counted if each.counted_on), default=today)
    phase = phase_of(each.school.phase for each in schools)
    groups = tuple(_groups(schools))
    summed = total(group.total.figures for group in groups)
    return Overview(
        schools=tuple(schools),
        groups=groups,
        total=Row("All schools", summed),
        phase=phase,
        on=on,
        england=tuple(_england(schools, on=on)),
        needs=tuple(needs(summed, status, phase=phase, on=on) for status in "KE"),
    )


def _groups(schools: Iterable[SchoolFigures]) -> Iterable[Group]:
    by_hub: dict[str, list[SchoolFigures]] = {}
    for each in schools:
        by_hub.setdefault(hub_of(each), []).append(each)
    for members in sorted(by_hub.values(), key=lambda found: (found[0].school.hub_id is None, hub_name(found[0]))):
        name = hub_name(members[0])
        rows = tuple(Row(each.school.name, each.figures, each.counted_on, each.school.pk) for each in members)
        yield Group(name, rows, Row(f"{name}, all", total(each.figures for each in members)))


def _england(schools: Iterable[SchoolFigures], *, on: date) -> Iterable[EnglandRow]:
    there = {line_of(each.school.phase): each.school.phase for each in schools}
    for line, name in LINE_NAMES.items():
        if line in there:
            yield EnglandRow(
                name.removesuffix(" schools"), tuple(england(measure, there[line], on=on) for measure in MEASURES)
            )
    if len(there) > 1:
        yield EnglandRow("All schools", tuple(england(measure, ALL_SCHOOLS, on=on) for measure in MEASURES))
