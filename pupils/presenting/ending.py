"""What it means to end somebody's sight of a child, in sentences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pupils.models import FamilyLink, Pupil, PupilUserObjectPermission


def of_family(child: Pupil, link: FamilyLink, *, on: date) -> list[str]:
    """What happens when one of the family, or the pupil, loses sight?"""
    begun = link.starts_on <= on
    return [
        f"{link.user} sees nothing more of what the school shares about {child.name}, from the next click on."
        if begun
        else f"{link.user} will not see what the school shares about {child.name}.",
        "The account stays, and what it shows of another child does not change. Nobody is written to.",
        "The history keeps that sight was given and ended, by whom and why. It can be given again.",
    ]


def of_borrower(child: Pupil, lent: PupilUserObjectPermission) -> list[str]:
    """What happens when sight that was lent to one person ends?"""
    return [
        f"{lent.user} sees nothing more of {child.name} from the next click on, unless a post or a group shows it.",
        "Who had it, why and until when stays on record. It can be lent again.",
    ]
