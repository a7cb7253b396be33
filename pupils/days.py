"""Half-open periods in the words people use: the last day, not the first day after."""

from __future__ import annotations

from datetime import date, timedelta


def last_day(ends_on: date | None) -> date | None:
    """Which day is the last one of a period that ends before ``ends_on``?"""
    return ends_on - timedelta(days=1) if ends_on else None
