"""Small numbers: which cells of a table are put together so that no child can be made out.

Counts from 1 to 4 are not shown on their own to people who must not meet a child in a figure. They are joined into
one line; when that line is still small, the next smallest joins it, so that no total gives it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SMALL_BELOW = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a table of parts of a whole."""

    key: str
    pupils: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Lines that may be shown, and what was joined."""

    shown: tuple[Part, ...]
    joined: tuple[Part, ...]

    @property
    def joined_pupils(self) -> int:
        """How many pupils are in the joined line?"""
        return sum(part.pupils for part in self.joined)


def join_small(parts: Iterable[Part], *, below: int = SMALL_BELOW) -> Parts:
    """Which lines may stand on their own? Largest first; none with 1 to ``below`` - 1 pupils does."""
    ordered: Sequence[Part] = sorted((part for part in parts if part.pupils), key=lambda part: (-part.pupils, part.key))
    shown = [part for part in ordered if part.pupils >= below]
    joined = [part for part in ordered if part.pupils < below]
    while joined and shown and sum(part.pupils for part in joined) < below:
        joined.insert(0, shown.pop())
    return Parts(tuple(shown), tuple(joined))
