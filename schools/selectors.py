"""Reads about schools and people, each starting from a reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet

from schools.models import Group, GroupStaff, Hub, Post, School, Term, Trust, User
from schools.querysets import in_force
from schools.roles import ROLES, Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post in words."""

    id: int
    role_name: str
    place: str
    starts_on: date
    ends_on: date | None
    may_end: bool

    def is_held(self, on: date) -> bool:
        """Is it held on this day?"""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on > on)


@dataclass(slots=True)
class ListedPerson:
    """A person with the posts that the reader may know of."""

    id: int
    name: str
    email: str
    has_signed_in: bool
    posts: list[HeldPost] = field(default_factory=list)


def posts_known_to(reach: Reach, standing: Standing) -> QuerySet[Post]:
    """Which posts may this reader see on the people pages: of the trust, or of the schools where they may look?"""
    posts = Post.objects.within(reach).select_related("user", "school", "hub")
    schools = standing.schools_for(Verb.SEE_PEOPLE)
    if schools is None:
        return posts
    hubs = Hub.objects.filter(schools__in=schools)
    return posts.filter(Q(school__in=schools) | Q(hub__in=hubs))


def people(
    *, reach: Reach, standing: Standing, on: date, words: str = "", role: str = "", school_id: int | None = None
) -> list[ListedPerson]:
    """Who holds a post on this day, by name, with every post the reader may know of?"""
    posts = posts_known_to(reach, standing).filter(in_force(on))
    if role:
        posts = posts.filter(role=role)
    if school_id:
        posts = posts.filter(school_id=school_id)
    if words:
        posts = posts.filter(Q(user__sort_key__contains=words.casefold()) | Q(user__email__icontains=words))
    return _by_person(posts.order_by("user__sort_key", "user_id", "starts_on"), standing)


def person(*, reach: Reach, standing: Standing, user_id: int) -> ListedPerson | None:
    """One person with all their posts, past ones too; None when the reader may know of none of them."""
    posts = posts_known_to(reach, standing).filter(user_id=user_id).order_by("-starts_on", "-pk")
    return next(iter(_by_person(posts, standing)), None)


def _by_person(posts: Iterable[Post], standing: Standing) -> list[ListedPerson]:
    found: dict[int, ListedPerson] = {}
    for post in posts:
        listed = found.setdefault(
            post.user_id,
            ListedPerson(post.user_id, str(post.user), post.user.email, post.user.last_login is not None),
        )
        listed.posts.append(
            HeldPost(
                id=post.pk,
                role_name=ROLES[post.role].name,
                place=place_of(post),
                starts_on=post.starts_on,
                ends_on=post.ends_on,
                may_end=may_appoint(standing, school_id=post.school_id),
            )
        )
    return list(found.values())


def place_of(post: Post) -> str:
    """Where is a post held, in words?"""
    return str(post.school or post.hub or "The whole trust")


def may_appoint(standing: Standing, *, school_id: int | None) -> bool:
    """May this person appoint and end posts there? Posts at hubs and the trust are the trust's to give."""
    return Verb.APPOINT in standing.everywhere or (
        school_id is not None and standing.may(Verb.APPOINT, school_id=school_id)
    )


def schools(*, reach: Reach) -> QuerySet[School]:
    """The schools of the trust, by name, with their hub."""
    return School.objects.within(reach).select_related("hub").order_by("sort_key", "pk")


def terms(*, reach: Reach, school_id: int, start: int) -> QuerySet[Term]:
    """The half-terms of a school in the year that began then, in order."""
    return Term.objects.within(reach).filter(school_id=school_id, year_start=start).order_by("number")


def groups(*, reach: Reach, standing: Standing, on: date) -> QuerySet[Group]:
    """The groups whose children this reader sees on a day: of their schools, or their own."""
    mine = GroupStaff.objects.filter(in_force(on), user_id=reach.user_id).values("group_id")
    return (
        Group.objects.within(reach)
        .on(on)
        .filter(Q(school_id__among=reach.school_ids) | Q(pk__in=mine))
        .select_related("school")
        .order_by("school__sort_key", "kind", "name")
    )


def staff_of(*, group: Group, on: date) -> QuerySet[GroupStaff]:
    """Who has this group on a day?"""
    return group.staff.filter(in_force(on)).select_related("user").order_by("user__sort_key")


def staff_to_choose(*, school_id: int, on: date) -> QuerySet[User]:
    """Who works at this school, so that a group can be handed to them?"""
    held = Post.objects.filter(in_force(on), school_id=school_id, role__in=["teacher", "ta", "senco"])
    return User.objects.filter(pk__in=held.values("user_id")).order_by("sort_key")


def posts_by_role(*, reach: Reach, school_id: int, on: date) -> QuerySet[Post]:
    """Who holds which post at a school on a day, for its page?"""
    return (
        Post.objects.within(reach)
        .on(on)
        .filter(school_id=school_id)
        .select_related("user")
        .order_by("role", "user__sort_key")
    )


def hubs(*, reach: Reach) -> QuerySet[Hub]:
    """The hubs of the trust with how many schools each has."""
    return Hub.objects.within(reach).annotate(schools_count=Count("schools")).order_by("name")


def trust(*, reach: Reach) -> Trust:
    """The trust in which this reach stands."""
    return Trust.objects.get(pk=reach.trust_id)
