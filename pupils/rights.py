"""Which rights does a contact have for one child on a day? Rules without a database, a clock or a setting.

Rights stand on the link between a person and a child, never on the person: for two siblings they may differ. A flag
gives a right; a restriction takes rights away and is asked first, so no flag can outweigh it. What each kind of
restriction leaves is written once, in ``LEAVES``; docs/adr/0015 says why.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol


class Right(StrEnum):
    """Something that a contact may be given for a child."""

    LETTERS = "letters"
    INFORMATION = "information"
    ACCOUNT = "account"


class Restriction(StrEnum):
    """What a court order or a decision of the school limits between a contact and a child."""

    NONE = "none"
    SUPERVISED = "super"
    ADDRESS_WITHHELD = "address"
    INFORMATION_LIMITED = "info"
    NO_CONTACT = "nocontact"


RESTRICTION_WORDS = {
    Restriction.NONE: "No restriction",
    Restriction.SUPERVISED: "Supervised contact only",
    Restriction.ADDRESS_WITHHELD: "Where the child lives is withheld from them",
    Restriction.INFORMATION_LIMITED: "Information is limited",
    Restriction.NO_CONTACT: "No contact",
}

EVERY_RIGHT = frozenset(Right)

LEAVES: dict[Restriction, frozenset[Right]] = {
    Restriction.NONE: EVERY_RIGHT,
    # The order limits how time is spent together; it takes no information away.
    Restriction.SUPERVISED: EVERY_RIGHT,
    # A letter is written to one household; the pages of an account tell class, groups and meetings.
    Restriction.ADDRESS_WITHHELD: frozenset({Right.LETTERS, Right.INFORMATION}),
    # What may be told is decided by a person each time, so nothing goes by itself.
    Restriction.INFORMATION_LIMITED: frozenset(),
    Restriction.NO_CONTACT: frozenset(),
}
"""Which rights each kind of restriction leaves, if a flag gives them."""

BARS_ACCOUNT = frozenset(kind for kind, left in LEAVES.items() if Right.ACCOUNT not in left)
"""The restrictions under which nobody signs in for a child."""

PARENTS_BY_BIRTH = frozenset({"mother", "father"})

DETAILS = frozenset({"name", "email", "phone", "other_phone", "address", "postcode", "language", "needs_interpreter"})
"""What is known of a contact as a person."""


class Held(Protocol):
    """What the rules ask of a link between a contact and a child."""

    relationship: str
    has_parental_responsibility: bool
    lives_with: bool
    receives_correspondence: bool
    verified_on: date | None
    restriction: str
    restriction_from: date | None
    restriction_until: date | None
    starts_on: date
    ends_on: date | None

    @property
    def is_imported(self) -> bool:
        """Did a file bring it?"""


class Why(StrEnum):
    """Why has a contact not this right?"""

    NOT_NOW = "not now"
    NOT_VERIFIED = "not verified"
    RESTRICTED = "restricted"
    NOT_GIVEN = "not given"


def is_contact_on(link: Held, day: date) -> bool:
    """Was this person a contact of the child on a day?"""
    return _within(link.starts_on, link.ends_on, day)


def restriction_on(link: Held, day: date) -> Restriction:
    """Which restriction is in force on a day?"""
    if link.restriction_from is None or not _within(link.restriction_from, link.restriction_until, day):
        return Restriction.NONE
    return Restriction(link.restriction)


def is_parent_in_law(link: Held) -> bool:
    """Is this a parent in the sense of s.576 Education Act 1996: by birth, by responsibility or by care?"""
    return link.has_parental_responsibility or link.lives_with or link.relationship in PARENTS_BY_BIRTH


def rights_on(link: Held, day: date) -> frozenset[Right]:
    """Which rights does this contact have on a day?"""
    return frozenset(right for right in Right if why_not(link, right, day) is None)


def why_not(link: Held, right: Right, day: date) -> Why | None:
    """Why has this contact not this right on a day? Nothing when they have it."""
    if not is_contact_on(link, day):
        return Why.NOT_NOW
    if right not in LEAVES[restriction_on(link, day)]:
        return Why.RESTRICTED
    if not _is_vouched_for(link, right, day):
        return Why.NOT_VERIFIED
    given = link.receives_correspondence if right is Right.LETTERS else is_parent_in_law(link)
    return None if given else Why.NOT_GIVEN


def may_get_letters(link: Held, day: date) -> bool:
    """Does a letter about the child go to this contact on a day?"""
    return why_not(link, Right.LETTERS, day) is None


def may_be_told(link: Held, day: date) -> bool:
    """May this contact be told about the child, and take part in its meetings, on a day?"""
    return why_not(link, Right.INFORMATION, day) is None


def may_have_account(link: Held, day: date) -> bool:
    """May this contact sign in and see what the school shares about the child, on a day?"""
    return why_not(link, Right.ACCOUNT, day) is None


def details_shown(*, of_contact: int, to_contact: int) -> frozenset[str]:
    """Which details of one contact may another see? Their own; nobody sees those of another, whoever lives where."""
    return DETAILS if of_contact == to_contact else frozenset()


def _is_vouched_for(link: Held, right: Right, day: date) -> bool:
    """Has somebody checked who this is? A file is never enough; an account asks it of everybody."""
    checked = link.verified_on is not None and link.verified_on <= day
    return checked or not (link.is_imported or right is Right.ACCOUNT)


def _within(first: date, end: date | None, day: date) -> bool:
    return first <= day and (end is None or day < end)
