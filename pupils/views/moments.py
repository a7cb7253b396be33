"""The moment from which a list that is read backwards goes on, as it stands in an address."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def moment_in(text: str) -> datetime | None:
    """Which moment is meant? None when it is none."""
    try:
        return datetime.fromtimestamp(float(text), tz=timezone.get_current_timezone()) if text else None
    except (ValueError, OverflowError, OSError):
        return None


def words_of(moment: datetime | None) -> str:
    """The part of an address that reads on from a moment; empty when there is nothing more."""
    return f"?before={moment.timestamp()}" if moment else ""
