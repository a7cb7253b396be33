"""A change of a contact, or of what a contact is to a child, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pupils.models import Relationship
from pupils.presenting.words import day_words
from pupils.rights import RESTRICTION_WORDS, Restriction

PERSON_FIELDS = {
    "given_name": "First name",
    "family_name": "Last name",
    "phone": "Telephone",
    "other_phone": "Other telephone",
    "email": "Email",
    "address": "Address",
    "postcode": "Postcode",
    "language": "Preferred language",
    "needs_interpreter": "Needs an interpreter",
}
LINK_FIELDS = {
    "relationship": "Who they are to the child",
    "has_parental_responsibility": "Parental responsibility",
    "lives_with": "Child lives with them",
    "receives_correspondence": "Gets letters",
    "priority": "Order of calling",
}


def of_person(event: Any, earlier: Any | None, who: str) -> tuple[str, str]:
    """What is different about the person?"""
    return f"Contact’s details changed: {who}", _differences(event, earlier, PERSON_FIELDS)


def of_link(label: str, event: Any, earlier: Any | None, who: str) -> tuple[str, str]:
    """Added, verified, restricted, changed or ended?"""
    whom = f"{who}, {Relationship(event.relationship).label.lower()}"
    if label == "insert":
        return f"Contact added: {whom}", _restriction(event)
    if event.ends_on and not (earlier and earlier.ends_on):
        return f"Contact ended: {whom}", f"From {day_words(event.ends_on)}"
    if earlier and _limits(earlier) != _limits(event):
        if event.restriction == Restriction.NONE:
            return f"Restriction lifted: {whom}", f"It was: {_restriction(earlier)}"
        return f"Restriction noted: {whom}", _restriction(event)
    if earlier and earlier.verified_on != event.verified_on:
        return (f"Contact verified: {whom}" if event.verified_on else f"Contact to be verified anew: {whom}"), ""
    return f"Contact changed: {whom}", _differences(event, earlier, LINK_FIELDS)


def _limits(event: Any) -> tuple[object, ...]:
    return event.restriction, event.order_reference, event.restriction_from, event.restriction_until


def _restriction(event: Any) -> str:
    if event.restriction_from is None:
        return ""
    words = f"{RESTRICTION_WORDS[Restriction(event.restriction)]} from {day_words(event.restriction_from)}"
    if event.restriction_until:
        words += f" until {day_words(event.restriction_until - timedelta(days=1))}"
    return f"{words}, order {event.order_reference}" if event.order_reference else words


def _differences(event: Any, earlier: Any | None, fields: dict[str, str]) -> str:
    changed = [name for name in fields if earlier and getattr(event, name) != getattr(earlier, name)]
    return "; ".join(f"{fields[name]}: {_value(earlier, name)} → {_value(event, name)}" for name in changed)


def _value(row: Any, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "relationship":
        return str(Relationship(value).label)
    return ", ".join(str(value).splitlines()) or "not recorded"
