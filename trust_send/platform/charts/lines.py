"""Lines over time: how has a share moved from one snapshot to the next?"""

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import Drawing, Layer
from .frame import EDGE, note_layer
from .marks import Diamond, Dot, Line, Mark, Path, Triangle, Words, square
from .paint import ACCENT
from .scales import Scale, share_scale
from .shares import Comparator, Share
from .typeface import LABEL, SMALL, shortened, text_width

NOTE = "Dot: our value. Line up and down: where the true rate could lie (95%)."
MOST_SERIES = 4
_GAP = 17


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name and one share for each snapshot, in the order of the times."""

    label: str
    shares: tuple[Share, ...]


def lines(
    series: Sequence[Series],
    times: Sequence[str],
    *,
    key: str,
    title: str,
    finding: str,
    comparator: Comparator | None = None,
    note: str | None = None,
    width: float = 600,
    plot_height: float = 220,
    accent: str = ACCENT,
) -> Drawing:
    """How have up to four shares moved? Each line has its own dashes and point shape, and its name at its end.

    A single line also shows its intervals, so that nobody reads a trend into chance. A snapshot that was not counted
    leaves a gap in the line.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(f"{len(series)} lines cannot be told apart: show {MOST_SERIES} at most, or small charts")
    if any(len(one.shares) != len(times) for one in series):
        raise ValueError("every line needs one share for each time")
    alone = len(series) == 1
    top, bottom = 20.0, 20.0 + plot_height
    left = EDGE + text_width("100%", SMALL) + 10
    ends = [(one.label, False) for one in series] + ([(comparator.text, True)] if comparator else [])
    room = min(0.34 * width, max([text_width(text, LABEL, bold=True) for text, _ in ends], default=0) + 4)
    right = width - EDGE - room - 14
    scale = share_scale(
        _peak(series, comparator, alone=alone), start=bottom, end=top, most_ticks=max(3, int(plot_height / 36))
    )
    inset = min(48.0, (right - left) / (2 * max(len(times), 1)))
    step = (right - left - 2 * inset) / max(len(times) - 1, 1)
    xs = [left + inset + number * step for number in range(len(times))]

    layers = [*_axes(scale, left=left, right=right), _times(times, xs, bottom=bottom, room=_room(xs, step, inset))]
    if comparator:
        y = scale(comparator.share)
        layers.append(Layer("nat", [Line(left, y, right, y)]))
    whiskers: list[Mark] = []
    shapes: list[Mark] = []
    for number, one in enumerate(series):
        paths: list[Mark] = [Path(tuple(run)) for run in _runs(one, xs, scale) if len(run) > 1]
        layers.append(Layer(f"line-{number}", paths))
        for x, share in zip(xs, one.shares, strict=True):
            if share.counted:
                shapes.append(_shape(number, x, scale(share.value)))
                if alone:
                    whiskers.append(Line(x, scale(share.interval.low), x, scale(share.interval.high)))
    layers += [Layer("whisk", whiskers), Layer("dot", shapes)]
    layers += _end_names(series, comparator, scale, x=right + 10, room=room, top=top, bottom=bottom)
    notes, end = note_layer((NOTE if alone else "") if note is None else note, x=10, y=bottom + 39, width=width)
    return Drawing(key, title, finding, width, end, (*layers, notes), accent)


def _peak(series: Sequence[Series], comparator: Comparator | None, *, alone: bool) -> float:
    """How high must the axis reach?"""
    counted = [share for one in series for share in one.shares if share.counted]
    values = [share.interval.high if alone else share.value for share in counted]
    return max([*values, comparator.share if comparator else 0.0], default=0.0)


def _axes(scale: Scale, *, left: float, right: float) -> tuple[Layer, Layer]:
    """Horizontal gridlines with per cent at the left."""
    grid: list[Mark] = [Line(left, scale(tick), right, scale(tick)) for tick in scale.ticks]
    numbers: list[Mark] = [
        Words(left - 8, scale(tick) + 4, f"{tick * 100:.0f}%", "end", size=SMALL) for tick in scale.ticks
    ]
    return Layer("grid", grid), Layer("lab2", numbers)


def _room(xs: list[float], step: float, inset: float) -> float:
    """How wide may the name of a snapshot be? Up to its neighbour, and never under the names at the right."""
    return min(step - 8, 2 * inset) if len(xs) > 1 else 2 * inset


def _times(times: Sequence[str], xs: list[float], *, bottom: float, room: float) -> Layer:
    """The names of the snapshots under the axis."""
    words: list[Mark] = []
    for x, time in zip(xs, times, strict=True):
        text = shortened(time, room, SMALL)
        if text:
            words.append(Words(x, bottom + 18, text, "middle", size=SMALL))
    return Layer("lab2", words)


def _runs(one: Series, xs: list[float], scale: Scale) -> list[list[tuple[float, float]]]:
    """The stretches between gaps."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, share in zip(xs, one.shares, strict=True):
        if share.counted:
            runs[-1].append((x, scale(share.value)))
        else:
            runs.append([])
    return runs


def _shape(number: int, x: float, y: float) -> Mark:
    """The point shape of this line."""
    return (Dot(x, y, 5.5), square(x, y, 5), Triangle(x, y, 5.5), Diamond(x, y, 6.5, 6.5))[number]


def _end_names(
    series: Sequence[Series],
    comparator: Comparator | None,
    scale: Scale,
    *,
    x: float,
    room: float,
    top: float,
    bottom: float,
) -> list[Layer]:
    """Names at the ends of their lines, pushed apart until none touches another."""
    wanted = []
    for one in series:
        last = next((share for share in reversed(one.shares) if share.counted), None)
        text = one.label if last else f"{one.label}: {one.shares[-1].missing_words}" if one.shares else one.label
        wanted.append((scale(last.value) if last else bottom, text, False))
    if comparator:
        wanted.append((scale(comparator.share), comparator.text, True))
    wanted.sort(key=lambda name: name[0])
    heights: list[float] = []
    for y, _, _ in wanted:
        heights.append(max(y, heights[-1] + _GAP if heights else top))
    for number in range(len(heights) - 1, -1, -1):
        below = heights[number + 1] - _GAP if number + 1 < len(heights) else bottom
        heights[number] = min(heights[number], below)
    names: list[Mark] = []
    rust: list[Mark] = []
    for y, (_, text, national) in zip(heights, wanted, strict=True):
        if not shortened(text, room, LABEL, bold=True):
            continue
        if national:
            rust.append(Words(x, y + 4, shortened(text, room, SMALL, bold=True), bold=True, size=SMALL))
        else:
            names.append(Words(x, y + 5, shortened(text, room, LABEL), size=LABEL))
    return [Layer("lab", names), Layer("natlab", rust)]
