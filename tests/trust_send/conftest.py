"""A folder for real servers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trust_send.left_over import new_folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """Empty, and gone afterwards."""
    with new_folder() as found:
        yield found
