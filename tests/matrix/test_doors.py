"""Links without an account: an open one opens one thing; used up, expired, revoked and unknown look the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.matrix.reading import everything, said_of
from tests.walls.onlookers import ONLOOKERS, forbidden_words
from trust_send.platform.walls import capabilities
from trust_send.platform.walls.capabilities import Capability

CLOSED = ("used up", "expired", "revoked", "unknown", "of another kind", "of nobody", "short", "odd")


def link(world, state: str) -> str:
    """The address of a door in this state, for someone who was invited to South."""
    if state in ("unknown", "short", "odd"):
        return reverse("door", args=[{"unknown": "x" * 43, "short": "x", "odd": "'%00 or 1=1"}[state]])
    token = capabilities.grant(
        trust_id=world.cast.south.trust.pk,
        kind="invitation" if state != "of another kind" else "something",
        lasts=timedelta(hours=1),
        verbs=[],
        subject_id=world.corners["south"].rows["person"].pk if state != "of nobody" else 9_999_999,
    )
    door = Capability.objects.filter(token_hash=capabilities.hashed(token))
    past = timezone.now() - timedelta(days=2)
    if state == "used up":
        door.update(uses_left=0)
    if state == "expired":
        door.update(created_at=past - timedelta(days=1), expires_at=past)
    if state == "revoked":
        door.update(revoked_at=past)
    return reverse("door", args=[token])


@pytest.mark.parametrize("who", ["anonymous", "asha", "dee", "eve", "finn"])
@pytest.mark.parametrize("method", ["get", "sent"])
def test_every_closed_door_looks_the_same(who, method, world, visitor):
    answers = {}
    for state in CLOSED:
        path = link(world, state)
        response, tables = visitor(who).ask(method, path, {"password": "a quite long new password"})
        assert response.status_code == 410, state
        assert not tables, state
        answers[state] = said_of(response, path)
    assert len(set(answers.values())) == 1, answers


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_door_takes_nothing_else(method, world, visitor):
    statuses = {visitor("anonymous").ask(method, link(world, state))[0].status_code for state in ("open", *CLOSED)}
    assert statuses == {405}


@pytest.mark.parametrize("who", ["anonymous", "asha", "gus"])
def test_an_open_door_shows_the_invited_person_and_no_child(who, world, visitor):
    path = link(world, "open")
    response, tables = visitor(who).ask("get", path)
    assert response.status_code == 200
    text = everything(response)
    assert not [word for word in forbidden_words(ONLOOKERS["anonymous"], world) if "KID" in word and word in text]
    assert not tables - {"django_session"}


def test_an_open_door_opens_once(world, visitor):
    path, browser = link(world, "open"), visitor("anonymous").browser
    password = {"password": "a quite long new password"}
    assert browser.post(path, password).status_code == 302
    assert visitor("anonymous").ask("get", path)[0].status_code == 410
    assert visitor("anonymous").ask("sent", path, password)[0].status_code == 410


def test_an_open_door_opens_nothing_beside_itself(world, visitor):
    """What stands behind the token in the path is part of no other page."""
    path = link(world, "open")
    for beyond in ("register/", "../../register/", f"pupils/{world.corners['south'].child.pk}/"):
        response, _ = visitor("anonymous").ask("get", path + beyond)
        assert response.status_code in (302, 404)
