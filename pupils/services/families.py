"""Giving a child's family, or the child, an account that sees what the school shares; and ending that sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from pupils.models import FamilyLink, Pupil, Relationship
from pupils.presenting.words import day_words
from pupils.services.lending import LONGEST
from pupils.services.refusals import refuse
from schools.models import Membership, User
from schools.naming import folded
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

    Nothing else gives this sight: no file, no address that happens to be the same. Whoever has no account gets one,
    and an invitation that names neither the child nor a need.
    """
    # One at a time for one child: two who press at the same moment must not both succeed.
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    _check_day(on)
    person = _known(to)
    if person is not None:
        _check_person(pupil=pupil, person=person, relationship=relationship, by=by)
    if relationship == Relationship.SELF and (
        theirs := open_links(pupil=pupil).filter(relationship=relationship).first()
    ):
        raise refuse("relationship", f"{pupil.forename} has an account already: {theirs.user.email}")
    if person is None:
        person = User.objects.create_user(
            to.email.strip(), given_name=to.given_name.strip(), family_name=to.family_name.strip()
        )
    _, joined = Membership.objects.get_or_create(user=person, trust_id=pupil.trust_id)
    with because(by=by.pk, reason=reason):
        link = FamilyLink.objects.create(pupil=pupil, user=person, relationship=relationship, starts_on=on)
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
    return Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
