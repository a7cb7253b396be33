"""Every role's reach to every walled table, as one written table: a new table or role fails until someone decides.

The table is ``reach_of_roles.csv``: how many rows of each table a person of that role reads, and how many someone
does who has sight of all schools. ``UPDATE_REACH_OF_ROLES=1`` writes it anew; whoever does so reads the difference
and answers for it.
"""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from pupils.models import (
    Concern,
    ConcernQuestion,
    Diagnosis,
    FamilyLetter,
    FamilyWords,
    LocalStatus,
    Pupil,
    RegisterReview,
    ReviewAnswer,
    SettledCheck,
    StatusQuestion,
    SupportLayer,
)
from pupils.services import needs, pupils, statuses
from reporting.models import Figure
from schools.models import School, SchoolUserObjectPermission, Term
from schools.models.kept import KeptForm
from schools.roles import ROLES
from tests.walls.catalogue import rows, walled_tables
from trust_send.platform.jobs.models import Job
from trust_send.platform.papers.models import Paper
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen
from trust_send.platform.tables.models import ImportRow, Mapping, TableImport
from trust_send.platform.walls.sources import acting_for, whole_trust

WRITTEN = Path(__file__).with_name("reach_of_roles.csv")
PERSON_OF = {
    "senco": "asha",
    "headteacher": "ben",
    "dsl": "lena",
    "teacher": "grace",
    "ta": "renata",
    "data": "dora",
    "governor": "helen",
    "trustee": "tom",
    "hublead": "maryam",
    "trustlead": "cai",
    "parent": "eve",
    "pupil": "noah",
    "professional": "hannah",
}
"""The one of the cast who holds each role; Ben leads school Two, the others belong to One."""


@pytest.fixture
def furnished(north):
    """At least one row in every walled table of North, for each school where a table is about schools or children."""
    with whole_trust(north.trust.pk):
        for house in (north.one, north.two):
            _furnish(house, north)
    with acting_for(north.asha.pk, north.trust.pk):
        KeptForm.objects.create(user=north.asha, address="/x/", fields={})
    return north


def _furnish(house, north):
    school, child = house.school, Pupil.objects.get(pk=house.pupils[0].pk)
    needs.set_ranked(pupil=child, need_types=["SLCN", "SPLD"], on=date(2025, 1, 1), by=north.cai)
    statuses.change(pupil=child, code="E", on=date(2026, 1, 1), by=north.cai)
    pupils.edit(pupil=child, by=north.cai, eal=True)
    StatusQuestion.objects.create(pupil=child, register_code="E", file_code="K")
    # Grace raised it and Renata is asked; neither has a child of school Two.
    concern = Concern.objects.create(
        pupil=child if house is north.two else house.pupils[1], strengths="x", observed="x", tried="x",
        tried_for="none", raised_by=north.grace,
    )  # fmt: skip
    ConcernQuestion.objects.create(
        pupil_id=concern.pupil_id, concern=concern, asked_by=north.cai, asked_of=north.renata, question="x"
    )
    _furnish_knowing(child, north)
    School.objects.filter(pk=school.pk).update(low_age=4)
    SchoolUserObjectPermission.objects.assign_perm("edit_groups", north.renata, school)
    seen([(child.pk, child.school_id)], how=How.OPENED, page="pupil", user_id=north.cai.pk, request_id=uuid4())
    for measure in ("roll", "sen_support"):
        Figure.objects.create(school=school, on=date(2026, 10, 1), measure=measure, numerator=1, denominator=3)
    job = Job.objects.create(kind="nutshell", key=str(uuid4()), school=school)
    Paper.objects.create(
        job=job, school=school, kind="nutshell", title="x", as_known_on=date(2026, 10, 1), file="x", bytes=1,
        sha256="0" * 64, holds_children=False,
    )  # fmt: skip
    table = TableImport.objects.create(kind="pupils", school=school, file_name="x.csv", sha256="0" * 64)
    ImportRow.objects.create(table=table, school=school, number=2, state="new", name="x")
    Mapping.objects.create(kind="pupils", school=school)


def _furnish_knowing(child, north):
    by = north.cai
    LocalStatus.objects.create(school=child.school, name="Watched", code="N")
    SupportLayer.objects.create(pupil=child, layer="targeted", starts_on=date(2026, 1, 1))
    Diagnosis.objects.create(pupil=child, name="x", noted_by=by)
    FamilyWords.objects.create(pupil=child, words="x", said_by="x", starts_on=date(2026, 1, 1))
    FamilyLetter.objects.create(pupil=child, kind="sen-support-start", written_by=by)
    review = RegisterReview.objects.create(school=child.school, term=Term.objects.get(school=child.school), begun_by=by)
    ReviewAnswer.objects.create(review=review, school=child.school, check_id="RR-05", answer="no", answered_by=by)
    SettledCheck.objects.create(pupil=child, review=review, check_id="RR-11", reason="x", settled_by=by)


def counted(tables):
    return {table: rows(f"SELECT count(*) FROM {table}")[0][0] for table in sorted(tables)}  # noqa: S608


def test_every_role_has_somebody_who_holds_it(north):
    assert PERSON_OF.keys() == ROLES.keys()
    assert all(hasattr(north, person) for person in PERSON_OF.values())


def test_reach_is_as_written(furnished):
    tables = walled_tables()
    with whole_trust(furnished.trust.pk):
        everything = counted(tables)
    found = {}
    for role, name in PERSON_OF.items():
        with acting_for(getattr(furnished, name).pk, furnished.trust.pk):
            found[role] = counted(tables)
    now = [
        ["table", "rows", *PERSON_OF],
        *(
            [table, str(everything[table]), *(str(found[role][table]) for role in PERSON_OF)]
            for table in sorted(tables)
        ),
    ]
    if os.environ.get("UPDATE_REACH_OF_ROLES"):
        with WRITTEN.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(now)
    with WRITTEN.open(newline="") as file:
        assert now == list(csv.reader(file))


def test_who_reads_figures_reads_no_row_about_a_child():
    """The database itself cannot give governors, trustees and hub leads a name."""
    with WRITTEN.open(newline="") as file:
        table = list(csv.DictReader(file))
    of_no_child = ("pupils_localstatus", "pupils_registerreview")
    about_children = [
        row
        for row in table
        if row["table"].startswith(("pupils_", "readlog_", "tables_")) and not row["table"].startswith(of_no_child)
    ]
    assert len(about_children) > 15
    for row in about_children:
        assert [row["governor"], row["trustee"], row["hublead"]] == ["0", "0", "0"], row["table"]


def test_no_table_was_left_empty():
    """A table without rows would prove nothing."""
    with WRITTEN.open(newline="") as file:
        assert [row["table"] for row in csv.DictReader(file) if not any(row[role] != "0" for role in PERSON_OF)] == []
