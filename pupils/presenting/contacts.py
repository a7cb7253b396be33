"""Contacts in words: what a person is to the child, what goes to them, and what is restricted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.html import format_html_join

from pupils.models import ContactLink, FamilyLink
from pupils.presenting.record import Fact, Link
from pupils.presenting.words import day_words
from pupils.rights import (
    LEAVES,
    RESTRICTION_WORDS,
    Restriction,
    Right,
    may_get_letters,
    may_have_account,
    restriction_on,
)
from schools.roles import Verb


@dataclass(frozen=True, slots=True)
class Card:
    """A contact as the list of contacts shows them."""

    link: ContactLink
    name: str
    relationship: str
    restriction: str
    verified: str
    facts: list[Fact]
    actions: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A contact as the child's page shows them."""

    name: str
    relationship: str
    text: str = ""
    restriction: str = ""
    waits: bool = False
    """Has nobody verified them yet?"""


def card(link: ContactLink, *, on: date, accounts: Iterable[FamilyLink], may: Callable[[Verb], bool]) -> Card:
    """One contact with everything that is known and what may be done."""
    return Card(
        link=link,
        name=str(link.contact),
        relationship=link.get_relationship_display(),
        restriction=restriction_words(link, on=on),
        verified=verified_words(link),
        facts=_facts(link, on=on, has_account=any(one.contact_link_id == link.pk for one in accounts)),
        actions=_actions(link, on=on, has_account=any(one.contact_link_id == link.pk for one in accounts), may=may),
    )


def lines(links: Iterable[ContactLink], *, on: date, whole: bool) -> list[Line]:
    """The contacts on the child's page. Without the whole record: names, and nobody who may not be told."""
    if not whole:
        told = [link for link in links if Right.INFORMATION in LEAVES[restriction_on(link, on)]]
        return [Line(str(link.contact), link.get_relationship_display().lower()) for link in told]
    return [
        Line(
            str(link.contact),
            link.get_relationship_display().lower(),
            _capital(", ".join(_gives(link, on=on))),
            restriction_words(link, on=on),
            waits=link.verified_on is None,
        )
        for link in links
    ]


def restriction_words(link: ContactLink, *, on: date) -> str:
    """What is restricted, by which order, until when; also when it is still to come. Nothing when it is over."""
    if link.restriction_from is None or (link.restriction_until and link.restriction_until <= on):
        return ""
    words = RESTRICTION_WORDS[Restriction(link.restriction)]
    if link.restriction_from > on:
        words += f", from {day_words(link.restriction_from)}"
    if link.restriction_last_day:
        words += f", until {day_words(link.restriction_last_day)}"
    return f"{words} (order {link.order_reference})" if link.order_reference else words


def verified_words(link: ContactLink) -> str:
    """Who has checked who this is, and when?"""
    if link.verified_on is None:
        came = "came with a file and" if link.is_imported else "was typed in and"
        return f"Not verified: {came} nobody has checked it yet"
    return f"Verified on {day_words(link.verified_on)} by {link.verified_by}"


def _gives(link: ContactLink, *, on: date) -> list[str]:
    """What goes with being this contact, as it is today: a restriction beats every flag."""
    found = []
    if link.lives_with:
        found.append("the child lives with them")
    if link.has_parental_responsibility:
        found.append("parental responsibility")
    if may_get_letters(link, on):
        found.append("gets letters")
    return found


def _facts(link: ContactLink, *, on: date, has_account: bool) -> list[Fact]:
    person = link.contact
    phones = " or ".join(phone for phone in (person.phone, person.other_phone) if phone)
    lines = [line for line in (*person.address.splitlines(), person.postcode) if line]
    language = person.language or "Not recorded"
    facts = [
        Fact("Telephone", phones or "Not known"),
        Fact("Email", person.email or "Not known"),
        Fact("Address", format_html_join("\n", "{}<br>", ((line,) for line in lines)) if lines else "Not known"),
        Fact("Language", f"{language}, needs an interpreter" if person.needs_interpreter else language),
        Fact("Parental responsibility", "Yes" if link.has_parental_responsibility else "No"),
        Fact("Child lives with them", "Yes" if link.lives_with else "No"),
        Fact("Letters", _letters(link, on=on)),
        Fact("Account", "Signs in and sees what the school shares" if has_account else "None"),
    ]
    if link.starts_on > on:
        facts.append(Fact("Contact from", day_words(link.starts_on)))
    return facts


def _letters(link: ContactLink, *, on: date) -> str:
    if may_get_letters(link, on):
        return "Yes"
    if not link.receives_correspondence:
        return "No"
    if restriction_on(link, on) is not Restriction.NONE:
        return "None: the restriction forbids it"
    return "None until somebody has verified who they are"


def _actions(link: ContactLink, *, on: date, has_account: bool, may: Callable[[Verb], bool]) -> list[Link]:
    if not may(Verb.EDIT_CONTACTS):
        return []
    at = [link.pupil_id, link.pk]
    found = [Link(reverse("pupil-contact-edit", args=at), "Edit")]
    if link.verified_on is None:
        found.append(Link(reverse("pupil-contact-verify", args=at), "Verify"))
    if link.restriction == Restriction.NONE:
        found.append(Link(reverse("pupil-contact-restrict", args=at), "Note a restriction"))
    else:
        found.append(Link(reverse("pupil-contact-restrict", args=at), "Change the restriction"))
        found.append(Link(reverse("pupil-contact-lift", args=at), "Lift the restriction"))
    if may(Verb.LEND_PUPIL) and not has_account and may_have_account(link, on):
        found.append(Link(f"{reverse('pupil-family-add', args=at[:1])}?contact={link.pk}", "Give an account"))
    found.append(Link(reverse("pupil-contact-end", args=at), "End"))
    return found


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def ending(link: ContactLink, *, accounts: Iterable[FamilyLink]) -> list[str]:
    """What will happen when this person is no longer a contact?"""
    name = str(link.contact)
    found = [f"From today {name} gets no letters about this child and is called for nothing."]
    found += [f"{one.user} no longer sees what the school shares, from the next click on." for one in accounts]
    found.append("Their details stay in the history. If this was a mistake, add them again.")
    return found
