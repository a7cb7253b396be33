"""Headings of each vendor's export, the school's saved mapping, and headings that could mean two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils.intake import FIELDS, is_known, recognise

SIMS = [
    "Adno",
    "UPN",
    "Legal Surname",
    "Legal Forename",
    "Surname",
    "Forename",
    "DOB",
    "Gender",
    "Year taught in",
    "Reg Group",
    "SEN Status",
    "SEN Need Type",
    "SEN Need Rank",
    "FSM Eligible",
    "FSM Ever 6",
    "Pupil Premium Indicator",
    "In Care",
    "Ever in Care",
    "EAL",
    "Ethnicity",
    "First Language",
    "Date of Admission",
    "Home phone 2",
]
ARBOR = [
    "Arbor ID",
    "Unique Pupil Number",
    "Legal first name",
    "Legal last name",
    "Preferred first name",
    "Preferred last name",
    "Date of birth",
    "Sex",
    "Year group",
    "Registration form",
    "SEN status",
    "SEN needs",
    "Free school meals",
    "Ever 6",
    "Pupil premium recipient",
    "Looked after",
    "Young carer",
]
BROMCOM = [
    "UPN",
    "AdmissionNumber",
    "FirstName",
    "LastName",
    "DateOfBirth",
    "Gender",
    "YearGroup",
    "TutorGroup",
    "SENProvision",
    "SENType1",
    "SENType2",
    "FSM",
    "EverFSM6",
    "PupilPremium",
    "EthnicityCode",
    "EntryDate",
]
CENSUS = [
    "UPN",
    "Surname",
    "Forename",
    "DOB",
    "NCyearActual",
    "SENprovision",
    "SENneed1",
    "SENneed2",
    "SENunitIndicator",
    "ResourcedProvisionIndicator",
]


def fields_of(headings: list[str]) -> dict[str, str]:
    columns = recognise(headings)
    return {headings[place]: name for place, name in columns.fields.items()}


def test_sims():
    found = fields_of(SIMS)
    assert found["Legal Surname"] == "legal_surname"
    assert found["Surname"] == "preferred_surname"  # beside a legal name it is the name the child goes by
    assert found["Adno"] == "admission_number"
    assert found["Year taught in"] == "year_group"
    assert (found["SEN Need Type"], found["SEN Need Rank"]) == ("needs", "need_rank")
    assert found["Date of Admission"] == "starts_on"
    assert recognise(SIMS).unused == ["Home phone 2"]


def test_arbor():
    columns = recognise(ARBOR)
    assert columns.unused == ["Arbor ID"]
    assert columns.place("legal_forename") == 2
    assert columns.place("registration_group") == 9
    assert columns.missing == ""


def test_bromcom():
    columns = recognise(BROMCOM)
    assert columns.unused == []
    assert columns.ranks == {9: 1, 10: 2}
    assert columns.place("fsm_ever6") == 12


def test_the_census_names():
    columns = recognise(CENSUS)
    assert columns.unused == []
    assert columns.ranks == {6: 1, 7: 2}


@pytest.mark.parametrize(
    "heading", ["date_of_birth", "DATE OF BIRTH", "Date  of-birth", "Date of birth (dd/mm/yyyy)", "Pupil DOB"]
)
def test_case_spaces_punctuation_brackets_and_whose_do_not_matter(heading):
    assert is_known(heading)
    assert recognise([heading]).fields == {0: "date_of_birth"}


@pytest.mark.parametrize("heading", ["Local UPN", "Parent surname", "Contact Forename", "Email", "Religion", "House"])
def test_what_is_not_about_the_child_is_not_used(heading):
    assert recognise([heading]).fields == {}
    assert len(recognise([heading]).unused) == 1


def test_need_columns_without_a_rank_get_the_free_ranks():
    assert recognise(["SEN Need Type", "SEN Type 2"]).ranks == {0: 1, 1: 2}
    assert recognise(["Secondary Need", "Primary Need"]).ranks == {0: 2, 1: 1}
    assert recognise(["SEN Needs"]).ranks == {}


def test_the_same_heading_twice_is_a_question_and_the_first_counts():
    columns = recognise(["UPN", "Surname", "Forename", "DOB", "Surname"])
    assert columns.place("legal_surname") == 1
    assert columns.unclear == [
        "Columns B and E could both be the Legal surname (“Surname” and “Surname”). Column B is used."
    ]
    assert columns.unused == ["Surname"]


def test_a_weaker_name_for_a_field_is_simply_not_used():
    columns = recognise(["NC Year", "Year"])
    assert (columns.fields, columns.unclear, columns.unused) == ({0: "year_group"}, [], ["Year"])


def test_the_saved_mapping_comes_first():
    saved = {"upn": "", "kindnr": "upn", "klasse": "registration_group", "form": "", "gone": "no_such_field"}
    columns = recognise(["UPN", "Kind-Nr.", "Klasse", "Form", "Gone", "DOB"], saved=saved)
    assert columns.fields == {1: "upn", 2: "registration_group", 5: "date_of_birth"}
    assert columns.unused == ["UPN", "Form", "Gone"]


def test_a_mapping_survives_being_saved():
    columns = recognise(BROMCOM)
    again = recognise(BROMCOM, saved=columns.mapping())
    assert (again.fields, again.ranks, again.unused) == (columns.fields, columns.ranks, columns.unused)


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (["Forename", "DOB"], "no column for surname."),
        (["Surname", "Class"], "no column for forename and date of birth (or UPN)."),
        (["Class", "House"], "no column for surname, forename and date of birth (or UPN)."),
    ],
)
def test_must_have_columns_that_are_missing_are_named(headings, words):
    assert words in recognise(headings).missing


@pytest.mark.parametrize("headings", [["Surname", "Forename", "DOB"], ["UPN", "Surname", "Forename"], ["Name", "DOB"]])
def test_enough_to_know_a_child_by(headings):
    assert recognise(headings).missing == ""


def test_every_synonym_leads_to_its_field():
    strays = {
        (synonym, field.name)
        for field in FIELDS.values()
        for synonym in field.synonyms
        if list(recognise([synonym]).fields.values()) not in ([field.name],)
    }
    assert strays == set()


@given(st.lists(st.sampled_from([*SIMS, *ARBOR, *BROMCOM, "", "Zzz"]), max_size=30))
def test_no_field_has_two_columns_and_no_column_is_lost(headings):
    columns = recognise(headings)
    single = [name for name in columns.fields.values() if not FIELDS[name].repeats]
    assert len(single) == len(set(single))
    while headings and not headings[-1]:
        headings.pop()  # nothing stands to the right of the last heading
    assert len(columns.fields) + len(columns.unused) == len(headings)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("FSM Indicator", "fsm"),
        ("Is EAL", "eal"),
        ("Pupil Premium Status", "pupil_premium"),
        ("Ever 6 FSM Indicator", "fsm_ever6"),
        ("Forename (Preferred)", "preferred_forename"),
        ("Surname (Legal)", "legal_surname"),
        ("UPN (Former)", "former_upn"),
        ("SEND Stage", "sen_status"),
        ("SEN Register", "sen_status"),
        ("Primary Area of Need", "needs"),
        ("Main SEN Need", "needs"),
        ("NC Yr", "year_group"),
        ("Reg Grp", "registration_group"),
        ("Student", "full_name"),
        ("Leaver Date", "left_on"),
    ],
)
def test_headings_of_further_exports(heading, field):
    assert fields_of([heading]) == {heading: field}


@pytest.mark.parametrize(
    "heading", ["Surname (Former)", "Surname (Mother)", "Contact 1 Surname", "SEN Indicator Date", "Year Status"]
)
def test_what_is_somebody_elses_or_something_else_is_not_taken(heading):
    assert fields_of([heading]) == {}
