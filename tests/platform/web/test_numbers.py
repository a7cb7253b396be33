"""The number of a row in an address is that number or nothing; it is never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_send.platform.web.numbers import LARGEST_ID, read_id


@given(st.integers(min_value=1, max_value=LARGEST_ID))
def test_every_number_of_a_row_is_read(number):
    assert read_id(str(number)) == number


@given(st.text())
def test_whatever_else_is_nothing(text):
    assert read_id(text) is None or str(int(text)) == text.lstrip("0")


@pytest.mark.parametrize("text", ["", None, "0", "-1", "²", "٣", "1.0", " 1", "1\n", str(LARGEST_ID + 1), "9" * 400])
def test_near_misses(text):
    assert read_id(text) is None
