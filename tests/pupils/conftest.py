"""Fixtures of the tests about pupils."""

from __future__ import annotations

import pytest

from tests.pupils.imports import Importer


@pytest.fixture
def importer(north):
    """The imports of North One, done by its data manager."""
    return Importer(north, north.one, north.dora)
