"""Reads about schools and people, each starting from a reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from schools.models import Group, GroupStaff, Hub, Post, School, SchoolUserObjectPermission, Term, Trust, User
from schools.naming import folded
from schools.querysets import in_force
from schools.roles import ROLES, Role, Verb
from schools.sentences import MAY
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import NO_STANDING, Standing


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


def closed_groups(*, reach: Reach, on: date) -> QuerySet[Group]:
    """The groups that were closed before a day at the schools all of whose children this reader sees."""
    closed = Group.objects.within(reach).filter(school_id__among=reach.school_ids, ends_on__lte=on)
    return closed.select_related("school").order_by("school__sort_key", "-ends_on", "kind", "name")


def group_or_closed(*, reach: Reach, standing: Standing, on: date, group_id: int) -> Group | None:
    """One group that this reader may know of: open on a day, closed, or of one of their schools and yet to begin."""
    known = Q(school_id__among=reach.school_ids) | Q(
        pk__in=groups(reach=reach, standing=standing, on=on).order_by().values("pk")
    )
    return Group.objects.within(reach).filter(known, pk=group_id).select_related("school").first()


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


def hubs_with_schools(*, reach: Reach, on: date) -> QuerySet[Hub]:
    """The hubs of the trust, each with its schools and with who leads it on a day (``leads``)."""
    leads = Post.objects.within(reach).on(on).select_related("user").order_by("user__sort_key")
    return (
        Hub.objects.within(reach)
        .prefetch_related(Prefetch("schools", schools(reach=reach)), Prefetch("posts", leads, to_attr="leads"))
        .order_by("name")
    )


def authorities(*, reach: Reach) -> dict[str, str]:
    """The local authorities that the trust has to do with, by code: of its schools, and of its hubs."""
    of_hubs = Hub.objects.within(reach).exclude(la_code="").values_list("la_code", "la_name")
    of_schools = School.objects.within(reach).values_list("la_code", "la_name").distinct()
    # The schools have the last word on how an authority is called: their names come from the public register.
    return dict(sorted({**dict(of_hubs), **dict(of_schools)}.items(), key=lambda both: both[1]))


def trust(*, reach: Reach) -> Trust:
    """The trust in which this reach stands."""
    return Trust.objects.get(pk=reach.trust_id)
