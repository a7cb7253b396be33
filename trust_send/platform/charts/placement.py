"""Where does a point's name go, so that no two names touch? The same input always gives the same answer."""

from collections.abc import Sequence
from typing import NamedTuple

from .marks import Bounds, Words
from .typeface import SMALL, text_width

_CELL = 48  # neighbours are looked for in squares of this size


class Point(NamedTuple):
    """A point that wants its name beside it; the more important ones choose first."""

    x: float
    y: float
    name: str
    important: bool = False


class _Taken:
    """Which places are already used?"""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[int, Bounds]]] = {}

    def add(self, owner: int, box: Bounds) -> None:
        left, top, right, bottom = box
        for column in range(int(left // _CELL), int(right // _CELL) + 1):
            for row in range(int(top // _CELL), int(bottom // _CELL) + 1):
                self._cells.setdefault((column, row), []).append((owner, box))

    def touches(self, owner: int, box: Bounds) -> bool:
        left, top, right, bottom = box
        for column in range(int(left // _CELL), int(right // _CELL) + 1):
            for row in range(int(top // _CELL), int(bottom // _CELL) + 1):
                for other, (left2, top2, right2, bottom2) in self._cells.get((column, row), ()):
                    if other != owner and left < right2 and left2 < right and top < bottom2 and top2 < bottom:
                        return True
        return False


# Right, left, above, below, then the same a little further: offsets of the anchor from the point.
_PLACES = (
    (11, 5, "start"),
    (-11, 5, "end"),
    (0, -11, "middle"),
    (0, 20, "middle"),
    (8, -8, "start"),
    (8, 18, "start"),
    (-8, -8, "end"),
    (-8, 18, "end"),
)


def place_names(points: Sequence[Point], *, inside: Bounds, taken: Sequence[Bounds] = ()) -> list[Words | None]:
    """Where does each name stand? None where it has none, touches another name or point, or leaves ``inside``."""
    used = _Taken()
    for box in taken:
        used.add(-1, box)
    for number, point in enumerate(points):
        used.add(number, (point.x - 7, point.y - 7, point.x + 7, point.y + 7))
    placed: list[Words | None] = [None] * len(points)
    left, top, right, bottom = inside
    for number in sorted(range(len(points)), key=lambda number: (not points[number].important, points[number].x)):
        point = points[number]
        if not point.name:
            continue
        width = text_width(point.name, SMALL, bold=point.important)
        for dx, dy, anchor in _PLACES:
            x, y = point.x + dx, point.y + dy
            start = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
            box = (start, y - 0.76 * SMALL, start + width, y + 0.24 * SMALL)
            if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom or used.touches(number, box):
                continue
            placed[number] = Words(x, y, point.name, anchor, bold=point.important, size=SMALL)
            used.add(number + len(points), box)
            break
    return placed
