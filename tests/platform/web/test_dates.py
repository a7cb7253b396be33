"""Dates are read as people write them, and refused in words that help."""

from __future__ import annotations

import datetime

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from trust_send.platform.web.dates import read_date, write_date
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.renderer import GovukRenderer

MARCH_26 = datetime.date(2027, 3, 26)


@pytest.mark.parametrize(
    "text",
    ["26/3/27", "26/03/2027", "26.3.27", "26-3-2027", "26 3 27", "26 March 2027", "26 Mar 27", "26th March, 2027"]
    + ["Friday 26 March 2027", "Fri 26 Mar 2027", "2027-03-26", "  26 /3/ 27 ", "26march2027", "26 MARCH 2027"],
)
def test_what_people_write_is_read(text: str) -> None:
    assert read_date(text) == MARCH_26


def test_september_has_two_short_forms() -> None:
    assert read_date("1 Sept 27") == read_date("1 Sep 27") == datetime.date(2027, 9, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3/26/27", "put the day first"),
        ("31/6/27", "June 2027 has 30 days"),
        ("29/2/27", "February 2027 has 28 days"),
        ("0/3/27", "must be a real day"),
        ("26 Marvember 2027", "a month we do not know: Marvember"),
        ("26/3/1027", "a year that cannot be right: 1027"),
        ("next Friday", "like 26/3/2027"),
        ("26/3", "like 26/3/2027"),
        ("", "like 26/3/2027"),
    ],
)
def test_what_does_not_fit_is_said(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_date(text)


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_what_we_write_we_read(day: datetime.date) -> None:
    assert read_date(write_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%A} {day.day} {day:%B} {day.year}") == day


@given(st.text(max_size=30))
def test_any_words_are_read_or_refused_kindly(text: str) -> None:
    try:
        assert isinstance(read_date(text), datetime.date)
    except ValueError as problem:
        assert str(problem).startswith(("must be", "has "))


class ReviewForm(forms.Form):
    on = DateField(label="Review date")
    until = DateField(label="Until (optional)", required=False)


def test_the_form_field_names_itself_and_keeps_what_was_typed() -> None:
    form = ReviewForm({"on": "31/6/27"}, renderer=GovukRenderer())
    assert form.errors == {"on": ["Review date must be a real day: June 2027 has 30 days"]}
    assert 'value="31/6/27"' in str(form["on"])


def test_the_form_field_shows_a_day_as_people_write_it() -> None:
    form = ReviewForm(initial={"on": MARCH_26}, renderer=GovukRenderer())
    assert 'value="26/3/2027"' in str(form["on"])
    assert ReviewForm({"on": "26/3/27"}).is_valid()
