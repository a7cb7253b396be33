"""Schools of the cast, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from django.utils import timezone

from reporting.measures import Cell, counts
from reporting.models import Figure
from reporting.services import counting
from schools.models import School
from tests.cast import Side
from tests.reporting.figures import cells
from trust_send.platform.walls.sources import whole_trust


@pytest.fixture
def counted() -> Callable[..., None]:
    """Count the schools of a trust from its register, as a worker does."""

    def count(*sides: Side) -> None:
        today = timezone.localdate()
        for side in sides:
            with whole_trust(side.trust.pk) as reach:
                counting.count(school_ids=reach.school_ids, on=today, today=today)

    return count


@pytest.fixture
def write_figures() -> Callable[..., None]:
    """Write figures of a school without its children, as large as one likes."""

    def write(side: Side, school: School, found: Iterable[Cell] | None = None) -> None:
        today = timezone.localdate()
        found = found or cells(none=357, support={"SLCN": 21, "SEMH": 18, "SPLD": 10}, plan={"ASD": 12})
        with whole_trust(side.trust.pk):
            Figure.objects.filter(school=school, on=today).delete()
            Figure.objects.bulk_create(
                Figure(
                    school=school,
                    on=today,
                    counted_at=timezone.now(),
                    measure=each.measure,
                    group=each.group,
                    numerator=each.numerator,
                    denominator=each.denominator,
                )
                for each in counts(found, groups=True)
            )

    return write
