"""Giving a child's family, or the child, an account that sees what the school shares; and ending that sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from pupils.models import ContactLink, FamilyLink, Pupil, Relationship
from pupils.presenting.words import day_words
from pupils.rights import BARS_ACCOUNT, RESTRICTION_WORDS, Restriction, Right, Why, restriction_on, why_not
from pupils.services import contacts
from pupils.services.lending import LONGEST
from pupils.services.pupils import hold
from pupils.services.refusals import refuse
from schools.models import Membership, User
from schools.naming import folded
from schools.querysets import not_over
from schools.services import invitations
from trust_send.platform.history import because


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as the school knows them: an address, and the name that goes with it."""

    email: str
    given_name: str
    family_name: str


@transaction.atomic
def give_sight(*, pupil: Pupil, to: Named, relationship: str, on: date, by: User, reason: str) -> FamilyLink:
    """Let one of the family, or the pupil, see from a day on what the school shares about this child.

    Nothing else gives this sight: no file, no address that happens to be the same. A grown-up must be a contact of
    the child whom somebody has verified and whom no restriction keeps out. Whoever has no account gets one, and an
    invitation that names neither the child nor a need.
    """
    # One at a time for one child: two who press at the same moment must not both succeed.
    hold(pupil=pupil)
    _check_day(on)
    person = _known(to)
    if person is not None:
        _check_person(pupil=pupil, person=person, relationship=relationship, by=by)
    if relationship == Relationship.SELF and (
        theirs := open_links(pupil=pupil).filter(relationship=relationship).first()
    ):
        raise refuse("relationship", f"{pupil.forename} has an account already: {theirs.user.email}")
    contact = None if relationship == Relationship.SELF else _contact(pupil, to, on)
    if person is None:
        person = User.objects.create_user(
            to.email.strip(), given_name=to.given_name.strip(), family_name=to.family_name.strip()
        )
    _, joined = Membership.objects.get_or_create(user=person, trust_id=pupil.trust_id)
    with because(by=by.pk, reason=reason):
        link = FamilyLink.objects.create(
            pupil=pupil,
            user=person,
            relationship=relationship,
            contact_link=contact,
            starts_on=on,
            ends_on=_barred_from(contact),
        )
        if contact and not contact.contact.email:
            contact.contact.email = person.email
            contact.contact.save(update_fields=["email"])
    if joined or person.last_login is None:
        invitations.invite(user=person, trust=pupil.trust)
    return link


@transaction.atomic
def invite_again(*, link: FamilyLink) -> None:
    """Send whoever has this link another invitation, which names neither the child nor a need."""
    invitations.invite_again(user=link.user, trust=link.trust)


@transaction.atomic
def end(*, link: FamilyLink, by: User, reason: str = "") -> None:
    """End somebody's sight of a child today; they see nothing at their next click. What was never seen is taken out."""
    today = timezone.localdate()
    with because(by=by.pk, reason=reason):
        if link.starts_on >= today:
            link.delete()
        else:
            link.ends_on = today
            link.save(update_fields=["ends_on"])


def _check_day(on: date) -> None:
    today = timezone.localdate()
    if on < today:
        raise refuse("on", "The first day must be today or later: nobody has seen anything before today")
    if on > today + LONGEST:
        raise refuse("on", "Choose a day within the next 13 months")


def _known(to: Named) -> User | None:
    """Whose account is this? An address of somebody else would show them a child who is not theirs."""
    person = User.objects.filter(email__iexact=to.email.strip()).first()
    if person is None:
        return None
    if not person.is_active:
        raise refuse("email", "The account with this address is closed. Ask for another address")
    if person.get_full_name() != person.email and folded(person.get_full_name()) != folded(
        f"{to.given_name} {to.family_name}"
    ):
        raise refuse("email", "This address belongs to an account in another name. Check both with the family")
    return person


def _contact(pupil: Pupil, to: Named, on: date) -> ContactLink:
    """Which of the child's contacts is this? Somebody whom the school has verified, and whom nothing keeps out."""
    name = f"{to.given_name} {to.family_name}".strip()
    called = [link for link in contacts.open_links(pupil=pupil) if folded(str(link.contact)) == folded(name)]
    if not called:
        raise refuse("family_name", f"{name} is not a contact of {pupil.forename}. Add and verify the contact first")
    address = to.email.strip().lower()
    link = next((link for link in called if link.contact.email.lower() in ("", address)), None)
    if link is None:
        raise refuse(
            "email", f"The contact’s email address is {called[0].contact.email}. If that has changed, change it there"
        )
    today = timezone.localdate()
    if why := why_not(link, Right.ACCOUNT, max(on, today)):
        raise refuse("family_name", _why_words(link, why, max(on, today)))
    return link


def _why_words(link: ContactLink, why: Why, on: date) -> str:
    name = str(link.contact)
    if why is Why.RESTRICTED:
        kind = RESTRICTION_WORDS[restriction_on(link, on)]
        return f"A restriction keeps {name} from having an account: {kind.lower()}"
    return {
        Why.NOT_NOW: f"{name} is not a contact of this child on that day",
        Why.NOT_VERIFIED: f"Nobody has verified yet who {name} is. Do that first, in the list of contacts",
        Why.NOT_GIVEN: f"{name} is noted as having neither parental responsibility nor care of the child",
    }[why]


def _barred_from(link: ContactLink | None) -> date | None:
    """On which day does a restriction that is noted already end this sight?"""
    return (
        link.restriction_from if link and Restriction(link.restriction) in BARS_ACCOUNT and _is_to_come(link) else None
    )


def _is_to_come(link: ContactLink) -> bool:
    return link.restriction_from is not None and link.restriction_from > timezone.localdate()


def _check_person(*, pupil: Pupil, person: User, relationship: str, by: User) -> None:
    if person.pk == by.pk:
        raise refuse("email", "Nobody gives sight to themselves. Ask somebody else who leads here to do it")
    if held := open_links(pupil=pupil).filter(user=person).first():
        since = f"since {day_words(held.starts_on)}" if held.starts_on <= timezone.localdate() else "already"
        words = f"{person} has been given sight of {pupil.forename} {since}, as {held.get_relationship_display()}"
        raise refuse("email", words)
    if relationship == Relationship.SELF and person.posts.filter(_not_over()).exists():
        raise refuse("email", f"{person} works for the trust, so this is not the pupil’s account")
    if relationship == Relationship.SELF and person.family_links.filter(_not_over()).exists():
        raise refuse("email", "This account sees another child, so it is not the pupil’s own")


def open_links(*, pupil: Pupil) -> QuerySet[FamilyLink]:
    """Who of the family has been given sight of this child, or will have it?"""
    return FamilyLink.objects.filter(_not_over(), pupil=pupil).select_related("user")


def _not_over() -> Q:
    return not_over(timezone.localdate())
