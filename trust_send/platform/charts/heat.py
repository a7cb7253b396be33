"""Heat strip: where in a small table is there much, and where little? The number stands in every cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import Drawing, Layer
from .frame import EDGE, note_layer
from .marks import Box, Mark, Words
from .paint import ACCENT, HEAT_OPACITY
from .typeface import LABEL, SMALL, shortened, text_width

_DARKEST = len(HEAT_OPACITY) - 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: how much (None: nothing was counted) and what is written in it ("–", "c" where hidden)."""

    amount: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of cells with its name."""

    label: str
    cells: tuple[Cell, ...]


def heat(
    strips: Sequence[Strip],
    columns: Sequence[str],
    *,
    key: str,
    title: str,
    finding: str,
    highest: float | None = None,
    note: str = "",
    width: float = 600,
    accent: str = ACCENT,
) -> Drawing:
    """Where is much and where is little? Five tints from zero to ``highest`` (the largest amount unless given)."""
    if any(len(strip.cells) != len(columns) for strip in strips):
        raise ValueError("every row needs one cell for each column")
    amounts = [cell.amount for strip in strips for cell in strip.cells if cell.amount is not None]
    if any(amount < 0 for amount in amounts):
        raise ValueError("a heat strip begins at zero")
    top_amount = max(highest if highest is not None else max(amounts, default=0), 0) or 1.0
    cap = 0.36 * width
    labels = [shortened(strip.label, cap, LABEL) for strip in strips]
    left = EDGE + max([text_width(label, LABEL) for label in labels], default=0) + 12
    cell_width = (width - EDGE - left) / max(len(columns), 1)
    cell_height = 30 if len(strips) <= 20 else 22
    top = 26.0

    heads: list[Mark] = [
        Words(left + (number + 0.5) * cell_width, top - 9, text, "middle", size=SMALL)
        for number, text in enumerate(shortened(column, cell_width - 6, SMALL) for column in columns)
        if text
    ]
    names: list[Mark] = [
        Words(left - 10, top + (row + 0.5) * cell_height + 5, text, "end") for row, text in enumerate(labels)
    ]
    tints: dict[int, list[Mark]] = {level: [] for level in range(_DARKEST + 1)}
    holes: list[Mark] = []
    dark: list[Mark] = []
    light: list[Mark] = []
    for row, strip in enumerate(strips):
        for column, cell in enumerate(strip.cells):
            x, y = left + column * cell_width, top + row * cell_height
            level = tint(cell.amount, top_amount)
            if level is None:
                holes.append(Box(x + 1, y + 1, cell_width - 2, cell_height - 2))
            else:
                tints[level].append(Box(x, y, cell_width, cell_height))
            text = shortened(cell.text, cell_width - 6, SMALL)
            words = Words(x + cell_width / 2, y + cell_height / 2 + 5, text, "middle", size=SMALL)
            if text:
                (light if level == _DARKEST else dark).append(words)
    bottom = top + len(strips) * cell_height
    notes, end = note_layer(note, x=10, y=bottom + 20, width=width)
    layers = (
        Layer("lab2", heads),
        Layer("lab", names),
        *(Layer(f"heat-{level}", boxes) for level, boxes in tints.items()),
        Layer("hole", holes),
        Layer("lab2", dark),
        Layer("onheat", light),
        notes,
    )
    return Drawing(key, title, finding, width, max(end, bottom + EDGE), layers, accent)


def tint(amount: float | None, highest: float) -> int | None:
    """Which of the five tints has this amount? Zero is white, and only a zero is."""
    if amount is None:
        return None
    if amount <= 0:
        return 0
    return min(_DARKEST, 1 + int(amount / highest * _DARKEST * (1 - 1e-9)))
