"""Dot and interval: our share, where the true rate could lie, and what we compare it with."""

from collections.abc import Sequence

from .drawing import Drawing, Layer
from .frame import axis_layers, comparator_layers, ends_layer, labels_layer, most_ticks, note_layer, rows_for
from .marks import Diamond, Dot, Line, Mark, Words, square
from .paint import ACCENT
from .scales import share_scale
from .shares import Comparator, Share, by_size
from .typeface import SMALL, shortened, text_width

NOTE = "Dot: our value. Line: where the true rate could lie (95%)."
NOTE_DIAMOND = NOTE + " White diamond: {comparator}."


def dots(
    shares: Sequence[Share],
    *,
    key: str,
    title: str,
    finding: str,
    comparator: Comparator | None = None,
    diamonds: str = "",
    note: str | None = None,
    in_size_order: bool = True,
    width: float = 600,
    accent: str = ACCENT,
) -> Drawing:
    """How do schools or categories lie beside a comparator, chance allowed for?

    One ``comparator`` becomes a dashed line; a ``comparator`` on each share becomes a diamond, which ``diamonds`` names
    ("England, EHC plans 0–25, January 2025"). A share that differs beyond chance gets a red square and a bold name.
    """
    shares = by_size(shares) if in_size_order else list(shares)
    ends = [share.count_text for share in shares]
    rows = rows_for([share.label for share in shares], ends, width=width, top=24 if comparator else 10)
    intervals = [share.interval if share.counted else None for share in shares]
    highest = [interval.high for interval in intervals if interval]
    highest += [share.comparator for share in shares if share.comparator is not None]
    if comparator:
        highest.append(comparator.share)
    ticks = most_ticks(rows.right - rows.left, text_width("100%", SMALL))
    scale = share_scale(max(highest, default=0), start=rows.left, end=rows.right, most_ticks=ticks)
    grid, numbers = axis_layers(
        scale, [f"{tick * 100:.0f}%" for tick in scale.ticks], top=rows.top, bottom=rows.bottom, width=width
    )

    differs: list[bool] = []
    marks: dict[str, list[Mark]] = {}
    squares: list[Mark] = []
    hollow: list[Mark] = []
    missing: list[Mark] = []
    for row, (share, interval) in enumerate(zip(shares, intervals, strict=True)):
        y = rows.y(row)
        against = share.comparator if share.comparator is not None else comparator.share if comparator else None
        different = interval is not None and against is not None and against not in interval
        differs.append(different)
        if interval is None:
            room = rows.right - rows.left - 6
            missing.append(Words(rows.left + 6, y + 5, shortened(share.missing_words, room, SMALL), size=SMALL))
        else:
            x = scale(share.value)
            variant = "out" if different else share.area
            css = f"whisk-{variant}" if variant else "whisk"
            marks.setdefault(css, []).append(Line(scale(interval.low), y, scale(interval.high), y))
            if different:
                squares.append(square(x, y))
            else:
                marks.setdefault(f"dot-{share.area}" if share.area else "dot", []).append(Dot(x, y))
        if share.comparator is not None:
            hollow.append(Diamond(scale(share.comparator), y))

    layers = [grid, numbers, labels_layer(rows, differs), ends_layer(rows, ends)]
    if comparator:
        x = scale(comparator.share)
        layers += comparator_layers(x, comparator.text, top=rows.top, bottom=rows.bottom, width=width)
    layers += [Layer(css, marks[css]) for css in sorted(marks, reverse=True)]  # intervals first, dots on top of them
    layers += [Layer("out", squares), Layer("diamond", hollow), Layer("lab2", missing)]
    if note is None:
        note = NOTE_DIAMOND.format(comparator=diamonds) if diamonds else NOTE
    notes, bottom = note_layer(note, x=min(rows.left, 10), y=rows.bottom + 37, width=width)
    return Drawing(key, title, finding, width, bottom, (*layers, notes), accent)
