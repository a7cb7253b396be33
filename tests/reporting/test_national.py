"""The figures for England: complete, sourced, of the right kind of school and of the right year."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.national import (
    ALL_SCHOOLS,
    LINE_BY_PHASE,
    NATIONAL_CSV,
    academic_year,
    census_day,
    gap,
    national,
    national_trend,
    need_mixes_compare,
)

TODAY = date(2026, 11, 22)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "benchmarks.csv"
PREVALENCE = ("sen_support", "ehc_plan", "all_sen")
NEEDS = ("SLCN", "ASD", "SEMH", "MLD", "SPLD", "SLD", "PMLD", "PD", "HI", "VI", "MSI", "DS", "OTH", "NSA")


def rows() -> list[dict[str, str]]:
    with NATIONAL_CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_has_a_year_a_source_and_a_known_status():
    for row in rows():
        assert row["status"] in ("published", "estimate"), row
        assert row["source"][0].isupper() and not row["source"].endswith((".csv", ".xlsx", ".parquet")), row
        assert row["unit"] == "%"
        assert Decimal(0) <= Decimal(row["value"]) <= Decimal(100)
        start, end = row["year"].split("/")
        assert int(end) == (int(start) + 1) % 100


def test_no_figure_stands_twice():
    keys = [tuple(row[name] for name in ("measure", "phase", "group", "need", "year")) for row in rows()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("phase", LINE_BY_PHASE)
@pytest.mark.parametrize("measure", PREVALENCE)
def test_every_phase_has_a_comparator_or_a_stated_gap(measure, phase):
    found = national(measure, phase, on=TODAY)
    assert (found is None) == (gap(measure, phase, on=TODAY) is not None)


@pytest.mark.parametrize("phase", LINE_BY_PHASE)
@pytest.mark.parametrize("group", ["K", "E"])
@pytest.mark.parametrize("need", NEEDS)
def test_every_need_has_a_comparator_or_a_stated_gap(phase, group, need):
    found = national("main_need", phase, group, need, on=TODAY)
    assert (found is None) == (gap("main_need", phase, group, need, on=TODAY) is not None)


@pytest.mark.parametrize("phase", ["PS", "SS", ALL_SCHOOLS])
@pytest.mark.parametrize("measure", PREVALENCE)
def test_there_are_three_years_for_a_trend(measure, phase):
    years = [one.year for one in national_trend(measure, phase, on=TODAY)]
    assert len(years) == 3
    assert years == sorted(years)


def test_the_newest_headline_figures():
    assert national("sen_support", ALL_SCHOOLS, on=TODAY).value == Decimal("14.8")
    assert national("ehc_plan", ALL_SCHOOLS, on=TODAY).value == Decimal("6.0")
    primary = national("all_sen", "PS", on=TODAY)
    assert (primary.value, primary.year, primary.is_estimate) == (Decimal("19.4"), "2025/26", False)
    assert primary.label == "England, state-funded primary, January 2026"
    assert national("all_sen", "SS", on=TODAY).value == Decimal("17.6")


def test_a_sum_of_shares_is_shown_as_an_estimate():
    found = national("all_sen", ALL_SCHOOLS, on=TODAY)
    assert found.is_estimate
    assert found.label == "England, all schools, January 2026, estimate"


def test_the_three_groups_of_a_year_agree_with_one_another():
    by = {(row["measure"], row["phase"], row["year"]): Decimal(row["value"]) for row in rows() if not row["need"]}
    for (measure, phase, year), whole in by.items():
        parts = by.get(("sen_support", phase, year)), by.get(("ehc_plan", phase, year))
        if measure == "all_sen" and None not in parts:
            assert abs(whole - sum(parts)) <= Decimal("0.11"), (phase, year)


@pytest.mark.parametrize("measure", PREVALENCE)
def test_a_special_school_is_never_set_beside_primary_schools(measure):
    assert national(measure, "SP", on=TODAY).line == "special"
    assert national(measure, "SP", on=TODAY).value != national(measure, "PS", on=TODAY).value


def test_an_old_figure_says_so():
    assert national("ehc_plan", "SP", on=TODAY).is_old
    assert not national("ehc_plan", "PS", on=TODAY).is_old


@pytest.mark.parametrize(("phase", "line"), [("AT", "secondary"), ("MS", "secondary"), ("MP", "primary")])
def test_middle_and_all_through_schools_stand_where_the_department_puts_them(phase, line):
    assert national("all_sen", phase, on=TODAY).line == line


def test_a_day_before_the_census_gets_the_year_before():
    assert census_day("2025/26") == date(2026, 1, 15)
    assert national("ehc_plan", ALL_SCHOOLS, on=date(2026, 1, 14)).year == "2024/25"
    assert national("ehc_plan", ALL_SCHOOLS, on=date(2026, 1, 15)).year == "2025/26"
    assert national("ehc_plan", ALL_SCHOOLS, on=date(2010, 1, 1)) is None


def test_needs_of_plans_name_the_wider_group_they_count():
    assert "birth to 25" in national("main_need", ALL_SCHOOLS, "E", "ASD", on=TODAY).label
    assert "mainstream" in national("main_need", "PS", "E", "ASD", on=TODAY).label
    assert national("main_need", "SP", "E", "ASD", on=TODAY).value == Decimal("36.5")


def test_need_mixes_on_both_sides_of_down_syndrome_are_not_alike():
    assert not need_mixes_compare("2024/25", "2025/26")
    assert need_mixes_compare("2022/23", "2024/25")
    assert national("main_need", "PS", "E", "SLCN", on=TODAY).caution
    assert not national("main_need", "PS", "E", "SLCN", on=date(2025, 3, 1)).caution
    assert national("main_need", "PS", "E", "DS", on=TODAY) is None


@pytest.mark.parametrize("line", ["all", "mainstream", "special", "ap"])
def test_the_needs_of_plans_add_up_to_nearly_all(line):
    parts = [
        Decimal(row["value"])
        for row in rows()
        if (row["measure"], row["phase"], row["group"]) == ("main_need", line, "E")
    ]
    assert Decimal("98") <= sum(parts) <= Decimal("100.5")


def test_academic_year():
    assert academic_year(date(2026, 8, 31)) == "2025/26"
    assert academic_year(date(2026, 9, 1)) == "2026/27"
    assert academic_year(date(1999, 9, 1)) == "1999/00"


@pytest.mark.skipif(not SHARED.exists(), reason="the folder of published benchmark tables is not beside this checkout")
def test_the_figures_are_those_of_the_published_tables():
    with SHARED.open(encoding="utf-8", newline="") as file:
        published = {(row["measure"], row["phase"], row["year"]): row["value"] for row in csv.DictReader(file)}
    names = {"sen_support": "Pupils with SEN support", "ehc_plan": "Pupils with an EHC plan"}
    lines = {"all": "All schools", "primary": "State-funded primary", "secondary": "State-funded secondary"}
    checked = 0
    for row in rows():
        if row["measure"] in names and row["phase"] in lines:
            value = published[names[row["measure"]], lines[row["phase"]], row["year"]]
            assert Decimal(row["value"]) == Decimal(value), row
            checked += 1
    assert checked >= 24


def test_the_parts_and_the_whole_are_of_one_year():
    from reporting.measures import Measure
    from reporting.national import year_of_all
    from reporting.presenting.england import MEASURES, england

    assert year_of_all(MEASURES, "PS", on=TODAY) == "2024/25"
    support, plan, everyone = (england(measure, "PS", on=TODAY) for measure in MEASURES)
    assert support and plan and everyone and {support.year, plan.year, everyone.year} == {"2024/25"}
    assert abs(support.value + plan.value - everyone.value) <= Decimal("0.2")
    nursery = england(Measure.ALL_SEN, "NS", on=TODAY)
    assert nursery and nursery.year == "2025/26", "where only the whole is published, the newest stands"
    assert england(Measure.SEN_SUPPORT, "NS", on=TODAY) is None
