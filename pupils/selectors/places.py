"""Which schools, years and classes the register can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from pupils.year_groups import YEAR_GROUPS
from schools.group_order import youngest_first
from schools.models import Group, GroupStaff, School
from schools.querysets import in_force

if TYPE_CHECKING:
    from pupils.choosing import Choice
    from trust_send.platform.walls.reach import Reach

USUAL_AGE = {code: age for age, code in enumerate(YEAR_GROUPS, start=2)}
"""At what age (on the 31 August before) a child is usually in a year group; X, which has none, comes last."""


@dataclass(frozen=True, slots=True)
class Schools:
    """The schools of the trust by name, and which of them this reader may choose from."""

    names: dict[int, str]
    ids: list[int]
    year_groups: list[str]

    @property
    def several(self) -> bool:
        """Does a list need to say which school a child is at?"""
        return len(self.ids) > 1


def schools(*, reach: Reach) -> Schools:
    """The schools whose children this reach may read, with the year groups that their ages cover."""
    found = list(
        School.objects.within(reach).order_by("sort_key", "pk").values_list("pk", "name", "low_age", "high_age")
    )
    mine = [row for row in found if row[0] in reach.school_ids] or ([] if reach.school_ids else found)
    low = min((row[2] for row in mine if row[2] is not None), default=2)
    high = max((row[3] for row in mine if row[3] is not None), default=19)
    years = [code for code, age in USUAL_AGE.items() if low - 1 <= age < high or code == "X"]
    return Schools(
        names={pk: name for pk, name, *_ in found},
        ids=[row[0] for row in mine] if reach.school_ids else [],
        year_groups=years,
    )


def groups(reach: Reach, choice: Choice, schools: Schools) -> list[tuple[int, str]]:
    """The classes and groups of the one school that is spoken of, or those a teacher has."""
    school_id = choice.school_id or (schools.ids[0] if len(schools.ids) == 1 else None)
    mine = Q(pk__in=GroupStaff.objects.filter(in_force(choice.on), user_id=reach.user_id).values("group_id"))
    if school_id and school_id in reach.school_ids:
        wanted = Q(school_id=school_id)
    elif not reach.school_ids:
        wanted = mine
    else:
        return []
    found = Group.objects.within(reach).on(choice.on).filter(wanted)
    rows = found.values_list("pk", "name", "kind", "year_group")
    listed = sorted(rows, key=lambda row: youngest_first(name=row[1], kind=row[2], year_group=row[3]))
    return [(pk, name) for pk, name, *_ in listed]
