"""The register asked by htmx: the list and its numbers alone, by the same questions, with the same rights."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trust_send.platform.readlog.models import How, ReadLog
from trust_send.platform.walls.reach import acting_with

BY_HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "register-list"}


def test_only_the_list_and_what_belongs_to_it_come_back(signed_in, north):
    part = signed_in(north.asha).get("/register/?on=&q=&st=K&need=&class=", **BY_HTMX)
    text = part.content.decode()
    assert text.startswith('<div class="ts-panel ts-panel--flush" id="register-list">') and "<html" not in text
    assert "Hartley, Noah" in text and "Adeyemi, Mina" not in text
    assert 'hx-swap-oob="innerHTML:#register-said">1 pupil, 1 to 1 shown' in text
    assert re.search(r'value="K" checked', text) and not re.search(r'value="E" checked', text)
    assert "/register/export.xlsx?st=K" in text, "what is exported is what is shown"
    assert part.headers["HX-Push-Url"] == "/register/?st=K", "the address says no more than what was chosen"


def test_a_page_is_a_page_for_everyone_else_and_for_going_back(signed_in, north):
    asha = signed_in(north.asha)
    for headers in ({}, BY_HTMX | {"HTTP_HX_HISTORY_RESTORE_REQUEST": "true"}):
        page = asha.get("/register/?st=K", **headers)
        assert "<html" in page.content.decode() and "HX-Push-Url" not in page.headers
        assert "HX-Request" in page.headers["Vary"]


def test_a_wrong_day_is_told_by_a_whole_page(signed_in, north):
    answer = signed_in(north.asha).get("/register/?on=yesterweek", **BY_HTMX)
    assert answer.headers["HX-Redirect"] == "/register/?on=yesterweek"
    with acting_with(north.reach()):
        assert not ReadLog.objects.filter(user=north.asha).exists(), "nobody was shown"


def test_whom_it_shows_is_noted(signed_in, north):
    signed_in(north.asha).get("/register/?q=noah", **BY_HTMX)
    with acting_with(north.reach()):
        assert [(row.pupil_id, row.how) for row in ReadLog.objects.filter(user=north.asha)] == [
            (north.one.pupils[0].pk, How.FOUND)
        ]


@pytest.mark.parametrize("who", ["asha", "cai", "grace"])
def test_it_asks_no_more_than_the_page(who, signed_in, north):
    browser = signed_in(getattr(north, who))
    browser.get("/register/?st=K")
    with CaptureQueriesContext(connection) as of_page:
        browser.get("/register/?st=K")
    with CaptureQueriesContext(connection) as of_part:
        browser.get("/register/?st=K", **BY_HTMX)
    assert len(of_part) <= len(of_page)


def test_walls_hold_for_the_part_too(signed_in, north):
    words = signed_in(north.asha).get("/register/?st=N&st=K&st=E", **BY_HTMX).content.decode()
    assert "ZZTWO" not in words and "ZZSOUTH" not in words
    assert signed_in(north.helen).get("/register/", **BY_HTMX).status_code == 403


def test_the_printed_page_says_whose_it_is(signed_in, north):
    page = signed_in(north.asha).get("/register/?st=K").content.decode()
    assert f"Printed by {north.asha}" in page and "data-print hidden" in page
