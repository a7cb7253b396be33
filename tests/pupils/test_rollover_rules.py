"""Which year follows which, who leaves, and what a class is called then."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import rollover
from pupils.rollover import CHOOSABLE, Doubt, Fate, Outlook, class_after, going_on, last_year_group, outlook
from pupils.year_groups import YEAR_GROUPS, order, usual_year_group

codes = st.sampled_from(list(YEAR_GROUPS))
lasts = st.none() | st.sampled_from(rollover.IN_ORDER)
births = st.dates(date(2005, 1, 1), date(2026, 1, 1))
years = st.integers(2020, 2030)


@given(codes)
def test_each_year_is_followed_by_the_next_and_back_again(code):
    after = rollover.following(code)
    if after is None:
        assert code in ("14", "X")
    else:
        assert order(after) == order(code) + 1
        assert rollover.preceding(after) == code


@given(codes, lasts)
def test_nobody_goes_up_beyond_the_last_year(code, last):
    fate = going_on(code, last=last)
    if fate == Fate.UP and last is not None:
        assert order(rollover.following(code)) <= order(last)
    assert (fate == Fate.STAYS) == (code == "X")


@given(births, years)
def test_a_child_in_the_usual_year_goes_up_into_the_usual_year(born, year):
    usual = usual_year_group(born, academic_year=year - 1)
    if usual and rollover.following(usual):
        found = outlook(usual, date_of_birth=born, year=year, last=None)
        assert found == Outlook(Fate.UP)
        assert rollover.following(usual) == usual_year_group(born, academic_year=year)


@given(codes, births, years, lasts, st.booleans(), st.booleans())
def test_whatever_is_unusual_is_said(code, born, year, last, elsewhere, since):
    found = outlook(code, date_of_birth=born, year=year, last=last, elsewhere=elsewhere, since=since)
    if found.doubt is None and code != "X":
        assert code == usual_year_group(born, academic_year=year - 1)
    if found.fate == Fate.LEAVES:
        assert not elsewhere and not since
        assert code == "14" or order(code) == order(last)


@given(codes, births, years, lasts, st.booleans())
def test_only_who_is_doubtful_is_decided_and_who_does_not_go_on_stays(code, born, year, last, goes_on):
    found = outlook(code, date_of_birth=born, year=year, last=last)
    fate = found.decided(goes_on=goes_on, year_group=code, last=last)
    if found.doubt not in CHOOSABLE:
        assert fate == found.fate
    else:
        assert fate == (going_on(code, last=last) if goes_on else Fate.STAYS)


@pytest.mark.parametrize(
    ("code", "born", "expected"),
    [
        ("4", date(2018, 3, 1), Outlook(Fate.UP)),  # in 2026/27 this child is in Year 4; the next is 2027
        ("5", date(2018, 3, 1), Outlook(Fate.STAYS, Doubt.ALREADY)),
        ("3", date(2018, 3, 1), Outlook(Fate.UP, Doubt.OUT_OF_YEAR)),
        ("6", date(2017, 3, 1), Outlook(Fate.STAYS, Doubt.ALREADY)),
        ("6", date(2016, 3, 1), Outlook(Fate.LEAVES)),
        ("6", date(2014, 3, 1), Outlook(Fate.LEAVES, Doubt.OUT_OF_YEAR)),
        ("7", date(2015, 3, 1), Outlook(Fate.STAYS, Doubt.ABOVE)),
        ("X", date(2014, 3, 1), Outlook(Fate.STAYS)),
        ("", date(2014, 3, 1), Outlook(Fate.STAYS, Doubt.NO_YEAR)),
    ],
)
def test_single_children_of_a_primary_school(code, born, expected):
    assert outlook(code, date_of_birth=born, year=2027, last="6") == expected


@pytest.mark.parametrize(
    ("age", "last"),
    [(None, None), (1, None), (3, "N1"), (4, "N2"), (5, "R"), (7, "2"), (11, "6"), (16, "11"), (18, "13"), (25, "14")],
)
def test_the_last_year_of_a_school_by_the_age_of_its_oldest(age, last):
    assert last_year_group(age) == last


@pytest.mark.parametrize(
    ("name", "year", "after"),
    [
        ("4B", "4", "5B"), ("4B", "", "5B"), ("Year 4", "4", "Year 5"), ("Y4 Oak", "4", "Y5 Oak"), ("6A", "6", ""),
        ("6A", "", ""), ("Oak", "4", "Oak"), ("Oak", "", "Oak"), ("Oak", "6", ""), ("3/4", "", "3/4"),
        ("Room 12", "4", "Room 12"), ("R", "R", "1"), ("RB", "R", "1B"), ("Reception", "R", "Year 1"),
        ("YR", "R", "Y1"), ("Robins", "R", "Robins"), ("RED", "R", "RED"), ("Nursery", "N2", "Reception"),
        ("9C", "3", "9C"), ("X", "X", "X"), ("", "", ""),
    ],
)  # fmt: skip
def test_what_a_class_is_called_then(name, year, after):
    assert class_after(name, year_group=year, last="6") == after


@given(st.sampled_from([str(year) for year in range(1, 14)]), st.sampled_from(["A", " Oak", ""]))
def test_a_class_with_its_year_in_its_name_goes_up_with_it(year, rest):
    assert class_after(year + rest, year_group=year, last=None) == rollover.following(year) + rest


@given(st.text(max_size=40), codes | st.just(""), lasts)
def test_any_name_is_answered_with_a_name_that_fits(name, year, last):
    assert len(class_after(name, year_group=year, last=last)) <= len(name) + 1 or "R" in name or "Nursery" in name


@pytest.mark.parametrize(
    ("day", "year"), [(date(2027, 9, 1), 2027), (date(2027, 8, 26), 2027), (date(2027, 7, 31), 2026)]
)
def test_in_which_school_year_a_first_day_lies(day, year):
    assert rollover.school_year(day) == year


def test_the_first_days_to_choose_from():
    assert rollover.first_days(date(2026, 11, 22)) == (date(2026, 9, 1), date(2027, 9, 1))
    assert rollover.first_days(date(2027, 8, 31)) == (date(2026, 9, 1), date(2027, 9, 1))
