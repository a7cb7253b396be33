"""Where on the paper does a value stand?"""

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """Where does a value lie on an axis that begins at zero? Calling the scale with a value gives the coordinate."""

    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        return self.start + (self.end - self.start) * value / self.high


def _step_sizes(smallest: float) -> tuple[float, ...]:
    power = 10.0 ** floor(log10(smallest))
    return tuple(factor * power for factor in (1, 2, 5, 10, 20, 50, 100))


def scale_from_zero(
    highest: float, *, start: float, end: float, most_ticks: int, whole: bool = False, close: bool = False
) -> Scale:
    """Which axis from zero holds ``highest`` with at most ``most_ticks`` round steps?

    ``whole`` is for counts of people, where a tick at 0.5 would be odd; ``close`` ends the axis at ``highest`` itself,
    so that no room is lost up to the next step.
    """
    highest = max(highest, 1 if whole else 0.01)
    most_ticks = max(most_ticks, 2)
    for step in _step_sizes(highest / most_ticks):
        if whole and step < 1:
            continue
        steps = max(1, ceil(highest / step - 1e-9))
        if steps <= most_ticks - 1:
            break
    if close:
        ticks = tuple([round(step * number, 10) for number in range(steps + 1) if step * number <= highest])
        return Scale(highest, start, end, ticks)
    return Scale(step * steps, start, end, tuple([round(step * number, 10) for number in range(steps + 1)]))


def share_scale(highest: float, *, start: float, end: float, most_ticks: int) -> Scale:
    """Which axis of per cent from zero holds the share ``highest``? It never goes beyond 100 %."""
    most_ticks = max(most_ticks, 2)
    highest = min(max(highest, 0.01), 1.0)
    for per_cent in (1, 2, 5, 10, 20, 25, 50, 100):
        steps = max(1, ceil(highest * 100 / per_cent - 1e-9))
        if steps <= most_ticks - 1 and steps * per_cent <= 100:
            break
    return Scale(steps * per_cent / 100, start, end, tuple(per_cent * number / 100 for number in range(steps + 1)))
