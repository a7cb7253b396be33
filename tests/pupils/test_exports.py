"""The register as a file: exactly what is shown, all of its pages, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from pupils.models import Enrolment, Pupil, SenStatus
from pupils.selectors.register import PAGE_ROWS
from schools.models import GroupStaff
from tests.pupils.test_register import add, listed
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import whole_trust


def rows_of(response, kind):
    if kind == "csv":
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("query", ["", "?st=K", "?st=N&st=K&sort=-name", "?q=mina", "?ar=C&class=y4", "?on=1/1/2025"])
def test_the_file_holds_what_the_page_shows(query, kind, signed_in, north):
    senco = signed_in(north.asha)
    shown = listed(senco.get(f"/register/{query}"))
    file = senco.get(f"/register/export.{kind}{query}")
    assert file.status_code == 200
    lines = rows_of(file, kind)
    assert [line[0] for line in lines[1:]] == shown
    assert lines[0] == [
        "Pupil", "Class", "Status", "The school’s own status", "Layer of support", "Area of main need", "Main need",
        "Other needs", "Year", "Note",
    ]  # fmt: skip


def test_all_pages_are_in_it_in_order(signed_in, north):
    with whole_trust(north.trust.pk):
        add(north.one, PAGE_ROWS + 5)
    names = [line[0] for line in rows_of(signed_in(north.asha).get("/register/export.csv"), "csv")[1:]]
    assert len(names) == PAGE_ROWS + 7 and names == sorted(names, key=str.casefold)


def test_the_trust_lead_gets_the_school_column_and_no_other_trust(signed_in, north):
    lines = rows_of(signed_in(north.cai).get("/register/export.csv"), "csv")
    assert lines[0][2] == "School" and len(lines) == 5
    assert "ZZSOUTH" not in str(lines)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_name_never_becomes_a_formula(kind, signed_in, north):
    with whole_trust(north.trust.pk):
        add(north.one, 1, surname="=HYPERLINK(1)")
    file = signed_in(north.asha).get(f"/register/export.{kind}?q=hyperlink")
    if kind == "csv":
        assert rows_of(file, kind)[1][0].startswith("'=")
    else:
        cell = load_workbook(io.BytesIO(file.content)).worksheets[0]["A2"]
        assert cell.data_type == "s" and cell.value.startswith("=HYPERLINK")


def test_the_workbook_says_what_was_chosen(signed_in, north):
    file = signed_in(north.asha).get("/register/export.xlsx?st=K&q=noah&on=1/10/2025")
    said = {
        row[0].value: row[1].value for row in load_workbook(io.BytesIO(file.content)).worksheets[1].iter_rows(min_row=2)
    }
    assert said["As it was on"] == "1 October 2025" and said["Pupils"] == "1" and said["Taken by"] == "Asha Mistry"
    assert "SEN support" in said["Chosen"] and "named “noah”" in said["Chosen"]


def test_the_file_name_names_no_child_and_everyone_in_it_is_logged(signed_in, north):
    file = signed_in(north.asha).get("/register/export.csv?q=noah&on=1/10/2025")
    assert file["Content-Disposition"] == 'attachment; filename="sen-register-2025-10-01.csv"'
    with whole_trust(north.trust.pk):
        log = list(ReadLog.objects.filter(user=north.asha).values_list("pupil_id", "how"))
    assert log == [(north.one.pupils[0].pk, "export")]


@pytest.mark.parametrize("who", ["grace", "renata", "lena", "helen", "tom", "maryam", "hannah", "eve"])
def test_who_may_not_export_is_refused(who, signed_in, north):
    assert signed_in(getattr(north, who)).get("/register/export.csv").status_code == 403


def test_what_one_only_teaches_elsewhere_is_not_taken_away(signed_in, north):
    with whole_trust(north.trust.pk):
        GroupStaff.objects.create(group=north.two.class_4b, user=north.asha, starts_on=date(2024, 9, 1))
    senco = signed_in(north.asha)
    assert "ZZTWO" in senco.get("/register/").content.decode()
    assert "ZZTWO" not in senco.get("/register/export.csv").content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_more_than_a_file_holds_is_refused_in_words_and_seen_by_nobody(signed_in, north, kind, monkeypatch):
    for module in ("selectors.register", "views.exports"):
        monkeypatch.setattr(f"pupils.{module}.FILE_ROWS", 2)
    senco = signed_in(north.asha)
    assert senco.get(f"/register/export.{kind}").status_code == 200, "as many as a file holds"
    with whole_trust(north.trust.pk):
        add(north.one, 1)
        seen_before = ReadLog.objects.count()
    refused = senco.get(f"/register/export.{kind}?sort=-name")
    page = refused.content.decode()
    assert refused.status_code == 400 and "Content-Disposition" not in refused
    assert "A file holds at most 2 pupils. No file was made." in page and 'href="/register/?sort=-name' in page
    with whole_trust(north.trust.pk):
        assert ReadLog.objects.count() == seen_before
    assert senco.get(f"/register/export.{kind}?q=noah").status_code == 200


def test_a_workbook_of_many_pages_is_made_in_the_request(signed_in, north):
    with whole_trust(north.trust.pk):
        children = Pupil.objects.bulk_create(
            Pupil(
                school=north.one.school,
                legal_forename=f"Child{number:04d}",
                legal_surname="Many",
                sort_key=f"many, child{number:04d}",
                date_of_birth=date(2018, 1, 1),
                year_group="4",
            )
            for number in range(6 * PAGE_ROWS)
        )
        start = date(2024, 9, 1)
        Enrolment.objects.bulk_create(Enrolment(pupil=c, at_school=north.one.school, starts_on=start) for c in children)
        SenStatus.objects.bulk_create(SenStatus(pupil=c, code="K", starts_on=start) for c in children)
    senco = signed_in(north.asha)
    assert len(rows_of(senco.get("/register/export.xlsx"), "xlsx")) == 6 * PAGE_ROWS + 3
