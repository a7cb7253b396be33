"""Horizontal bars: one number a row, from zero, with a comparator where there is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import Drawing, Layer
from .frame import axis_layers, comparator_layers, ends_layer, labels_layer, most_ticks, note_layer, rows_for
from .marks import Box, Diamond, Mark, Words
from .paint import ACCENT
from .rounding import half_up
from .scales import scale_from_zero, share_scale
from .typeface import SMALL, shortened, text_width


@dataclass(frozen=True, slots=True)
class Unit:
    """In what are the values counted, and how are they written?"""

    before: str = ""
    after: str = ""
    places: int = 0
    whole: bool = False

    def text(self, value: float) -> str:
        """How is this value written? Rounded half up, thousands apart."""
        return f"{self.before}{half_up(value, self.places):,}{self.after}"


PER_CENT = Unit(after="%", places=1)
PUPILS = Unit(whole=True)
POUNDS = Unit(before="£", whole=True)
HOURS = Unit(after=" h", places=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, its value (None: not known), and what it is compared with."""

    label: str
    value: float | None
    comparator: float | None = None
    area: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        for value in (self.value, self.comparator):
            if value is not None and not 0 <= value < 1e12:
                raise ValueError(f"{self.label}: a bar begins at zero, so it cannot show {value}")

    @property
    def missing_words(self) -> str:
        """What do we write where no bar can be drawn?"""
        return self.words or "not counted"


def bars(
    rows_of: Sequence[Bar],
    *,
    key: str,
    title: str,
    finding: str,
    unit: Unit = PUPILS,
    comparator: float | None = None,
    comparator_label: str = "",
    note: str = "",
    in_size_order: bool = True,
    width: float = 600,
    accent: str = ACCENT,
) -> Drawing:
    """How much has each row? Values are in ``unit``; per cent are given as 0 to 100."""
    if in_size_order:
        rows_of = sorted(rows_of, key=lambda bar: (bar.value is None, -(bar.value or 0), bar.label))
    ends = ["" if bar.value is None or bar.words else unit.text(bar.value) for bar in rows_of]
    top = 24 if comparator is not None else 10
    rows = rows_for([bar.label for bar in rows_of], ends, width=width, top=top)
    values = [bar.value for bar in rows_of if bar.value is not None and not bar.words]
    values += [bar.comparator for bar in rows_of if bar.comparator is not None]
    if comparator is not None:
        values.append(comparator)
    highest = max(values, default=0)
    # A tick may have wider figures than the highest value ("1" is narrow), and one more of them; the last one moves
    # up to half its width to the left to stay on the paper.
    widest = text_width(re.sub(r"\d", "0", unit.text(highest)), SMALL) + 10
    ticks = most_ticks(rows.right - rows.left - widest / 2, widest)
    if unit is PER_CENT and highest <= 100:
        shares = share_scale(highest / 100, start=rows.left, end=rows.right, most_ticks=ticks)
        place = [(tick, f"{tick * 100:.0f}%") for tick in shares.ticks]
        scale, divisor = shares, 100.0
    else:
        scale = scale_from_zero(highest, start=rows.left, end=rows.right, most_ticks=ticks, whole=unit.whole)
        place = [(tick, f"{unit.before}{tick:,.10g}{unit.after}") for tick in scale.ticks]
        divisor = 1.0
    grid, numbers = axis_layers(scale, [text for _, text in place], top=rows.top, bottom=rows.bottom, width=width)

    thickness = 16 if rows.pitch >= 26 else 12
    filled: dict[str, list[Mark]] = {}
    hollow: list[Mark] = []
    missing: list[Mark] = []
    for row, bar in enumerate(rows_of):
        y = rows.y(row)
        if bar.value is None or bar.words:
            text = shortened(bar.missing_words, rows.right - rows.left - 6, SMALL)
            missing.append(Words(rows.left + 6, y + 5, text, size=SMALL))
        else:
            box = Box(rows.left, y - thickness / 2, scale(bar.value / divisor) - rows.left, thickness)
            filled.setdefault(f"bar-{bar.area}" if bar.area else "bar", []).append(box)
        if bar.comparator is not None:
            hollow.append(Diamond(scale(bar.comparator / divisor), y))

    layers = [grid, numbers, labels_layer(rows, [False] * len(rows_of)), ends_layer(rows, ends)]
    layers += [Layer(css, filled[css]) for css in sorted(filled)]
    if comparator is not None:
        text = f"{comparator_label} {unit.text(comparator)}".strip()
        x = scale(comparator / divisor)
        layers += comparator_layers(x, text, top=rows.top, bottom=rows.bottom, width=width)
    layers += [Layer("diamond", hollow), Layer("lab2", missing)]
    notes, bottom = note_layer(note, x=min(rows.left, 10), y=rows.bottom + 37, width=width)
    return Drawing(key, title, finding, width, bottom, (*layers, notes), accent)
