"""The school census return: its SEN module and who is on roll, wherever a year's return has put them."""

from __future__ import annotations

import pytest

from tests.pupils.intake.files import FERNHOLLOW, NOAH, NOAH_UPN, ROSA
from tests.pupils.intake.xml import NOAH_XML, cells, planned, sheet

SEN = (
    "<SENprovision>K</SENprovision><SENneeds><SENneed><SENtypeRank>2</SENtypeRank><SENtype>ASD</SENtype></SENneed>"
    "<SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed></SENneeds>"
    "<SENunitIndicator>true</SENunitIndicator><ResourcedProvisionIndicator>false</ResourcedProvisionIndicator>"
)


def census(on_roll: str, no_longer: str = "", *, estab: str = "2000", on: str = "2026-10-01") -> str:
    return (
        f"<Message><Header><CollectionDetails><Collection>School</Collection><ReferenceDate>{on}</ReferenceDate>"
        f"</CollectionDetails><Source><LEA>801</LEA><Estab>{estab}</Estab></Source></Header><School><Pupils>"
        f"<PupilsOnRoll>{on_roll}</PupilsOnRoll><PupilsNoLongerOnRoll>{no_longer}</PupilsNoLongerOnRoll>"
        "</Pupils></School></Message>"
    )


@pytest.mark.parametrize(
    "pupil",
    [
        f"<PupilOnRoll><PupilIdentifiers>{NOAH_XML}</PupilIdentifiers><SpecialEducationalNeeds>{SEN}"
        "</SpecialEducationalNeeds></PupilOnRoll>",
        f"<Pupil>{NOAH_XML}{SEN}</Pupil>",
    ],
)
def test_the_sen_module_is_read_however_it_is_nested(pupil):
    (row,) = cells(census(pupil))
    assert row["upn"] == NOAH_UPN and row["needs"] == "2. ASD; 1. SLCN"
    (planned_row,) = planned(census(pupil)).rows
    assert planned_row.values["needs"] == ("SLCN", "ASD") and planned_row.values["sen_status"] == "K"
    assert (planned_row.values["sen_unit"], planned_row.values["resourced_provision"]) == (True, False)


def test_who_is_missing_from_a_return_is_told_and_its_leavers_have_left():
    rosa = f"<Pupil><UPN>{ROSA.values['upn']}</UPN><Surname>Lambert</Surname><Forename>Rosa</Forename></Pupil>"
    known = [NOAH, ROSA]
    assert planned(census(f"<Pupil>{NOAH_XML}</Pupil>"), known).not_in_file == [ROSA]
    gone = rosa.replace("</Forename>", "</Forename><EnrolStatus>C</EnrolStatus><LeavingDate>2026-10-16</LeavingDate>")
    plan = planned(census(f"<Pupil>{NOAH_XML}</Pupil>", gone), known)
    assert plan.not_in_file == [] and [change.field for change in plan.rows[1].changes] == ["left_on"]


def test_a_return_of_another_school_is_refused_and_its_day_is_told():
    assert "for another school" in planned(census(f"<Pupil>{NOAH_XML}</Pupil>", estab="2001")).refusal
    assert "census return for 1 October 2026" in sheet(census(f"<Pupil>{NOAH_XML}</Pupil>")).notices[0]
    assert cells(census(f"<Pupil>{NOAH_XML}</Pupil>"))[0]["school_laestab"] == FERNHOLLOW.laestab


def test_language_and_year_of_an_earlier_return():
    more = "<Language>POL</Language><NCyearActual>3</NCyearActual>"
    (row,) = cells(census(f"<Pupil>{NOAH_XML}{more}</Pupil>", on="2026-01-15"))
    assert (row["first_language"], row["eal"], row["year_group"]) == ("Polish", "Yes", "4")
