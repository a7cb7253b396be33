"""A child who may be the one that is added, and the way that leads on for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from pupils import year_groups
from pupils.presenting.record import Link
from pupils.presenting.words import day_words
from pupils.selectors.doubles import Double
from schools.models import School
from schools.roles import Verb


@dataclass(frozen=True, slots=True)
class Known:
    """One of them in words."""

    name: str
    url: str
    why: str
    where: str
    way: Link | None
    """What to do instead of adding, where this person may do it."""
    advice: str


def known(double: Double, *, school: School, may: Callable[..., bool]) -> Known:
    """Why it may be the same child, where its record is, and what to do instead of adding it."""
    child = double.pupil
    born = f"born {day_words(child.date_of_birth)}, {year_groups.label(child.year_group)}"
    if double.same_upn or double.had_upn:
        born = f"{'Has this UPN' if double.same_upn else 'Had this UPN before'}; {born}"
    way, advice = _way(double, school=school, may=may)
    return Known(
        name=child.name,
        url=reverse("pupil", args=[child.pk]),
        why=born[:1].upper() + born[1:],
        where=f"{'At' if double.on_roll else 'Was at'} {child.school.name}",
        way=way,
        advice=advice,
    )


def _way(double: Double, *, school: School, may: Callable[..., bool]) -> tuple[Link | None, str]:
    child = double.pupil
    if child.school_id == school.pk:
        if double.on_roll:
            return None, "On roll here already: there is nothing to add."
        if may(Verb.EDIT_PUPIL, school_id=child.school_id):
            return Link(reverse("pupil-come-back", args=[child.pk]), "Comes back"), "Was here before."
        return None, "Was here before. Ask the SENCO or the data manager to register them again."
    if may(Verb.MOVE_PUPIL, school_id=child.school_id):
        return Link(reverse("pupil-move", args=[child.pk]), "Move the record"), "The whole record goes along."
    return None, "Ask the trust SEND lead, who can move the record."
