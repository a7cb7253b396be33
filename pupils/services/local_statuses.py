"""What a school calls statuses of its own, and how the census counts each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pupils.models import LocalStatus
from schools.models import School, User
from trust_send.platform.history import because


@dataclass(frozen=True, slots=True)
class Named:
    """One status as it shall be; without a number it is a new one."""

    name: str
    code: str
    pk: int | None = None
    is_retired: bool = False


@transaction.atomic
def keep(*, school: School, named: Iterable[Named], by: User) -> list[str]:
    """Add, rename, count otherwise and retire; returns the names of those that differ.

    Entries of children keep how they were counted: that was so then.
    """
    held = {row.pk: row for row in LocalStatus.objects.select_for_update().filter(school=school)}
    changed = []
    with because(by=by.pk, reason="The school’s own statuses"):
        # Those that are renamed go before new ones, which may take a name that becomes free.
        for each in sorted(named, key=lambda each: each.pk is None):
            row = held[each.pk] if each.pk else LocalStatus(school=school)
            before = (row.name, row.code, row.retired_on is not None)
            if each.pk and before == (each.name, each.code, each.is_retired):
                continue
            row.name, row.code = each.name, each.code
            row.retired_on = (row.retired_on or timezone.localdate()) if each.is_retired else None
            row.save()
            changed.append(row.name)
    return changed
