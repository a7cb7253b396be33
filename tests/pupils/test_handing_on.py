"""The file that goes with a child who leaves: what is in it, and that it is read again as it was written."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from pupils import upn
from pupils.intake import SchoolFacts, is_known, plan, read_xml, recognise
from pupils.models import Enrolment, GroupMember, Need, Pupil, SenStatus
from pupils.presenting import transfer_file
from pupils.selectors.handing_on import handed_on
from schools.roles import Verb
from tests.pupils.imports import counted
from tests.schools.test_lending import lend
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.tables.reading import read_table
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

AT = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001 - the hour as it is in the school
NEXT = SchoolFacts("Elsewhere School", urn="100009", laestab="9334259")
NUMBER = upn.make(laestab="8012000", year=21, serial=44)


@pytest.fixture
def leaver(north):
    """A child with a history: no SEN, then SEN support, with a need that has ended."""
    with whole_trust(north.trust.pk):
        child = Pupil.objects.create(
            school=north.one.school, upn=NUMBER, former_upn=upn.make(laestab="8012000", year=20, serial=45),
            legal_forename="Wynne", legal_surname="O’Dell & Sons", preferred_forename="Win", year_group="5",
            date_of_birth=date(2017, 1, 20), sex="F", ethnicity="WBRI", first_language="Polish", eal=True,
            service_child=False, looked_after=True,
        )  # fmt: skip
        Enrolment.objects.create(
            pupil=child, at_school=north.one.school, starts_on=date(2021, 9, 6), ends_on=date(2026, 11, 21)
        )
        SenStatus.objects.create(pupil=child, code="N", starts_on=date(2021, 9, 6), ends_on=date(2024, 3, 4))
        SenStatus.objects.create(pupil=child, code="K", starts_on=date(2024, 3, 4))
        Need.objects.create(pupil=child, need_type="MLD", rank=1, starts_on=date(2024, 3, 4), ends_on=date(2025, 1, 6))
        Need.objects.create(pupil=child, need_type="SLCN", rank=1, starts_on=date(2025, 1, 6))
        Need.objects.create(pupil=child, need_type="HI", rank=2, starts_on=date(2025, 1, 6))
    return child


def made(north, child, *, to: str = "9334259") -> bytes:
    with acting_with(north.reach()):
        found = Pupil.objects.select_related("school").get(pk=child.pk)
        return transfer_file.content(handed_on(pupil=found), to=to, at=AT)


def read_again(content: bytes, *, school: SchoolFacts = NEXT):
    today = AT.date()
    sheet = read_table(io.BytesIO(content), known=is_known, xml=lambda file: read_xml(file, school=school, today=today))
    (row,) = plan(sheet.rows, [], school, recognise(sheet.headings), today, whole_roll=False).rows
    return sheet, row


def test_what_is_written_is_read_again(north, leaver):
    content = made(north, leaver).decode().replace(" &amp; Sons", "").encode()  # a name that people have
    sheet, row = read_again(content)
    assert row.state == "new" and not row.problems
    assert row.values == {
        "upn": NUMBER, "former_upn": leaver.former_upn, "legal_surname": "O’Dell", "legal_forename": "Wynne",
        "preferred_forename": "Win", "date_of_birth": date(2017, 1, 20), "sex": "F", "year_group": "5",
        "sen_status": "K", "sen_since": date(2024, 3, 4), "needs": ("SLCN", "HI"), "looked_after": True, "eal": True,
        "service_child": False, "ethnicity": "WBRI", "first_language": "Polish",
    }  # fmt: skip
    assert f"version 25.0, made by {north.one.school.name} (Trust SEND) on 23 November 2026" in sheet.notices[0]
    assert not any("Versions 17 to 25" in notice or "made for" in notice for notice in sheet.notices)


def test_the_whole_history_is_in_the_file_with_last_days(north, leaver):
    root = ElementTree.fromstring(made(north, leaver))
    pupil = root.find("CTFpupilData/Pupil")
    said = [[part.text for part in row] for row in pupil.findall("SENhistory/SEN")]
    assert said == [["2021-09-06", "N", "2024-03-03"], ["2024-03-04", "K"]]
    needs = [[part.text for part in row] for row in pupil.findall("SENhistory/SENneeds/SENneed")]
    assert needs == [
        ["2024-03-04", "2025-01-05", "1", "MLD"], ["2025-01-06", "1", "SLCN"], ["2025-01-06", "2", "HI"],
    ]  # fmt: skip
    stay = {part.tag: part.text for part in pupil.find("SchoolHistory/School")}
    assert (stay["EntryDate"], stay["LeavingDate"], stay["LastSchool"]) == ("2021-09-06", "2026-11-20", "true")
    assert pupil.findtext("Surname") == "O’Dell & Sons"
    assert root.findtext("Header/SourceSchool/AcademicYear") == "2026"
    assert [part.tag for part in pupil][:5] == ["UPN", "Surname", "Forename", "DOB", "Sex"]


def test_a_child_of_whom_little_is_known_has_a_file_too(north, leaver):
    with whole_trust(north.trust.pk):
        child = Pupil.objects.create(
            school=north.one.school, legal_forename="A\x0b", legal_surname="B", year_group="1", sex="U",
            date_of_birth=date(2020, 9, 1),
        )  # fmt: skip
    root = ElementTree.fromstring(made(north, child, to="XXXXXXX"))
    pupil = root.find("CTFpupilData/Pupil")
    assert [part.tag for part in pupil] == ["Surname", "Forename", "DOB", "BasicDetails"]
    assert root.findtext("Header/DestSchool/Estab") == "XXXX"
    assert len(transfer_file.lacking(child)) == 2 and transfer_file.lacking(leaver) == []


def test_the_page_hands_out_the_file_and_it_is_in_the_read_log(north, leaver, signed_in):
    browser, address = signed_in(north.dora), reverse("pupil-transfer-file", args=[leaver.pk])
    before = counted(north)
    assert "It is a partial file" in browser.get(address).content.decode()
    answer = browser.post(address, {"destination": "933/4259", "number": "7"})
    assert answer["Content-Type"] == "application/xml"
    name = f"{north.one.school.laestab}_CTF_9334259_007.xml"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert read_again(answer.content.replace(b" &amp; Sons", b""))[1].values["upn"] == NUMBER
    unknown = browser.post(address, {"number": "1"})
    assert unknown["Content-Disposition"].endswith('_CTF_XXXXXXX_001.xml"')
    assert counted(north) == before
    with acting_with(north.reach()):
        hows = ReadLog.objects.filter(pupil_id=leaver.pk, page="pupil-transfer-file").values_list("how", flat=True)
        assert sorted(hows) == ["export", "export", "open", "open", "open"]


@pytest.mark.parametrize(
    ("destination", "number"), [("12", "1"), ("abcdefg", "1"), ("933425a", "1"), ("", "0"), ("", "")]
)
def test_what_is_no_number_comes_back(destination, number, north, leaver, signed_in):
    answer = signed_in(north.dora).post(
        reverse("pupil-transfer-file", args=[leaver.pk]), {"destination": destination, "number": number}
    )
    assert answer.status_code == 200 and "There is a problem" in answer.content.decode()


def test_the_way_there_is_shown_to_those_who_may_export(north, leaver, signed_in):
    with whole_trust(north.trust.pk):
        Enrolment.objects.filter(pupil=leaver).update(ends_on=timezone.localdate() + timedelta(days=9))
    address = reverse("pupil-transfer-file", args=[leaver.pk])
    page = reverse("pupil", args=[leaver.pk])
    assert address in signed_in(north.dora).get(page).content.decode()
    assert address not in signed_in(north.lena).get(page).content.decode()
    assert signed_in(north.lena).get(address).status_code == 403
    lend(north, verb=Verb.EXPORT_REGISTER, to=north.grace)
    with whole_trust(north.trust.pk):
        GroupMember.objects.create(pupil=leaver, group=north.one.class_4b, starts_on=date(2026, 9, 1))
    browser = signed_in(north.grace)
    assert address not in browser.get(page).content.decode()
    assert browser.get(address).status_code == 403  # she sees less of the child than the file tells
    assert signed_in(north.ben).get(address).status_code == 404
