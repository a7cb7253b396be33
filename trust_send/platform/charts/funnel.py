"""Funnel: does a school of this size lie outside what chance alone would produce?"""

from collections.abc import Sequence
from math import sqrt

from .drawing import Drawing, Layer
from .frame import EDGE, most_ticks, note_layer
from .intervals import Z_95, Z_998, score_limits
from .marks import Bounds, Box, Dot, Line, Mark, Path, Words, square
from .paint import ACCENT
from .placement import Point, place_names
from .scales import Scale, scale_from_zero, share_scale
from .shares import Comparator, Share
from .typeface import SMALL, shortened, text_width

NOTE = "{sizes}. Solid line: 95% limits. Dotted: 99.8%."
NOTE_MANY = NOTE + " Names only outside the limits: the table has all."
MOST_NAMED = 14  # with more points only those outside the limits are named: a name among many dots misleads
_STEPS = 30
_NAME_ROOM = 170


def funnel(
    shares: Sequence[Share],
    *,
    key: str,
    title: str,
    finding: str,
    comparator: Comparator,
    sizes: str = "Pupils on roll",
    note: str | None = None,
    width: float = 600,
    plot_height: float = 256,
    accent: str = ACCENT,
) -> Drawing:
    """How do shares lie by size of school around the comparator, with score limits of 95 % and 99.8 %?

    Outside 99.8 % a point is a filled red square, between the two limits a hollow one; both have bold names. The limits
    are those of the score test (see ``score_limits``), so they agree with the Wilson intervals of the dot plot.
    Up to 14 schools are named, of more only those outside; a name that would touch another is left to the table.
    """
    counted = [share for share in shares if share.counted]
    left, right, top = EDGE + text_width("100%", SMALL) + 10, width - 16, 20.0
    bottom = top + plot_height
    scale_x, scale_y = _scales(counted, comparator.share, left=left, right=right, top=top, bottom=bottom)

    many = len(counted) > MOST_NAMED
    marks: dict[str, list[Mark]] = {"dot": [], "near": [], "out": []}
    points = []
    for share in counted:
        size = share.pair[1]
        x, y = scale_x(size), scale_y(share.value)
        css = _standing(share.value, size, comparator.share)
        marks[css].append(Dot(x, y, 4.5 if many else 6) if css == "dot" else square(x, y, 5 if css == "near" else 6))
        named = css != "dot" or not many
        points.append(Point(x, y, shortened(share.label, _NAME_ROOM, SMALL, bold=True) if named else "", css != "dot"))

    line = scale_y(comparator.share)
    label = _comparator_name(comparator.text, line, points, inside=(left, top - 14, right, bottom))
    names = place_names(points, inside=(left, 4, width - EDGE, bottom - 1), taken=[label.bounds()])
    placed = [words for words in names if words]
    halos: list[Mark] = [_behind(words) for words in (*placed, label)]
    text = (NOTE_MANY if many else NOTE).format(sizes=sizes) if note is None else note
    gone = "; ".join(f"{share.label}, {share.missing_words}" for share in shares if not share.counted)
    notes, end = note_layer(f"{text} Not drawn: {gone}." if gone else text, x=10, y=bottom + 37, width=width)
    layers = (
        *_axes(scale_x, scale_y, width=width),
        Layer("lim", _limits(scale_x, scale_y, comparator.share, Z_95)),
        Layer("lim2", _limits(scale_x, scale_y, comparator.share, Z_998)),
        Layer("nat", [Line(left, line, right, line)]),
        Layer("halo", halos),
        Layer("natlab", [label]),
        *(Layer(css, marks[css]) for css in ("dot", "near", "out")),
        Layer("lab2", list(placed)),
        notes,
    )
    return Drawing(key, title, finding, width, end, layers, accent)


def _comparator_name(text: str, line: float, points: list[Point], *, inside: Bounds) -> Words:
    """Where does the name of the comparator stand? At the first end of its line where it hides no point."""
    left, top, right, bottom = inside
    room = right - left - 8
    name = shortened(text, room, SMALL, bold=True)
    for x, anchor in ((right, "end"), (left + 4, "start")):
        for y in (line - 7, line + 16):
            words = Words(x, y, name, anchor, bold=True, size=SMALL)
            box = words.bounds()
            if top <= box[1] and box[3] <= bottom and not any(_covers(box, point) for point in points):
                return words
    return Words(right, 13, shortened(f"Dashed: {text}", room, SMALL, bold=True), "end", bold=True, size=SMALL)


def _covers(box: Bounds, point: Point) -> bool:
    """Would this box hide the point?"""
    left, top, right, bottom = box
    return left < point.x + 7 and point.x - 7 < right and top < point.y + 7 and point.y - 7 < bottom


def _behind(words: Words) -> Box:
    """A pale box behind a name, so that lines do not run through its letters."""
    left, top, right, bottom = words.bounds()
    return Box(left, top, right - left, bottom - top)


def names_left_out(drawing: Drawing, shares: Sequence[Share]) -> int:
    """How many schools are drawn without their name, because there are many or it would have touched another?"""
    drawn = {mark.text for mark in drawing.marks() if isinstance(mark, Words)}
    return sum(share.counted and shortened(share.label, _NAME_ROOM, SMALL, bold=True) not in drawn for share in shares)


def _standing(share: float, size: int, centre: float) -> str:
    """Inside the limits, between them, or outside both?"""
    if share in score_limits(centre, size, Z_95):
        return "dot"
    return "near" if share in score_limits(centre, size, Z_998) else "out"


def _scales(
    counted: list[Share], centre: float, *, left: float, right: float, top: float, bottom: float
) -> tuple[Scale, Scale]:
    """Both axes from zero, high enough for every point and for the limits of the smallest school where that is near."""
    sizes = [share.pair[1] for share in counted] or [10]
    peak = max([share.value for share in counted], default=0.0)
    mouth = score_limits(centre, max(20, min(sizes)), Z_998).high
    peak = max(peak, centre, min(mouth, 2.5 * peak + 0.05))
    ticks_x = most_ticks(right - left, text_width("10,000", SMALL))
    ticks_y = max(3, int((bottom - top) / 36))
    return (
        scale_from_zero(max(sizes) * 1.04, start=left, end=right, most_ticks=ticks_x, whole=True, close=True),
        share_scale(peak, start=bottom, end=top, most_ticks=ticks_y),
    )


def _axes(scale_x: Scale, scale_y: Scale, *, width: float) -> tuple[Layer, Layer]:
    """Horizontal gridlines, per cent at the left, sizes below."""
    left, right, bottom = scale_x.start, scale_x.end, scale_y.start
    lines: list[Mark] = [Line(left, scale_y(tick), right, scale_y(tick)) for tick in scale_y.ticks]
    numbers: list[Mark] = [
        Words(left - 8, scale_y(tick) + 4, f"{tick * 100:.0f}%", "end", size=SMALL) for tick in scale_y.ticks
    ]
    for tick in scale_x.ticks:
        text = f"{tick:,.0f}"
        x = min(scale_x(tick), width - EDGE - text_width(text, SMALL) / 2)
        numbers.append(Words(x, bottom + 18, text, "middle", size=SMALL))
    return Layer("grid", lines), Layer("lab2", numbers)


def _limits(scale_x: Scale, scale_y: Scale, centre: float, z: float) -> list[Mark]:
    """Upper and lower limit as paths; what would leave the plot is cut off, not bent.

    The sum of ``score_limits`` written out (a test compares them): it is done 120 times a chart.
    """
    spread = z * sqrt(centre * (1 - centre) / scale_x.high)
    left, across = scale_x.start, scale_x.end - scale_x.start
    floor, up = scale_y.start, (scale_y.end - scale_y.start) / scale_y.high
    ceiling = min(1.0, scale_y.high)
    upper, lower = [], []
    for step in range(1, _STEPS + 1):
        part = step / _STEPS  # squared for the size: points closer together where the curve bends
        x, half = left + across * part * part, spread / part
        if centre + half <= ceiling:
            upper.append((x, floor + up * (centre + half)))
        elif ceiling == 1.0:
            upper.append((x, floor + up))
        lower.append((x, floor + up * (centre - half) if half < centre else floor))
    return [Path(tuple(points)) for points in (upper, lower) if len(points) > 1]
