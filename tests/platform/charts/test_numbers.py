"""Rounding and intervals, against values worked out elsewhere and against their own definitions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trust_send.platform.charts import half_up, per_cent, score_limits, share_as_per_cent, wilson
from trust_send.platform.charts.intervals import Z_95, Z_998

counts = st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (0.125, 2, "0.13"),
        (0.145, 2, "0.15"),
        (2.5, 0, "3"),
        (1.005, 2, "1.01"),
        (-0.5, 0, "-1"),
        (Decimal("0.05"), 1, "0.1"),
    ],
)
def test_half_up(value: float, places: int, printed: str) -> None:
    assert str(half_up(value, places)) == printed


@pytest.mark.parametrize(
    ("numerator", "denominator", "places", "printed"),
    [
        (1, 8, 1, "12.5%"),
        (1, 3, 1, "33.3%"),
        (2, 3, 0, "67%"),
        (1, 16, 1, "6.3%"),
        (0, 7, 1, "0.0%"),
        (7, 7, 1, "100.0%"),
        (1, 2000, 1, "0.1%"),
    ],
)
def test_per_cent(numerator: int, denominator: int, places: int, printed: str) -> None:
    assert per_cent(numerator, denominator, places) == printed


@given(counts, st.integers(0, 3))
def test_per_cent_is_exact_half_up(pair: tuple[int, int], places: int) -> None:
    share = Fraction(*pair) * 100
    steps = share * 10**places
    expected = int(steps) + (1 if steps - int(steps) >= Fraction(1, 2) else 0)
    assert Decimal(per_cent(*pair, places).rstrip("%")) == Decimal(expected).scaleb(-places)


def test_a_published_share_is_printed_as_published() -> None:
    assert [share_as_per_cent(share) for share in (0.148, 0.278, 0.0605, 1, 0)] == [
        "14.8%",
        "27.8%",
        "6.1%",
        "100.0%",
        "0.0%",
    ]


@pytest.mark.parametrize(
    # Published worked examples of the score interval: Newcombe 1998, table I (81/263, 15/148, 0/20, 1/29).
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_intervals(numerator: int, denominator: int, low: float, high: float) -> None:
    interval = wilson(numerator, denominator)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(counts)
def test_the_interval_holds_its_point_and_stays_between_nothing_and_all(pair: tuple[int, int]) -> None:
    interval = wilson(*pair)
    assert 0 <= interval.low <= pair[0] / pair[1] <= interval.high <= 1
    wider = wilson(*pair, z=Z_998)
    assert wider.low <= interval.low and interval.high <= wider.high


@given(counts, st.floats(0.005, 0.995))
def test_the_funnel_and_the_interval_never_contradict_each_other(pair: tuple[int, int], centre: float) -> None:
    share = pair[0] / pair[1]
    limits, interval = score_limits(centre, pair[1], Z_95), wilson(*pair)
    at_the_edge = (
        min(abs(share - limits.low), abs(share - limits.high), abs(centre - interval.low), abs(centre - interval.high))
        < 1e-9
    )
    assert at_the_edge or (share in limits) == (centre in interval)


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (-1, 5), (6, 5), (0, 0)])
def test_what_is_not_a_share_is_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(numerator, denominator)
