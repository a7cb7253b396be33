"""Whatever goes in, nothing leaves the drawing, no words touch, and every axis grows from zero."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from trust_send.platform.charts import (
    Bar,
    Cell,
    Comparator,
    Drawing,
    Series,
    Share,
    Strip,
    bars,
    dots,
    funnel,
    heat,
    lines,
)
from trust_send.platform.charts.bars import PER_CENT, POUNDS, PUPILS
from trust_send.platform.charts.marks import Words
from trust_send.platform.charts.scales import scale_from_zero, share_scale

letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
labels = st.one_of(
    letters, st.sampled_from(["Fernhollow Primary", "St Wenna’s Catholic Primary School and Nursery", "Ash"])
)
widths = st.integers(340, 900)
shares_01 = st.floats(0, 1)


@st.composite
def a_share(draw: st.DrawFn, area: bool = True) -> Share:
    denominator = draw(st.one_of(st.none(), st.integers(0, 12), st.integers(5, 2500)))
    numerator = (
        None if denominator is None else draw(st.one_of(st.just(0), st.just(denominator), st.integers(0, denominator)))
    )
    return Share(
        draw(labels),
        numerator,
        denominator,
        draw(st.sampled_from(["", "c", "l", "s", "p"])),
        draw(st.one_of(st.none(), shares_01)),
        draw(st.sampled_from(["", "", "", "hidden: fewer than five pupils"])),
    )


some_shares = st.lists(a_share(), min_size=0, max_size=40)
a_comparator = st.builds(Comparator, st.sampled_from(["England", "England, state-funded primary", "Trust"]), shares_01)
WORDS = {"key": "c1", "title": "Title", "finding": "Finding."}


def well_drawn(drawing: Drawing) -> None:
    for mark in drawing.marks():
        left, top, right, bottom = mark.bounds()
        assert left >= -0.05 and top >= -0.05, mark
        assert right <= drawing.width + 0.05 and bottom <= drawing.height + 0.05, mark
    words = [mark for mark in drawing.marks() if isinstance(mark, Words)]
    for one, other in combinations(words, 2):
        a, b = one.bounds(), other.bounds()
        slack = 0.1
        assert a[2] <= b[0] + slack or b[2] <= a[0] + slack or a[3] <= b[1] + slack or b[3] <= a[1] + slack, (
            one,
            other,
        )
    assert "style=" not in drawing.markup


@given(some_shares, st.one_of(st.none(), a_comparator), widths)
@settings(max_examples=60, deadline=None)
def test_dots(shares: list[Share], comparator: Comparator | None, width: int) -> None:
    well_drawn(dots(shares, **WORDS, comparator=comparator, width=width))


@given(some_shares, a_comparator, widths)
@settings(max_examples=60, deadline=None)
def test_funnel(shares: list[Share], comparator: Comparator, width: int) -> None:
    drawing = funnel(shares, **WORDS, comparator=comparator, width=width)
    well_drawn(drawing)


bar_values = st.one_of(st.none(), st.floats(0, 1), st.floats(0, 100), st.floats(0, 9e6), st.just(0.0))


@given(
    st.lists(st.builds(Bar, labels, bar_values, bar_values), max_size=40),
    st.sampled_from([PUPILS, POUNDS, PER_CENT]),
    st.one_of(st.none(), st.floats(0, 5e5)),
    widths,
)
@settings(max_examples=60, deadline=None)
def test_bars(rows: list[Bar], unit: object, comparator: float | None, width: int) -> None:
    well_drawn(bars(rows, **WORDS, unit=unit, comparator=comparator, comparator_label="England", width=width))  # type: ignore[arg-type]


@st.composite
def some_lines(draw: st.DrawFn) -> tuple[list[Series], list[str]]:
    times = draw(st.lists(labels, min_size=1, max_size=12))
    shares = st.lists(a_share(), min_size=len(times), max_size=len(times)).map(tuple)
    return draw(st.lists(st.builds(Series, labels, shares), min_size=1, max_size=4)), times


@given(some_lines(), st.one_of(st.none(), a_comparator), widths)
@settings(max_examples=60, deadline=None)
def test_lines(drawn: tuple[list[Series], list[str]], comparator: Comparator | None, width: int) -> None:
    series, times = drawn
    well_drawn(lines(series, times, **WORDS, comparator=comparator, width=width))


@st.composite
def some_strips(draw: st.DrawFn) -> tuple[list[Strip], list[str]]:
    columns = draw(st.lists(labels, min_size=1, max_size=12))
    cell = st.builds(
        Cell, st.one_of(st.none(), st.floats(0, 1e6)), st.sampled_from(["–", "c", "12", "14.5%", "1,234,567"])
    )
    cells = st.lists(cell, min_size=len(columns), max_size=len(columns)).map(tuple)
    return draw(st.lists(st.builds(Strip, labels, cells), max_size=40)), columns


@given(some_strips(), widths)
@settings(max_examples=60, deadline=None)
def test_heat(drawn: tuple[list[Strip], list[str]], width: int) -> None:
    strips, columns = drawn
    well_drawn(heat(strips, columns, **WORDS, width=width))


@given(st.floats(0, 1e9), st.integers(2, 12), st.booleans())
def test_an_axis_grows_in_even_steps_from_zero_and_holds_the_value(highest: float, most: int, whole: bool) -> None:
    scale = scale_from_zero(highest, start=50, end=550, most_ticks=most, whole=whole)
    assert scale.ticks[0] == 0 and scale(0) == 50
    assert all(one < other and scale(one) < scale(other) for one, other in pairwise(scale.ticks))
    assert len(scale.ticks) <= most
    assert scale.high >= highest * (1 - 1e-6)
    assert not whole or all(tick == int(tick) for tick in scale.ticks)


@given(st.floats(0, 1), st.integers(2, 12))
def test_an_axis_of_shares_never_passes_one_hundred_per_cent(highest: float, most: int) -> None:
    scale = share_scale(highest, start=276, end=20, most_ticks=most)
    assert scale.ticks[0] == 0
    assert all(one < other and scale(one) > scale(other) for one, other in pairwise(scale.ticks))
    assert highest - 1e-9 <= scale.high <= 1
    assert len(scale.ticks) <= most
