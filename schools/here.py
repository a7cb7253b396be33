"""Where a person sits: their trust, and the posts they hold there today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from trust_send.platform.walls.reach import Reach

# By hand, because every page asks it: the ORM took five times as long to write the statement as the database to
# answer it (make bench, empty_page).
_HERE = """
SELECT t.name, t.slug, t.accent, t.accent_deep, t.accent_tint,
       (SELECT count(*) FROM schools_membership m WHERE m.user_id = %(user)s),
       (SELECT array_agg(ARRAY[p.role, s.name, h.name] ORDER BY p.starts_on, p.id)
          FROM schools_post p
          LEFT JOIN schools_school s ON s.id = p.school_id
          LEFT JOIN schools_hub h ON h.id = p.hub_id
         WHERE p.trust_id = t.id AND p.user_id = %(user)s
           AND p.starts_on <= %(on)s AND (p.ends_on IS NULL OR p.ends_on > %(on)s))
  FROM schools_trust t
 WHERE t.id = %(trust)s
"""


@dataclass(frozen=True, slots=True)
class Here:
    """One trust as its pages show it, and what this person is in it."""

    name: str
    slug: str
    accent: str
    accent_deep: str
    accent_tint: str
    number_of_trusts: int
    posts: tuple[tuple[str, str], ...]
    """Each post as (role code, name of the school or hub; empty for the whole trust)."""


def here(reach: Reach, *, on: date) -> Here | None:
    """In which trust does this person sit, and which posts do they hold there on a day?"""
    with connection.cursor() as cursor:
        cursor.execute(_HERE, {"user": reach.user_id, "trust": reach.trust_id, "on": on})
        row = cursor.fetchone()
    if row is None:
        return None
    posts = tuple((role, school or hub or "") for role, school, hub in row[6] or ())
    return Here(*row[:6], posts=posts)
