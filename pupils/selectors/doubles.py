"""Whether a child who is to be added is in the register already, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from pupils import naming
from pupils.models import Enrolment, Pupil
from schools.querysets import not_over

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


@dataclass(frozen=True, slots=True)
class Double:
    """A child of the register who may be the one that is added."""

    pupil: Pupil
    same_upn: bool
    had_upn: bool
    on_roll: bool
    """Registered today or later at the school that holds the record."""


def doubles(
    *, reach: Reach, upn: str, forenames: Iterable[str], surnames: Iterable[str], born: date, on: date
) -> list[Double]:
    """Who has this UPN now, or had it before, or was born on this day and has this name, accents aside?"""
    numbered = Q(upn=upn) | Q(former_upn=upn) if upn else Q()
    near = Pupil.objects.for_staff(reach).filter(Q(date_of_birth=born) | numbered if upn else Q(date_of_birth=born))
    first, last = _folded(forenames), _folded(surnames)
    found = [
        child
        for child in near.select_related("school").order_by("sort_key", "pk")
        if (upn and upn in (child.upn, child.former_upn))
        or (
            child.date_of_birth == born
            and first & _folded((child.legal_forename, child.preferred_forename))
            and last & _folded((child.legal_surname, child.preferred_surname))
        )
    ]
    here = Enrolment.objects.filter(not_over(on), pupil__in=found).values_list("pupil_id", "at_school_id")
    rolls = set(here) if found else set()
    return [
        Double(
            child,
            same_upn=bool(upn) and upn == child.upn,
            had_upn=bool(upn) and upn == child.former_upn,
            on_roll=(child.pk, child.school_id) in rolls,
        )
        for child in found
    ]


def _folded(names: Iterable[str]) -> set[str]:
    return {folded for name in names if (folded := naming.fold(name))}
