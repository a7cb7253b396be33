"""Bringing in 7,300 pupils: from the file to the register, against psycopg's executemany of the same rows."""

from __future__ import annotations

import gc
import io
import os
from datetime import date, timedelta

import psycopg
from django.db import connection, transaction

from pupils.services.imports import bringing, deciding
from schools.models import School, User
from tests.bench import world
from tests.bench.timing import by_turns, line
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.walls.sources import whole_trust

PUPILS = 7_300
REPEATS = 20
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class Undone(Exception):  # noqa: N818
    """Ends a repeat: everything it wrote is rolled back."""


def upn(number: int) -> str:
    """A valid UPN, one for each number."""
    tail = f"899{number // 1000:04d}25{number % 1000:03d}"
    total = sum(place * int(digit) for place, digit in enumerate(tail, 2))
    return LETTERS[total % 23] + tail


def letters(number: int) -> str:
    """A number as letters: no name has a digit in it."""
    word = ""
    while True:
        number, rest = divmod(number, 26)
        word = chr(97 + rest) + word
        if not number:
            return word


def rows() -> list[tuple[str, ...]]:
    """A large school's export."""
    made = []
    for number in range(PUPILS):
        born = date(2012, 9, 1) + timedelta(days=number % 2500)
        status, need = ("K", "SLCN") if number % 7 == 0 else ("E", "ASD") if number % 31 == 0 else ("N", "")
        year, form = str(1 + number % 9), "ABC"[number % 3]
        family, child = f"Family{letters(number % 900)}", f"Child{letters(number)}"
        about = (family, child, born.strftime("%d/%m/%Y"), "MF"[number % 2], year, year + form)
        made.append((upn(number), f"{number:05d}", *about, status, need, "NY"[number % 2]))
    return made


def run() -> None:
    """Measure file to applied, in transactions that are rolled back."""
    lead = world.persona("trustlead")
    trust_id = world.trust_of(lead)
    made = rows()
    headings = "UPN,Adm No,Legal Surname,Legal Forename,Date of Birth,Sex,NC Year,Reg Group,SEN Status,SEN Type 1,FSM"
    content = "\r\n".join([headings, *(",".join(row) for row in made)]).encode()
    gc.collect()
    gc.freeze()  # as trust_send/worker.py does before the first job
    ours, floor = by_turns(
        lambda: _brought(content, trust_id, lead),
        lambda: _by_hand(made, trust_id),
        repeats=REPEATS,
        warm=1,
        between=_swept,
    )
    line("import_7300", ours=ours.median, floor=floor.median, bar=10_000, ratio_bar=5, repeats=REPEATS)


def _brought(content: bytes, trust_id: int, lead: User) -> None:
    try:
        with transaction.atomic():
            school = _empty_school(trust_id)
            with whole_trust(trust_id):
                table, job = bringing.bring(school=school, file_name="x.csv", file=io.BytesIO(content), by=lead)
            read = do_here(job)
            assert read.state == "done", read.problem
            with whole_trust(trust_id):
                table.refresh_from_db()
                assert table.counts["new"] == PUPILS, table.counts
                job = deciding.apply(table=table, by=lead)
            done = do_here(job)
            assert done.state == "done" and done.result["counts"]["new"] == PUPILS, done.problem
            raise Undone
    except Undone:
        pass


def _by_hand(made: list[tuple[str, ...]], trust_id: int) -> None:
    try:
        with transaction.atomic():
            school = _empty_school(trust_id)
            with whole_trust(trust_id):
                _insert(made, school)
            raise Undone
    except Undone:
        pass


def _swept() -> None:
    """What was rolled back lies dead in the tables; the next repeat must not wade through it."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("VACUUM")


def _iso(day: str) -> str:
    return f"{day[6:]}-{day[3:5]}-{day[:2]}"


def _empty_school(trust_id: int) -> School:
    with whole_trust(trust_id):
        return School.objects.create(
            name="Bench",
            sort_key="bench",
            urn="999999",
            laestab="9999999",
            phase="AT",
            la_code="999",
            la_name="x",
        )


def _insert(made: list[tuple[str, ...]], school: School) -> None:
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO schools_group (school_id, name, kind, year_group, starts_on)"
            " VALUES (%s, 'bench', 'registration', '', '2026-09-01') RETURNING id",
            [school.pk],
        )
        group_id = cursor.fetchone()[0]
        cursor.executemany(
            "INSERT INTO pupils_pupil (school_id, upn, former_upn, legal_surname, legal_forename, preferred_forename,"
            " preferred_surname, sort_key, date_of_birth, sex, year_group, fsm, sen_unit, resourced_provision,"
            " ethnicity, first_language, created_at)"
            " VALUES (%s, %s, '', %s, %s, '', '', %s, %s, %s, %s, %s, false, false, '', '', now()) RETURNING id",
            [
                (school.pk, r[0], r[2], r[3], f"{r[2]} , {r[3]}".lower(), _iso(r[4]), r[5], r[6], r[10] == "Y")
                for r in made
            ],
            returning=True,
        )  # fmt: skip
        ids = []
        while True:
            ids.append(cursor.fetchone()[0])
            if not cursor.nextset():
                break
        for sql, values in (
            ("INSERT INTO pupils_enrolment (pupil_id, at_school_id, admission_number, kind, starts_on)"
             " VALUES (%s, %s, %s, 'C', current_date)", [(i, school.pk, r[1]) for i, r in zip(ids, made, strict=True)]),
            ("INSERT INTO pupils_groupmember (pupil_id, group_id, starts_on) VALUES (%s, %s, current_date)",
             [(i, group_id) for i in ids]),
            ("INSERT INTO pupils_senstatus (pupil_id, code, starts_on, reason, shared_with_family)"
             " VALUES (%s, %s, current_date, '', false)", [(i, r[8]) for i, r in zip(ids, made, strict=True)]),
            ("INSERT INTO pupils_need (pupil_id, need_type, rank, starts_on) VALUES (%s, %s, 1, current_date)",
             [(i, r[9]) for i, r in zip(ids, made, strict=True) if r[9]]),
        ):  # fmt: skip
            cursor.executemany(sql, values)
