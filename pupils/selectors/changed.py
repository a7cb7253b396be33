# ruff: noqa: S608 - every fragment of SQL is written in this file, every value is a parameter
"""At which schools has something that is counted changed since a moment? One statement, within the walls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

COUNTED = ("pupils_senstatusevent", "pupils_needevent", "pupils_enrolmentevent")
"""The histories of what makes a child count, and as what."""
_EVENTS = " UNION ALL ".join(
    f"SELECT school_id, pgh_created_at FROM {table} WHERE school_id = ANY(%(schools)s) AND pgh_created_at > %(first)s"
    for table in COUNTED
)
_CHANGED = f"""
SELECT DISTINCT event.school_id
  FROM ({_EVENTS}) event
  JOIN ROWS FROM (unnest(%(schools)s::bigint[]), unnest(%(moments)s::timestamptz[])) AS since (school_id, moment)
    ON since.school_id = event.school_id AND event.pgh_created_at > since.moment
"""


def changed_since(moments: Mapping[int, datetime]) -> frozenset[int]:
    """Which of these schools have a newer change of a status, a need or a registration than their moment?"""
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
