"""The pages of an import, walked as a data manager would, and attacked from next door."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pupils.models import Pupil
from schools.models import Post
from tests.pupils.imports import ADA, BEN, csv_of
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job
from trust_send.platform.tables.models import ImportRow, Mapping, Stage, TableImport
from trust_send.platform.walls.sources import whole_trust


class Desk:
    """A data manager's browser, with the work done between two looks."""

    def __init__(self, client, side, house):
        self.client, self.side, self.school_id = client, side, house.school.pk

    def send(self, *rows, name="Week 12.csv"):
        answer = self.client.post(
            "/imports/", {"school": self.school_id, "file": SimpleUploadedFile(name, csv_of(*rows))}
        )
        assert answer.status_code == 302, answer.content.decode()
        self.url = answer.headers["Location"]
        return answer

    def work(self):
        with whole_trust(self.side.trust.pk):
            waiting = list(Job.objects.filter(state="waiting", kind__startswith="pupils-"))
        for job in waiting:
            do_here(job)

    def see(self, more=""):
        return self.client.get(self.url + more).content.decode()

    def act(self, what, **said):
        return self.client.post(f"{self.url}{what}/", said)


@pytest.fixture
def desk(signed_in, north):
    return Desk(signed_in(north.dora), north, north.one)


def test_the_whole_way(desk, north):
    desk.send(ADA, BEN)
    assert "Reading the file" in desk.see() and 'http-equiv="refresh"' in desk.see()
    desk.work()
    page = desk.see()
    assert "Bring in 2 rows" in page and "nothing is saved yet" in page and "Week 12.csv" in page
    desk.act("apply")
    assert "Bringing in pupils" in desk.see()
    desk.work()
    assert "Take this import back" in desk.see()
    with whole_trust(north.trust.pk):
        assert Pupil.objects.filter(upn="R674123101121").exists()
    desk.act("undo")
    desk.work()
    assert "2 rows were taken back" in desk.see()
    with whole_trust(north.trust.pk):
        assert not Pupil.objects.filter(upn="R674123101121").exists()


def test_decisions_and_corrections(desk, north):
    desk.send(ADA.replace("R674", "T674"), BEN)
    desk.work()
    assert "fails its check letter" in desk.see("?show=problem")
    with whole_trust(north.trust.pk):
        wrong, new = ImportRow.objects.exclude(state="absent").order_by("number")
    desk.act(f"rows/{new.pk}", decision="leave")
    assert "Leave out" in desk.see("?show=new") and "Nothing to bring in" in desk.see()
    desk.act(f"rows/{wrong.pk}", upn="R674123101121")
    desk.work()
    assert "Bring in 1 row, leave 1" in desk.see()  # what was left out stays left out
    assert "The UPN R674123101121 was typed here" in desk.see("?show=new")


def test_a_correction_is_taken_back_on_the_page(desk, signed_in, north, south):
    desk.send(ADA.replace("R674", "T674"), BEN)
    desk.work()
    assert "Back to the file’s UPN" not in desk.see()
    with whole_trust(north.trust.pk):
        wrong = ImportRow.objects.get(state="problem")
    answer = desk.act(f"rows/{wrong.pk}", upn="R674123101121")
    assert answer.headers["Location"] == desk.url  # the rows of the next reading are others
    desk.work()
    page = desk.see("?show=new")
    assert page.count("Back to the file’s UPN") == 1
    with whole_trust(north.trust.pk):
        typed, ben = ImportRow.objects.filter(state="new").order_by("number")
    refused = desk.client.post(f"{desk.url}rows/{ben.pk}/", {"as_in_file": "1"}, follow=True).content.decode()
    assert "Nothing was typed in this row" in refused
    away = f"{desk.url}rows/{typed.pk}/"
    with whole_trust(north.trust.pk):  # who may bring in pupils, at the other school
        Post.objects.create(user=north.ben, role="data", school=north.two.school, starts_on=timezone.localdate())
    for somebody, status in ((north.asha, 403), (north.ben, 404), (south.sam, 404)):
        assert signed_in(somebody).post(away, {"as_in_file": "1"}).status_code == status
    assert "Back to the file’s UPN" in desk.see("?show=new")
    desk.act(f"rows/{typed.pk}", as_in_file="1")
    assert "Reading the file" in desk.see()
    desk.work()
    page = desk.see()
    assert "fails its check letter" in page and "Back to the file’s UPN" not in page
    assert "T674123101121" in page


def test_what_was_typed_wrongly_stays_in_its_field(desk, north):
    desk.send(ADA.replace("R674", "T674"), BEN)
    desk.work()
    with whole_trust(north.trust.pk):
        wrong = ImportRow.objects.get(state="problem")
        absent = ImportRow.objects.filter(state="absent").first()
    for row, said, words in (
        (wrong, {"upn": "RUBBISH"}, "The UPN “RUBBISH” has 7 signs"),
        (wrong, {"upn": ""}, "Enter the UPN"),
        (absent, {"decision": "left", "left_on": ""}, "Enter the last day at the school"),
        (absent, {"decision": "left", "left_on": "31/31/2026"}, "31/31/2026"),
    ):
        answer = desk.act(f"rows/{row.pk}", **said)
        page = answer.content.decode()
        field, typed = next((name, text) for name, text in said.items() if name != "decision")
        assert answer.status_code == 200 and "<title>Error: " in page
        assert f'href="#{field}-{row.pk}"' in page and words in page
        assert f'aria-describedby="{field}-{row.pk}-error"' in page and f'value="{typed}"' in page
    with whole_trust(north.trust.pk):
        assert not ImportRow.objects.exclude(decision="").exists() and not Job.objects.filter(state="waiting").exists()
    desk.act(f"rows/{absent.pk}", decision="left", left_on="12 November 2026")
    assert "Has left, last day 12 November 2026" in desk.see("?show=absent")
    assert "Has left, last day 12 November 2026" in desk.client.get(f"{desk.url}list.csv").content.decode()


def test_what_came_of_an_import_can_be_looked_at(desk, north):
    desk.send(
        ADA, BEN, ",00126,Ohm,Una,03/05/2017,F,4,4B,N,ZZZ,N", "T674123101121,00125,Olsen,Ida,03/05/2017,F,4,4B,N,,N"
    )
    desk.work()
    with whole_trust(north.trust.pk):
        ben = ImportRow.objects.get(number=3)
    desk.act(f"rows/{ben.pk}", decision="leave")
    desk.act("apply")
    desk.work()
    page = desk.see()
    with whole_trust(north.trust.pk):
        ada = Pupil.objects.get(upn="R674123101121")
    assert f'href="{ada.get_absolute_url()}"' in page and f"{desk.url}?show=out" in page
    left_out = desk.see("?show=out")
    assert "Ngata, Ben" in left_out and "You chose to leave it out." in left_out and "check letter" in left_out
    told = desk.client.get(f"{desk.url}list.csv").content.decode()
    assert "Left out" in told.partition("Ngata")[2].partition("\r\n")[0]
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(legal_surname="Ohm").update(eal=True)
    desk.act("undo")
    desk.work()
    page = desk.see()
    assert "1 pupil is still different because of this import" in page and "Ohm, Una" in page
    assert "census need type" not in page  # the reason, and nothing beside it
    assert "Somebody has worked on this record since" in page
    assert "Mertens, Ada" in desk.see("?show=new") and ada.get_absolute_url() not in desk.see("?show=new")


def test_columns_are_settled_and_remembered(desk, north):
    desk.send(ADA)
    desk.work()
    page = desk.see("columns/")
    assert "Adm No" in page
    fields = {
        f"column_{i}": value
        for i, value in enumerate(
            [
                "upn",
                "",
                "legal_surname",
                "legal_forename",
                "date_of_birth",
                "sex",
                "year_group",
                "",
                "sen_status",
                "needs",
                "",
            ]
        )
    }
    desk.act("columns", **fields)
    desk.work()
    assert "Columns not used and not kept: Adm No, Reg Group, FSM" in desk.see()
    with whole_trust(north.trust.pk):
        assert Mapping.objects.get(school=north.one.school).headings["upn"] == "upn"
    twice = desk.client.post(f"{desk.url}columns/", fields | {"column_1": "upn"})
    assert "is taken from" in twice.content.decode()


def test_throwing_away(desk, north):
    desk.send(ADA)
    desk.work()
    desk.act("throw-away")
    with whole_trust(north.trust.pk):
        table = TableImport.objects.get()
        assert table.stage == Stage.DISCARDED and not table.rows.exists() and not table.file


def test_unreadable_files_say_why(desk):
    desk.client.post("/imports/", {"school": desk.school_id, "file": SimpleUploadedFile("x.csv", b"%PDF-1.4")})
    desk.work()
    page = desk.client.get("/imports/").content.decode()
    assert "Could not be read" in page


def test_what_was_read_and_refused_is_not_called_unreadable(desk):
    rows = "School Name,UPN,Legal Surname,Legal Forename\r\nElsewhere Infants,R674123101121,Mertens,Ada\r\n"
    file = SimpleUploadedFile("x.csv", rows.encode())
    desk.url = desk.client.post("/imports/", {"school": desk.school_id, "file": file}).headers["Location"]
    desk.work()
    page = desk.see()
    assert "This file was read, and not taken." in page and "could not be read" not in page
    assert "Read and refused" in desk.client.get("/imports/").content.decode()


def test_only_own_schools_are_offered(signed_in, north):
    dora = signed_in(north.dora)
    file = SimpleUploadedFile("x.csv", csv_of(ADA))
    assert "ZZTWO" not in dora.get("/imports/").content.decode()
    assert dora.post("/imports/", {"school": north.two.school.pk, "file": file}).status_code == 200
    with whole_trust(north.trust.pk):
        assert not TableImport.objects.exists()


def test_who_has_several_schools_sees_the_last_file_of_each(signed_in, north):
    sender = signed_in(north.cai)
    page = sender.get(f"/imports/?school={north.two.school.pk}").content.decode()
    assert f'<option value="{north.two.school.pk}" selected' in page and "Schools and their last file" in page
    assert page.count("No file yet") >= 2 and f'href="?school={north.one.school.pk}#send"' in page
    assert "Schools and their last file" not in signed_in(north.dora).get("/imports/").content.decode()


def test_questions_have_a_number_and_a_way(desk):
    desk.send(ADA)
    desk.work()
    desk.act("apply")
    desk.work()
    desk.send(ADA.replace("K - SEN Support", "EHCP"))
    desk.work()
    page = desk.see()
    assert "1 pupil has another status or other needs in the file." in page and 'href="?show=question"' in page


@pytest.mark.parametrize("name", ["asha", "ben", "grace", "helen", "eve", "maryam"])
def test_who_may_not_import(name, signed_in, north):
    assert signed_in(getattr(north, name)).get("/imports/").status_code == 403


def test_next_door_finds_nothing(desk, signed_in, cast, north, south):
    desk.send(ADA)
    desk.work()
    with whole_trust(north.trust.pk):
        row = ImportRow.objects.filter(state="new").get()
    stranger = signed_in(south.sam)  # may import, in the other trust
    assert stranger.get(desk.url).status_code == 404
    for what in ("apply", "undo", "again", "throw-away", f"rows/{row.pk}", "columns"):
        assert stranger.post(f"{desk.url}{what}/").status_code == 404
    assert stranger.get(f"{desk.url}list.csv").status_code == 404
    own = Desk(signed_in(south.sam), south, south.one)
    own.send(BEN)
    assert stranger.post(f"{own.url}rows/{row.pk}/", {"decision": "leave"}).status_code == 404


def test_the_list_can_be_downloaded(desk):
    desk.send(ADA.replace("Mertens", "=cmd"), BEN)
    desk.work()
    answer = desk.client.get(f"{desk.url}list.csv")
    assert answer["Content-Disposition"].startswith("attachment")
    assert ",=cmd" not in answer.content.decode()
