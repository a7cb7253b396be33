"""How have the counts moved from one January census to the next, and where do they stand now?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from pupils.census_days import nth_thursday
from reporting.measures import Measure
from reporting.national import academic_year
from reporting.presenting.england import england, per_cent_of
from reporting.presenting.words import NOT_APPLICABLE, month, share_text
from reporting.selectors import Figures, Share
from trust_send.platform import charts
from trust_send.platform.charts.paint import ACCENT

CENSUSES = 3
WIDE = 500
MEASURES = {Measure.SEN_SUPPORT: "SEN support", Measure.EHC_PLAN: "EHC plan"}


@dataclass(frozen=True, slots=True)
class Point:
    """The counts of one day."""

    on: date
    label: str
    roll: int
    support: Share
    plan: Share
    england_support: str
    england_plan: str

    @property
    def short(self) -> str:
        """The day under a narrow chart."""
        return f"{date_format(self.on, 'M')} ’{date_format(self.on, 'y')}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Roll, SEN support with England's share, EHC plans with England's share."""
        return (
            f"{self.roll:,}",
            f"{self.support.numerator:,}",
            share_text(self.support),
            self.england_support,
            f"{self.plan.numerator:,}",
            share_text(self.plan),
            self.england_plan,
        )


@dataclass(frozen=True, slots=True)
class Trend:
    """The counts of up to three January censuses and the newest one."""

    points: tuple[Point, ...]
    missing: tuple[date, ...]

    @property
    def is_one(self) -> bool:
        """Are there at least two counts to compare?"""
        return len(self.points) > 1

    @property
    def finding(self) -> str:
        """From where to where, without a word about why."""
        if not self.is_one:
            return "Not enough yet: a second count is needed before anything can be compared."
        first, last = self.points[0], self.points[-1]
        return (
            f"On SEN support: {share_text(first.support)} in {month(first.on)}, {share_text(last.support)} at the"
            f" newest count. With an EHC plan: {share_text(first.plan)}, then {share_text(last.plan)}."
        )

    @property
    def table(self) -> charts.Table:
        """The table behind the lines."""
        heads = ("Counted on", "On roll", "SEN support", "Share", "England", "EHC plan", "Share", "England")
        rows = tuple(charts.Row(point.label, point.cells) for point in self.points)
        return charts.Table("Pupils on roll, on SEN support and with an EHC plan by day of counting", heads, rows)

    def drawing(
        self, *, key: str, width: float = 600, plot_height: float = 220, accent: str = ACCENT
    ) -> charts.Drawing:
        """Two lines over the days of counting."""
        series = [
            charts.Series(words, tuple(_in_a_chart(words, share) for share in shares))
            for words, shares in (
                ("SEN support", [point.support for point in self.points]),
                ("EHC plan", [point.plan for point in self.points]),
            )
        ]
        return charts.lines(
            series,
            [point.label if width >= WIDE else point.short for point in self.points],
            key=key,
            title="SEN support and EHC plans over the years",
            finding=self.finding,
            width=width,
            plot_height=plot_height,
            accent=accent,
        )


def january_days(today: date) -> list[date]:
    """The last three January census days, oldest first."""
    days = [nth_thursday(today.year - back, 1, 3) for back in range(CENSUSES + 1)]
    return sorted(day for day in days if day <= today)[-CENSUSES:]


def trend(
    past: Iterable[tuple[date, Figures]], newest: tuple[date, Figures], *, phase: str, days: Sequence[date]
) -> Trend:
    """The counts of these January days, where there are any, and the newest one."""
    counted = {on: figures for on, figures in past if on in days}
    missing = tuple(day for day in days if day not in counted and day != newest[0])
    counted[newest[0]] = newest[1]
    return Trend(tuple(_point(on, figures, phase, days) for on, figures in sorted(counted.items())), missing)


def _point(on: date, figures: Figures, phase: str, januaries: Sequence[date]) -> Point:
    label = date_format(on, "M Y")
    own = [england(measure, phase, on=on) for measure in MEASURES]
    told = [
        per_cent_of(found) if found and found.year == academic_year(on) and on in januaries else NOT_APPLICABLE
        for found in own
    ]
    return Point(
        on,
        label,
        figures.roll,
        figures.share(Measure.SEN_SUPPORT),
        figures.share(Measure.EHC_PLAN),
        told[0],
        told[1],
    )


def _in_a_chart(words: str, share: Share) -> charts.Share:
    return charts.Share(words, share.numerator, share.denominator)
