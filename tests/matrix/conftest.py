"""The furnished world, and browsers of everyone in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.matrix.asking import Visitor
from tests.walls.furniture import World
from tests.walls.onlookers import ONLOOKERS


@pytest.fixture(autouse=True)
def refusals_are_not_logged() -> Iterator[None]:
    """Thousands of refusals, each with its traceback, would only cost time."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def world(furnished_world, db, settings) -> World:
    """Two trusts with a row of every house in every table, and a store and a cache of their own."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return furnished_world


@pytest.fixture
def visitor(world, signed_in) -> Callable[[str], Visitor]:
    """A browser of somebody of the cast."""

    def enter(name: str) -> Visitor:
        one = ONLOOKERS[name]
        person = one.person(world)
        browser = signed_in(person, one.side(world).trust if one.trust else None) if person else Client()
        return Visitor(browser)

    return enter
