"""What exports of real MIS bring besides: names in one column, temporary numbers, years of another school."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pupils import upn
from pupils.intake import KnownPupil
from tests.pupils.intake.files import FERNHOLLOW, NOAH, NOAH_UPN, ROSA, kinds, planned

HEADINGS = "UPN,Surname,Forename,DOB,Year,SEN Status"
TEMPORARY = upn.check_letter("80120002600A") + "80120002600A"


def rows(*lines: str, headings: str = HEADINGS, known: list[KnownPupil] | None = None, **more: Any) -> list[Any]:
    return planned("\n".join([headings, *lines]), known, **more).rows


@pytest.mark.parametrize("name", ["Noah Hartley", "Hartley Noah", "NOAH HARTLEY"])
def test_a_name_in_one_column_is_enough_for_a_child_whose_upn_is_known(name):
    (row,) = rows(f"{NOAH_UPN},{name},04/03/2018", headings="UPN,Full Name,DOB", known=[NOAH])
    assert (row.state, row.problems) == ("same", [])


def test_a_name_in_one_column_is_shown_and_told_for_anyone_else():
    for known, line in (([], "Ada Mertens,03/05/2017"), ([NOAH], "Ada Mertens,04/03/2018")):
        (row,) = rows(f"{NOAH_UPN},{line}", headings="UPN,Full Name,DOB", known=known)
        assert row.state == "problem" and "full_name_order" in kinds(row)
        assert "Ada Mertens" in row.name or row.pupil_id == NOAH.id
    assert "columns of their own" in rows(f"{NOAH_UPN},Ada Mertens,", headings="UPN,Name,DOB")[0].problems[0].sentence


def test_the_name_a_child_goes_by_may_stand_in_brackets_in_a_whole_name():
    (row,) = rows('"Mertens, Ada Jane (Addie)",03/05/2017', headings="Name,DOB")
    assert (row.values["legal_forename"], row.values["preferred_forename"]) == ("Ada Jane", "Addie")
    (row,) = rows('"Mertens, (Ada)",03/05/2017', headings="Name,DOB")
    assert row.values["legal_forename"] == "(Ada)"


def test_beside_surname_and_forename_a_whole_name_is_not_read():
    (row,) = rows(f"Noah Hartley,{NOAH_UPN},Hartley,Noah,04/03/2018,4,K", headings=f"Student,{HEADINGS}", known=[NOAH])
    assert (row.state, row.problems) == ("same", [])


def test_a_temporary_upn_never_replaces_a_permanent_one():
    line = f"{TEMPORARY},000412,Hartley,Noah,04/03/2018"
    (row,) = rows(line, headings="UPN,Adm No,Surname,Forename,DOB", known=[NOAH])
    assert (row.state, kinds(row), row.pupil_id) == ("same", {"upn_now_temporary"}, NOAH.id)
    assert "upn" not in row.values and NOAH_UPN in row.problems[0].sentence


def test_one_temporary_upn_follows_on_another():
    other = upn.check_letter("80120002600B") + "80120002600B"
    known = replace(NOAH, values={**NOAH.values, "upn": TEMPORARY})
    (row,) = rows(f"{other},000412,Hartley,Noah,04/03/2018", headings="UPN,Adm No,Surname,Forename,DOB", known=[known])
    assert (row.state, kinds(row), row.values["upn"]) == ("changed", {"upn_temporary"}, other)


def test_two_new_children_of_one_name_and_birthday_are_told():
    lines = [f",Twinn,{name},03/05/2017,4,N,{number}" for name, number in (("Al", 1), ("Al", 2), ("Bo", 3))]
    first, second, third = rows(*lines, headings=HEADINGS + ",Adm No")
    assert [row.state for row in (first, second, third)] == ["new"] * 3
    assert (kinds(first), kinds(third)) == ({"same_name_and_birth"}, set())
    assert second.problems[0].sentence.startswith("Row 2 has the same name and date of birth.")


def test_years_beyond_the_ages_of_the_school_are_told_and_many_of_them_above_the_rows():
    school = replace(FERNHOLLOW, low_age=4, high_age=11)
    for year, birth, found in (("9", "2012", {"year_beyond_school"}), ("6", "2015", set()), ("R", "2021", set())):
        (row,) = rows(f",Mertens,Ada,01/12/{birth},{year},N", school=school)
        assert (row.state, kinds(row)) == ("new", found)
    lines = "\n".join(f",Mertens{'abc'[n]},Ada,01/12/2012,9,N" for n in range(3))
    assert "3 of the 3 children are in years above or below" in planned(f"{HEADINGS}\n{lines}", [], school).notices[0]
    assert not planned(f"{HEADINGS}\n{lines}", [], FERNHOLLOW).notices


def test_a_child_who_starts_later_is_told_and_an_applicant_is_not_added():
    headings = HEADINGS + ",Admission Date,Enrolment Status"
    (later,) = rows(",Mertens,Ada,03/05/2017,4,N,04/01/2027,C", headings=headings)
    assert (later.state, kinds(later)) == ("new", {"starts_later"})
    (applicant,) = rows(",Mertens,Ada,03/05/2017,4,N,,A - Applicant", headings=headings)
    assert (applicant.state, kinds(applicant)) == ("problem", {"enrolment_not_on_roll", "not_on_roll"})
    (noah,) = rows(f"{NOAH_UPN},Hartley,Noah,04/03/2018,4,K,,Leaver", headings=headings, known=[NOAH])
    assert (noah.state, kinds(noah)) == ("same", {"enrolment_not_on_roll"})


@pytest.mark.parametrize(("born", "year"), [("01/12/2022", "N2"), ("01/12/2023", "N1"), ("01/12/2021", None)])
def test_which_nursery_year_is_meant_the_date_of_birth_says(born, year):
    (row,) = rows(f",Mertens,Ada,{born},Nursery,N")
    assert row.values.get("year_group") == (year or "R")  # no nursery age: the usual year, with a note
    known = KnownPupil(9, {"legal_surname": "Mertens", "legal_forename": "Ada", "date_of_birth": date(2021, 12, 1)})
    (row,) = rows("000009,Mertens,Ada,,N,N", headings=HEADINGS.replace("UPN", "Adm No"), known=[known])
    assert "year_group" not in row.values


def test_another_kind_of_apostrophe_is_no_change():
    known = replace(NOAH, values={**NOAH.values, "legal_surname": "O’Neill-Shaw"})
    (row,) = rows(f"{NOAH_UPN},O'Neill‑Shaw,Noah,04/03/2018,4,K", known=[known])
    assert row.changes == []
    (row,) = rows(f"{NOAH_UPN},O'Neil-Shaw,Noah,04/03/2018,4,K", known=[known])
    assert len(row.changes) == 1


def test_values_left_out_of_rows_that_change_nothing_are_told_above_them():
    lines = [f"{NOAH_UPN},Hartley,Noah,04/03/2018,4,QFT", f"{ROSA.values['upn']},Lambert,Rosa,15/01/2017,5,QFT"]
    one = planned("\n".join([HEADINGS, lines[0]]), [NOAH, ROSA])
    assert one.rows[0].state == "same" and "row 2. The reason is told under “The same”." in one.notices[-1]
    assert (
        "in 2 rows that otherwise change nothing: rows 2 and 3."
        in planned("\n".join([HEADINGS, *lines]), [NOAH, ROSA]).notices[-1]
    )


def test_a_column_spoiled_as_a_whole_is_told_once_above_the_rows():
    lines = [f"8.38E+11,Mertens{'abcdef'[n]},Ada,03/05/2017,4,N" for n in range(6)]
    (notice,) = planned("\n".join([HEADINGS, *lines])).notices
    assert notice.startswith("The column “UPN” has the same fault in nearly every row.")


@pytest.mark.parametrize(
    ("given", "is_ours"),
    [
        ("St Zoe's CofE Primary", True),
        ("ST ZOE'S C OF E VA PRIMARY SCHOOL", True),
        ("St. Zoë’s C.E. Primary Academy", True),
        ("Saint Zoë's", True),
        ("St Zoe's Catholic Primary School", False),
        ("St Zoe's CE Infant School", True),
        ("St Zia's CE Primary School", False),
    ],
)
def test_a_school_is_known_under_the_names_that_are_written_for_it(given, is_ours):
    school = replace(FERNHOLLOW, name="St Zoë’s Church of England Primary School")
    made = planned(f"{HEADINGS},School\n,Mertens,Ada,03/05/2017,4,N,{given}", [], school)
    assert (made.refusal == "") is is_ours


def test_a_name_that_is_wholly_another_schools_is_not_ours_however_near():
    school = replace(FERNHOLLOW, name="Hill Primary School", other_schools={"100009": "Hill Infant School"})
    for given, refused in (("Hill Infants", False), ("The Hill Infant School", True), ("Hill School", False)):
        made = planned(f"{HEADINGS},School\n,Mertens,Ada,03/05/2017,4,N,{given}", [], school)
        assert bool(made.refusal) is refused
