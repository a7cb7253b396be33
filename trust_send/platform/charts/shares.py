"""What goes into a chart of shares?"""

from collections.abc import Sequence
from dataclasses import dataclass

from .intervals import Interval, wilson
from .rounding import per_cent, share_as_per_cent

FEWEST_PUPILS = 5  # below this a share says nothing, so the chart says so in words


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, for one school or one category?

    ``numerator`` and ``denominator`` are None where nothing was counted. ``area`` (c, l, s, p) gives the hue of an area
    of need, ``comparator`` the published share for this row, ``words`` what to write instead of a value.
    """

    label: str
    numerator: int | None
    denominator: int | None
    area: str = ""
    comparator: float | None = None
    words: str = ""

    def __post_init__(self) -> None:
        both = self.numerator is not None and self.denominator is not None
        if both and not 0 <= self.numerator <= self.denominator:  # type: ignore[operator]
            raise ValueError(f"{self.label}: {self.numerator} of {self.denominator} is not a share")
        if self.comparator is not None and not 0 <= self.comparator <= 1:
            raise ValueError(f"{self.label}: a comparator is a share between 0 and 1, not {self.comparator}")

    @property
    def counted(self) -> bool:
        """Is there enough to draw?"""
        return (
            not self.words
            and self.numerator is not None
            and self.denominator is not None
            and self.denominator >= FEWEST_PUPILS
        )

    @property
    def pair(self) -> tuple[int, int]:
        """How many of how many? Only for a share that is counted."""
        if self.numerator is None or not self.denominator:
            raise ValueError(f"{self.label} has not been counted")
        return self.numerator, self.denominator

    @property
    def value(self) -> float:
        """Which share is it, 0 to 1?"""
        numerator, denominator = self.pair
        return numerator / denominator

    @property
    def interval(self) -> Interval:
        """Where could the true rate lie (Wilson, 95 %)?"""
        return wilson(*self.pair)

    @property
    def missing_words(self) -> str:
        """What do we write where no value can be drawn?"""
        return self.words or ("not counted" if self.numerator is None or self.denominator is None else "not enough yet")

    @property
    def count_text(self) -> str:
        """How is the count written beside the chart? ``67 of 168``; nothing for groups too small to draw."""
        if not self.counted:
            return ""
        numerator, denominator = self.pair
        return f"{numerator:,} of {denominator:,}"

    @property
    def per_cent_text(self) -> str:
        """How is the share written? ``39.9%``, or the words for a missing one."""
        return per_cent(*self.pair) if self.counted else self.missing_words

    def differs_from(self, share: float | None) -> bool:
        """Is the difference more than chance explains (95 %)?"""
        return share is not None and self.counted and share not in self.interval


@dataclass(frozen=True, slots=True)
class Comparator:
    """With what do we compare? ``share`` is 0 to 1; year, population and source belong into the caption."""

    label: str
    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"a comparator is a share between 0 and 1, not {self.share}")

    @property
    def place(self) -> str:
        """How is it called in a sentence? ``England`` for ``England, primary``."""
        return self.label.split(",")[0]

    @property
    def text(self) -> str:
        """How is it written at its line? ``England 27.8%``."""
        return f"{self.label} {share_as_per_cent(self.share)}"


def by_size(shares: Sequence[Share]) -> list[Share]:
    """In which order does a chart show shares? Largest first; what was not counted comes last, in name order."""
    return sorted(shares, key=lambda share: (not share.counted, -share.value if share.counted else 0.0, share.label))
