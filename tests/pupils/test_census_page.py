"""The page before census day: the last file of the MIS beside the register."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pupils.census_today import to_check
from pupils.models import Need, Pupil, SenStatus
from schools.today import Here
from tests.pupils.imports import csv_of
from tests.pupils.intake.files import NOAH_UPN
from tests.pupils.intake.xml import ctf
from tests.pupils.test_import_xml import ADA, EN_ROUTE
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.tables import disposal
from trust_send.platform.tables.models import TableImport
from trust_send.platform.walls.sources import acting_for, whole_trust

HEADINGS = "UPN,Legal Surname,Legal Forename,Date of Birth,NC Year,SEN Status,SEN Type 1"


@pytest.fixture
def census(importer, north, signed_in):
    def get(person=None, query=""):
        client = signed_in(person or north.asha)
        return client.get(reverse("school-census", args=[north.one.school.pk]) + query)

    return get


def brought(importer, north, **says: str) -> TableImport:
    """A file of all the school's children, with what it says of Noah in place of what the register says."""
    rows = []
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(upn=NOAH_UPN)
        for pupil in Pupil.objects.filter(school=north.one.school).order_by("pk"):
            code = SenStatus.objects.filter(pupil=pupil).values_list("code", flat=True).first() or "N"
            need = Need.objects.filter(pupil=pupil, rank=1).values_list("need_type", flat=True).first() or ""
            code, need = (says["code"], says["need"]) if pupil == north.one.pupils[0] and says else (code, need)
            born = f"{pupil.date_of_birth:%d/%m/%Y}"
            rows.append(
                f"{pupil.upn},{pupil.legal_surname},{pupil.legal_forename},{born},{pupil.year_group},{code},{need}"
            )
    return importer.apply(importer.bring(csv_of(*rows, headings=HEADINGS)))


def test_before_there_is_a_file_the_page_asks_for_one(census, north):
    answer = census()
    assert "No file of this school has been brought in" in answer.content.decode()
    assert "Send a file" not in answer.content.decode() and "Send a file" in census(north.dora).content.decode()


def test_a_difference_stands_with_the_place_where_it_is_put_right(census, importer, north):
    brought(importer, north, code="E", need="MLD")
    text = census(query="?show=status").content.decode()
    assert "Hartley, Noah" in text and "EHC plan" in text and "Say which is right" in text
    assert "The file says nothing about places in a SEN unit" in text
    assert "Say which is right" not in census(north.dora, "?show=status").content.decode()
    importer.apply(importer.bring(ctf(ADA, **EN_ROUTE).encode()))  # a child who joins comes with a file of their own
    text = census(query="?show=register").content.decode()
    assert "Mertens, Ada" in text and "pupils.csv" in census(north.dora).content.decode()


def test_the_differences_leave_as_a_file(census, importer, north):
    brought(importer, north, code="E", need="MLD")
    answer = census(query="?as=csv&show=status&day=1999-01-01")
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.decode("utf-8-sig").splitlines()[1].startswith('"Hartley, Noah",')
    with whole_trust(north.trust.pk):
        assert ReadLog.objects.filter(user=north.asha, pupil_id=north.one.pupils[0].pk, how="export").exists()


def test_when_the_rows_are_gone_the_page_says_when_they_came(census, importer, north):
    table = brought(importer, north)
    with whole_trust(north.trust.pk):
        disposal.empty(table, today=timezone.localdate())
        TableImport.objects.filter(pk=table.pk).update(emptied_on=date(2026, 11, 1))
    text = census().content.decode()
    assert "its rows were removed on 1 November 2026" in text and "The data manager can send one" in text


def test_the_page_asks_as_often_for_many_children_as_for_few(census, importer, north):
    def asked() -> int:
        census()
        with CaptureQueriesContext(connection) as sent:
            census()
        return len(sent)

    brought(importer, north)
    few = asked()
    more = [f",Sur{'abcdefghij'[n]},Child,0{n + 1}/05/2017,4,K,SLCN" for n in range(9)]
    importer.apply(importer.bring(csv_of(*more, headings=HEADINGS)))
    assert asked() == few


@pytest.mark.parametrize(
    ("person", "on", "words"),
    [
        ("asha", date(2026, 12, 30), []),
        ("asha", date(2026, 12, 31), ["21 days left"]),
        ("asha", date(2027, 1, 20), ["1 day left"]),
        ("asha", date(2027, 1, 21), ["Today"]),
        ("asha", date(2027, 1, 22), []),
        ("dora", date(2027, 1, 20), []),
        ("cai", date(2027, 1, 20), []),
    ],
)
def test_the_senco_of_one_school_is_led_there_in_the_three_weeks_before(north, person, on, words):
    user = getattr(north, person)
    with acting_for(user.pk, north.trust.pk) as (reach, standing):
        here = Here(user.pk, reach, standing, on)
        said = [item.mark_words for panel in to_check(here).panels for item in panel.items]
    assert said == words
