"""Who holds which posts, as far as a reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from schools.models import Hub, Post, School
from schools.naming import folded
from schools.querysets import in_force
from schools.roles import ROLES, Role, Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post in words."""

    id: int
    role_name: str
    place: str
    starts_on: date
    last_day: date | None
    may_end: bool

    @property
    def is_taken_back(self) -> bool:
        """Was the appointment taken back before it had been in force for a day?"""
        return self.last_day is not None and self.last_day < self.starts_on

    def is_over(self, on: date) -> bool:
        """Is it not held any more on this day, nor will be?"""
        return self.last_day is not None and self.last_day < max(on, self.starts_on)


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


def posts_held(
    *, reach: Reach, standing: Standing, on: date, words: str = "", role: str = "", school_id: int | None = None
) -> QuerySet[Post]:
    """Which posts that the reader may know of are held on this day, in the order of their people's names?"""
    posts = posts_known_to(reach, standing).filter(in_force(on))
    if role:
        posts = posts.filter(role=role)
    if school_id:
        posts = posts.filter(school_id=school_id)
    for word in words.split():
        posts = posts.filter(Q(user__sort_key__contains=folded(word) or word) | Q(user__email__icontains=word))
    return posts.order_by("user__sort_key", "user_id", "starts_on")


def holders(posts: QuerySet[Post]) -> list[int]:
    """Whose posts are these? Each person once, in the order of the posts."""
    return list(dict.fromkeys(posts.values_list("user_id", flat=True)))


def people(posts: QuerySet[Post], *, standing: Standing, user_ids: Iterable[int]) -> list[ListedPerson]:
    """Who are these people, each with those of the posts that are theirs?"""
    return _by_person(posts.filter(user_id__among=user_ids), standing)


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
                last_day=post.last_day,
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


def posts_by_role(*, reach: Reach, school_id: int, on: date) -> QuerySet[Post]:
    """Who holds which post at a school on a day, for its page?"""
    return (
        Post.objects.within(reach)
        .on(on)
        .filter(school_id=school_id)
        .select_related("user")
        .order_by("role", "user__sort_key")
    )


def roles_at(school: School, *, user_id: int, on: date) -> list[Role]:
    """Which roles do posts give this person at a school on a day: held there, at its hub, or for the whole trust?"""
    return roles_at_schools([school], user_id=user_id, on=on)[school]


def roles_at_schools(schools: Iterable[School], *, user_id: int, on: date) -> dict[School, list[Role]]:
    """The same for several schools, by one question."""
    held = list(Post.objects.filter(in_force(on), user_id=user_id).values_list("role", "school_id", "hub_id"))
    return {
        school: [
            ROLES[role]
            for role, school_id, hub_id in held
            if school_id == school.pk or (hub_id and hub_id == school.hub_id) or (not school_id and not hub_id)
        ]
        for school in schools
    }
