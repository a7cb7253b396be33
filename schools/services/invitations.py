"""Inviting a person to their account: a link that opens it once, by mail."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from schools.models import Trust, User
from trust_send.platform.walls import capabilities
from trust_send.platform.walls.capabilities import Capability

KIND = "invitation"
LASTS = timedelta(hours=72)


@transaction.atomic
def invite(*, user: User, trust: Trust) -> str:
    """Mail a link with which this person chooses a password, and return it. An earlier link stops working.

    Who has a password already is told to sign in: nobody else's invitation may replace it.
    """
    known = user.has_usable_password()
    link = settings.BASE_URL + (reverse("account_login") if known else reverse("door", args=[_token(user, trust)]))
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


def _token(user: User, trust: Trust) -> str:
    capabilities.revoke(kind=KIND, subject_id=user.pk, trust_id=trust.pk)
    return capabilities.grant(trust_id=trust.pk, kind=KIND, lasts=LASTS, verbs=[], subject_id=user.pk)


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
