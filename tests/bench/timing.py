"""Timing two ways of doing the same thing by turns, and saying how they compare."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]
REPEATS = 40


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one way, sorted."""

    ms: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all repeats."""
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        """What nineteen of twenty repeats stay under."""
        return self.ms[min(len(self.ms) - 1, round(0.95 * len(self.ms)))]


def by_turns(*ways: Work, repeats: int = REPEATS, warm: int = 3, between: Work | None = None) -> list[Times]:
    """Time each way in turn, so that a busy moment of the machine hits all of them; ``between`` tidies, untimed."""
    for _ in range(warm):
        for way in ways:
            way()
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(repeats):
        for way, ms in zip(ways, taken, strict=True):
            if between:
                between()
            started = time.perf_counter()
            way()
            ms.append((time.perf_counter() - started) * 1000)
    return [Times(tuple(sorted(ms))) for ms in taken]


def line(
    name: str, *, ours: float, bar: float, floor: float | None = None, ratio_bar: float | None = None, **more: object
) -> None:
    """Print one line; SHORT where a bar is missed. ``bar`` is in the unit of ``ours`` (ms unless named otherwise)."""
    ratio = ours / floor if floor else None
    good = ours <= bar and (ratio is None or ratio_bar is None or ratio <= ratio_bar)
    parts = [f"bench {name} ours_ms={ours:.1f}"]
    parts.append(f"floor_ms={floor:.1f}" if floor is not None else "floor_ms=-")
    parts.append(f"ratio={ratio:.2f}" if ratio is not None else "ratio=-")
    parts.append(f"bar={bar:g}" + (f"/{ratio_bar:g}x" if ratio_bar else ""))
    parts += [f"{key}={value}" for key, value in more.items()]
    sys.stdout.write(" ".join([*parts, "ok" if good else "SHORT"]) + "\n")
    sys.stdout.flush()


def amount(name: str, *, ours: float, bar: float, unit: str, **more: object) -> None:
    """The same for a measure that is not a time."""
    words = " ".join(f"{key}={value}" for key, value in more.items())
    sys.stdout.write(f"bench {name} ours_{unit}={ours:.1f} bar={bar:g} {words} {'ok' if ours <= bar else 'SHORT'}\n")
    sys.stdout.flush()
