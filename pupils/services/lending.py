"""Lending sight of one child to one person until a day, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from pupils.models import Pupil, PupilUserObjectPermission
from pupils.services.refusals import refuse
from schools.models import Membership, Post, User
from schools.querysets import in_force
from schools.roles import GOVERNOR, ROLES, TRUSTEE

LONGEST = timedelta(days=400)
"""A little over a year: whoever needs sight for longer is asked about once a year."""

OVERSEE = frozenset({GOVERNOR.code, TRUSTEE.code})


def borrower(*, email: str, trust_id: int) -> User:
    """Who in the trust has this address? Only people who have an account here can be lent a child."""
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or not Membership.objects.filter(user=person, trust_id=trust_id).exists():
        raise refuse("email", "Nobody with this address has an account in the trust. Ask for an invitation first")
    return person


@transaction.atomic
def lend(*, pupil: Pupil, to: User, until: date, by: User, reason: str) -> PupilUserObjectPermission:
    """Let a person see one child up to and including a day, with the reason on record."""
    today = timezone.localdate()
    if until < today:
        raise refuse("until", "The last day must be today or later")
    if until > today + LONGEST:
        raise refuse("until", "Choose a day within the next 13 months. It can be lent again then")
    if to.pk == by.pk:
        raise refuse("email", "You see this child already")
    _check_post(pupil=pupil, to=to, on=today)
    lent = PupilUserObjectPermission.objects.filter(user=to, content_object=pupil).first()
    if lent is None:
        lent = PupilUserObjectPermission.objects.assign_perm("see_pupil", to, pupil)
    lent.ends_on, lent.reason, lent.lent_by = until + timedelta(days=1), reason, by
    lent.save(update_fields=["ends_on", "reason", "lent_by"])
    return lent


def _check_post(*, pupil: Pupil, to: User, on: date) -> None:
    """Refuse somebody who only oversees this school: they are shown no child by its name."""
    posts = list(Post.objects.filter(in_force(on), user=to, trust_id=pupil.trust_id).order_by("role"))
    if not posts or any(post.role not in OVERSEE for post in posts):
        return
    if here := next((post for post in posts if post.school_id in (None, pupil.school_id)), None):
        role = ROLES[here.role].name.lower()
        words = f"{to} is a {role}: a {role} holds the school to account and sees no child. "
        raise refuse("email", f"{words}Lend to a member of staff or a professional who works with the child instead")


def take_back(*, lent: PupilUserObjectPermission) -> None:
    """End a lending today. The row stays, and says who had sight, why and until when."""
    today = timezone.localdate()
    lent.ends_on = min(lent.ends_on or today, today)
    lent.save(update_fields=["ends_on"])
