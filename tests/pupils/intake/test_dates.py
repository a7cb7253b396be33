"""Dates: every way that exports write them, and an order of day and month that is never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils.intake import dates

TODAY = date(2026, 11, 23)
THE_DAY = date(2015, 4, 23)


def read(cell: object, *, mixed: bool = False) -> dates.Reading:
    return dates.read(cell, mixed=mixed, newest=TODAY)


@pytest.mark.parametrize(
    "cell",
    [
        "23/04/2015",
        "23/4/2015",
        "23-04-2015",
        "23.04.2015",
        "23 04 2015",
        "23/04/15",
        "2015-04-23",
        "2015/04/23",
        "20150423",
        "23-Apr-15",
        "23-APR-2015",
        "23 April 2015",
        "23rd April 2015",
        "Thursday 23 April 2015",
        "April 23, 2015",
        "23Apr2015",
        "23/04/2015 00:00:00",
        "2015-04-23T00:00:00Z",
        "2015-04-23 00:00",
        "23/04/2015 12:00 AM",
        date(2015, 4, 23),
        datetime(2015, 4, 23, 10, 30),
    ],
)
def test_one_day_written_in_many_ways(cell):
    assert read(cell) == dates.Reading(THE_DAY)


@pytest.mark.parametrize(
    ("cell", "trouble"),
    [
        ("42117", "number"),
        ("42117.5", "number"),
        ("31/02/2015", "unclear"),
        ("23/13/2015", "unclear"),
        ("soon", "unclear"),
        ("23/04", "unclear"),
        ("2015", "unclear"),
        ("04/2015", "unclear"),
        ("23 Foo 2015", "unclear"),
        ("29/02/2015", "unclear"),
        ("1/2/3/4", "unclear"),
        ("23/O4/2015", "unclear"),
        ("00/00/0000", "unclear"),
    ],
)
def test_what_is_no_date(cell, trouble):
    assert read(cell) == dates.Reading(trouble=trouble)


def test_a_year_of_two_digits_is_the_latest_that_has_been():
    assert read("01/02/26").day == date(2026, 2, 1)
    assert read("01/02/27").day == date(1927, 2, 1)


def test_one_american_date_makes_the_whole_column_unsafe():
    assert dates.order_is_mixed(["03/05/2017", "23/04/2015", "04/23/2015"])
    assert not dates.order_is_mixed(["03/05/2017", "23/04/2015", "2015-04-23", "Apr 2015", ""])
    assert read("03/05/2017", mixed=True).trouble == "mixed"
    assert read("04/23/2015", mixed=True).trouble == "mixed"
    assert read("23/04/2015", mixed=True).day == THE_DAY
    assert read("05/05/2017", mixed=True).day == date(2017, 5, 5)
    assert read("2017-05-03", mixed=True).day == date(2017, 5, 3)
    assert read("3 May 2017", mixed=True).day == date(2017, 5, 3)
    assert read(date(2017, 5, 3), mixed=True).trouble == "mixed"


def test_a_column_that_an_american_excel_half_converted_is_found():
    low = [date(2017, month, day) for month, day in ((5, 3), (1, 9), (12, 2), (7, 11))]
    assert dates.order_is_mixed([*low, "23/04/2015"])
    assert not dates.order_is_mixed([*low, date(2017, 5, 30), "23/04/2015"])
    assert not dates.order_is_mixed(low)


def test_without_a_day_first_reading_nothing_is_guessed():
    assert read("04/23/2015").trouble == "unclear"


def test_day_and_month_exchanged():
    assert dates.swapped(date(2018, 11, 4)) == date(2018, 4, 11)
    assert dates.swapped(date(2018, 4, 13)) is None


@given(st.dates(date(2000, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%y", "%d %B %Y", "%d.%m.%y"]))
def test_every_day_reads_as_itself(day, form):
    assert read(day.strftime(form)).day == day


@given(st.text(alphabet="0123456789/-. aprijunTZ:+", max_size=25))
def test_nothing_breaks_the_reader(text):
    reading = read(text)
    assert (reading.day is None) == bool(reading.trouble)


@given(st.lists(st.dates(date(2000, 1, 1), TODAY), min_size=1, max_size=30))
def test_a_mixed_column_never_yields_a_wrong_day(days):
    american = [day.strftime("%m/%d/%Y") for day in days]
    mixed = dates.order_is_mixed(american)
    if mixed:
        for text, day in zip(american, days, strict=True):
            assert read(text, mixed=mixed).day in (None, day)
