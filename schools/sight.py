"""What posts and grants on schools lend to a person's reach."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection
from django.utils import timezone

from schools.models import School
from schools.roles import ROLES, Sight, Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing

# One statement, because it runs in every request: each post with the schools it speaks of, and verbs lent at schools.
_HELD = """
SELECT p.role, p.school_id IS NULL AND p.hub_id IS NULL,
       CASE WHEN p.school_id IS NOT NULL THEN ARRAY[p.school_id]
            WHEN p.hub_id IS NOT NULL THEN ARRAY(SELECT s.id FROM schools_school s
                                                   WHERE s.trust_id = p.trust_id AND s.hub_id = p.hub_id)
            ELSE ARRAY(SELECT s.id FROM schools_school s WHERE s.trust_id = p.trust_id) END,
       NULL
  FROM schools_post p
 WHERE p.user_id = %(user)s AND p.trust_id = %(trust)s
   AND p.starts_on <= %(today)s AND (p.ends_on IS NULL OR p.ends_on > %(today)s)
UNION ALL
SELECT NULL, false, ARRAY[g.content_object_id], a.codename
  FROM schools_schooluserobjectpermission g
  JOIN auth_permission a ON a.id = g.permission_id
 WHERE g.user_id = %(user)s AND g.trust_id = %(trust)s
   AND g.starts_on <= %(today)s AND (g.ends_on IS NULL OR g.ends_on > %(today)s)
"""


def every_school(trust_id: int) -> frozenset[int]:
    """Which schools does this trust have?"""
    return frozenset(School.objects.filter(trust_id=trust_id).values_list("pk", flat=True))


def of_posts(reach: Reach) -> tuple[Reach, Standing]:
    """What do the posts held today, and verbs lent at schools, let this person see and do?"""
    with connection.cursor() as cursor:
        values = {"user": reach.user_id, "trust": reach.trust_id, "today": timezone.localdate()}
        cursor.execute(_HELD, values)
        held = cursor.fetchall()
    everywhere: set[str] = set()
    by_school: dict[int, set[str]] = defaultdict(set)
    children: set[int] = set()
    figures: set[int] = set()
    lent: list[tuple[int, str]] = []
    for role_code, is_everywhere, schools, verb in held:
        if verb is not None:
            lent.append((schools[0], verb))
            continue
        role = ROLES[role_code]
        if is_everywhere:
            everywhere |= role.verbs
        else:
            for school_id in schools:
                by_school[school_id] |= role.verbs
        if role.sight is Sight.CHILDREN:
            children.update(schools)
        if Verb.SEE_FIGURES in role.verbs:
            figures.update(schools)
    for school_id, verb in lent:
        # A verb is lent to someone whose post speaks of that school, and goes with it; it lends no sight of its own.
        if everywhere or school_id in by_school:
            by_school[school_id].add(verb)
    return (
        Reach(school_ids=frozenset(children), figure_school_ids=frozenset(figures)),
        Standing(everywhere=frozenset(everywhere), by_school={k: frozenset(v) for k, v in by_school.items()}),
    )
