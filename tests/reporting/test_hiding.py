"""No reader finds a hidden number by subtracting what is shown from the totals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reporting.hiding import hidden, may_sum, sums_that_may_show
from reporting.smallness import Part, join_small

numbers = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), max_size=8)
parts = numbers.map(lambda found: join_small(Part(key, number) for key, number in found.items()))


@given(numbers, st.sets(st.sampled_from("abcdefgh")))
def test_hidden_cells_shield_each_other(found, also):
    gone = hidden(found, also=also)
    shown = {key: number for key, number in found.items() if key not in gone}
    assert all(number == 0 or number >= 5 for number in shown.values())
    assert also & found.keys() <= gone
    if gone and shown:
        assert len(gone) >= 2 and sum(found[key] for key in gone) >= 5


def test_nothing_is_hidden_without_need():
    assert hidden({"a": 5, "b": 0, "c": 40}) == frozenset()


def test_a_single_small_cell_takes_the_next_smallest_along():
    assert hidden({"a": 3, "b": 9, "c": 12}) == {"a", "b"}
    assert hidden({"a": 2, "b": 1, "c": 6, "d": 12}) == {"a", "b", "c"}


@given(parts, parts, st.sets(st.sampled_from("abcdefgh")))
def test_a_sum_never_gives_a_joined_line_away(one, other, keys):
    if may_sum(keys, [one, other]):
        joined = [*one.joined, *other.joined]
        inside = sum(part.pupils for part in joined if part.key in keys)
        outside = sum(part.pupils for part in joined) - inside
        assert inside == 0 or (inside >= 5 and (outside == 0 or outside >= 5))


@given(parts, parts)
def test_groups_that_are_told_leave_no_small_rest(one, other):
    groups = dict(zip("abcdefgh", "CCLLSSPP", strict=True))
    told = sums_that_may_show(groups, [one, other])
    joined = [*one.joined, *other.joined]
    if told is None:
        assert sum(part.pupils for part in joined) > 0
        return
    rests = {group: sum(part.pupils for part in joined if groups[part.key] == group) for group in told}
    assert all(rest == 0 or rest >= 5 for rest in rests.values())
    left = sum(part.pupils for part in joined) - sum(rests.values())
    assert left == 0 or left >= 5
    for group, number in told.items():
        lines = (*one.shown, *one.joined, *other.shown, *other.joined)
        assert number == sum(part.pupils for part in lines if groups[part.key] == group)
