"""How is a number rounded for a reader? Half up, exactly, as the statistical releases do it."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache


@lru_cache(maxsize=20_000)  # a page of 36 schools asks three hundred times, and the next page the same
def half_up(value: int | float | Decimal, places: int = 0) -> Decimal:
    """Which number do we print? ``0.125`` to two places is ``0.13``, never the even neighbour ``0.12``."""
    # str() first: the reader means the 0.145 they see, not its binary neighbour 0.14499….
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def per_cent(numerator: int, denominator: int, places: int = 1) -> str:
    """What share is this, in words? ``per_cent(1, 8)`` is ``12.5%``; worked in whole numbers, so always exact."""
    scale = 10**places
    steps = (200 * scale * numerator + denominator) // (2 * denominator)
    whole, rest = divmod(steps, scale)
    return f"{whole}.{rest:0{places}d}%" if places else f"{whole}%"


def share_as_per_cent(share: float, places: int = 1) -> str:
    """How is a published share such as ``0.148`` printed? ``14.8%``."""
    return f"{half_up(Decimal(str(share)) * 100, places)}%"
