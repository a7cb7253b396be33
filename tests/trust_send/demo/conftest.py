"""The demo as it is made today, once for each file of tests."""

import pytest

from tests.trust_send.demo.worlds import made
from trust_send.demo.plan import Trust, World


@pytest.fixture(scope="module")
def world() -> World:
    return made()


@pytest.fixture(scope="module")
def tidewell(world) -> Trust:
    return world.trusts[0]
