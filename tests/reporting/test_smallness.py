"""Small numbers never stand alone, and no total gives them away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reporting.smallness import SMALL_BELOW, Part, join_small

parts = st.lists(st.integers(0, 30), max_size=14).map(lambda ns: [Part(f"N{i}", n) for i, n in enumerate(ns)])


@given(parts)
def test_nothing_small_is_shown_and_nothing_is_lost(given_parts):
    made = join_small(given_parts)
    assert all(part.pupils >= SMALL_BELOW for part in made.shown)
    assert sum(p.pupils for p in made.shown) + made.joined_pupils == sum(p.pupils for p in given_parts)


@given(parts)
def test_the_joined_line_cannot_be_worked_out_from_the_total(given_parts):
    made = join_small(given_parts)
    assert made.joined_pupils == 0 or made.joined_pupils >= SMALL_BELOW or not made.shown


def test_the_next_smallest_joins_when_the_rest_is_still_small():
    made = join_small([Part("SLCN", 12), Part("ASD", 6), Part("HI", 2)])
    assert [part.key for part in made.shown] == ["SLCN"] and {part.key for part in made.joined} == {"ASD", "HI"}
