"""Shares of the roll in words, rounded half up as the published tables do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def percent(part: int, whole: int) -> str:
    """What share is this, with one decimal and halves up? 49 of 418 is 11.7%."""
    if not whole:
        return "–"
    return f"{(Decimal(part) * 100 / whole).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
