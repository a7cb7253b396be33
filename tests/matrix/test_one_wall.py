"""Each wall alone, with the code as it is: pages show only what is theirs when the other wall is taken away."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, models, transaction
from django.test import Client

from pupils import querysets as of_pupils
from reporting.models import figures as of_figures
from schools import querysets as of_schools
from tests.conftest import as_role
from tests.matrix.asking import Cell, address
from tests.matrix.bodies import questions_of
from tests.matrix.expected import ORIGINS, PAGES
from tests.matrix.reading import everything
from tests.walls.catalogue import our_models
from tests.walls.onlookers import ONLOOKERS, forbidden_words
from trust_send.platform.jobs import querysets as of_jobs
from trust_send.platform.papers import querysets as of_papers

WORDS_OF_REACH = ("within", "for_staff", "of_children", "of_figures")
# One for each way of having sight: a school, the trust, a group, figures, a grant, a family, and the other trust.
# Everybody else is asked with both walls standing.
WHO = ("asha", "cai", "grace", "helen", "hannah", "eve", "dee")
LISTS = [name for name, page in PAGES.items() if page.get == 200 and page.kind == "" and not page.is_public]
SINGLE = [name for name, page in PAGES.items() if page.get == 200 and page.kind]


def walls_of_querysets() -> list[tuple[type[models.QuerySet], str]]:
    """Every word on a queryset of ours that keeps to a reach."""
    return [
        (queryset, word)
        for module in (of_pupils, of_schools, of_jobs, of_papers, of_figures)
        for queryset in vars(module).values()
        if isinstance(queryset, type) and issubclass(queryset, models.QuerySet)
        for word in WORDS_OF_REACH
        if word in vars(queryset)
    ]


def test_every_queryset_that_keeps_to_a_reach_is_known_here():
    known = {queryset for queryset, _ in walls_of_querysets()}
    for model in our_models():
        queryset = model._default_manager.all().__class__
        for word in WORDS_OF_REACH:
            if hasattr(queryset, word):
                assert known & set(queryset.__mro__), model


@pytest.fixture
def querysets_keep_nothing(monkeypatch):
    """The code forgot its filters, all of them.

    *Today* asks for the one school whose figures a person reads; with two of them it fails, and says nothing.
    """
    for queryset, word in walls_of_querysets():
        monkeypatch.setattr(queryset, word, lambda self, *_, **__: self.all())


def leaks(who: str, world, visitor, *, statuses: bool) -> list[str]:
    """What this person is told that they must not be, on every list, export and page of a row."""
    one, browser = ONLOOKERS[who], visitor(who)
    forbidden, wrong = forbidden_words(one, world), []
    for name in (*LISTS, *SINGLE):
        for place in ORIGINS[PAGES[name].kind].split():
            cell, path = Cell(name, who, place, "get"), address(world, name, place)
            response, _ = browser.ask("get", path)
            text = everything(response)
            wrong += [f"{cell}: says {word}" for word in forbidden if word in text]
            broken = response.status_code >= 500 and not (name == "today" and not statuses)
            if broken or (statuses and response.status_code != cell.expected()):
                wrong.append(f"{cell}: {response.status_code} instead of {cell.expected()}")
    for place in ("class", "two", "south"):
        for name, asked in questions_of(world, place).items():
            # What was asked for is said again on the page; only what was not asked for can leak.
            for question in (each for each in asked if not PAGES[name].kind):
                text = everything(browser.ask("get", address(world, name, "here") + question)[0])
                wrong += [
                    f"{name}{question} as {who}: says {word}"
                    for word in forbidden
                    if word in text and word not in question
                ]
    return wrong


@pytest.mark.parametrize("who", WHO)
def test_the_database_wall_alone(who, world, visitor, querysets_keep_nothing):
    wrong = leaks(who, world, visitor, statuses=False)
    # Names of groups and people of another school are no secret to the database inside a trust.
    wrong = [each for each in wrong if not each.endswith("ZZTWO")]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("who", WHO)
def test_the_queryset_wall_alone(who, world, visitor):
    with as_role("send_system"):
        wrong = leaks(who, world, visitor, statuses=True)
    assert not wrong, "\n" + "\n".join(wrong)


def test_that_both_walls_were_there_to_be_taken_away(world, signed_in, querysets_keep_nothing):
    """With neither of them South is to be read: otherwise the tests above would prove nothing."""
    senco: Client = signed_in(world.cast.north.asha)
    assert "ZZSOUTH" not in senco.get("/schools/").content.decode()
    with as_role("send_system"):
        assert "ZZSOUTH" in senco.get("/schools/").content.decode()


def test_even_without_both_walls_a_child_of_another_trust_is_not_shown(world, signed_in, querysets_keep_nothing):
    """Nobody reads without being in the read log, and its key refuses a child of another trust."""
    senco: Client = signed_in(world.cast.north.asha)
    path = address(world, "pupil", "south")
    assert senco.get(path).status_code == 404
    with as_role("send_system"), pytest.raises(IntegrityError, match="readlog"), transaction.atomic():
        senco.get(path)
