"""School years, terms and school days."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schools.calendar import Calendar, TermDates, bank_holidays, term_name, year_label, year_start

AUTUMN = Calendar.of(
    [TermDates(2, date(2026, 11, 2), date(2026, 12, 18)), TermDates(1, date(2026, 9, 2), date(2026, 10, 23))]
)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_the_year_that_began_last_september(day):
    start = year_start(day)
    assert date(start, 9, 1) <= day < date(start + 1, 9, 1)
    assert year_label(start) == f"{start}/{str(start + 1)[2:]}"


def test_both_namings_speak_of_the_same_half_terms():
    assert [term_name(n, "six") for n in (1, 6)] == ["Term 1", "Term 6"]
    assert [term_name(n, "three") for n in (1, 4, 5)] == [
        "Autumn term, first half",
        "Spring term, second half",
        "Summer term, first half",
    ]


def test_a_school_day_is_a_weekday_of_a_term_that_is_no_bank_holiday():
    assert AUTUMN.is_school_day(date(2026, 9, 2))
    assert not AUTUMN.is_school_day(date(2026, 9, 5))  # Saturday
    assert not AUTUMN.is_school_day(date(2026, 10, 28))  # half-term
    assert date(2026, 5, 4) in bank_holidays(2026)
    summer = Calendar.of([TermDates(5, date(2026, 4, 13), date(2026, 5, 22))])
    assert not summer.is_school_day(date(2026, 5, 4)) and summer.is_school_day(date(2026, 5, 5))


@given(st.dates(date(2026, 8, 1), date(2027, 1, 31)), st.integers(0, 90), st.integers(0, 90))
def test_school_days_add_up(day, first, second):
    from datetime import timedelta

    middle, end = day + timedelta(days=first), day + timedelta(days=first + second)
    assert AUTUMN.school_days(day, end) == AUTUMN.school_days(day, middle) + AUTUMN.school_days(middle, end)
