"""Login is the default, every page names its verb, and what is not mine does not exist."""

from __future__ import annotations

import pytest
from allauth.account.views import LoginView
from django.test import Client

from schools.permissions import OWN_ACCOUNT_PAGES, PUBLIC_PAGES
from schools.roles import Verb
from tests.walls.addresses import every_address, every_pattern

# How the parts of addresses are called, and where a row of South One stands for each.
# "job", "paper", "import" and others have rows only in their own tests: there the number is merely unknown.
UNKNOWN = 999_999_999


def is_open(view) -> bool:
    return not getattr(view, "login_required", True)


def test_every_address_has_a_name_of_its_own():
    names = [name for name, _, _ in every_pattern()]
    assert "" not in names and len(names) == len(set(names))


def test_pages_without_login_are_exactly_these():
    assert {name for name, _, view in every_pattern() if is_open(view)} == PUBLIC_PAGES


def test_every_view_names_its_verb():
    named = {name for name, _, view in every_pattern() if hasattr(view, "verb")}
    nameless = {name for name, _, _ in every_pattern()} - named
    assert nameless == PUBLIC_PAGES | OWN_ACCOUNT_PAGES
    verbs = {view.verb for _, _, view in every_pattern() if getattr(view, "verb", None) is not None}
    assert verbs <= set(Verb)


def test_pages_without_a_verb_are_these():
    """They show people what is their own; a new one needs a reason here."""
    assert {name for name, _, view in every_pattern() if hasattr(view, "verb") and view.verb is None} == {
        "desk",
        "kept",
        "job",
    }


def test_only_allauth_has_pages_without_a_verb():
    for name, _, view in every_pattern():
        if name in OWN_ACCOUNT_PAGES or name.startswith(("account_", "mfa_", "usersessions_")):
            # The sign-in is allauth’s too, in two steps: who, then how.
            assert view.__module__.startswith("allauth.") or issubclass(view.view_class, LoginView), name


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_a_stranger_is_led_to_the_sign_in(cast, method):
    for name, path, view in every_address():
        if not is_open(view):
            answer = getattr(Client(), method)(path)
            assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/account/login/"), (name, path)


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_without_a_post_gets_nowhere(signed_in, cast, method):
    visitor = signed_in(cast.finn)
    for name, path, view in every_address():
        if getattr(view, "verb", None) is not None:
            # A view that asks for its verb at the row's own school does not find the row: 404 tells as little.
            assert getattr(visitor, method)(path).status_code in (403, 404, 405), (name, path)


def test_looking_never_asks_for_a_change(signed_in, north):
    """Pages that change something answer a GET with 405, or show a form."""
    visitor = signed_in(north.cai)
    for name, path, view in every_address(pupil_id=UNKNOWN, school_id=UNKNOWN):
        if not is_open(view) and not name.startswith(("account_", "mfa_")):
            answer = visitor.get(path).status_code
            assert answer in (200, 302, 403, 404, 405), name
            assert visitor.head(path).status_code == answer, name
