"""Registration and teaching groups, and who has them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.models import Group, GroupKind, GroupStaff, School, User
from schools.querysets import in_force
from trust_send.platform.history import because


@transaction.atomic
def open_group(
    *, school: School, name: str, kind: GroupKind, year_group: str, starts_on: date, by: User, reason: str = ""
) -> Group:
    """Open a group of a school."""
    group = Group(school=school, name=name.strip(), kind=kind, year_group=year_group, starts_on=starts_on)
    group.full_clean(exclude=["trust"])
    # Django cannot try a unique rule whose trust only the database knows; it would refuse, but not in words.
    if Group.objects.filter(school=school, kind=kind, name=group.name, ends_on__isnull=True).exists():
        raise ValidationError({"name": f"{school.name} has a group called {group.name} already"})
    with because(by=by.pk, reason=reason):
        group.save()
    return group


@transaction.atomic
def hand_over(*, group: Group, person: User, on: date, by: User, reason: str = "") -> GroupStaff:
    """Let a member of staff have a group: they see its children from that day."""
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
def close_group(*, group: Group, on: date, by: User, reason: str = "") -> Group:
    """Close a group; its children and staff keep their history."""
    if on <= group.starts_on:
        raise ValidationError("The last day must be after the first day.")
    group.ends_on = on
    with because(by=by.pk, reason=reason):
        group.save(update_fields=["ends_on"])
        group.staff.filter(ends_on__isnull=True).update(ends_on=on)
    return group
