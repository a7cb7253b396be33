"""What may be lent at a school, by whom and to whom. Pure rules: no database, no clock.

A post is for what somebody does all the time. Lending is for one thing besides, for a while: the SENCO brings in the
pupils while the data manager is away. It lends no sight, so it goes only to people who see already what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from schools.roles import LENDABLE, Role, Sight, Verb
from schools.sentences import MAY

LONGEST = timedelta(days=400)
"""A little over a year: whoever needs it for longer is asked about once a year, or appointed."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a person must hold at the school already, or the verb would be of no use to them."""

    verb: Verb
    all_children: bool = False


BESIDE = {
    Verb.EDIT_GROUPS: Beside(Verb.SEE_GROUPS),
    Verb.EXPORT_REGISTER: Beside(Verb.SEE_REGISTER),
    Verb.IMPORT_PUPILS: Beside(Verb.SEE_REGISTER, all_children=True),
    Verb.MAKE_DOCUMENT: Beside(Verb.SEE_DOCUMENTS),
}
"""For every lendable verb; a test keeps it complete."""


def verbs_of(roles: Iterable[Role]) -> frozenset[Verb]:
    """What may somebody do who holds these roles?"""
    return frozenset().union(*(role.verbs for role in roles))


def refusal(verb: Verb, *, lender: Iterable[Role], borrower: Iterable[Role]) -> str | None:
    """Why can this not be lent, in words about the borrower? The roles are those of posts held at the school."""
    borrower = list(borrower)
    held = verbs_of(borrower)
    if verb not in LENDABLE:
        return "This cannot be lent. Appoint them instead"
    if verb not in verbs_of(lender):
        return "You can lend only what your own post at this school lets you do"
    if verb in held:
        return "Their post at this school lets them do this already"
    beside = BESIDE[verb]
    if beside.verb not in held:
        return f"They need a post at this school that lets them {MAY[beside.verb]}"
    if beside.all_children and not any(role.sight is Sight.CHILDREN for role in borrower):
        return "Only someone who sees all pupils of the school can do this, and lending adds no sight"
    return None


def lendable(*, lender: Iterable[Role], borrower: Iterable[Role]) -> list[Verb]:
    """What can the one lend the other at a school?"""
    lender, borrower = list(lender), list(borrower)
    return [verb for verb in LENDABLE if refusal(verb, lender=lender, borrower=borrower) is None]
