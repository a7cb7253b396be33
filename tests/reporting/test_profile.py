"""What is said about one school: the right comparator, the right words, and no child in any number."""

from __future__ import annotations

import re

import pytest

from reporting.measures import Cell
from reporting.presenting import columns, exports, figures_of_a_school
from reporting.presenting.groups import groups
from reporting.presenting.needs import OTHERS
from reporting.presenting.profile import profile
from reporting.presenting.questions import questions
from tests.reporting.figures import JANUARIES, ON, TODAY, figures, figures_of, made, school


def test_the_numbers_are_those_of_the_register():
    about = made()
    assert (about.roll, about.support.number, about.plan.number, about.all_sen.number) == (418, "49", "12", "61")
    assert (about.support.share_text, about.plan.share_text, about.all_sen.share_text) == ("11.7%", "2.9%", "14.6%")
    assert about.no_sen.number == "357"
    assert about.support.range_text == "9.0 to 15.2"


def test_england_is_named_with_phase_and_year_and_never_of_another_kind():
    primary, special = made(), made(phase="SP")
    assert primary.support.england_label == "England, state-funded primary, January 2025"
    assert primary.support.england_text == "14.8%"
    assert all("special" in line.england_label for line in special.lines)
    assert special.support.verdict == "old" and "No newer figure" in special.source


def test_a_difference_within_chance_is_called_so():
    assert made().support.mark == ("none", "Within chance")
    assert made(none=120).support.mark == ("info", "Above England")
    assert made(none=3000).support.mark == ("info", "Below England")


def test_the_sentences_say_it_in_plain_words():
    first, *rest = made().sentences
    assert (
        first == "61 of 418 pupils (14.6%) have special educational needs: 49 on SEN support and 12 with an EHC plan."
    )
    assert any(
        "cannot be told apart from England’s 14.8% (state-funded primary, January 2025)" in each for each in rest
    )


def test_nobody_on_the_register_is_said_aloud():
    about = made(none=180, support={}, plan={}, past=False)
    assert about.sentences[0].startswith("None of the 180 pupils on roll is on the SEN register")
    assert questions(about)[0].text == "How do we know that no pupil here needs help that is not being given?"
    assert [each.rows for each in about.needs] == [(), ()] and about.areas == ()
    assert about.needs[0].hidden_words == "No pupil is on SEN support."


def test_small_needs_are_joined_and_never_named():
    support, plan = made().needs
    assert [row.label for row in support.rows][:2] == ["Speech and language", "Social, emotional, mental health"]
    assert support.rows[-1].label == OTHERS and support.rows[-1].share.numerator >= 5
    assert sum(row.share.numerator for row in support.rows) == support.total == 49
    assert [row.share.numerator for row in plan.rows] == [7, 5]


def test_a_register_of_few_shows_no_need():
    about = made(none=30, support={"ASD": 2, "SLCN": 1}, plan={"PD": 1})
    assert [each.rows for each in about.needs] == [(), ()]
    assert "Fewer than five pupils" in about.needs[0].hidden_words
    assert about.areas == () and about.unclear == 0


def test_how_many_have_no_need_is_told_only_where_it_gives_nobody_away():
    assert made().without_need is None
    assert made(support={"SLCN": 30, "": 9}).without_need == 9
    assert made(support={"SLCN": 30}).without_need == 0


def test_small_groups_are_hidden_in_pairs():
    years = [
        Cell(1, status, "ASD" * (status == "K"), "M", year, None, None, n)
        for year, status, n in (
            ("1", "N", 50),
            ("1", "K", 2),
            ("2", "N", 50),
            ("2", "K", 8),
            ("3", "N", 50),
            ("3", "K", 9),
        )
    ]
    rows = {row.label: row.cells for row in groups(figures_of(years), "year").rows}
    assert rows["Year 1"] == ("52", "c", "c", "0", "0.0%") and rows["Year 2"][1] == "c"
    assert rows["Year 3"] == ("59", "9", "15.3%", "0", "0.0%")


def test_the_one_without_a_plan_is_not_found_by_subtraction():
    cells = [Cell(1, "E", "ASD", "M", "7", None, None, 40), Cell(1, "E", "ASD", "F", "7", None, None, 20)]
    cells.append(Cell(1, "K", "SLCN", "F", "7", None, None, 1))
    assert {row.cells[1:] for row in groups(figures_of(cells), "sex").rows} == {("c", "c", "c", "c")}


def test_unknown_is_a_group_of_its_own_and_parts_add_up():
    cells = [Cell(1, "N", "", "M", "1", value, None, 20) for value in (True, False, None)]
    rows = groups(figures_of(cells), "fsm").rows
    assert [row.label for row in rows] == ["Eligible now", "Not eligible", "Not recorded"]
    assert sum(row.roll for row in rows) == 60


def test_the_trend_has_three_januaries_and_the_newest_count():
    about = made()
    assert [point.label for point in about.trend.points] == ["Jan 2024", "Jan 2025", "Jan 2026", "Nov 2026"]
    assert about.trend.missing == ()
    assert about.trend.points[1].england_support == "14.8%" and about.trend.points[-1].england_support == "–"
    alone = made(past=False)
    assert list(alone.trend.missing) == JANUARIES and figures_of_a_school.over_time(alone) is None


def test_past_counts_without_groups_or_needs_do_not_break_the_page():
    about = profile(
        school=school(),
        counted_on=ON,
        figures=figures_of([Cell(1, "N", "", "M", "1", None, None, 9)], groups=False),
        past=(),
        today=TODAY,
    )
    assert about.groups == {} and figures_of_a_school.by_year(about) is None


def test_every_chart_says_its_finding_and_has_its_table():
    about = made()
    for figure in (figures_of_a_school.by_year(about), figures_of_a_school.over_time(about)):
        assert figure.drawing.title and figure.drawing.finding.endswith(".") and figure.table.rows
    assert "Speech and language is the most common main need" in about.needs[0].drawing(key="k").finding


@pytest.mark.parametrize("on", ["2026-11-20", "2026-01-20"])
def test_questions_speak_of_these_figures_first(on):
    about = made(none=3000)
    assert questions(about)[0].text == "How do we know that no child who needs help is missed?"
    assert len(questions(about, most=2)) == 2


def test_an_export_has_the_numbers_of_the_page_and_hides_the_same_cells():
    about = made()
    sheet = exports.of_profile(about)
    assert all(len(row) == len(sheet.headings) for row in sheet.rows)
    register = {row[2]: row[3:6] for row in sheet.rows if row[0] == "Register"}
    assert register["On SEN support"] == (49, 418, "11.7%")
    for each in about.groups.values():
        told = [row for row in sheet.rows if row[0] == each.title]
        assert sum(row[3] == "c" for row in told) == sum(
            cell == "c" for row in each.rows for cell in (row.cells[1], row.cells[3])
        )


def test_two_columns_are_balanced_and_lose_nothing():
    found = columns.blocks(made(), questions(made(), most=3))
    left, right = columns.in_two(found)
    assert sorted(map(id, (*left, *right))) == sorted(map(id, found)) and left[0].name == "lines"
    assert columns.height(left, right) < sum(block.millimetres for block in found) * 0.6


def test_no_number_from_one_to_four_stands_alone_below_the_totals():
    about = made()
    for each in about.groups.values():
        for row in each.rows:
            for text in (row.cells[0], row.cells[1], row.cells[3]):
                assert text in ("c", "0") or int(re.sub(",", "", text)) >= 5
    for each in about.needs:
        assert all(row.share.numerator >= 5 for row in each.rows)
    assert figures().roll == 418
