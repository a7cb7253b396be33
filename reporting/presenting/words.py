"""How are numbers, days and small cells written?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from reporting.selectors import Share
from trust_send.platform.charts import half_up, per_cent, wilson

HIDDEN = "c"
NOT_APPLICABLE = "–"
WHY_HIDDEN = (
    "Groups of one to four pupils are never shown on their own, and one more is put with them where a total would give"
    " them away, so that no child can be made out: “c” stands in their place. This is so for everybody, also for those"
    " who may see the children."
)
WHY_TOTALS = (
    "How many pupils of a school are on SEN support or have an EHC plan is published for every school in England from"
    " the school census, so these totals are shown however small they are."
)
COUNTED_WHO = (
    "Pupils count where they are registered singly or as their main school; guests and second registrations do not."
)


def share_text(share: Share) -> str:
    """The share with one decimal, halves up; a dash where there is nobody."""
    return per_cent(share.numerator, share.denominator) if share.denominator else NOT_APPLICABLE


def range_text(share: Share) -> str:
    """Where the true rate could lie, 95 %."""
    if not share.denominator:
        return NOT_APPLICABLE
    interval = wilson(share.numerator, share.denominator)
    return f"{half_up(interval.low * 100, 1)} to {half_up(interval.high * 100, 1)}"


@lru_cache(maxsize=64)
def long_day(day: date) -> str:
    """A day in running text."""
    return date_format(day, "j F Y")


@lru_cache(maxsize=64)
def short_day(day: date) -> str:
    """A day in a table."""
    return date_format(day, "j M Y")


def month(day: date) -> str:
    """The month of a census."""
    return date_format(day, "F Y")


def pupils(number: int) -> str:
    """So many pupils, in words that agree."""
    return f"{number:,} pupil" if number == 1 else f"{number:,} pupils"


def schools(number: int) -> str:
    """So many schools, in words that agree."""
    return f"{number:,} school" if number == 1 else f"{number:,} schools"


def counted_when(days: Collection[date | None], moments: Collection[datetime | None]) -> str:
    """On which day was it counted, and when, as far as that is known? Nothing where the days differ."""
    (day, *others) = set(days) or {None}
    if day is None or others:
        return ""
    times = sorted(f"{timezone.localtime(moment):%H:%M}" for moment in moments if moment is not None)
    if len(times) < len(moments):
        return f"counted on {long_day(day)}"
    between = f"at {times[0]}" if times[0] == times[-1] else f"between {times[0]} and {times[-1]}"
    return f"counted on {long_day(day)} {between}"
