"""How far could the true rate lie from the one we counted?"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

Z_95 = 1.959963984540054  # two-sided 95 %
Z_998 = 3.090232306167813  # two-sided 99.8 %


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which two shares, 0 to 1, does the true rate probably lie?"""

    low: float
    high: float

    def __contains__(self, share: float) -> bool:
        return self.low <= share <= self.high


@lru_cache(maxsize=20_000)  # a page of 36 schools asks three hundred times, and the next page the same
def wilson(numerator: int, denominator: int, z: float = Z_95) -> Interval:
    """Which true rates could have produced this count? Wilson's score interval, 95 % unless told otherwise."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is not a share")
    share = numerator / denominator
    z2 = z * z
    middle = (share + z2 / (2 * denominator)) / (1 + z2 / denominator)
    half = z * sqrt(share * (1 - share) / denominator + z2 / (4 * denominator * denominator)) / (1 + z2 / denominator)
    # At 0 % and 100 % the end is the share itself; rounding errors must not put the point outside.
    return Interval(min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def score_limits(centre: float, denominator: float, z: float = Z_95) -> Interval:
    """Between which shares would chance alone keep a group of this size, if its true rate were ``centre``?

    These are the limits of the score test, ``centre ± z·√(centre·(1−centre)/n)``, cut at 0 and 1. Wilson's interval
    is the same test seen from the other side: a school lies outside these limits exactly when its own Wilson interval
    leaves ``centre`` out. So the funnel and the dot plot of one page never contradict each other, which exact
    binomial limits beside Wilson intervals would do.
    """
    half = z * sqrt(centre * (1 - centre) / denominator)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))
