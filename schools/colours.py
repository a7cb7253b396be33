"""A trust's own colours: may they be read, and how are they told to the browser? Pure: no settings, no database."""

from __future__ import annotations

import re
from dataclasses import dataclass

WHITE = "#ffffff"
ON_WHITE = 4.5
"""Text and buttons in the main colour (WCAG 2.2, 1.4.3)."""
UNDER_WHITE = 7.0
"""White text on the header, which stands on every page (1.4.6)."""
HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Colours:
    """The three colours a trust may choose."""

    accent: str
    deep: str
    tint: str

    def problems(self) -> dict[str, str]:
        """Why can these not be used, by field? Empty when they can."""
        wrong = {name: f"{value} is not a colour: write # and six digits or letters a to f."
                 for name, value in (("accent", self.accent), ("accent_deep", self.deep), ("accent_tint", self.tint))
                 if not HEX.fullmatch(value)}  # fmt: skip
        if wrong:
            return wrong
        if (found := contrast(self.accent, WHITE)) < ON_WHITE:
            wrong["accent"] = f"Too pale on white: the contrast is {shown(found)}, it must be {ON_WHITE}."
        elif (found := contrast(self.accent, self.tint)) < ON_WHITE:
            wrong["accent_tint"] = f"The main colour cannot be read on it: {shown(found)}, it must be {ON_WHITE}."
        if (found := contrast(self.deep, WHITE)) < UNDER_WHITE:
            wrong["accent_deep"] = f"White cannot be read well on it: {shown(found)}, it must be {UNDER_WHITE:g}."
        return wrong

    @property
    def version(self) -> str:
        """By what does a browser know that the colours have changed?"""
        return "".join((self.accent, self.deep, self.tint)).replace("#", "")

    def stylesheet(self) -> str:
        """The few custom properties a trust may set. Areas, statuses and judgements keep their own colours."""
        return (
            f":root {{ --ts-accent: {self.accent}; --ts-accent-deep: {self.deep}; --ts-accent-tint: {self.tint};"
            f" --govuk-brand-colour: {self.accent}; }}\n"
        )


def luminance(colour: str) -> float:
    """How light is a colour, from 0 (black) to 1 (white)? (WCAG 2.2, relative luminance)"""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """How well do two colours stand apart, from 1 to 21?"""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def shown(ratio: float) -> str:
    """A contrast with one digit, never rounded up to a pass."""
    return f"{int(ratio * 10) / 10:.1f}"
