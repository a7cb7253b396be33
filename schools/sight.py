"""What posts and grants on schools lend to a person's reach."""

from __future__ import annotations

from collections import defaultdict

from django.utils import timezone

from schools.models import Post, School, SchoolUserObjectPermission
from schools.roles import Sight, Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing


def every_school() -> frozenset[int]:
    """Which schools does the trust within whose wall we stand have?"""
    return frozenset(School.objects.values_list("pk", flat=True))


def of_posts(reach: Reach) -> tuple[Reach, Standing]:
    """What do the posts held today, and verbs lent at schools, let this person see and do?"""
    today = timezone.localdate()
    posts = list(Post.objects.within(reach).on(today).filter(user_id=reach.user_id).only("role", "school_id", "hub_id"))
    everywhere: set[str] = set()
    by_school: dict[int, set[str]] = defaultdict(set)
    children: set[int] = set()
    figures: set[int] = set()
    for post in posts:
        schools = _schools_of(post)
        if post.school_id or post.hub_id:
            for school_id in schools:
                by_school[school_id] |= post.kind.verbs
        else:
            everywhere |= post.kind.verbs
        if post.kind.sight is Sight.CHILDREN:
            children |= schools
        if Verb.SEE_FIGURES in post.kind.verbs:
            figures |= schools
    if posts:
        for school_id, verb in _lent(reach):
            by_school[school_id].add(verb)
    return (
        Reach(school_ids=frozenset(children), figure_school_ids=frozenset(figures)),
        Standing(everywhere=frozenset(everywhere), by_school={k: frozenset(v) for k, v in by_school.items()}),
    )


def _schools_of(post: Post) -> frozenset[int]:
    if post.school_id:
        return frozenset({post.school_id})
    if post.hub_id:
        return frozenset(School.objects.filter(hub_id=post.hub_id).values_list("pk", flat=True))
    return every_school()


def _lent(reach: Reach) -> list[tuple[int, str]]:
    """Which verbs were lent to this person at single schools, and have not ended?"""
    today = timezone.localdate()
    lent = SchoolUserObjectPermission.objects.filter(user_id=reach.user_id).exclude(ends_on__lte=today)
    return list(lent.values_list("content_object_id", "permission__codename"))
