"""The plan: new, changed, the same, a question, a problem, “is this the same child?”, and who is not in the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pupils import upn
from pupils.intake import KnownPupil, SchoolFacts, Weight
from tests.pupils.intake.files import FERNHOLLOW, GWEN_UPN, NOAH, NOAH_UPN, ROSA, ROSA_UPN, kinds, planned

HEAD = "UPN,Adno,Surname,Forename,DOB,Year,Class,SEN Status,SEN Needs,FSM"
NOAH_ROW = f'{NOAH_UPN},000412,Hartley,Noah,04/03/2018,4,4A,K,"SLCN, ASD",N'


def one(row: str, *, known: list[KnownPupil] | None = None, school: SchoolFacts = FERNHOLLOW, **more: Any) -> Any:
    (found,) = planned(f"{HEAD}\n{row}", [NOAH, ROSA] if known is None else known, school, **more).rows
    return found


def changes(row: Any) -> dict[str, tuple[str, str]]:
    return {change.field: (change.before, change.after) for change in row.changes}


def test_a_child_nobody_knows_is_new_with_status_and_needs():
    row = one(f"{GWEN_UPN},9,Evans,Gwen,01/09/2020,1,1B,K,SLCN,Y")
    assert (row.state, row.pupil_id, row.name, row.label) == ("new", None, "Evans, Gwen", "1B")
    assert row.values["sen_status"] == "K"
    assert row.values["needs"] == ("SLCN",)


def test_a_child_the_file_says_nothing_new_about_is_the_same():
    row = one(NOAH_ROW)
    assert (row.state, row.pupil_id, row.how, row.changes, row.problems) == ("same", 1, "upn", [], [])


def test_changes_are_told_before_and_after_in_words():
    row = one(f'{NOAH_UPN},412,Hartley,Noah,04/03/2018,5,4B,K,"SLCN, ASD",Yes')
    assert row.state == "changed"
    assert changes(row) == {
        "year_group": ("Year 4", "Year 5"),
        "registration_group": ("4A", "4B"),
        "fsm": ("no", "yes"),
    }
    assert [change.value for change in row.changes] == ["5", "4B", True]


def test_blank_cells_wipe_nothing():
    row = one(f"{NOAH_UPN},,Hartley,Noah,,,,,,")
    assert (row.state, row.changes) == ("same", [])


def test_capitals_and_lost_zeros_are_no_change():
    assert one(f"{NOAH_UPN},412,HARTLEY,NOAH,04/03/2018,4,4a,,,").state == "same"


def test_another_status_of_a_known_child_is_a_question():
    row = one(f"{NOAH_UPN},412,Hartley,Noah,04/03/2018,4,4B,N,,N")
    assert row.state == "question"
    assert changes(row) == {"registration_group": ("4A", "4B")}
    assert (row.question.register_code, row.question.file_code) == ("K", "N")
    assert row.question.sentence == "The register says SEN support, the file says No SEN. Left to the SENCO."


def test_other_needs_of_a_known_child_are_a_question():
    row = one(f'{NOAH_UPN},412,Hartley,Noah,04/03/2018,4,4A,K,"ASD, MLD",N')
    assert row.state == "question"
    assert (row.question.register_needs, row.question.file_needs) == (("SLCN", "ASD"), ("ASD", "MLD"))
    assert row.changes == []


def test_where_the_mis_leads_status_and_needs_are_changes():
    school = replace(FERNHOLLOW, mis_leads=True)
    row = one(f"{NOAH_UPN},412,Hartley,Noah,04/03/2018,4,4A,E,ASD,N", school=school)
    assert (row.state, row.question) == ("changed", None)
    assert changes(row) == {
        "sen_status": ("SEN support", "EHC plan"),
        "needs": ("Speech, language and communication needs, Autism", "Autism"),
    }


def test_a_status_never_recorded_is_filled_without_a_question():
    blank = KnownPupil(1, {k: v for k, v in NOAH.values.items() if k not in ("sen_status", "needs")})
    row = one(NOAH_ROW, known=[blank])
    assert (row.state, row.question) == ("changed", None)
    assert changes(row)["sen_status"] == ("", "SEN support")


def test_monitoring_of_a_known_child_on_sen_support_is_a_question_with_a_note():
    row = one(f"{NOAH_UPN},412,Hartley,Noah,04/03/2018,4,4A,Monitoring,,N")
    assert (row.state, row.question.file_code) == ("question", "N")
    assert "status_local" in kinds(row)


def test_day_and_month_exchanged_is_a_problem():
    row = one(f"{NOAH_UPN},412,Hartley,Noah,03/04/2018,4,4A,K,,N")
    assert row.state == "problem"
    assert row.problems[0].sentence == (
        "Day and month look swapped in the file: the register has 4 March 2018, the file 3 April 2018."
    )
    assert changes(row)["date_of_birth"] == ("4 March 2018", "3 April 2018")  # ready, should someone take theirs


def test_another_date_of_birth_is_a_change():
    assert changes(one(f"{NOAH_UPN},412,Hartley,Noah,05/03/2018,4,4A,K,,N")) == {
        "date_of_birth": ("4 March 2018", "5 March 2018")
    }


def test_an_american_column_is_never_guessed():
    found = planned(
        f"{HEAD}\n{NOAH_UPN},,Hartley,Noah,03/04/2018,4,,,,\n{ROSA_UPN},,Lambert,Rosa,01/15/2017,5,,,,\n"
        f"{GWEN_UPN},,Evans,Gwen,30/09/2020,1,,,,",
        [NOAH, ROSA],
    )
    assert [row.state for row in found.rows] == ["problem", "problem", "new"]
    assert "mixed in this column" in found.rows[0].problems[0].sentence


def test_found_by_admission_number_where_the_name_agrees():
    row = one(",412,Hartley,Noah,04/03/2018,4,4B,,,")
    assert (row.state, row.pupil_id, row.how) == ("changed", 1, "admission number")


def test_an_admission_number_of_another_child_is_a_problem():
    assert kinds(one(f"{GWEN_UPN},000412,Evans,Gwen,01/09/2020,1,1B,,,")) == {"admission_of_another"}


def test_an_admission_number_that_another_child_has_is_left_out():
    row = one(f"{ROSA_UPN},000412,Lambert,Rosa,15/01/2017,5,5B,,,")
    assert (row.state, row.pupil_id, kinds(row)) == ("changed", 2, {"admission_held"})
    assert set(changes(row)) == {"registration_group"}


def test_a_leavers_admission_number_may_be_given_again():
    left = KnownPupil(1, {**NOAH.values, "left_on": date(2025, 7, 18)}, on_roll=False)
    assert one(f"{GWEN_UPN},000412,Evans,Gwen,01/09/2020,1,1B,,,", known=[left]).state == "new"


def test_name_and_date_of_birth_alone_need_a_humans_yes():
    row = one(",,Lambert,Rosa,15/01/2017,5,5B,,,")
    assert (row.state, row.pupil_id) == ("ask", 2)
    assert row.asks == "Is this Rosie Lambert, found by name and date of birth?"
    assert "registration_group" in changes(row)


def test_a_name_matches_without_accents_and_by_the_name_the_child_goes_by():
    assert one(",,LAMBERT,Rosie,15/01/2017,5,5B,,,").pupil_id == 2


def test_two_children_of_one_name_and_birth_are_a_problem():
    twin = KnownPupil(3, {**ROSA.values, "upn": GWEN_UPN})
    assert kinds(one(",,Lambert,Rosa,15/01/2017,5,5B,,,", known=[ROSA, twin])) == {"several_known"}


def test_a_upn_of_someone_else_is_a_problem():
    row = one(f"{NOAH_UPN},,Evans,Gwen,01/09/2020,1,1B,,,")
    assert row.state == "problem"
    assert (
        row.problems[0].sentence == "This UPN belongs to Noah Hartley in the register, and the row names someone else."
    )


def test_numbers_of_brothers_sisters_and_twins_that_were_mixed_up_are_problems():
    max_ = KnownPupil(
        3, {"upn": GWEN_UPN, "legal_surname": "Hartley", "legal_forename": "Max", "date_of_birth": date(2018, 3, 4)}
    )
    assert kinds(one(f"{GWEN_UPN},,Hartley,Noah,04/03/2018,4,4A,,,", known=[NOAH, max_])) == {"upn_of_another"}
    assert kinds(one(f"{NOAH_UPN},,Hartley,Ann,05/05/2020,4,4A,,,", known=[NOAH])) >= {"upn_of_another"}
    assert one(f"{NOAH_UPN},,Hartley,Noa,04/03/2018,4,4A,,,", known=[NOAH]).state == "changed"
    assert one(f"{NOAH_UPN},,Newname,Noah,04/03/2018,4,4A,,,", known=[NOAH]).state == "changed"


def test_a_permanent_upn_replaces_a_temporary_one_and_no_other():
    temporary = KnownPupil(1, {**NOAH.values, "upn": "M80120000500A"})
    row = one(NOAH_ROW, known=[temporary])
    assert (row.state, kinds(row), changes(row)["upn"]) == (
        "changed",
        {"upn_was_temporary"},
        ("M80120000500A", NOAH_UPN),
    )
    other = KnownPupil(1, {**NOAH.values, "upn": GWEN_UPN})
    assert kinds(one(NOAH_ROW, known=[other])) == {"upn_differs"}


def test_a_former_upn_finds_the_child():
    moved = KnownPupil(1, {**NOAH.values, "upn": GWEN_UPN, "former_upn": NOAH_UPN})
    row = one(NOAH_ROW, known=[moved])
    assert (row.pupil_id, row.how) == (1, "former upn")


def test_a_upn_with_a_wrong_sign_is_a_problem_that_a_correction_ends():
    wrong = NOAH_UPN[:-1] + str((int(NOAH_UPN[-1]) + 1) % 10)
    row = NOAH_ROW.replace(NOAH_UPN, wrong)
    assert kinds(one(row)) == {"upn_check_letter"}
    assert one(row, corrections={2: {"upn": NOAH_UPN}}).state == "same"


def test_two_rows_for_one_known_child_are_problems_but_the_surest_one_counts():
    found = planned(f"{HEAD}\n{NOAH_ROW}\n,000412,Hartley,Noa,04/03/2018,4,4A,K,,N", [NOAH])
    assert [row.state for row in found.rows] == ["same", "problem"]
    assert kinds(found.rows[1]) == {"admission_twice", "same_child_twice"}
    assert "This row and row 2 look" in found.rows[1].problems[1].sentence
    found = planned(f"{HEAD}\n,000412,Hartley,Noah,04/03/2018,4,4A,K,,N\n,412,Hartley,Noa,04/03/2018,4,4A,K,,N", [NOAH])
    assert [row.state for row in found.rows] == ["problem", "problem"]


def test_a_upn_held_by_another_school_of_the_trust():
    school = replace(FERNHOLLOW, held_elsewhere=frozenset([GWEN_UPN]))
    row = planned(f"{HEAD}\n{GWEN_UPN},9,Evans,Gwen,01/09/2020,1,1B,K,SLCN,Y\n{NOAH_ROW}", [NOAH], school).rows[0]
    assert kinds(row) == {"upn_elsewhere"}
    text = f"UPN,Surname,Forename,DOB,Enrolment Status\n{GWEN_UPN},Evans,Gwen,01/09/2020,S\n{NOAH_UPN},Hartley,Noah,,"
    assert "add a second one" in planned(text, [NOAH], school).rows[0].problems[0].sentence
    assert "another school of the trust" in row.problems[0].sentence


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (f"{GWEN_UPN},,,Gwen,01/09/2020,1,,,,", "no_surname"),
        (f"{GWEN_UPN},,Evans,,01/09/2020,1,,,,", "no_forename"),
        (f"{GWEN_UPN},,Evans,Gwen,,1,,,,", "no_date_of_birth"),
        (",,Evans,Gwen,,1,,,,", "no_identity"),
        (",,Evans,,,,,,,", "no_identity"),
        (f"{GWEN_UPN},,Ev4ns,Gwen,01/09/2020,1,,,,", "name_digits"),
    ],
)
def test_a_new_child_needs_a_name_and_a_date_of_birth(row, kind):
    found = one(row)
    assert found.state == "problem"
    assert kinds(found) == {kind}


def test_a_new_child_without_a_year_gets_the_usual_one_with_a_note():
    row = one(f"{GWEN_UPN},,Evans,Gwen,01/09/2020,,,,,")
    assert (row.state, row.values["year_group"], row.problems[0].kind) == ("new", "1", "year_missing")


def test_a_child_taught_out_of_year_is_kept_with_a_note():
    row = one(f"{GWEN_UPN},,Evans,Gwen,01/09/2018,1,,,,")
    assert (row.state, row.values["year_group"], kinds(row)) == ("new", "1", {"year_and_age"})


@pytest.mark.parametrize(
    ("status", "needs", "kept", "kind"),
    [
        ("N", "SLCN", None, "needs_without_sen"),
        ("E", "NSA", None, "need_not_with_plan"),
        ("E", "NSA;ASD", ("ASD",), "need_not_with_plan"),
        ("K", "NSA", ("NSA",), None),
        ("K", "ADHD;ASD", ("ASD",), "need_diagnosis"),
        ("K", "wobbly;ASD", ("ASD",), "need_unknown"),
        ("", "ASD", None, "needs_without_sen"),
    ],
)
def test_only_needs_that_go_with_the_status_are_kept(status, needs, kept, kind):
    row = one(f"{GWEN_UPN},,Evans,Gwen,01/09/2020,1,1B,{status},{needs},")
    assert row.state == "new"
    assert row.values.get("needs") == kept
    assert kinds(row) == ({kind} if kind else set())


def test_down_syndrome_is_a_need_only_from_2025():
    from pupils.intake import plan
    from tests.pupils.intake.files import sheet

    columns, rows = sheet(f"{HEAD}\n{GWEN_UPN},,Evans,Gwen,01/09/2018,1,1B,E,DS,")
    (row,) = plan(rows, [], FERNHOLLOW, columns, date(2025, 8, 31)).rows
    assert "need_too_early" in kinds(row)
    (row,) = plan(rows, [], FERNHOLLOW, columns, date(2025, 9, 1)).rows
    assert row.values["needs"] == ("DS",)


def test_an_unreadable_value_leaves_only_itself_out():
    row = one(f"{NOAH_UPN},412,Hartley,Noah,04/03/2018,4,4B,banana,,N")
    assert (row.state, kinds(row)) == ("changed", {"status_unclear"})
    assert row.problems[0].weight is Weight.VALUE


def test_children_who_are_not_in_the_file_are_listed_and_kept():
    left = KnownPupil(3, {"legal_surname": "Gone", "legal_forename": "Ann"}, on_roll=False)
    found = planned(f"{HEAD}\n{NOAH_ROW}", [NOAH, ROSA, left])
    assert [pupil.id for pupil in found.not_in_file] == [2]
    assert found.counts()["absent"] == 1


def test_leavers():
    head = "UPN,Surname,Forename,DOB,Year,Leaving Date"
    (row,) = planned(f"{head}\n{NOAH_UPN},Hartley,Noah,04/03/2018,4,20/11/2026", [NOAH]).rows
    assert changes(row) == {"left_on": ("", "20 November 2026")}
    (row,) = planned(f"{head}\n{GWEN_UPN},Evans,Gwen,01/09/2020,1,20/11/2026").rows
    assert kinds(row) == {"left_already"}
    left = KnownPupil(1, {**NOAH.values, "left_on": date(2026, 7, 17)}, on_roll=False)
    (row,) = planned(f"{head}\n{NOAH_UPN},Hartley,Noah,04/03/2018,4,", [left]).rows
    assert (row.state, row.asks) == ("ask", "Is Noah Hartley back?")


def test_a_row_whose_cells_may_have_moved_is_a_problem():
    row = one(f"{NOAH_UPN},412,Hart,ley,Noah,04/03/2018,4,4A,K,SLCN,N")
    assert "broken_row" in kinds(row)


def test_a_file_without_the_columns_it_must_have_is_refused_in_words():
    found = planned("Forename,Class,Year\nNoah,4B,4")
    assert "surname and date of birth (or UPN)" in found.refusal
    assert found.rows == []


def test_counts_for_the_boxes_above_the_preview():
    found = planned(
        f"{HEAD}\n{NOAH_ROW.replace('4A', '4B')}\n{GWEN_UPN},9,Evans,Gwen,01/09/2020,1,1B,K,SLCN,Y\n,,Nobody,,,,,,,",
        [NOAH, ROSA],
    )
    assert found.counts() == {
        "problem": 1,
        "ask": 0,
        "question": 0,
        "new": 1,
        "changed": 1,
        "same": 0,
        "absent": 1,
        "values_changed": 1,
        "new_on_register": 1,
    }


def many(count: int, laestab: str) -> str:
    rows = [
        f"{upn.make(laestab=laestab, year=20, serial=n)},,Smith{chr(97 + n % 16)},Ann{chr(97 + n // 16)},"
        f"01/02/2018,4,4A,N,,N"
        for n in range(count)
    ]
    return "\n".join([HEAD, *rows])


def test_a_file_that_names_another_school_is_refused():
    text = "UPN,Surname,Forename,DOB,URN\n" + "\n".join(
        f"{upn.make(laestab='8012000', year=20, serial=n)},Smith,Ann,01/02/2018,{urn}"
        for n, urn in enumerate(["100009", "100009", "100001"])
    )
    school = replace(FERNHOLLOW, other_schools={"100009": "Harbour View Infants"})
    assert planned(text, [], school).refusal == (
        "This file is for another school, Harbour View Infants, not for Fernhollow Primary School. "
        "Choose that school first."
    )


def test_one_row_of_another_school_is_that_rows_problem():
    text = "UPN,Surname,Forename,DOB,Year,School\n" + "\n".join(
        f"{number},Smith,{name},01/02/2018,4,{school}"
        for number, name, school in (
            (NOAH_UPN, "Ann", "Fernhollow Primary"),
            (ROSA_UPN, "Bo", "Fernhollow Primary School"),
            (GWEN_UPN, "Cy", "Harbour View"),
        )
    )
    assert [row.state for row in planned(text).rows] == ["new", "new", "problem"]


def test_a_file_full_of_children_held_elsewhere_is_refused():
    numbers = frozenset(upn.make(laestab="8013000", year=20, serial=n) for n in range(20))
    found = planned(many(20, "8013000"), [NOAH], replace(FERNHOLLOW, held_elsewhere=numbers))
    assert "are at other schools of the trust" in found.refusal


def test_upns_first_given_by_another_school_are_only_worth_a_look():
    school = replace(FERNHOLLOW, other_schools={"8013000": "Harbour View Infants"})
    found = planned(many(20, "8013000"), [], school)
    assert found.refusal == ""
    assert "first given by Harbour View Infants" in found.notices[0]
    assert planned(many(20, "8019999"), [], school).notices == []


def test_a_file_in_which_hardly_anyone_is_known_is_worth_a_look():
    known = [KnownPupil(n, {"upn": upn.make(laestab="8012000", year=19, serial=n)}) for n in range(30)]
    assert "Is it this school’s?" in planned(many(20, "8012000"), known).notices[0]


def test_a_file_about_nobody_is_refused():
    from pupils.intake import plan_rows

    assert "No row" in plan_rows([], [], FERNHOLLOW, date(2026, 11, 23)).refusal
