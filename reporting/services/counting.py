"""Counting each school's pupils into figures: after every applied import and every night."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from pupils.models import Enrolment
from pupils.selectors.changed import changed_since
from reporting.measures import Cell, counts
from reporting.models import Figure
from trust_send.platform.walls.bulk import add_all

# On roll: registered there on the day, singly or as main school, so that a pupil with two registrations is counted
# once. Guests are on somebody else's roll. Whoever has moved since was on the roll of the school they have left, which
# may be counted and does not read the record any more. No status row means no SEN.
_CELLS = """
SELECT e.at_school_id, coalesce(s.code, 'N'), coalesce(n.need_type, ''), p.sex, p.year_group, p.fsm, p.eal,
       count(DISTINCT p.id)
  FROM pupils_enrolment e
  JOIN pupils_pupil p ON p.id = e.pupil_id
  LEFT JOIN pupils_senstatus s ON s.pupil_id = p.id
       AND s.starts_on <= %(on)s AND (s.ends_on IS NULL OR s.ends_on > %(on)s)
  LEFT JOIN pupils_need n ON n.pupil_id = p.id AND n.rank = 1
       AND n.starts_on <= %(on)s AND (n.ends_on IS NULL OR n.ends_on > %(on)s)
 WHERE e.at_school_id = ANY (%(schools)s) AND e.kind IN ('C', 'M')
       AND e.starts_on <= %(on)s AND (e.ends_on IS NULL OR e.ends_on > %(on)s)
 GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def cells(*, school_ids: Collection[int], on: date) -> list[Cell]:
    """How many pupils of these schools share status, main need and group on a day?"""
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, {"schools": sorted(school_ids), "on": on})
        return [Cell(*row) for row in cursor.fetchall()]


def begun(school_ids: Collection[int], *, on: date) -> list[int]:
    """Which of these schools had a register by that day? Before its first pupil a school is not empty, but unknown."""
    pupils = Enrolment.objects.filter(at_school_id__among=school_ids, starts_on__lte=on)
    return list(pupils.values_list("at_school_id", flat=True).distinct())


def _one_at_a_time(school_ids: Collection[int]) -> None:
    """Wait until nobody else counts these schools: two who replace the same figures would meet in them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('reporting_figure'), id::int)"
            " FROM unnest(%s::bigint[]) AS schools (id)",
            [sorted(school_ids)],
        )


@transaction.atomic
def count(*, school_ids: Collection[int], on: date, today: date) -> int:
    """Count these schools as on a day; counting again replaces that day's figures. Returns how many were kept.

    Must run with sight of the whole trust, because of those who have moved since: the figures hold no child.
    """
    _one_at_a_time(school_ids)
    moment = timezone.now()
    made = counts(cells(school_ids=school_ids, on=on), groups=on == today, school_ids=begun(school_ids, on=on))
    Figure.objects.filter(school_id__among=school_ids, on=on).delete()
    add_all(
        Figure(
            school_id=figure.school_id,
            on=on,
            counted_at=moment,
            measure=figure.measure,
            group=figure.group,
            numerator=figure.numerator,
            denominator=figure.denominator,
        )
        for figure in made
    )
    return len(made)


def recount(school_id: int, *, today: date) -> bool:
    """Count a school again if its register has changed since it was counted; was it? Needs sight of its children.

    A school that was never counted is left: whoever asks is told so. Of a count without a moment nothing is known.
    """
    newest = Figure.objects.filter(school_id=school_id).order_by("-on").first()
    if newest is None:
        return False
    if newest.counted_at and school_id not in changed_since({school_id: newest.counted_at}):
        return False
    count(school_ids={school_id}, on=today, today=today)
    return True
