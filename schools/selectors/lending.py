"""What has been lent to whom, as far as a reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from schools.models import School, SchoolUserObjectPermission, User
from schools.roles import Verb
from schools.selectors.people import may_appoint
from schools.sentences import MAY
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import NO_STANDING, Standing


@dataclass(frozen=True, slots=True)
class LentVerb:
    """One thing to do that was lent to a person at a school, in words."""

    id: int
    person: User
    school: School
    words: str
    starts_on: date
    last_day: date | None
    reason: str
    lent_by: User | None
    may_end: bool

    def is_over(self, on: date) -> bool:
        """Has it ended before this day?"""
        return self.last_day is not None and self.last_day < max(on, self.starts_on)


def lent_known_to(reach: Reach, standing: Standing) -> QuerySet[SchoolUserObjectPermission]:
    """Which lendings may this reader see: at schools whose children they see and where they see who holds posts?"""
    lent = SchoolUserObjectPermission.objects.filter(trust_id=reach.trust_id, content_object_id__among=reach.school_ids)
    schools = standing.schools_for(Verb.SEE_PEOPLE)
    return lent if schools is None else lent.filter(content_object_id__in=schools)


def lent_verbs(lent: QuerySet[SchoolUserObjectPermission], *, standing: Standing) -> list[LentVerb]:
    """These lendings in words, the ones that last longest first."""
    rows = lent.select_related("user", "content_object", "lent_by", "permission").order_by("-ends_on", "pk")
    return [
        LentVerb(
            id=row.pk,
            person=row.user,
            school=row.content_object,
            words=MAY[Verb(row.permission.codename)],
            starts_on=row.starts_on,
            last_day=row.ends_on and row.ends_on - timedelta(days=1),
            reason=row.reason,
            lent_by=row.lent_by,
            may_end=may_appoint(standing, school_id=row.content_object_id),
        )
        for row in rows
    ]


def lent_to(*, reach: Reach, on: date) -> list[LentVerb]:
    """What has been lent to this reader, for today or for later?"""
    mine = SchoolUserObjectPermission.objects.filter(trust_id=reach.trust_id, user_id=reach.user_id)
    return lent_verbs(mine.exclude(ends_on__lte=on), standing=NO_STANDING)
