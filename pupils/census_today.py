"""Census day on *Today*: in the three weeks before it, the way to the check of the register against the MIS."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from pupils.census_days import coming_census_days
from pupils.presenting.words import day_words
from schools.roles import Verb
from schools.today import NOTHING, Here, Item, Panel, Part

SOON = timedelta(days=21)


def to_check(here: Here) -> Part:
    """Is the check due at the one school of this person? What it finds is worked out on its own page."""
    day = coming_census_days(here.on, number=1)[0]
    if day > here.on + SOON or len(here.reach.school_ids) != 1:
        return NOTHING
    (school_id,) = here.reach.school_ids
    if not here.standing.may(Verb.EDIT_STATUS, school_id=school_id):
        return NOTHING
    days = (day - here.on).days
    item = Item(
        "Check the register before census day",
        reverse("school-census", args=[school_id]),
        f"Census day is {day_words(day)}: see where the MIS says something else",
        "warn",
        "Today" if days == 0 else "1 day left" if days == 1 else f"{days} days left",
    )
    return Part(panels=(Panel("census", "School census", (item,), is_aside=True),))
