"""Cells: to typed values, or to a problem in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import upn
from pupils.intake import FIELDS, Weight
from pupils.intake.values import Context, is_blank, read
from tests.pupils.intake.files import NOAH_UPN, TODAY
from trust_send.platform.tables.reading import Flaw

PLAIN = Context(TODAY)


def value(name: str, cell: Any) -> Any:
    return read(cell, FIELDS[name], PLAIN)[0]


def trouble(name: str, cell: Any) -> tuple[str, Weight]:
    got, (found,) = read(cell, FIELDS[name], PLAIN)
    assert got is None
    assert found.field == name
    assert found.sentence.endswith(".")
    return found.kind, found.weight


@pytest.mark.parametrize(
    "name", ["O’Neill", "Anne-Marie", "de la Cruz", "Zoë", "Иван", "N'Golo", "St. John", "Smith (Jones)"]
)
def test_names_are_kept_as_they_are(name):
    assert value("legal_surname", f"{name}") == name


def test_spaces_within_a_name_are_folded():
    assert value("legal_surname", "van  der\nBerg") == "van der Berg"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sm1th", "name_digits"),
        ("SmithO0", "name_digits"),
        ("12", "name_digits"),
        ("a@b", "name_digits"),
        ("...x;", "name_digits"),
        ("RenÃ©e", "name_garbled"),
        ("Oâ€™Neill", "name_garbled"),
        ("Ren\ufffde", "name_garbled"),
        ("Ren?e", "name_garbled"),
        ("?zil", "name_garbled"),
        ("x" * 81, "name_long"),
    ],
)
def test_names_that_cannot_be_right_hold_the_row_back(name, kind):
    assert trouble("legal_surname", name) == (kind, Weight.ROW)


def test_one_column_with_the_whole_name():
    assert value("full_name", "Hartley, Noah James") == ("Hartley", "Noah James")
    assert trouble("full_name", "Noah Hartley") == ("full_name_order", Weight.ROW)


@pytest.mark.parametrize("cell", ["Y", "Yes", "TRUE", "True", "1", "T", "y", "Eligible"])
def test_yes(cell):
    assert value("fsm", cell) is True


@pytest.mark.parametrize("cell", ["N", "No", "FALSE", "0", "F", "Not eligible", "Never"])
def test_no(cell):
    assert value("fsm", cell) is False


@pytest.mark.parametrize("cell", ["", "-", "–", "N/A", "null"])
def test_blank_says_nothing(cell):
    assert is_blank(cell)
    assert not is_blank("0")
    assert not is_blank("N")


def test_other_flags_leave_only_the_value_out():
    assert trouble("fsm", "perhaps") == ("flag_unclear", Weight.VALUE)


@pytest.mark.parametrize(("cell", "code"), [("M", "M"), ("female", "F"), ("Girl", "F"), ("U", "U"), ("Not known", "U")])
def test_sex(cell, code):
    assert value("sex", cell) == code


def test_codes_that_are_none():
    assert trouble("sex", "Q")[0] == "sex_unclear"
    assert trouble("year_group", "5B")[0] == "year_unclear"
    assert trouble("ethnicity", "Martian")[0] == "ethnicity_unclear"
    assert trouble("enrolment_kind", "Z")[0] == "enrolment_unclear"
    assert trouble("school_urn", "12a")[0] == "digits_unclear"
    assert trouble("registration_group", "x" * 41)[0] == "too_long"
    assert trouble("need_rank", "0")[0] == "rank_unclear"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("C", "C"),
        ("C - Current", "C"),
        ("Current (single registration at this school)", "C"),
        ("M", "M"),
        ("Main - dual", "M"),
        ("Subsidiary (dual registration)", "S"),
        ("Guest", "G"),
    ],
)
def test_kinds_of_enrolment(cell, code):
    assert value("enrolment_kind", cell) == code


def test_upn():
    assert value("upn", f" {NOAH_UPN.lower()} ") == NOAH_UPN
    wrong = ("A" if NOAH_UPN[0] != "A" else "B") + NOAH_UPN[1:]
    assert trouble("upn", wrong) == ("upn_check_letter", Weight.ROW)
    assert trouble("upn", "8.01E+11") == ("upn_scientific", Weight.ROW)
    assert value("upn", f"'{NOAH_UPN}") == NOAH_UPN and value("admission_number", "'000412") == "000412"
    assert value("admission_number", "412.0") == "412" and value("admission_number", "A.0") == "A.0"
    assert trouble("upn", NOAH_UPN[:12] + "O") == ("upn_letters", Weight.ROW)
    assert trouble("former_upn", wrong) == ("former_upn_wrong", Weight.VALUE)


def test_upns_that_are_kept_with_a_word():
    got, notes = read("M80120000500A", FIELDS["upn"], PLAIN)
    assert (got, [note.kind for note in notes]) == ("M80120000500A", ["upn_temporary"])
    new_la = upn.make(laestab="9992000", year=5, serial=1)
    got, notes = read(new_la, FIELDS["upn"], PLAIN)
    assert (got, [note.kind for note in notes]) == (new_la, ["upn_la_unknown"])
    assert notes[0].weight is Weight.NOTE


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("soon", "birth_unclear"),
        ("42117", "birth_number"),
        ("24/11/2026", "birth_future"),
        ("01/09/2026", "birth_age"),
        ("01/09/1999", "birth_age"),
        ("04/23/2015", "birth_unclear"),
    ],
)
def test_dates_of_birth_that_cannot_be(cell, kind):
    assert trouble("date_of_birth", cell) == (kind, Weight.ROW)


def test_other_dates_leave_only_the_value_out():
    assert value("starts_on", "01/09/2025") == date(2025, 9, 1)
    assert value("left_on", "31/08/2027") == date(2027, 8, 31)
    assert trouble("starts_on", "01/09/1985") == ("date_implausible", Weight.VALUE)
    assert trouble("sen_since", "01/09/2027") == ("date_implausible", Weight.VALUE)
    assert trouble("starts_on", "later") == ("date_unclear", Weight.VALUE)


def test_a_formula_or_an_error_is_told_by_its_cell():
    flaw = Flaw("formula", "B2", "=A1")
    assert trouble("upn", flaw) == ("bad_identity_cell", Weight.ROW)
    assert trouble("fsm", flaw) == ("bad_cell", Weight.VALUE)


def test_a_class_that_a_spreadsheet_took_for_a_date_is_seen():
    assert trouble("registration_group", date(2026, 5, 4)) == ("date_in_text", Weight.VALUE)
    assert trouble("registration_group", "04-May")[0] == "date_in_text"
    assert trouble("legal_surname", date(2026, 5, 4))[0] == "date_in_text"
    assert value("registration_group", "4-M") == "4-M"


def test_status_notes():
    got, (note,) = read("Monitoring", FIELDS["sen_status"], PLAIN)
    assert (got, note.kind, note.weight) == ("N", "status_local", Weight.NOTE)
    got, (note,) = read("School Action", FIELDS["sen_status"], PLAIN)
    assert got == "K"
    assert "read as SEN support" in note.sentence
    assert trouble("sen_status", "EHCP requested") == ("status_requested", Weight.VALUE)


@given(st.sampled_from(sorted(set(FIELDS) - {"needs"})), st.text(min_size=1, max_size=60) | st.dates())
def test_every_cell_is_a_value_or_a_sentence(name, cell):
    got, problems = read(cell, FIELDS[name], PLAIN)
    assert got is not None or problems
    for found in problems:
        assert found.sentence
        assert "{" not in found.sentence or "{" in str(cell)


@pytest.mark.parametrize(
    ("name", "cell", "meant"),
    [
        ("fsm", "Yes (FSM)", True),
        ("fsm", "T - True", True),
        ("fsm", "Yes - current", True),
        ("fsm", "Y*", True),
        ("fsm", "Not eligible", False),
        ("fsm", "No entitlement", False),
        ("fsm", "1.0", True),
        ("fsm_ever6", "Ever 6", True),
        ("fsm_ever6", "FSM6", True),
        ("pupil_premium", "Ever 6", True),
        ("pupil_premium", "Not PP", False),
        ("eal", "EAL", True),
        ("eal", "Not EAL", False),
        ("looked_after", "In care", True),
        ("looked_after", "Not in care", False),
    ],
)
def test_yes_and_no_as_columns_say_it(name, cell, meant):
    assert value(name, cell) is meant


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("fsm", "Ever 6"),
        ("fsm", "Yes - ended 2024"),
        ("fsm", "Yes (no longer)"),
        ("eal", "English"),
        ("looked_after", "Previously LAC"),
    ],
)
def test_what_could_mean_either_is_left_out(name, cell):
    assert trouble(name, cell) == ("flag_unclear", Weight.VALUE)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Reception (R)", "R"),
        ("Year 4 (4)", "4"),
        ("4.0", "4"),
        ("Y R", "R"),
        ("Year Four", "4"),
        ("Year  4", "4"),
        ("-1", None),
        ("Year 4 - 5", None),
        ("Year 4 (5)", None),
    ],
)
def test_years_with_something_beside_them(cell, code):
    assert value("year_group", cell) == code


@pytest.mark.parametrize(
    ("cell", "code"), [("Male (M)", "M"), ("F - Female", "F"), ("M / F", None), ("Male - other", None)]
)
def test_sexes_said_twice(cell, code):
    assert value("sex", cell) == code


@pytest.mark.parametrize(
    ("cell", "code"), [("Current Pupil", "C"), ("Guest (pupil not registered at this school)", "G")]
)
def test_kinds_of_enrolment_with_something_beside_them(cell, code):
    assert value("enrolment_kind", cell) == code


@pytest.mark.parametrize("cell", ["Leaver", "Applicant", "A - Applicant", "Off-roll", "Accepted"])
def test_who_is_not_on_roll_is_told(cell):
    assert trouble("enrolment_kind", cell) == ("enrolment_not_on_roll", Weight.VALUE)
