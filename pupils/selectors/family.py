"""What a family, or the pupil, reads: only one's own children, and only what the school has shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pupils.models import Enrolment, FamilyLink, FamilyWords, GroupMember, Pupil, SenStatus
from pupils.year_groups import label as year_label
from schools.models import GroupKind, Post
from schools.roles import SENCO
from trust_send.platform.walls.reach import Reach


@dataclass(frozen=True, slots=True)
class FamilyChild:
    """One child as the family page shows it."""

    id: int
    school_id: int
    forename: str
    name: str
    school: str
    telephone: str
    """Of the school's office, as the address and the website are; empty when the school has said none."""
    email: str
    website: str
    council: str
    """The local authority of the school; the child may live in another."""
    class_name: str
    year: str
    sencos: tuple[str, ...]
    status: str
    """The census code of a status that the school has shared; empty when it has shared none."""
    since: date | None
    words: FamilyWords | None
    """How they want the needs named. Who said so is left out: another household may read this."""


def ids_of(*, reach: Reach, on: date, themselves: bool) -> list[int]:
    """Which children are this person's own: as their family, or as the pupil themselves?"""
    links = FamilyLink.objects.filter(user=reach.user_id, pupil_id__among=reach.family_pupil_ids).on(on)
    links = links.filter(relationship="self") if themselves else links.exclude(relationship="self")
    return list(links.order_by("pupil_id").values_list("pupil_id", flat=True).distinct())


def children(*, reach: Reach, ids: list[int]) -> list[Pupil]:
    """One's own children, for choosing between them."""
    own = Pupil.objects.filter(pk__in=ids).filter(pk__among=reach.family_pupil_ids, trust=reach.trust_id)
    return list(own.select_related("school").order_by("sort_key", "pk"))


def child(*, reach: Reach, pupil_id: int, on: date) -> FamilyChild | None:
    """One's own child with its class, the people to ask, and the status as far as it is shared."""
    found = next(iter(children(reach=reach, ids=[pupil_id])), None)
    if found is None:
        return None
    status = SenStatus.objects.on(on).filter(pupil_id=pupil_id, shared_with_family=True).first()
    classes = GroupMember.objects.on(on).filter(pupil_id=pupil_id, group__kind=GroupKind.REGISTRATION)
    enrolled = Enrolment.objects.on(on).filter(pupil_id=pupil_id, at_school_id=found.school_id).exists()
    sencos = Post.objects.within(reach).on(on).filter(role=SENCO.code, school_id=found.school_id)
    return FamilyChild(
        id=found.pk,
        school_id=found.school_id,
        forename=found.forename,
        name=found.name,
        school=found.school.name,
        telephone=found.school.telephone,
        email=found.school.email,
        website=found.school.website,
        council=found.school.la_name,
        class_name=classes.values_list("group__name", flat=True).first() or "" if enrolled else "",
        year=year_label(found.year_group),
        sencos=tuple(str(post.user) for post in sencos.select_related("user").order_by("starts_on")),
        status=status.code if status else "",
        since=status.starts_on if status else None,
        words=FamilyWords.objects.on(on).filter(pupil_id=pupil_id).defer("said_by").first(),
    )
