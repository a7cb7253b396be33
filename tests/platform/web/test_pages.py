"""The frame of every page and the pages for when something is wrong."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.template.loader import get_template, render_to_string

TRUST = SimpleNamespace(name="Tidewell Learning Trust", accent="", accent_deep="", accent_tint="")
PERSON = {
    "trust": TRUST,
    "where": "Fernhollow Primary School",
    "person": "Asha Mistry",
    "role_name": "SENCO",
    "navigation": [{"url": "/today/", "label": "Today", "current": True}, {"url": "/register/", "label": "Register"}],
}


def test_the_frame_names_trust_school_person_and_role() -> None:
    page = render_to_string("base.html", PERSON)
    for words in ("Tidewell Learning Trust", "Fernhollow Primary School", "Asha Mistry", "SENCO", "Register"):
        assert words in page
    assert page.index('href="#main"') < page.index("<header>") < page.index('id="main"')
    assert page.count('aria-current="true"') == 1


def test_the_frame_stands_without_anyone_signed_in() -> None:
    page = render_to_string("base.html", {})
    assert "ts-menu" not in page and "govuk-service-navigation" not in page and "ts-search" not in page


def test_families_have_their_menu_at_the_bottom() -> None:
    page = render_to_string("base_family.html", PERSON)
    assert 'class="govuk-template ts-family"' in page and "ts-tabs" in page and "govuk-service-navigation" not in page


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_an_error_page_stands_alone(name: str) -> None:
    page = render_to_string(name, {})
    assert len(re.findall("<h1", page)) == 1 and 'href="/"' in page


def test_not_found_never_says_whether_it_exists() -> None:
    exposing = {"exception": "No Pupil matches the given query.", "request_path": "/pupils/4711/"}
    page = render_to_string("404.html", exposing)
    assert "Pupil matches" not in page and "4711" not in page
    assert page == render_to_string("404.html", {})


def test_not_allowed_says_what_and_who() -> None:
    page = render_to_string(
        "403.html", {"exception": "Class teachers do not bring in files", "role_name": "Class teacher"}
    )
    assert "Class teachers do not bring in files" in page and "SENCO or headteacher" in page


def test_the_last_page_inherits_nothing() -> None:
    assert "{% extends" not in get_template("500.html").template.source
    assert "{% load static %}" not in get_template("500.html").template.source
