"""Who can see a child, and why. The answer agrees with ``within`` for every person; a test holds it to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from pupils.days import last_day
from pupils.models import Enrolment, FamilyLink, GroupMember, Pupil, PupilUserObjectPermission
from schools.models import GroupStaff, Post, School, User
from schools.querysets import in_force
from schools.roles import POST_ROLES, ROLES, Sight

SEES_CHILDREN = [code for code, role in POST_ROLES.items() if role.sight is Sight.CHILDREN]


@dataclass(frozen=True, slots=True)
class Sees:
    """A person who can see a child, by what right, and until when if that is known."""

    person: User
    reason: str
    until: date | None = None
    """The last day of sight."""


def who_can_see(pupil: Pupil) -> list[Sees]:
    """Everyone who can see this child today, by name; one line for each right, for a person may hold several."""
    today = timezone.localdate()
    found = [*_by_post(pupil, today), *_by_group(pupil, today), *_by_grant(pupil, today), *_by_family(pupil, today)]
    return sorted(found, key=lambda sees: (sees.person.sort_key, sees.person.pk, sees.reason))


def _by_post(pupil: Pupil, today: date) -> list[Sees]:
    second = dict(
        Enrolment.objects.filter(in_force(today), pupil=pupil, kind="S")
        .exclude(at_school_id=pupil.school_id)
        .values_list("at_school_id", "at_school__name")
    )
    schools = {pupil.school_id, *second}
    hubs = School.objects.filter(pk__in=schools, hub__isnull=False).values_list("hub_id", flat=True)
    here = Q(school_id__in=schools) | Q(hub_id__in=list(hubs)) | Q(school__isnull=True, hub__isnull=True)
    posts = Post.objects.filter(in_force(today), here, trust_id=pupil.trust_id, role__in=SEES_CHILDREN).select_related(
        "user", "school", "hub"
    )
    return [Sees(post.user, _post_reason(post, second), last_day(post.ends_on)) for post in posts]


def _post_reason(post: Post, second: dict[int, str]) -> str:
    where = post.school or post.hub or "the trust"
    reason = f"{ROLES[post.role].name} of {where}"
    return f"{reason}, where the child is also registered" if post.school_id in second else reason


def _by_group(pupil: Pupil, today: date) -> list[Sees]:
    groups = GroupMember.objects.filter(in_force(today), pupil=pupil).values("group_id")
    having = GroupStaff.objects.filter(in_force(today), group_id__in=groups).select_related("user", "group")
    return [Sees(row.user, f"Has {row.group.name}", last_day(row.ends_on)) for row in having]


def _by_grant(pupil: Pupil, today: date) -> list[Sees]:
    lent = PupilUserObjectPermission.objects.filter(content_object_id=pupil.pk).exclude(ends_on__lte=today)
    return [
        Sees(
            row.user,
            f"Lent sight of this child: {row.reason}" if row.reason else "Lent sight of this child",
            last_day(row.ends_on),
        )
        for row in lent.select_related("user")
    ]


def _by_family(pupil: Pupil, today: date) -> list[Sees]:
    links = FamilyLink.objects.seeing(today).filter(pupil=pupil).select_related("user")
    return [
        Sees(link.user, f"{link.get_relationship_display()}: sees what the school shares", last_day(link.ends_on))
        for link in links
    ]
