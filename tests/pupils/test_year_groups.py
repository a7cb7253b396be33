"""Year groups: as exports write them, in order, and usual for an age."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import year_groups


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Year 5", "5"), ("Yr 5", "5"), ("Y5", "5"), ("5", "5"), ("05", "5"), ("Year  05", "5"), ("Year Group 5", "5"),
        ("NC Year 11", "11"), ("Curriculum Year 3", "3"), ("14", "14"), ("yr.7", "7"),
        ("R", "R"), ("Reception", "R"), ("Year R", "R"), ("YR", "R"), ("0", "R"), ("Rec", "R"),
        ("N1", "N1"), ("N2", "N2"), ("Nursery 2", "N2"), ("Nursery-1", "N1"), ("nursery year 2", "N2"),
        ("X", "X"), ("15", None), ("5B", None), ("Nursery", None), ("Year", None), ("", None), ("2026", None),
    ],
)  # fmt: skip
def test_year_groups_as_exports_write_them(text, code):
    assert year_groups.parse(text) == code


@given(st.sampled_from(list(year_groups.YEAR_GROUPS)))
def test_every_label_and_code_reads_as_itself(code):
    assert year_groups.parse(code) == code
    if code != "X":
        assert year_groups.parse(year_groups.label(code)) == code


def test_they_stand_in_school_order():
    codes = ["12", "R", "X", "2", "N2", "10", "1", "N1"]
    assert sorted(codes, key=year_groups.order) == ["N1", "N2", "R", "1", "2", "10", "12", "X"]


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        ("N1", "EYFS"),
        ("R", "EYFS"),
        ("2", "KS1"),
        ("6", "KS2"),
        ("9", "KS3"),
        ("11", "KS4"),
        ("14", "KS5"),
        ("X", None),
    ],
)
def test_key_stages(code, stage):
    assert year_groups.key_stage(code) == stage


def test_the_academic_year_starts_on_1_september():
    assert year_groups.academic_year(date(2026, 8, 31)) == 2025
    assert year_groups.academic_year(date(2026, 9, 1)) == 2026
    assert year_groups.academic_year_label(2026) == "2026/27"
    assert year_groups.academic_year_label(2099) == "2099/00"


@pytest.mark.parametrize(
    ("birth", "year", "code"),
    [
        (date(2008, 9, 1), 2019, "6"),
        (date(2008, 8, 31), 2019, "7"),
        (date(2022, 9, 1), 2026, "N2"),
        (date(2022, 8, 31), 2026, "R"),
        (date(2024, 8, 31), 2026, "N1"),
        (date(2024, 9, 1), 2026, None),
        (date(2008, 2, 29), 2019, "7"),
    ],
)
def test_the_usual_year_changes_with_the_31_august(birth, year, code):
    assert year_groups.usual_year_group(birth, academic_year=year) == code


def test_a_leap_day_child_has_a_birthday_every_year():
    assert year_groups.age_on(date(2027, 2, 28), date_of_birth=date(2020, 2, 29)) == 6
    assert year_groups.age_on(date(2027, 3, 1), date_of_birth=date(2020, 2, 29)) == 7


def test_how_far_two_years_are_apart():
    assert year_groups.years_apart("R", "2") == 2
    assert year_groups.years_apart("X", "2") == 0
