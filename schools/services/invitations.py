"""Inviting a person to their account: a link that opens it once, by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from schools.models import Trust, User
from trust_send.platform.walls import capabilities
from trust_send.platform.walls.capabilities import Capability

KIND = "invitation"
LASTS = timedelta(hours=72)
NOT_AGAIN_WITHIN = timedelta(minutes=10)
"""Mail may take a few minutes: who presses twice must not fill somebody's post box with links that do not work."""


@transaction.atomic
def invite(*, user: User, trust: Trust) -> str:
    """Mail a link with which this person chooses a password, and return it. An earlier link stops working.

    Who has a password already is told to sign in: nobody else's invitation may replace it.
    """
    known = user.has_usable_password()
    # Who is known gets a door that is closed from the beginning: it only says when they were invited.
    token = _token(user, trust, uses=0 if known else 1)
    link = settings.BASE_URL + (reverse("account_login") if known else reverse("door", args=[token]))
    words = {"person": user, "trust": trust, "link": link, "known": known, "hours": LASTS // timedelta(hours=1)}
    message = EmailMessage(
        subject=" ".join(render_to_string("email/invitation/subject.txt", words).split()),
        body=render_to_string("email/invitation/body.txt", words),
        to=[user.email],
    )
    # The mail must not go out for an account that was rolled back; a mail server that fails must not undo it either:
    # whoever invited can invite again.
    transaction.on_commit(message.send, robust=True)
    return link


@transaction.atomic
def invite_again(*, user: User, trust: Trust) -> None:
    """Send another invitation to somebody who has not signed in yet, but not twice within a few minutes."""
    # One at a time, or two who press at once send two.
    person = User.objects.select_for_update().get(pk=user.pk)
    if person.last_login is not None:
        raise ValidationError(f"{person} has signed in already and needs no invitation.")
    now, before = timezone.now(), last_sent(user_id=person.pk, trust_id=trust.pk)
    if before and now < before + NOT_AGAIN_WITHIN:
        ago = (now - before) // timedelta(minutes=1)
        when = "less than a minute ago" if not ago else "a minute ago" if ago == 1 else f"{ago} minutes ago"
        again = timezone.localtime(before + NOT_AGAIN_WITHIN + timedelta(minutes=1))
        raise ValidationError(
            f"An invitation went to {person.email} {when}, and mail may take a while. "
            f"If it has not arrived by {again:%H:%M}, send it again."
        )
    invite(user=person, trust=trust)


def last_sent(*, user_id: int, trust_id: int) -> datetime | None:
    """When was this person last invited to this trust?"""
    sent = Capability.objects.filter(kind=KIND, subject_id=user_id, trust_id=trust_id)
    return sent.order_by("-created_at").values_list("created_at", flat=True).first()


def _token(user: User, trust: Trust, *, uses: int) -> str:
    capabilities.revoke(kind=KIND, subject_id=user.pk, trust_id=trust.pk)
    return capabilities.grant(trust_id=trust.pk, kind=KIND, lasts=LASTS, verbs=[], subject_id=user.pk, uses=uses)


def invited(capability: Capability | None) -> User | None:
    """Whom does this open door await? Nobody, when it is a door of another kind or the account is closed."""
    if capability is None or capability.kind != KIND:
        return None
    return User.objects.filter(pk__in=[capability.subject_id], is_active=True).first()


@transaction.atomic
def accept(*, capability: Capability, user: User, password: str) -> bool:
    """Set the first password and close the door; False when someone has just come through it."""
    if not capabilities.use(capability):
        return False
    user.set_password(password)
    user.save(update_fields=["password"])
    return True
