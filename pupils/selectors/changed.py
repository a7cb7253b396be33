# ruff: noqa: S608 - every fragment of SQL is written in this file, every value is a parameter
"""At which schools has something that is counted changed since a moment? One statement, within the walls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

_RECENT = "= ANY(%(schools)s) AND pgh_created_at > %(first)s"
COUNTED = ("pupils_senstatusevent", "pupils_needevent", "pupils_enrolmentevent")
"""The histories of what makes a child count, and as what."""
GROUPED_BY = ("sex", "year_group", "fsm", "eal")
"""What of a child itself is counted by; its name and everything else may change, and no figure does."""

_EVENTS = " UNION ALL ".join(
    [
        *(f"SELECT school_id, pgh_created_at FROM {table} WHERE school_id {_RECENT}" for table in COUNTED),
        # History goes with the child, so the school it has left finds the end of the registration at the new one.
        f"SELECT at_school_id, pgh_created_at FROM pupils_enrolmentevent WHERE at_school_id {_RECENT}",
    ]
)
_FACTS = ", ".join(f"{{row}}.{name}" for name in GROUPED_BY)
_CHANGED = f"""
WITH since AS (
    SELECT * FROM ROWS FROM (unnest(%(schools)s::bigint[]), unnest(%(moments)s::timestamptz[])) AS s (school_id, moment)
)
SELECT event.school_id
  FROM ({_EVENTS}) event
  JOIN since ON since.school_id = event.school_id AND event.pgh_created_at > since.moment
 UNION
SELECT now.school_id
  FROM pupils_pupilevent now
  JOIN since ON since.school_id = now.school_id AND now.pgh_created_at > since.moment
 CROSS JOIN LATERAL (
    SELECT {_FACTS.format(row="e")} FROM pupils_pupilevent e
     WHERE e.pgh_obj_id = now.pgh_obj_id AND e.pgh_id < now.pgh_id ORDER BY e.pgh_id DESC LIMIT 1
 ) was
 WHERE now.school_id = ANY(%(schools)s) AND now.pgh_created_at > %(first)s AND now.pgh_label = 'update'
   AND ({_FACTS.format(row="now")}) IS DISTINCT FROM ({_FACTS.format(row="was")})
"""


def changed_since(moments: Mapping[int, datetime]) -> frozenset[int]:
    """Which of these schools have a newer change of what figures are made of than their moment?

    That is a status, a need or a registration, and of a child what it is grouped by.
    """
    if not moments:
        return frozenset()
    schools = sorted(moments)
    with connection.cursor() as cursor:
        cursor.execute(
            _CHANGED,
            {
                "schools": schools,
                "moments": [moments[school_id] for school_id in schools],
                "first": min(moments.values()),
            },
        )
        return frozenset(school_id for (school_id,) in cursor.fetchall())
