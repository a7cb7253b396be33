"""How many questions each page puts to the database: recorded, and the same for two rows and for twenty.

``UPDATE_QUERY_COUNTS=1`` with ``-n 0`` writes the record anew (tests/query_counts.json); a number that grew needs a
reason.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pupils.models import Concern, ConcernQuestion, Enrolment, GroupMember, Need, Pupil, SenStatus
from schools.models import Group, GroupStaff, Post, School
from tests.walls.addresses import every_pattern
from trust_send.platform.walls.sources import whole_trust

RECORD = Path(__file__).parent.parent / "query_counts.json"

# Every page that can be opened without a row of its own in the address, by whom the record is kept for.
PERSONS = ("asha", "cai", "grace", "helen")
# Not pages of ours to count: what leaves the page, or is answered by another package.
LEFT_OUT = {"account_", "mfa_", "usersessions_"}

ABOUT_A_CHILD = ("pupil", "pupil-status", "pupil-needs", "pupil-edit", "pupil-history", "pupil-sight", "pupil-lend",
                 "read-log", "pupil-move", "pupil-family-add",
                 "pupil-second-school")  # fmt: skip
MORE = ("/register/?q=noah", "/register/?st=N&st=K&ar=-&sort=class", "/register/?sort=school", "/register/export.csv",
        "/register/export.xlsx", "/find/?q=noah")  # fmt: skip


# Transaction control, and the session: its hour of idleness is written once a minute, whatever the page.
NOT_COUNTED = re.compile(r"\s*(SAVEPOINT|RELEASE|BEGIN|COMMIT|\w+ .*\bdjango_session\b)", re.DOTALL)


def pages(north):
    """Each page as (how it stands in the record, path)."""
    child, group, school = north.one.pupils[0].pk, north.one.class_4b.pk, north.one.school.pk
    ids = {"pupil_id": child, "group_id": group, "school_id": school}
    for name, route, view in every_pattern():
        if not name or name.startswith(tuple(LEFT_OUT)) or not getattr(view, "verb", None):
            continue
        parts = {part: ids[part] for part in ids if f":{part}>" in route}
        if route.count("<") == len(parts):
            path = "/" + route
            for part, value in parts.items():
                path = path.replace(f"<int:{part}>", str(value))
            yield name, path
    yield from ((path, path) for path in MORE)


def queries_of(browser, path, *, warm=False):
    """How many statements does a page cost once it is warm? None where it cannot be opened."""
    if not warm and browser.get(path).status_code != 200:
        return None
    with CaptureQueriesContext(connection) as queries:
        browser.get(path)
    return sum(1 for query in queries.captured_queries if not NOT_COUNTED.match(query["sql"]))


@pytest.mark.parametrize("who", PERSONS)
def test_each_page_costs_what_is_written_and_the_same_for_two_and_for_twenty(who, signed_in, north):
    browser = signed_in(getattr(north, who))
    with whole_trust(north.trust.pk):
        _many(north, range(2))
    few = {f"{name} as {who}": queries_of(browser, path) for name, path in pages(north)}
    few = {page: number for page, number in few.items() if number is not None}
    written = json.loads(RECORD.read_text())
    others = {page: number for page, number in written.items() if not page.endswith(f" as {who}")}
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        written = others | few
        RECORD.write_text(json.dumps(written, indent=1, sort_keys=True) + "\n")
    changed = {page: (written.get(page), few.get(page)) for page in {*written, *few} - {*others}
               if written.get(page) != few.get(page)}  # fmt: skip
    assert not changed, "page: (written, now). UPDATE_QUERY_COUNTS=1 writes it anew"
    with whole_trust(north.trust.pk):
        _many(north, range(2, 20))
    many = {f"{name} as {who}": queries_of(browser, path, warm=True) for name, path in pages(north)}
    grown = {page: (few[page], many[page]) for page in few if many[page] != few[page]}
    assert not grown, "page: (for two, for twenty)"


def test_the_pages_of_the_register_are_in_the_record():
    written = json.loads(RECORD.read_text())
    assert {f"{name} as cai" for name in ABOUT_A_CHILD} <= written.keys()
    assert written["register as cai"] <= 12


def _many(north, numbers):
    """Some more of everything that stands in lists."""
    start, school = date(2024, 9, 1), north.one.school
    for number in numbers:
        child = Pupil.objects.create(
            school=school, legal_forename="Noah", legal_surname=f"Many{number:02d}", date_of_birth=date(2018, 1, 1),
            year_group="4",
        )  # fmt: skip
        Enrolment.objects.create(pupil=child, at_school=school, admission_number=f"M{number}", starts_on=start)
        SenStatus.objects.create(pupil=child, code="KEN"[number % 3], starts_on=start)
        Need.objects.create(pupil=child, need_type="SLCN", rank=1, starts_on=start)
        Need.objects.create(pupil=child, need_type="ASD", rank=2, starts_on=start)
        GroupMember.objects.create(pupil=child, group=north.one.class_4b, starts_on=start)
        concern = Concern.objects.create(
            pupil=child, strengths="x", observed="x", tried="x", tried_for="none",
            raised_by=north.grace if number % 2 else north.asha,
        )  # fmt: skip
        ConcernQuestion.objects.create(
            pupil=child, concern=concern, asked_by=north.asha, asked_of=north.grace, question="x"
        )
        group = Group.objects.create(school=school, name=f"Set {number}", kind="teaching", starts_on=start)
        GroupMember.objects.create(pupil=north.one.pupils[0], group=group, starts_on=start)
        GroupStaff.objects.create(group=group, user=north.renata, starts_on=start)
        GroupStaff.objects.create(group=group, user=north.grace, starts_on=start)
        other = School.objects.create(
            name=f"North {number} School", sort_key=f"north {number + 10}", urn=f"30000{number}"[-6:],
            laestab=f"87830{number:02d}", phase="PS", la_code="878", la_name="Devon",
        )  # fmt: skip
        Post.objects.create(user=north.renata, role="ta", school=other, starts_on=start)
