"""Registration and teaching groups and who has them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from schools.models import Group, GroupStaff, Post, User
from schools.querysets import in_force
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing


def open_groups(*, reach: Reach, standing: Standing, on: date) -> QuerySet[Group]:
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
        pk__in=open_groups(reach=reach, standing=standing, on=on).order_by().values("pk")
    )
    return Group.objects.within(reach).filter(known, pk=group_id).select_related("school").first()


def staff_of(*, group: Group, on: date) -> QuerySet[GroupStaff]:
    """Who has this group on a day?"""
    return group.staff.filter(in_force(on)).select_related("user").order_by("user__sort_key")


def staff_to_choose(*, school_id: int, on: date) -> QuerySet[User]:
    """Who works at this school, so that a group can be handed to them?"""
    held = Post.objects.filter(in_force(on), school_id=school_id, role__in=["teacher", "ta", "senco"])
    return User.objects.filter(pk__in=held.values("user_id")).order_by("sort_key")
