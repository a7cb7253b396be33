"""The Common Transfer File: which status counts, what a year-old file means, whose file it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pupils.intake import FIELDS, is_known, recognise
from pupils.intake.xml_parts import HEADINGS
from tests.pupils.intake.files import FERNHOLLOW, NOAH, NOAH_UPN, ROSA, kinds
from tests.pupils.intake.xml import NOAH_XML, cells, ctf, planned, sheet

THIRD_PARTY = Path(__file__).parents[4] / "shared" / "data" / "ctf"


def history(*rows: tuple[str, str], needs: str = "") -> str:
    told = "".join(
        f"<SEN><StartDate>{start}</StartDate><SENprovision>{code}</SENprovision></SEN>" for start, code in rows
    )
    return f"<SENhistory>{told}<SENneeds>{needs}</SENneeds></SENhistory>"


def need(code: str, rank: str = "", start: str = "", end: str = "") -> str:
    return (
        f"<SENneed><NeedStartDate>{start}</NeedStartDate><NeedEndDate>{end}</NeedEndDate>"
        f"<SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype></SENneed>"
    )


def test_every_heading_is_one_of_the_fields():
    columns = recognise(list(HEADINGS.values()))
    assert all(map(is_known, HEADINGS.values()))
    assert [columns.fields[place] for place in range(len(HEADINGS))] == list(
        HEADINGS
    ) and HEADINGS.keys() <= FIELDS.keys()


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([("2024-09-01", "N"), ("2025-03-10", "K")], ("K", "2025-03-10")),
        ([("2025-03-10", "K"), ("2024-09-01", "N")], ("K", "2025-03-10")),
        ([("2025-03-10", "K"), ("2026-11-24", "E")], ("K", "2025-03-10")),
        ([("2025-03-10", "K"), ("2026-11-23", "E")], ("E", "2026-11-23")),
        ([("2025-03-10", "K"), ("2025-03-10", "E")], ("E", "2025-03-10")),
        ([("2012-03-10", "P")], ("P", "2012-03-10")),
        ([("", "K")], ("K", None)),
        ([("2026-11-24", "K")], (None, None)),
    ],
)
def test_the_status_is_the_one_that_began_last(rows, status):
    (row,) = cells(ctf(NOAH_XML + history(*rows)))
    assert (row.get("sen_status"), row.get("sen_since")) == status


def test_needs_keep_their_ranks_and_their_days():
    needs = (
        need("ASD", "2") + need("SLCN", "1") + need("MLD", "3", end="2025-07-01") + need("HI", "4", start="2027-01-01")
    )
    text = ctf(NOAH_XML + history(("2025-03-10", "K"), needs=needs))
    assert cells(text)[0]["needs"] == "2. ASD; 1. SLCN"
    (row,) = planned(text).rows
    assert row.values["needs"] == ("SLCN", "ASD") and row.values["sen_since"] == date(2025, 3, 10)
    assert row.state == "new"


@pytest.mark.parametrize(
    "part",
    [
        "<Sex>M</Sex>", "<Gender>M</Gender>",
        "<BasicDetails><NCyearActual>4</NCyearActual></BasicDetails>",
    ],
)  # fmt: skip
def test_sex_and_gender_are_one_column(part):
    (row,) = cells(ctf(NOAH_XML + part))
    assert row.get("sex", "") == ("M" if "M<" in part else "") and row["upn"] == NOAH_UPN


def test_what_else_a_file_tells():
    text = ctf(
        NOAH_XML + f"<BasicDetails><FormerUPN>{NOAH_UPN}</FormerUPN><PreferredSurname>Bell</PreferredSurname>"
        "<PreferredForename>No</PreferredForename><NCyearActual>4</NCyearActual><Ethnicity>WBRI</Ethnicity>"
        "<Languages><Type><LanguageType>H</LanguageType><Language>ENG</Language></Type>"
        "<Type><LanguageType>F</LanguageType><Language>POL</Language></Type></Languages>"
        "<ServiceChild>U</ServiceChild><EnrolStatus>C</EnrolStatus></BasicDetails>"
        "<FSMhistory><FSMinstance><FSMstartDate>2020-01-01</FSMstartDate><FSMendDate>2021-01-01</FSMendDate>"
        "</FSMinstance><FSMinstance><FSMstartDate>2024-01-01</FSMstartDate></FSMinstance></FSMhistory>"
        "<LookedAfter><InCare>true</InCare></LookedAfter><Contacts><Contact><Surname>Bell</Surname></Contact></Contacts>"
        "<SchoolHistory><School><LEA>999</LEA><Estab>1234</Estab><EntryDate>2022-09-05</EntryDate></School></SchoolHistory>"
    )
    (row,) = cells(text)
    assert row == {
        "upn": NOAH_UPN, "former_upn": NOAH_UPN, "legal_surname": "Hartley", "legal_forename": "Noah",
        "preferred_surname": "Bell", "preferred_forename": "No", "date_of_birth": "2018-03-04", "year_group": "4",
        "ethnicity": "WBRI", "first_language": "Polish", "eal": "Yes", "fsm": "Yes", "looked_after": "true",
    }  # fmt: skip
    assert sheet(text).not_read == []


@pytest.mark.parametrize(
    ("year", "said", "now"),
    [("2026", "4", "4"), ("2025", "4", "5"), ("2025", "R", "1"), ("2025", "N2", "R"), ("2020", "11", None),
     ("2025", "X", "X"), ("2027", "4", "4"), ("", "4", "4"), ("2025", "what", "what")],
)  # fmt: skip
def test_a_file_of_an_earlier_school_year_tells_an_earlier_year_group(year, said, now):
    text = ctf(f"{NOAH_XML}<BasicDetails><NCyearActual>{said}</NCyearActual></BasicDetails>", year=year)
    assert cells(text)[0].get("year_group") == now


def test_only_a_file_of_the_school_itself_tells_when_the_child_came_and_left():
    stay = (
        "<BasicDetails><EnrolStatus>M</EnrolStatus></BasicDetails><SchoolHistory><School><LEA>801</LEA>"
        "<Estab>2000</Estab><EntryDate>2022-09-05</EntryDate><LeavingDate>2026-11-20</LeavingDate></School></SchoolHistory>"
    )
    (own,) = cells(ctf(NOAH_XML + stay, made_at="8012000", made_for="XXXXXXX"))
    assert (own["enrolment_kind"], own["starts_on"], own["left_on"]) == ("M", "2022-09-05", "2026-11-20")
    assert not {"enrolment_kind", "starts_on", "left_on"} & cells(ctf(NOAH_XML + stay))[0].keys()


def test_the_head_of_the_file_is_told():
    def said(text: str) -> str:
        return " ".join(sheet(text).notices)

    assert said(ctf(NOAH_XML)).startswith(
        "A Common Transfer File of version 25.0, made by Wharf Lane (Sample) on 2 November 2026."
    )
    assert "Versions 17 to 25" not in said(ctf(NOAH_XML, version="17.0"))
    for version in ("16.0", "26.0", "", "new"):
        assert "Versions 17 to 25 of this file are known." in said(ctf(NOAH_XML, version=version))
    assert "a partial one" in said(ctf(NOAH_XML, qualifier="partial"))
    assert "made for the school with the DfE number 7771234" in said(ctf(NOAH_XML, made_for="7771234"))
    assert "made for" not in said(ctf(NOAH_XML, made_for="XXXXXXX"))
    assert "CTFVersion" not in said(ctf(NOAH_XML).replace("CTFversion", "CTFVersion"))
    ended = NOAH_XML + history(("2025-03-10", "K")).replace("</SEN>", "<EndDate>2026-07-01</EndDate></SEN>")
    assert "In row 2 the newest SEN status has an end" in said(ctf(NOAH_XML, ended))


def test_a_file_for_another_school_of_the_trust_is_refused():
    school = replace(FERNHOLLOW, other_schools={"8012001": "Brackenby Primary School"})
    assert (
        "another school, Brackenby Primary School" in planned(ctf(NOAH_XML, made_for="8012001"), school=school).refusal
    )


def test_who_is_not_in_the_file_is_not_missing():
    plan = planned(ctf(NOAH_XML), [NOAH, ROSA])
    assert plan.not_in_file == [] and [row.state for row in plan.rows] == ["same"]


def test_a_known_child_with_another_status_is_a_question():
    (row,) = planned(ctf(NOAH_XML + history(("2026-09-01", "E"))), [NOAH]).rows
    assert row.state == "question"


def test_a_child_of_another_school_of_the_trust_is_moved_by_the_lead():
    school = replace(FERNHOLLOW, held_elsewhere=frozenset((NOAH_UPN,)))
    plan = planned(ctf(NOAH_XML), school=school)
    assert not plan.refusal and kinds(plan.rows[0]) >= {"upn_elsewhere"}


def test_the_variant_for_admissions_is_read_too():
    text = ctf(NOAH_XML).replace("CTfile", "ATfile").replace("CTFpupilData", "ATFpupilData")
    assert cells(text)[0]["upn"] == NOAH_UPN


@pytest.mark.skipif(not THIRD_PARTY.exists(), reason="the third-party files are not part of the project")
@pytest.mark.parametrize(("name", "child"), [("y12.xml", "Waits, Tom"), ("y7_partial.xml", "Jagger, Mick")])
def test_files_of_others_are_read(name, child):
    content = (THIRD_PARTY / name).read_bytes()
    assert planned(content.decode()).rows[0].name == child
    assert "attendance" in sheet(content).not_read
