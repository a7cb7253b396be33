"""The census days that the register offers: the last one of each term, in the order of time."""

from __future__ import annotations

from datetime import date

import pytest

from pupils.census_days import census_days


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (date(2026, 11, 22), [date(2026, 1, 15), date(2026, 5, 21), date(2026, 10, 1)]),
        (date(2027, 1, 20), [date(2026, 1, 15), date(2026, 5, 21), date(2026, 10, 1)]),
        (date(2027, 1, 21), [date(2026, 5, 21), date(2026, 10, 1), date(2027, 1, 21)]),
        (date(2027, 5, 20), [date(2026, 10, 1), date(2027, 1, 21), date(2027, 5, 20)]),
    ],
)
def test_the_last_three_census_days_hold_one_of_each_term(until, days):
    assert census_days(until) == days
