"""Of which marks is a chart made? Named tuples, not dataclasses, because a chart of 40 schools makes 300 of them."""

from html import escape
from typing import NamedTuple, Protocol

from .typeface import LABEL, text_width

Bounds = tuple[float, float, float, float]  # left, top, right, bottom


class Mark(Protocol):
    """What can every mark say about itself?"""

    def bounds(self) -> Bounds: ...
    def svg(self) -> str: ...


class Line(NamedTuple):
    """A straight line: gridline, interval, comparator."""

    x1: float
    y1: float
    x2: float
    y2: float

    def bounds(self) -> Bounds:
        return min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2)

    def svg(self) -> str:
        return f'<line x1="{self.x1:.1f}" y1="{self.y1:.1f}" x2="{self.x2:.1f}" y2="{self.y2:.1f}"/>'


class Dot(NamedTuple):
    """A filled dot: our value."""

    x: float
    y: float
    r: float = 6

    def bounds(self) -> Bounds:
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r

    def svg(self) -> str:
        return f'<circle cx="{self.x:.1f}" cy="{self.y:.1f}" r="{self.r:g}"/>'


class Box(NamedTuple):
    """A rectangle: a bar, a cell, or the square that says "different beyond chance"."""

    x: float
    y: float
    width: float
    height: float

    def bounds(self) -> Bounds:
        return self.x, self.y, self.x + self.width, self.y + self.height

    def svg(self) -> str:
        return f'<rect x="{self.x:.1f}" y="{self.y:.1f}" width="{self.width:.1f}" height="{self.height:.1f}"/>'


def square(x: float, y: float, half: float = 6) -> Box:
    """Which box is the square around this point?"""
    return Box(x - half, y - half, 2 * half, 2 * half)


class Diamond(NamedTuple):
    """A hollow diamond: the comparator of one row."""

    x: float
    y: float
    half_width: float = 7
    half_height: float = 9

    def bounds(self) -> Bounds:
        return (
            self.x - self.half_width,
            self.y - self.half_height,
            self.x + self.half_width,
            self.y + self.half_height,
        )

    def svg(self) -> str:
        w, h = self.half_width, self.half_height
        return f'<path d="M{self.x:.1f} {self.y - h:.1f}l{w:g} {h:g} {-w:g} {h:g} {-w:g} {-h:g}Z"/>'


class Triangle(NamedTuple):
    """A triangle: one of the point shapes that tell lines apart without colour."""

    x: float
    y: float
    half: float = 6

    def bounds(self) -> Bounds:
        return self.x - self.half, self.y - self.half, self.x + self.half, self.y + self.half

    def svg(self) -> str:
        s = self.half
        return f'<path d="M{self.x:.1f} {self.y - s:.1f}l{s:g} {2 * s:g}h{-2 * s:g}Z"/>'


class Path(NamedTuple):
    """A line through several points: a limit of the funnel, a value over time."""

    points: tuple[tuple[float, float], ...]

    def bounds(self) -> Bounds:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    def svg(self) -> str:
        return f'<path d="M{"L".join([f"{x:.1f} {y:.1f}" for x, y in self.points])}"/>'


class Words(NamedTuple):
    """A piece of text; ``y`` is its baseline, ``anchor`` says which end stands at ``x``."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    bold: bool = False
    size: int = LABEL

    def bounds(self) -> Bounds:
        width = text_width(self.text, self.size, bold=self.bold)
        left = self.x - {"start": 0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - self.size * 0.76, left + width, self.y + self.size * 0.24

    def svg(self) -> str:
        anchor = "" if self.anchor == "start" else f' text-anchor="{self.anchor}"'
        weight = ' font-weight="600"' if self.bold else ""
        return f'<text x="{self.x:.1f}" y="{self.y:.1f}"{anchor}{weight}>{escape(self.text)}</text>'
