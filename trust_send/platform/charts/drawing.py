"""What is a finished chart? Layers of marks with a title, a finding and a size, ready for the template."""

from dataclasses import dataclass
from typing import NamedTuple

from .marks import Mark
from .paint import ACCENT, paint
from .typeface import FAMILY


class Markup(str):
    """Text that is already SVG; everything a reader wrote was escaped when its mark was made."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Layer(NamedTuple):
    """Which marks share one class, and so one paint?"""

    css: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that ``charts/chart.svg`` needs. ``key`` makes the ids, so it is used once a page."""

    key: str
    title: str
    finding: str
    width: float
    height: float
    layers: tuple[Layer, ...]
    accent: str = ACCENT
    family: str = FAMILY

    @property
    def view_box(self) -> str:
        """Which part of the plane is shown?"""
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def markup(self) -> Markup:
        """How do the layers look as SVG? One group a layer, painted by attributes only."""
        parts = []
        for css, marks in self.layers:
            if marks:
                parts.append(f'<g class="{css}" {paint(css, self.accent)}>')
                parts.extend([mark.svg() for mark in marks])
                parts.append("</g>")
        return Markup("".join(parts))

    def marks(self) -> list[Mark]:
        """Which marks does the chart draw, in order?"""
        return [mark for layer in self.layers for mark in layer.marks]
