"""Who is on the register, by year, sex, free school meals and language: tables in which small cells are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pupils import year_groups
from reporting.hiding import hidden
from reporting.measures import Measure
from reporting.presenting.words import HIDDEN, share_text
from reporting.selectors import Figures, Share
from reporting.smallness import SMALL_BELOW
from trust_send.platform import charts
from trust_send.platform.charts.paint import ACCENT

YEAR = "year"
DIMENSIONS = {
    YEAR: "Year group",
    "sex": "Sex",
    "fsm": "Free school meals",
    "eal": "First language",
}
_NAMES = {
    "sex": {"F": "Girls", "M": "Boys", "U": "Not recorded"},
    "fsm": {"yes": "Eligible now", "no": "Not eligible", "unknown": "Not recorded"},
    "eal": {"yes": "Other than English", "no": "English", "unknown": "Not recorded"},
}


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: how many pupils it has and how many of them are on the register. None is hidden."""

    code: str
    label: str
    roll: int | None
    support: Share | None
    plan: Share | None

    @property
    def short(self) -> str:
        """The group as the head of a narrow column."""
        return {"X": "Other"}.get(self.code, self.code)

    @property
    def cells(self) -> tuple[str, ...]:
        """Roll, pupils on SEN support and their share, pupils with a plan and their share."""
        return (_number(self.roll), *_pair(self.support), *_pair(self.plan))


@dataclass(frozen=True, slots=True)
class Groups:
    """One dimension."""

    dimension: str
    rows: tuple[GroupRow, ...]

    @property
    def title(self) -> str:
        """By what are the pupils told apart?"""
        return DIMENSIONS[self.dimension]

    @property
    def has_hidden(self) -> bool:
        """Is there a cell that must be explained?"""
        return any(None in (row.roll, row.support, row.plan) for row in self.rows)

    @property
    def table(self) -> charts.Table:
        """The table for a page."""
        heads = (self.title, "On roll", "SEN support", "Share", "EHC plan", "Share")
        caption = f"Pupils on SEN support and with an EHC plan by {self.title.lower()}"
        return charts.Table(caption, heads, tuple(charts.Row(row.label, row.cells) for row in self.rows))

    def drawing(self, *, key: str, width: float = 600, accent: str = ACCENT) -> charts.Drawing:
        """The share on SEN support of each group with its range; hidden ones are said in words."""
        return charts.dots(
            [_in_a_chart(row) for row in self.rows],
            key=key,
            title=f"SEN support by {self.title.lower()}",
            finding=self.finding,
            in_size_order=False,
            width=width,
            accent=accent,
        )

    @property
    def finding(self) -> str:
        """Which group has most, which least, of those that are shown?"""
        told = [row for row in self.rows if _in_a_chart(row).counted and row.support is not None]
        if len(told) < 2:
            return "Too few groups can be shown to compare them."
        least, most = (pick(told, key=lambda row: _in_a_chart(row).value) for pick in (min, max))
        return (
            f"Of the groups that are shown, {most.label} has the largest share on SEN support"
            f" ({share_text(most.support)}) and {least.label} the smallest ({share_text(least.support)})."  # type: ignore[arg-type]
        )


def groups(figures: Figures, dimension: str) -> Groups | None:
    """The pupils by one dimension, or nothing where it was not counted (past days)."""
    support = figures.groups(Measure.SEN_SUPPORT, dimension)
    plan = figures.groups(Measure.EHC_PLAN, dimension)
    codes = sorted(support, key=lambda code: _order(dimension, code))
    if not codes:
        return None
    no_roll = hidden({code: support[code].denominator for code in codes})
    no_support = _hidden(support, also=no_roll)
    no_plan = _hidden(plan, also=no_roll)
    return Groups(
        dimension,
        tuple(
            GroupRow(
                code,
                _label(dimension, code),
                None if code in no_roll else support[code].denominator,
                None if code in no_support else support[code],
                None if code in no_plan else plan[code],
            )
            for code in codes
        ),
    )


def _hidden(shares: Mapping[str, Share], *, also: frozenset[str]) -> frozenset[str]:
    """Few pupils within, or few without: in a special school the one without a plan is the one on SEN support."""
    few_without = {code for code, share in shares.items() if 0 < share.denominator - share.numerator < SMALL_BELOW}
    return hidden({code: share.numerator for code, share in shares.items()}, also=also | few_without)


def _order(dimension: str, code: str) -> int:
    if dimension == YEAR:
        return year_groups.order(code)
    return list(_NAMES[dimension]).index(code) if code in _NAMES[dimension] else len(_NAMES[dimension])


def _label(dimension: str, code: str) -> str:
    if dimension == YEAR:
        return "Outside year groups" if code == "X" else year_groups.label(code)
    return _NAMES[dimension].get(code, code)


def _number(number: int | None) -> str:
    return HIDDEN if number is None else f"{number:,}"


def _pair(share: Share | None) -> tuple[str, str]:
    return (HIDDEN, HIDDEN) if share is None else (f"{share.numerator:,}", share_text(share))


def _in_a_chart(row: GroupRow) -> charts.Share:
    if row.support is None:
        return charts.Share(row.label, None, None, words="c: too few to show")
    return charts.Share(row.label, row.support.numerator, row.support.denominator)


def all_groups(figures: Figures) -> Mapping[str, Groups]:
    """Every dimension that was counted."""
    found = {dimension: groups(figures, dimension) for dimension in DIMENSIONS}
    return {dimension: each for dimension, each in found.items() if each is not None}
