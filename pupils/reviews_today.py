"""The register review on *Today*: for the SENCO until they have signed, then for the headteacher, and for the trust."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from pupils.presenting.reviewing import progress, term_words
from pupils.selectors.reviewing import State, states
from schools.models import School
from schools.roles import Verb
from schools.today import NOTHING, SHOWN, Here, Item, Panel, Part

SOON = timedelta(days=14)
"""So long before the last day of a term its review is called for in colour."""


def to_sign(here: Here) -> Part:
    """Whose review waits for this person, or how many schools have signed theirs."""
    if not here.reach.school_ids or not (here.may(Verb.SIGN_REVIEW) or here.may(Verb.APPOINT)):
        return NOTHING
    schools = School.objects.of_children(here.reach).order_by("sort_key", "pk")
    found = states(reach=here.reach, schools=schools, on=here.on)
    if not here.may(Verb.SIGN_REVIEW):
        return _of_the_trust(found)
    items = [item for state in found if (item := _item(state, here))]
    if not items:
        return NOTHING
    everything = reverse("register-reviews")
    panel = Panel.counted(
        "register-review", "Register review", items[:SHOWN], total=len(items), everything=everything, is_aside=True
    )
    return Part(panels=(panel,))


def _item(state: State, here: Here) -> Item | None:
    """What this person has to do about the review of one school, if anything."""
    school = state.school
    if state.term is None or not here.standing.may(Verb.SIGN_REVIEW, school_id=school.pk):
        return None
    where = f"{school.name} · " if len(here.reach.school_ids) > 1 else ""
    term = f"{where}{term_words(school, None, state)}"
    url = reverse("register-review", args=[school.pk])
    is_due = here.on + SOON >= state.term.ends_on
    if not state.is_signed:
        if not here.standing.may(Verb.EDIT_STATUS, school_id=school.pk):
            return None
        text = "Walk through the register" if not state.answered else "Go on with the register review"
        return Item(text, url, f"{term} · {progress(state.answered)}", *(("warn", "Due") if is_due else ()))
    if state.is_countersigned or not here.standing.may(Verb.APPOINT, school_id=school.pk):
        return None
    return Item("Sign the register review", url, f"{term} · the SENCO has signed", "warn", "To sign")


def _of_the_trust(found: list[State]) -> Part:
    signed = sum(state.is_signed for state in found)
    text = f"{signed} of {len(found)} {'school has' if len(found) == 1 else 'schools have'} signed this term"
    item = Item(text, reverse("register-reviews"), "Each SENCO walks through the register once a term")
    return Part(panels=(Panel("register-review", "Register reviews", (item,), is_aside=True),))
