"""A Common Transfer File of 500 pupils from file to preview, against bare parsing and the same rows by hand."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree

from django.db import connection, transaction

from pupils.services.imports import bringing
from schools.models import User
from tests.bench import world
from tests.bench.intake import Undone, _empty_school, _swept, letters, upn
from tests.bench.timing import by_turns, line
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.tables.models import ImportRow, TableImport
from trust_send.platform.walls.sources import whole_trust

PUPILS = 500
REPEATS = 10


def content() -> bytes:
    """The file of a whole school that moves: two contacts and three statuses with two needs for every pupil."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><CTfile><Header><DocumentName>Common Transfer File</DocumentName>'
        "<CTFversion>25.0</CTFversion><DateTime>2026-11-02T09:00:00</DateTime><DocumentQualifier>full"
        "</DocumentQualifier><SupplierID>Sample</SupplierID><SourceSchool><LEA>899</LEA><Estab>0001</Estab>"
        "<SchoolName>Wharf Lane</SchoolName><AcademicYear>2026</AcademicYear></SourceSchool></Header><CTFpupilData>"
    )
    return (head + "".join(map(_pupil, range(PUPILS))) + "</CTFpupilData></CTfile>").encode()


def _pupil(number: int) -> str:
    family, born = f"Family{letters(number % 90)}", date(2015, 9, 1) + timedelta(days=number % 1500)
    return (
        f"<Pupil><UPN>{upn(number)}</UPN><Surname>{family}</Surname><Forename>Child{letters(number)}</Forename>"
        f"<DOB>{born}</DOB><Sex>{'MF'[number % 2]}</Sex><BasicDetails><NCyearActual>{1 + number % 6}</NCyearActual>"
        "<Ethnicity>WBRI</Ethnicity></BasicDetails><SENhistory>"
        "<SEN><StartDate>2022-09-05</StartDate><SENprovision>N</SENprovision></SEN>"
        "<SEN><StartDate>2023-09-04</StartDate><SENprovision>K</SENprovision></SEN>"
        "<SEN><StartDate>2025-01-06</StartDate><SENprovision>E</SENprovision></SEN><SENneeds>"
        "<SENneed><NeedStartDate>2023-09-04</NeedStartDate><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed>"
        "<SENneed><NeedStartDate>2024-09-02</NeedStartDate><SENtypeRank>2</SENtypeRank><SENtype>ASD</SENtype></SENneed>"
        f"</SENneeds></SENhistory><Contacts>{_contact('PAM', family, number)}"
        f"{_contact('PAF', family, number)}</Contacts>"
        "<Attendance><YearData><Year>2025</Year><SessionsPossible>380</SessionsPossible></YearData></Attendance></Pupil>"
    )


def _contact(code: str, family: str, number: int) -> str:
    return (
        f"<Contact><Surname>{family}</Surname><Forename>{code.title()}</Forename><Relationship>{code}</Relationship>"
        "<Responsibility>true</Responsibility><Address><AddressLines><AddressLine1>1 Lea Close</AddressLine1>"
        "</AddressLines><PostCode>ZZ1 1ZZ</PostCode></Address><Phones><Phone><TelephoneType>M</TelephoneType>"
        f"<PhoneNo>07700 9{number:05d}</PhoneNo></Phone></Phones></Contact>"
    )


def run() -> None:
    """Measure file to preview, in transactions that are rolled back."""
    lead = world.persona("trustlead")
    trust_id = world.trust_of(lead)
    file = content()
    kept: list[tuple[int, str, str, str]] = []
    _previewed(file, trust_id, lead, kept)
    ours, floor = by_turns(
        lambda: _previewed(file, trust_id, lead),
        lambda: _by_hand(file, trust_id, lead, kept),
        repeats=REPEATS,
        warm=1,
        between=_swept,
    )
    line("ctf_500_preview", ours=ours.median, floor=floor.median, bar=5_000, pupils=PUPILS, file_kb=len(file) // 1024)


def _previewed(file: bytes, trust_id: int, lead: User, kept: list[tuple[int, str, str, str]] | None = None) -> None:
    try:
        with transaction.atomic():
            school = _empty_school(trust_id)
            with whole_trust(trust_id):
                table, job = bringing.bring(school=school, file_name="x.xml", file=io.BytesIO(file), by=lead)
            read = do_here(job)
            assert read.state == "done", read.problem
            with whole_trust(trust_id):
                table.refresh_from_db()
                assert table.counts["new"] == PUPILS, (table.counts, table.problem)
                if kept is not None:
                    rows = ImportRow.objects.filter(table=table).order_by("number")
                    kept += [(row.number, row.name, json.dumps(row.values), json.dumps(row.problems)) for row in rows]
                    assert all("Pam" in values and "2023-09-04" in values for _, _, values, _ in kept)
            raise Undone
    except Undone:
        pass


def _by_hand(file: bytes, trust_id: int, lead: User, kept: list[tuple[int, str, str, str]]) -> None:
    """Parse the file with what Python has, and write the same rows over the bare driver."""
    try:
        with transaction.atomic():
            school = _empty_school(trust_id)
            parsed = ElementTree.fromstring(file)  # noqa: S314 - our own file, made above
            assert len(parsed.findall("./CTFpupilData/Pupil")) == PUPILS
            with whole_trust(trust_id):
                table = TableImport.objects.create(kind="pupils", school=school, by=lead, file_name="x.xml")
                with connection.connection.cursor() as cursor:
                    cursor.executemany(
                        'INSERT INTO tables_importrow (table_id, school_id, number, state, name, label, "values",'
                        " changes, problems, decision, before)"
                        " VALUES (%s, %s, %s, 'new', %s, '', %s::jsonb, '[]', %s::jsonb, '', '{}')",
                        [(table.pk, school.pk, *row) for row in kept],
                    )
            raise Undone
    except Undone:
        pass
