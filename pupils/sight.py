"""Which single children are lent to a person: by a group, a grant, a second registration, or as family."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection
from django.utils import timezone

from pupils.rights import BARS_ACCOUNT
from schools.roles import PARENT, PROFESSIONAL, PUPIL
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing

# One statement for the four ways, because it runs in every request. Each part reads rows that the
# person may see before the children are known: the groups they have, grants and links in their own name,
# second registrations at their own schools. Each names the trust, as if the database had no wall around it.
_LENT = """
SELECT 'group', m.pupil_id
  FROM pupils_groupmember m
  JOIN schools_groupstaff s ON s.group_id = m.group_id
 WHERE s.trust_id = %(trust)s AND s.user_id = %(user)s
   AND s.starts_on <= %(today)s AND (s.ends_on IS NULL OR s.ends_on > %(today)s)
   AND m.starts_on <= %(today)s AND (m.ends_on IS NULL OR m.ends_on > %(today)s)
UNION ALL
SELECT 'grant', g.content_object_id
  FROM pupils_pupiluserobjectpermission g
 WHERE g.trust_id = %(trust)s AND g.user_id = %(user)s AND (g.ends_on IS NULL OR g.ends_on > %(today)s)
UNION ALL
SELECT 'second', e.pupil_id
  FROM pupils_enrolment e
 WHERE e.trust_id = %(trust)s AND e.at_school_id = ANY (%(schools)s) AND e.kind = 'S' AND e.school_id <> e.at_school_id
   AND e.starts_on <= %(today)s AND (e.ends_on IS NULL OR e.ends_on > %(today)s)
UNION ALL
SELECT f.relationship, f.pupil_id
  FROM pupils_familylink f
 WHERE f.trust_id = %(trust)s AND f.user_id = %(user)s
   AND f.starts_on <= %(today)s AND (f.ends_on IS NULL OR f.ends_on > %(today)s)
   -- The contact behind the account must be verified and free of restrictions at this very moment. Asked as
   -- "there is one", so that a contact that cannot be read opens nothing.
   AND (f.contact_link_id IS NULL OR EXISTS (
        SELECT FROM pupils_contactlink c
         WHERE c.id = f.contact_link_id AND c.trust_id = f.trust_id AND c.verified_on <= %(today)s
           AND c.starts_on <= %(today)s AND (c.ends_on IS NULL OR c.ends_on > %(today)s)
           AND NOT (c.restriction = ANY (%(barring)s) AND c.restriction_from <= %(today)s
                    AND (c.restriction_until IS NULL OR c.restriction_until > %(today)s))))
"""


def of_children(reach: Reach) -> tuple[Reach, Standing]:
    """Which children are lent to this person today, and what may be done for each?"""
    with connection.cursor() as cursor:
        cursor.execute(
            _LENT,
            {
                "user": reach.user_id,
                "trust": reach.trust_id,
                "today": timezone.localdate(),
                "schools": sorted(reach.school_ids),
                "barring": sorted(kind.value for kind in BARS_ACCOUNT),
            },
        )
        lent = cursor.fetchall()
    by_way: dict[str, set[int]] = defaultdict(set)
    for way, pupil_id in lent:
        by_way[way].add(pupil_id)
    groups, grants, second = by_way.pop("group", set()), by_way.pop("grant", set()), by_way.pop("second", set())
    themselves = by_way.pop("self", set())
    family = {pupil_id for ids in by_way.values() for pupil_id in ids}
    return (
        Reach(pupil_ids=frozenset(groups | grants | second), family_pupil_ids=frozenset(family | themselves)),
        Standing(
            everywhere=(PARENT.verbs if family else frozenset()) | (PUPIL.verbs if themselves else frozenset()),
            # A second registration lets the other school read the child, as a grant does.
            by_pupil=dict.fromkeys(grants | second, PROFESSIONAL.verbs),
        ),
    )
