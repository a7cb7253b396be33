"""Main needs of pupils with one status: a chart, its table, and nothing from which a child could be made out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pupils.codes import AREAS, NEED_TYPES
from reporting import hiding
from reporting.national import Comparator
from reporting.presenting.england import england_need, per_cent_of, share_of, source_of
from reporting.presenting.words import HIDDEN, NOT_APPLICABLE, pupils, range_text, share_text
from reporting.selectors import Figures, Share
from reporting.smallness import SMALL_BELOW, Part, Parts, join_small
from trust_send.platform import charts
from trust_send.platform.charts.paint import ACCENT

STATUS_WORDS = {"K": "on SEN support", "E": "with an EHC plan"}
NO_NEED, OTHERS = "No main need recorded", "All other needs"
SHORT_NAMES = {
    "": NO_NEED,
    "SLCN": "Speech and language",
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple",
    "SEMH": "Social, emotional, mental health",
    "MSI": "Multi-sensory impairment",
    "OTH": "Other difficulty",
    "NSA": "No specialist assessment yet",
}
NO_AREA = "–"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line of the table of main needs."""

    code: str
    label: str
    area: str
    share: Share
    england: Comparator | None

    @property
    def cells(self) -> tuple[str, ...]:
        """Pupils, share, range and England's share."""
        england = per_cent_of(self.england) if self.england else NOT_APPLICABLE
        return (f"{self.share.numerator:,}", share_text(self.share), range_text(self.share), england)

    @property
    def in_a_chart(self) -> charts.Share:
        """The line as a row of a chart."""
        comparator = share_of(self.england) if self.england else None
        return charts.Share(
            self.label, self.share.numerator, self.share.denominator, self.area.lower(), comparator=comparator
        )


@dataclass(frozen=True, slots=True)
class Needs:
    """The main needs of all pupils with one status in one place."""

    status: str
    total: int
    parts: Parts
    rows: tuple[NeedRow, ...]

    @property
    def words(self) -> str:
        """Whose needs are these?"""
        return f"pupils {STATUS_WORDS[self.status]}"

    @property
    def hidden_words(self) -> str:
        """What is said where the needs cannot be told?"""
        if not self.total:
            return f"No pupil is {STATUS_WORDS[self.status]}." if self.status == "K" else "No pupil has an EHC plan."
        if self.total < SMALL_BELOW:
            return "Fewer than five pupils: their main needs are not shown, so that no child can be made out."
        return "No main need is shared by five pupils or more, so none is shown: a child could be made out."

    @property
    def joined_words(self) -> str:
        """What is in the joined line?"""
        if not self.rows or not self.parts.joined:
            return ""
        return f"“{OTHERS}” joins needs that fewer than five pupils have, and one more where those alone would be few."

    @property
    def finding(self) -> str:
        """What does the table say, in one sentence?"""
        if not self.rows:
            return self.hidden_words
        first = self.rows[0]
        sentence = (
            f"{first.label} is the most common main need of {self.words}: "
            f"{first.share.numerator:,} of {first.share.denominator:,} ({share_text(first.share)})"
        )
        against = f", in England {per_cent_of(first.england)}" if first.england else ""
        return f"{sentence}{against}."

    @property
    def england_label(self) -> str:
        """Whose are the white diamonds, and of when?"""
        return "; ".join(dict.fromkeys(row.england.label for row in self.rows if row.england))

    @property
    def source(self) -> str:
        """Whose figures for England stand beside them?"""
        return source_of(row.england for row in self.rows)

    @property
    def table(self) -> charts.Table:
        """The table behind the chart."""
        heads = ("Main need", "Pupils", "Share", "95% range", "England")
        caption = f"Main need of {pupils(self.total)} {STATUS_WORDS[self.status]}"
        total = charts.Row("All", (f"{self.total:,}", "100.0%", NOT_APPLICABLE, NOT_APPLICABLE))
        return charts.Table(caption, heads, tuple(charts.Row(row.label, row.cells) for row in self.rows), total)

    def drawing(self, *, key: str, width: float = 600, accent: str = ACCENT, note: str | None = None) -> charts.Drawing:
        """The chart: our share with its range, England as a white diamond."""
        return charts.dots(
            [row.in_a_chart for row in self.rows],
            key=key,
            title=f"Main need of {self.words}",
            finding=self.finding,
            diamonds=self.england_label,
            note=note,
            in_size_order=False,
            width=width,
            accent=accent,
        )


def needs(figures: Figures, status: str, *, phase: str, on: date, most: int = 99) -> Needs:
    """Which main needs may be told, the most common first, and how do they stand beside England's?

    ``most`` shortens the table for paper: what is left over is put to the joined line. Sums beside the table are
    judged by the full one all the same, because a reader may have both.
    """
    counted = figures.needs(status)
    total = sum(counted.values())
    parts = join_small(Part(code, number) for code, number in counted.items())
    lines = _shortened(parts, most)
    rows = [
        NeedRow(
            part.key,
            name(part.key),
            area(part.key),
            Share(part.pupils, total),
            england_need(status, part.key, phase, on=on) if part.key else None,
        )
        for part in lines.shown
    ]
    if rows and lines.joined:
        rows.append(NeedRow("*", OTHERS, "", Share(lines.joined_pupils, total), None))
    return Needs(status, total, parts, tuple(rows))


def _shortened(parts: Parts, most: int) -> Parts:
    if len(parts.shown) + bool(parts.joined) <= most:
        return parts
    keep = most - 1
    return Parts(parts.shown[:keep], (*parts.shown[keep:], *parts.joined))


def name(code: str) -> str:
    """The need in the words of charts and tables."""
    if code in SHORT_NAMES:
        return SHORT_NAMES[code]
    return NEED_TYPES[code].shown if code in NEED_TYPES else code


def area(code: str) -> str:
    """The letter of the broad area, or nothing."""
    need = NEED_TYPES.get(code)
    return need.area.value if need and need.area else ""


def sum_of(codes: Collection[str], *tables: Needs) -> int | None:
    """How many pupils have one of these needs? None where that would give a child away."""
    if not hiding.may_sum(set(codes), [table.parts for table in tables]):
        return None
    return sum(part.pupils for table in tables for part in table.parts.shown + table.parts.joined if part.key in codes)


def areas(*tables: Needs) -> list[tuple[str, str, str]] | None:
    """How many pupils have their main need in which broad area: letter, words, number or “c”? None: too few."""
    codes = {part.key for table in tables for part in table.parts.shown + table.parts.joined}
    found = hiding.sums_that_may_show({code: area(code) or NO_AREA for code in codes}, [each.parts for each in tables])
    if found is None or not codes:
        return None
    there = {area(code) or NO_AREA for code in codes}
    rows = [(letter, words) for letter, words in AREAS.items()]
    if NO_AREA in there:
        rows.append(("", "In no area, or not recorded"))
    return [
        (letter, words, f"{found[letter or NO_AREA]:,}" if (letter or NO_AREA) in found else HIDDEN)
        if (letter or NO_AREA) in there
        else (letter, words, "0")
        for letter, words in rows
    ]
