"""Registration and teaching groups, and who has them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Group, GroupKind, GroupStaff, School, User
from schools.querysets import in_force, not_over
from trust_send.platform.history import because


@transaction.atomic
def open_group(
    *, school: School, name: str, kind: GroupKind, year_group: str, starts_on: date, by: User, reason: str = ""
) -> Group:
    """Open a group of a school."""
    group = Group(school=school, name=name.strip(), kind=kind, year_group=year_group, starts_on=starts_on)
    group.full_clean(exclude=["trust"])
    _check_name(school_id=school.pk, kind=kind, name=group.name)
    with because(by=by.pk, reason=reason):
        group.save()
    return group


@transaction.atomic
def hand_over(*, group: Group, person: User, on: date, by: User, reason: str = "") -> GroupStaff:
    """Let a member of staff have a group: they see its children from that day."""
    if group.ends_on is not None:
        raise ValidationError(f"{group} is closed. Open it again first.")
    if group.staff.filter(in_force(on), user=person).exists():
        raise ValidationError(f"{person} has {group} already.")
    with because(by=by.pk, reason=reason):
        return GroupStaff.objects.create(group=group, user=person, starts_on=on)


@transaction.atomic
def take_back(*, having: GroupStaff, on: date, by: User, reason: str = "") -> None:
    """End someone's having of a group; on its first day it is as if it had never been."""
    with because(by=by.pk, reason=reason):
        if having.starts_on >= on:
            having.delete()
            return
        having.ends_on = on
        having.save(update_fields=["ends_on"])


@transaction.atomic
def close_group(*, group: Group, ends_on: date, by: User, reason: str = "") -> Group:
    """Close a group before a day and end who has it; nothing is removed. Its children are ended by ``pupils``."""
    with because(by=by.pk, reason=reason):
        group.ends_on = ends_on
        group.save(update_fields=["ends_on"])
        still = group.staff.filter(not_over(ends_on))
        still.filter(starts_on__gte=ends_on).delete()
        still.update(ends_on=ends_on)
    return group


@transaction.atomic
def reopen_group(*, group: Group, by: User, reason: str = "") -> Group:
    """Let a closed group go on as if it had not been closed; who was in it is put back by ``pupils``."""
    _check_name(school_id=group.school_id, kind=group.kind, name=group.name)
    with because(by=by.pk, reason=reason):
        group.ends_on = None
        group.save(update_fields=["ends_on"])
    return group


def _check_name(*, school_id: int, kind: str, name: str) -> None:
    # Django cannot try a unique rule whose trust only the database knows; it would refuse, but not in words.
    same = Group.objects.filter(school=school_id, kind=kind, name=name, ends_on__isnull=True)
    if open_one := same.select_related("school").first():
        raise ValidationError({"name": f"{open_one.school.name} has a group called {name} already"})
