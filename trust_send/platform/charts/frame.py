"""What do charts with rows have in common? Label column on the left, axis below, note under it."""

from dataclasses import dataclass

from .drawing import Layer
from .marks import Line, Mark, Words
from .scales import Scale
from .typeface import LABEL, SMALL, in_two_lines, shortened, text_width, wrapped

EDGE = 4  # nothing is nearer to the edge of the drawing
NOTE_LINE = 18


@dataclass(frozen=True, slots=True)
class Rows:
    """Where do the rows and columns of a chart stand?"""

    width: float
    labels: tuple[tuple[str, ...], ...]
    left: float
    right: float
    top: float
    pitch: float

    @property
    def bottom(self) -> float:
        """Where does the plot end?"""
        return self.top + len(self.labels) * self.pitch + 8

    def y(self, row: int) -> float:
        """On which height is the middle of this row?"""
        return self.top + 4 + (row + 0.5) * self.pitch


def rows_for(labels: list[str], ends: list[str], *, width: float, top: float) -> Rows:
    """How is the width shared between names, plot and the counts at the right?"""
    cap = 0.36 * width
    pitch = 34 if len(labels) <= 12 else 26 if len(labels) <= 24 else 20
    short = tuple(
        [
            in_two_lines(label, cap, LABEL, bold=True) if pitch == 34 else (shortened(label, cap, LABEL, bold=True),)
            for label in labels
        ]
    )
    # A few letters, "9" among them, are narrower in bold than upright.
    widest = max(
        [text_width(line, LABEL, bold=bold) for lines in short for line in lines for bold in (True, False)], default=0
    )
    end = max([text_width(text, SMALL) for text in ends], default=0)
    return Rows(width, short, EDGE + widest + 14, width - EDGE - end - (14 if end else 12), top, pitch)


def labels_layer(rows: Rows, bold: list[bool]) -> Layer:
    """The names at the left, bold where something is different beyond chance."""
    words: list[Mark] = []
    for row, lines in enumerate(rows.labels):
        baseline = rows.y(row) + 5 - 8 * (len(lines) - 1)
        words += [
            Words(rows.left - 12, baseline + 16 * number, line, "end", bold[row])
            for number, line in enumerate(lines)
            if line
        ]
    return Layer("lab", words)


def ends_layer(rows: Rows, ends: list[str]) -> Layer:
    """The counts at the right."""
    x = rows.width - EDGE
    return Layer("lab2", [Words(x, rows.y(row) + 5, text, "end", size=SMALL) for row, text in enumerate(ends) if text])


def most_ticks(room: float, widest_label: float) -> int:
    """How many tick labels fit side by side without touching?"""
    return max(2, min(8, int(room / (widest_label + 12)) + 1))


def axis_layers(scale: Scale, texts: list[str], *, top: float, bottom: float, width: float) -> tuple[Layer, Layer]:
    """The vertical gridlines and the numbers under them."""
    lines: list[Mark] = []
    numbers: list[Mark] = []
    for tick, text in zip(scale.ticks, texts, strict=True):
        x = scale(tick)
        lines.append(Line(x, top, x, bottom))
        half = text_width(text, SMALL) / 2
        numbers.append(Words(min(x, width - EDGE - half), bottom + 18, text, "middle", size=SMALL))
    return Layer("grid", lines), Layer("lab2", numbers)


def note_layer(note: str, *, x: float, y: float, width: float) -> tuple[Layer, float]:
    """The note under the axis, broken into lines, and the height at which it ends."""
    lines = wrapped(note, width - x - EDGE, SMALL) if note else ()
    words: list[Mark] = [Words(x, y + number * NOTE_LINE, line, size=SMALL) for number, line in enumerate(lines)]
    return Layer("lab2", words), y + max(0, len(lines) - 1) * NOTE_LINE + 6 if lines else y - NOTE_LINE + 6


def comparator_layers(x: float, text: str, *, top: float, bottom: float, width: float) -> tuple[Layer, Layer]:
    """The dashed line of one comparator and its name above it, on whichever side has room."""
    wide = text_width(text, SMALL, bold=True)
    if x + 6 + wide <= width - EDGE:
        words = Words(x + 6, top - 8, text, "start", bold=True, size=SMALL)
    elif x - 6 - wide >= EDGE:
        words = Words(x - 6, top - 8, text, "end", bold=True, size=SMALL)
    else:
        words = Words(
            EDGE, top - 8, shortened(text, width - 2 * EDGE, SMALL, bold=True), "start", bold=True, size=SMALL
        )
    return Layer("nat", [Line(x, top - 4, x, bottom)]), Layer("natlab", [words])
