"""What closing a group means, and what opening it again does, in sentences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pupils.presenting.words import day_words, pupils

if TYPE_CHECKING:
    from pupils.services.closing import Returning
    from schools.models import Group


def closing(group: Group, *, pupils: int, staff: int) -> list[str]:
    """What happens when this group is closed?"""
    return [
        f"{_both(pupils, staff)} {_leave(pupils + staff)} {group.name} after its last day."
        if pupils or staff
        else f"Nobody is in {group.name} today.",
        "Whoever has the group sees its pupils until that day, and afterwards only those of their other groups.",
        "Nothing is removed: who was in it, and when, stays on record. The group stands under Closed and can be "
        "opened again.",
    ]


def reopening(group: Group, back: Returning) -> list[str]:
    """What happens when this group is opened again?"""
    said = [f"{group.name} goes on as if it had not been closed. {in_it(back)}"]
    if back.pupils_out:
        said.append(
            f"{pupils(back.pupils_out)} who left with the closing {_stay(back.pupils_out)} out: in another class now, "
            "or no longer at the school."
        )
    if back.staff_out:
        said.append(
            f"{_staff(back.staff_out)} {_stay(back.staff_out)} out: no longer teacher, teaching assistant or SENCO at "
            "the school."
        )
    return said


def in_it(back: Returning) -> str:
    """Who is in the group again?"""
    members, staff = len(back.members), len(back.staff)
    if not members and not staff:
        return "Nobody is in it: add pupils, and say who has it."
    return f"{_both(members, staff)} {'is' if members + staff == 1 else 'are'} in it again."


def state(last_day: date | None, *, on: date) -> str:
    """Is the group closed, or about to be?"""
    if last_day is None:
        return ""
    if last_day < on:
        return f"Closed. Its last day was {day_words(last_day)}."
    return "Its last day is today." if last_day == on else f"Its last day is {day_words(last_day)}."


def _both(members: int, staff: int) -> str:
    return " and ".join(part for part in (pupils(members) if members else "", _staff(staff) if staff else "") if part)


def _staff(number: int) -> str:
    return f"{number} {'member' if number == 1 else 'members'} of staff"


def _leave(number: int) -> str:
    return "leaves" if number == 1 else "leave"


def _stay(number: int) -> str:
    return "stays" if number == 1 else "stay"
