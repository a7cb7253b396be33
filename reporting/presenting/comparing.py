"""Charts that set schools side by side: kind by kind, because special schools are no primary schools."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reporting.measures import Measure
from reporting.national import Comparator
from reporting.presenting.england import (
    LINE_NAMES,
    SHORT_LINES,
    england,
    in_a_chart,
    line_of,
    per_cent_of,
    share_of,
    source_of,
)
from reporting.presenting.needs import Needs
from reporting.presenting.overview import Overview
from reporting.presenting.words import long_day, pupils, schools
from reporting.selectors import SchoolFigures
from trust_send.platform import charts

FEWEST_IN_A_FUNNEL = 3
METHOD = (
    "Rounded half up. The ranges are Wilson 95% intervals: where the true rate could lie if the school’s pupils were a"
    " sample. Counted from the register as census days are."
)
NEEDS_METHOD = METHOD + " Main need is the need of rank one."


@dataclass(frozen=True, slots=True)
class Columns:
    """Charts in two columns, about as high as each other."""

    left: tuple[charts.Figure, ...]
    right: tuple[charts.Figure, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """The schools of one kind, beside England: what both of their charts show."""

    line: str
    on: date
    shares: list[charts.Share]
    beside: Comparator | None
    comparator: charts.Comparator | None
    table: charts.Table


@dataclass(frozen=True, slots=True)
class Beyond:
    """A school that differs from England by more than chance explains."""

    school_id: int
    name: str
    share: str
    side: str
    england: str


def columns(about: Overview) -> Columns:
    """SEN support by school and by size, kind of school by kind."""
    by_school, by_size = [], []
    for line in LINE_NAMES:
        members = [each for each in about.counted if line_of(each.school.phase) == line]
        if not members:
            continue
        kind = _kind(line, members, on=about.on)
        by_school.append(_by_school(kind))
        if len(members) >= FEWEST_IN_A_FUNNEL and kind.comparator:
            by_size.append(_by_size(kind, kind.comparator))
    return Columns(tuple(by_school[:1]), (*by_size, *by_school[1:]))


def beyond_chance(about: Overview) -> list[Beyond]:
    """The schools whose share on SEN support differs from England's by more than chance explains, by name."""
    found = []
    for each in about.counted:
        beside = england(Measure.SEN_SUPPORT, each.school.phase, on=about.on)
        (share,) = _shares([each])
        if beside and not beside.is_old and share.differs_from(share_of(beside)):
            side = "above" if share.value > share_of(beside) else "below"
            found.append(Beyond(each.school.pk, each.school.name, share.per_cent_text, side, per_cent_of(beside)))
    return found


def of_needs(about: Needs, *, where: str) -> charts.Figure | None:
    """Main needs of pupils with one status; nothing where they may not be told."""
    if not about.rows:
        return None
    return charts.Figure(
        heading=f"Main need, {about.words}",
        drawing=about.drawing(key=f"needs-{about.status.lower()}"),
        caption=" ".join(filter(None, (about.finding, about.joined_words, about.source))),
        table=about.table,
        sub=f"{pupils(about.total)}{where}",
        method=NEEDS_METHOD,
    )


def _shares(members: list[SchoolFigures]) -> list[charts.Share]:
    return [
        charts.Share(each.school.name, share.numerator, share.denominator)
        for each in members
        for share in [each.figures.share(Measure.SEN_SUPPORT)]
    ]


def _kind(line: str, members: list[SchoolFigures], *, on: date) -> _Kind:
    beside = england(Measure.SEN_SUPPORT, members[0].school.phase, on=on)
    comparator, shares = in_a_chart(beside) if beside else None, _shares(members)
    table = charts.table_of_shares(
        shares,
        caption=f"SEN support by school, {LINE_NAMES[line].lower()}",
        counted="On SEN support",
        of="On roll",
        comparator=comparator,
    )
    return _Kind(line, on, shares, beside, comparator, table)


def _by_school(kind: _Kind) -> charts.Figure:
    finding = (
        charts.beyond_chance(kind.shares, kind.comparator)
        if kind.comparator
        else "No figure for England is held for these."
    )
    return charts.Figure(
        heading=f"SEN support, {LINE_NAMES[kind.line].lower()}",
        drawing=charts.dots(
            kind.shares,
            key=f"support-{kind.line}",
            title=f"Share of pupils on SEN support by school, {LINE_NAMES[kind.line].lower()}",
            finding=finding,
            comparator=kind.comparator,
        ),
        caption=f"{finding} {source_of([kind.beside])}".strip(),
        table=kind.table,
        sub=f"{schools(len(kind.shares))}, counted until {long_day(kind.on)}",
        method=METHOD,
    )


def _by_size(kind: _Kind, comparator: charts.Comparator) -> charts.Figure:
    number = len(kind.shares)
    outside = sum(share.differs_from(comparator.share) for share in kind.shares)
    expected = max(1, round(number * 0.05))
    reading = (
        f"Of {schools(number)}, chance alone would put about {expected} outside the 95% limits; {outside}"
        f" {'lies' if outside == 1 else 'lie'} there."
    )
    return charts.Figure(
        heading="How many pupils are on SEN support, by size of school?",
        drawing=charts.funnel(
            kind.shares,
            key=f"size-{kind.line}",
            title=f"Share of pupils on SEN support by size of school, {SHORT_LINES[kind.line]}",
            finding=reading,
            comparator=comparator,
        ),
        caption=f"{reading} {source_of([kind.beside])}",
        table=replace(kind.table, caption=f"SEN support by size of school, {SHORT_LINES[kind.line]}"),
        sub=f"{LINE_NAMES[kind.line]}, counted until {long_day(kind.on)}",
        method=METHOD,
    )
