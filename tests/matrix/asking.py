"""Asking an address as somebody, and noticing what was written meanwhile."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.matrix.expected import KNOWN, LED, MISSING, NOT_TAKEN, NOWHERE, PAGES, REFUSED, Page
from tests.walls.furniture import World

UNKNOWN = 9_999_999
# Rows inserted, updated and deleted in this transaction, undone savepoints included: nothing written can hide.
WRITTEN = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
 WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""
THE_SESSION = {"django_session", "usersessions_usersession"}
BY_LOOKING = {*THE_SESSION, "readlog_readlog"}


@dataclass(frozen=True)
class Cell:
    """One address as one person in one way."""

    name: str
    who: str
    place: str
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.name} of {self.place} as {self.who}"

    @property
    def page(self) -> Page:
        """The row of the table."""
        return PAGES[self.name]

    @property
    def known(self) -> bool:
        """Does the row in the address exist for this person?"""
        return self.place in KNOWN[self.page.kind].get(self.who, "").split()

    def expected(self) -> int:
        """The answer that the table gives, by its rules in their order."""
        page = self.page
        alone = page.differs.get(f"{self.who} {self.method}")
        if alone is not None:
            return alone
        if self.who == "anonymous" and not page.is_public:
            return LED
        if self.who not in page.who.split():
            return REFUSED
        answer = getattr(page, self.method, page.other)
        if answer == NOT_TAKEN or page.is_public:
            return answer
        if not self.known:
            return page.unknown.get(self.method, MISSING)
        if self.place in page.elsewhere.get(self.who, "").split() and answer != NOT_TAKEN:
            return LED
        if page.only and self.place not in page.only.get(self.who, "").split():
            return REFUSED
        return answer


def address(world: World, name: str, place: str) -> str:
    """The path of a page for a row of this place."""
    kind = PAGES[name].kind
    if not kind:
        return reverse(name, kwargs=FIXED.get(name))
    number = UNKNOWN if place == NOWHERE else number_of(world, kind, place)
    parts = {PART_OF[kind]: number, **FIXED.get(name, {})}
    if kind in INSIDE:
        row, whole = INSIDE[kind]
        parts[row] = number
        parts[PART_OF[kind]] = UNKNOWN if place == NOWHERE else number_of(world, whole, place)
    return reverse(name, kwargs=parts)


def number_of(world: World, kind: str, place: str) -> int:
    """The number of a row."""
    if place == "nobody":
        return world.cast.finn.pk
    return world.id_of(ALSO_CALLED.get(kind, kind), place)


PART_OF = {
    "child": "pupil_id",
    "own child": "pupil_id",
    "supported child": "pupil_id",
    "letter": "pupil_id",
    "question": "pupil_id",
    "concern": "concern_id",
    "concern question": "concern_id",
    "lending": "pupil_id",
    "contact": "pupil_id",
    "family link": "pupil_id",
    "guest": "pupil_id",
    "group": "group_id",
    "set": "group_id",
    "closed group": "group_id",
    "member": "group_id",
    "having": "having_id",
    "person": "user_id",
    "newcomer": "user_id",
    "post": "post_id",
    "school lending": "lending_id",
    "school": "school_id",
    "hub": "hub_id",
    "figures": "school_id",
    "import": "import_id",
    "import row": "import_id",
    "job": "job_id",
    "paper": "paper_id",
    "child's paper": "paper_id",
    "trust": "trust_id",
}
# Two numbers stand in these: the row's own, and that of what it belongs to.
INSIDE = {
    "question": ("question_id", "child"),
    "lending": ("lending_id", "child"),
    "contact": ("link_id", "child"),
    "letter": ("letter_id", "child"),
    "concern question": ("question_id", "concern"),
    "family link": ("link_id", "child"),
    "guest": ("registration_id", "guest child"),
    "member": ("pupil_id", "group"),
    "import row": ("row_id", "import"),
}
ALSO_CALLED = {"own child": "child", "supported child": "child", "member": "child", "newcomer": "person"}
FIXED: dict[str, dict[str, Any]] = {
    "trust-colours": {"slug": "north"},
    "register-export": {"kind": "xlsx"},
    "group-list": {"kind": "csv"},
    "figures-export": {"table": "schools", "kind": "xlsx"},
    "school-figures-export": {"kind": "csv"},
    "terms": {"start": 2026},
}


def written() -> Counter[str]:
    """How many rows of each table were written so far."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return Counter(dict(cursor.fetchall()))


class Visitor:
    """A browser that leaves no trace: whatever an address changed is taken back."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.written: Counter[str] | None = None  # between two questions nobody else writes
        browser.raise_request_exception = False

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[HttpResponse, set[str]]:
        """The answer, and the tables that were written to."""
        cookies = self.browser.cookies.copy()
        before = self.written or written()
        verb = {"sent": "post"}.get(method, method)
        with transaction.atomic():
            response = getattr(self.browser, verb)(path, body if method == "sent" else None)
            transaction.set_rollback(True)
        self.browser.cookies = cookies
        self.written = written()
        return response, {table for table, rows in self.written.items() if rows != before[table]}
