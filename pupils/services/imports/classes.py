"""The registration groups that a file names: found, or opened when they are new."""

from __future__ import annotations

from datetime import date

from schools.calendar import year_start
from schools.models import Group, GroupKind


class Classes:
    """Registration groups of one school by name, opened once each."""

    def __init__(self, *, school_id: int, today: date) -> None:
        self._school_id = school_id
        self.year_starts_on = date(year_start(today), 9, 1)
        open_ones = Group.objects.filter(school_id=school_id, kind=GroupKind.REGISTRATION, ends_on__isnull=True)
        self._by_name = {group.name.casefold(): group for group in open_ones}
        self.opened: list[Group] = []

    def named(self, name: str, year_group: str = "") -> Group:
        """The group of this name; a new one is open from the first day of the school year."""
        key = name.strip().casefold()
        if key not in self._by_name:
            group = Group.objects.create(
                school_id=self._school_id,
                name=name.strip()[:40],
                kind=GroupKind.REGISTRATION,
                year_group=year_group,
                starts_on=self.year_starts_on,
            )
            self._by_name[key] = group
            self.opened.append(group)
        return self._by_name[key]
