"""A change of a group in words: who joined, who left, who was given it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from pupils.presenting.words import day_words, pupils

NAMED_IN_TITLE = 3
"""Of more people than these the title says how many, and the line beneath says who."""


class Did(Enum):
    """What happened, as it is said of a pupil and of a member of staff."""

    CAME = ("joined", "got the group")
    WENT = ("left", "gave the group back")
    RETURNED = ("came back, as if never away", "got the group again, as if never without it")
    NEVER = ("taken out, as if never in", "the group was taken back, as if never given")
    CHANGED = ("joined or left on another day", "had or gave back the group on another day")
    OPENED = ("The group was opened", "")
    CLOSED = ("The group was closed", "")
    REOPENED = ("The group was opened again", "")
    RENAMED = ("The group was changed", "")


def did(
    label: str, *, group_id: int, of_group_id: int, ends_on: date | None, ended_before: bool, was_elsewhere: bool
) -> Did:
    """What one event says happened to somebody in the group ``of_group_id``."""
    if label == "insert":
        return Did.CAME
    if label == "delete" or group_id != of_group_id:
        return Did.NEVER
    if was_elsewhere:
        return Did.CAME
    if ended_before != (ends_on is not None):
        return Did.RETURNED if ended_before else Did.WENT
    return Did.CHANGED


def did_to_group(label: str, *, ends_on: date | None, ended_before: bool) -> Did:
    """What one event says happened to the group itself."""
    if label == "insert":
        return Did.OPENED
    if ended_before == (ends_on is not None):
        return Did.RENAMED
    return Did.REOPENED if ended_before else Did.CLOSED


def title(what: Did, names: Sequence[str], *, staff: bool) -> str:
    """The heading of one entry."""
    if not names:
        return what.value[0]
    words = what.value[staff]
    if len(names) > NAMED_IN_TITLE:
        number = len(names)
        return f"{f'{number} members of staff' if staff else pupils(number)}: {words}"
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed}: {words}"


def when(what: Did, *, starts_on: date, ends_on: date | None) -> str:
    """From which day, or until which?"""
    if what in (Did.WENT, Did.CLOSED) and ends_on:
        return f"Last day {day_words(ends_on - timedelta(days=1))}"
    if what in (Did.CAME, Did.OPENED):
        return f"First day {day_words(starts_on)}"
    if what is Did.CHANGED:
        until = f", last day {day_words(ends_on - timedelta(days=1))}" if ends_on else ""
        return f"First day {day_words(starts_on)}{until}"
    return ""
