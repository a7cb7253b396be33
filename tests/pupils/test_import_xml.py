"""A Common Transfer File on its way in: looked at, brought in, taken back; and XML that is none."""

from __future__ import annotations

from datetime import date
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils import upn
from pupils.models import Need, Pupil, SenStatus
from pupils.services.imports import bringing
from tests.pupils.imports import counted
from tests.pupils.intake.xml import ctf
from trust_send.platform.tables.models import Mapping, RowState, Stage
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for

ADA_UPN = upn.make(laestab="9991234", year=21, serial=7)
ADA = (
    f"<UPN>{ADA_UPN}</UPN><Surname>Mertens</Surname><Forename>Ada</Forename><DOB>2017-05-03</DOB><Sex>F</Sex>"
    "<BasicDetails><NCyearActual>5</NCyearActual></BasicDetails><SENhistory><SEN><StartDate>2024-09-02</StartDate>"
    "<SENprovision>K</SENprovision></SEN><SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype>"
    "</SENneed><SENneed><SENtypeRank>2</SENtypeRank><SENtype>HI</SENtype></SENneed></SENneeds></SENhistory>"
    "<Contacts><Contact><Surname>Mertens</Surname></Contact></Contacts>"
    "<Attendance><YearData/></Attendance>"
)
EN_ROUTE = {"made_for": "XXXXXXX", "year": ""}


def test_a_child_comes_with_a_file_and_goes_again_when_it_is_taken_back(importer, north):
    before = counted(north)
    table = importer.bring(ctf(ADA, **EN_ROUTE).encode("utf-16"), "9991234_CTF_XXXXXXX_001.xml")
    assert (table.stage, table.counts["new"], table.counts["absent"]) == (Stage.READY, 1, 0)
    assert table.warnings[0].startswith("A Common Transfer File of version 25.0, made by Wharf Lane")
    assert table.unused_headings == ["attendance"]
    assert counted(north) == before
    table = importer.apply(table)
    with acting_with(north.reach()):
        ada = Pupil.objects.get(upn=ADA_UPN)
        status = SenStatus.objects.get(pupil=ada)
        assert (status.code, status.starts_on) == ("K", date(2024, 9, 2))
        assert list(Need.objects.filter(pupil=ada).order_by("rank").values_list("need_type", flat=True)) == [
            "SLCN",
            "HI",
        ]
    (row,) = importer.rows(importer.bring(ctf(ADA, **EN_ROUTE).encode()))
    assert row.state == RowState.SAME
    importer.undo(table, table.undo_until)
    assert counted(north) == before


def test_what_a_school_said_of_its_own_columns_is_neither_used_nor_lost(importer, north, signed_in):
    with acting_for(north.dora.pk, north.trust.pk):
        said = {"upn": "", "legalsurname": "preferred_surname", "dateofbirth": ""}
        Mapping.objects.create(school_id=importer.school.pk, kind=bringing.PUPILS, headings=said)
    table = importer.bring(ctf(ADA, **EN_ROUTE).encode())
    assert table.counts["new"] == 1
    client = signed_in(north.dora)
    address = reverse("import-columns", args=[table.pk])
    for answer in (client.get(address), client.post(address, {})):
        assert answer.status_code == 302 and answer["Location"] == reverse("import", args=[table.pk])
    page = client.get(reverse("import", args=[table.pk])).content.decode()
    assert "Not read and not kept: attendance" in page and address not in page
    assert 'aria-label="Information: Note 1"' in page
    assert "2 Contents" in page and "2 Columns" not in page
    assert "Found in the file:</span> UPN, Legal surname," in page and "Needs, Contacts." in page
    with acting_with(north.reach()):
        assert Mapping.objects.get(school_id=importer.school.pk).headings == said


def test_a_wrong_number_is_put_right_on_the_preview(importer, north):
    from pupils.services.imports import deciding

    table = importer.bring(ctf(ADA.replace(ADA_UPN, "A" + ADA_UPN[1:-1] + "9"), **EN_ROUTE).encode())
    (row,) = importer.rows(table, "problem")
    with acting_for(north.dora.pk, north.trust.pk):
        job = deciding.correct(row=row, field="upn", text=ADA_UPN, by=north.dora, today=date(2026, 11, 23))
    (row,) = importer.rows(importer._after(job, table))
    assert row.state == RowState.NEW


def test_other_xml_is_refused_in_words(importer, north):
    before = counted(north)
    for content, says in (
        (b"<rss><channel/></rss>", "begins with “rss”"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><CTfile><Header>&b;</Header></CTfile>', "entities"),
        (ctf().encode(), "no pupil in this"),
        (ctf(ADA).encode()[:-40], "not complete or is damaged"),
    ):
        table = importer.bring(content, "file.xml")
        assert table.stage == Stage.UNREADABLE and says in table.problem
    assert counted(north) == before


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(min_size=1, max_size=300), st.builds(lambda inner: ctf(ADA + inner).encode(), st.text(max_size=60))
    )
)
def test_whatever_is_sent_nothing_is_written(content, importer, north):
    before = counted(north)
    table = importer.bring(content, "file.xml")
    assert table.stage in (Stage.UNREADABLE, Stage.READY)
    assert table.stage == Stage.READY or table.problem.endswith((".", "?"))
    assert counted(north) == before


def test_the_command_reads_it_too(importer, north, tmp_path):
    path = tmp_path / "9991234_CTF_XXXXXXX_001.xml"
    path.write_text(ctf(ADA, **EN_ROUTE))
    out = StringIO()
    call_command("import_pupils", path, "--trust", north.trust.slug, "--school", importer.school.urn, stdout=out)
    assert "1 new" in out.getvalue() and "Not read and not kept: attendance" in out.getvalue()
    assert "Contacts: Mertens (other adult)." in out.getvalue()
