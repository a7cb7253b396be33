"""Which table stands behind a chart? Every value that the drawing shows or leaves out, in name order."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from .drawing import Drawing
from .rounding import half_up, share_as_per_cent
from .shares import Comparator, Share


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name and the text of its cells."""

    head: str
    cells: tuple[str, ...]

    def markup(self, css: str = "") -> str:
        """How is this row written?"""
        cells = "".join([f'<td class="n">{escape(cell)}</td>' for cell in self.cells])
        return f'<tr{css}><th scope="row">{escape(self.head)}</th>{cells}</tr>\n'


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready for the template: caption, heads (the first over the names), rows, and a total where it has one."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None

    @property
    def body(self) -> str:
        """All rows as markup: made here, because a template takes ten times as long for hundreds of cells. Escaped."""
        rows = [row.markup() for row in self.rows]
        if self.total:
            rows.append(self.total.markup(' class="is-total"'))
        return "".join(rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything that ``charts/figure.html`` needs: heading, chart, caption in words, the table behind, the method."""

    heading: str
    drawing: Drawing
    caption: str
    table: Table
    sub: str = ""
    method: str = ""
    level: int = 2


def table_of_shares(
    shares: Sequence[Share],
    *,
    caption: str,
    first: str = "School",
    counted: str = "Pupils",
    of: str = "Out of",
    comparator: Comparator | None = None,
    in_name_order: bool = True,
) -> Table:
    """Which counts, shares and ranges are behind a chart of shares?"""
    against = (
        comparator.label if comparator else next(("England" for share in shares if share.comparator is not None), None)
    )
    ordered = sorted(shares, key=lambda share: share.label) if in_name_order else list(shares)
    rows = tuple(Row(share.label, _cells(share, comparator, compared=against is not None)) for share in ordered)
    heads = (first, counted, of, "Share", "95% range") + ((against,) if against else ())
    return Table(caption, heads, rows)


def _cells(share: Share, comparator: Comparator | None, *, compared: bool) -> tuple[str, ...]:
    """The cells of one share; a missing one says why, once."""
    if share.counted:
        numerator, denominator = share.pair
        low, high = share.interval.low, share.interval.high
        range_ = f"{half_up(low * 100, 1)} to {half_up(high * 100, 1)}"
        cells = (f"{numerator:,}", f"{denominator:,}", share.per_cent_text, range_)
    else:
        cells = ("–", "–", share.missing_words, "–")
    if not compared:
        return cells
    against = share.comparator if share.comparator is not None else comparator.share if comparator else None
    return (*cells, "–" if against is None else share_as_per_cent(against))
