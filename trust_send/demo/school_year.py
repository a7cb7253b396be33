"""Which days does a school year have? Terms, census days and first days, for any year."""

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

YEARS_BACK = 3
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


def year_start(on: date) -> int:
    """The calendar year in which the academic year of a day began."""
    return on.year if on.month >= 9 else on.year - 1


def spring_census(start: int) -> date:
    """The January census of an academic year: the third Thursday."""
    return _nth(start + 1, 1, THURSDAY, 3)


def past_censuses(start: int) -> list[date]:
    """The January censuses of the last three whole school years before this one, newest first."""
    return [spring_census(start - back) for back in range(1, YEARS_BACK + 1)]


def counted_censuses(on: date) -> list[date]:
    """Those, and before them this school year's own once it is over: every January that the demo counts."""
    start = year_start(on)
    own = spring_census(start)
    return [own, *past_censuses(start)] if own < on else past_censuses(start)


def half_terms(start: int, *, inset_days: int = 0, early_summer: int = 0) -> list[tuple[date, date]]:
    """First and last school day of the six half-terms; a school's own training days move the first of them."""
    may_break = _last(start + 1, 5, MONDAY)
    october_break = _last(start, 10, MONDAY)
    february_break = _nth(start + 1, 2, MONDAY, 3)
    spring_ends, summer_starts = _easter_break(start + 1)
    return [
        (first_day(start, inset_days=inset_days), october_break - timedelta(days=3)),
        (october_break + timedelta(days=7 + inset_days % 2), _on_or_before(date(start, 12, 21), FRIDAY)),
        (
            _on_or_after(date(start + 1, 1, 4), MONDAY) + timedelta(days=inset_days % 2),
            february_break - timedelta(days=3),
        ),
        (february_break + timedelta(days=7), spring_ends),
        (summer_starts, may_break - timedelta(days=3)),
        (may_break + timedelta(days=7), _weekday_back(date(start + 1, 7, 22), early_summer)),
    ]


def first_day(start: int, *, inset_days: int = 0) -> date:
    """The first day with pupils in September."""
    day = date(start, 9, 2)
    for _ in range(inset_days):
        day = _next_weekday(day + timedelta(days=1))
    return _next_weekday(day)


def last_day_of_year(start: int) -> date:
    """The day after the last day of summer term, on which leavers are gone."""
    return date(start + 1, 7, 23)


@lru_cache(maxsize=64)
def _easter_break(year: int) -> tuple[date, date]:
    """The last school day before Easter's holiday and the first after; a late Easter lies at its end."""
    sunday = country_holidays("GB", subdiv="ENG", years=year).get_named("Good Friday")[0] + timedelta(days=2)
    if sunday <= date(year, 4, 6):
        return sunday - timedelta(days=3), sunday + timedelta(days=15)
    return sunday - timedelta(days=16), sunday + timedelta(days=2)


def _next_weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > FRIDAY else 0)


def _weekday_back(day: date, days: int) -> date:
    day -= timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    return _on_or_after(date(year, month, 1), weekday) + timedelta(days=7 * (number - 1))


def _last(year: int, month: int, weekday: int) -> date:
    return _on_or_before(date(year, month, 31), weekday)
