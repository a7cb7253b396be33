"""Doors without an account: a link that opens one thing, for a while, and can be closed.

The row stands outside the walls by name: it must be found before anyone knows which trust it belongs to.
It holds no name, and the token itself is never stored.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing

PREFIX = "/with/"


class Capability(models.Model):
    """What a link opens: a kind of door, verbs, perhaps one child, until when and how often."""

    token_hash = models.CharField(max_length=64, unique=True)
    trust = models.ForeignKey("schools.Trust", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField(null=True, blank=True)
    """The row that the kind of door speaks of, for example the invited person."""
    pupil_id = models.BigIntegerField(null=True, blank=True)
    verbs = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    uses_left = models.PositiveSmallIntegerField(default=1)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "walls"
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="walls_capability_expires_later"),
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="walls_capability_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} until {self.expires_at:%d %B %Y}"


def hashed(token: str) -> str:
    """Under what is a token filed?"""
    return hashlib.sha256(token.encode()).hexdigest()


def grant(
    *,
    trust_id: int,
    kind: str,
    lasts: timedelta,
    verbs: list[str],
    subject_id: int | None = None,
    pupil_id: int | None = None,
    uses: int = 1,
) -> str:
    """Make a link and return its token: the only moment at which it can be read."""
    token = secrets.token_urlsafe(32)
    Capability.objects.create(
        token_hash=hashed(token),
        trust_id=trust_id,
        kind=kind,
        subject_id=subject_id,
        pupil_id=pupil_id,
        verbs=verbs,
        expires_at=timezone.now() + lasts,
        uses_left=uses,
    )
    return token


def open_on(moment: datetime) -> Q:
    """Which capabilities still open something?"""
    return Q(expires_at__gt=moment, uses_left__gt=0, revoked_at__isnull=True)


def find(token: str) -> Capability | None:
    """Which open door does this token belong to, if any? Used up, expired and unknown look the same."""
    return Capability.objects.filter(open_on(timezone.now()), token_hash=hashed(token)).first()


def use(capability: Capability) -> bool:
    """Spend one use; False when another request has just spent the last."""
    spent = Capability.objects.filter(open_on(timezone.now()), pk=capability.pk).update(uses_left=F("uses_left") - 1)
    return spent == 1


def revoke(*, kind: str, subject_id: int, trust_id: int) -> int:
    """Close every door of this kind about this subject; returns how many were open."""
    doors = Capability.objects.filter(open_on(timezone.now()), kind=kind, subject_id=subject_id, trust_id=trust_id)
    return doors.update(revoked_at=timezone.now())


def reach_of(capability: Capability) -> tuple[Reach, Standing]:
    """What does this door open? Exactly one child at most, and only the verbs written on it."""
    verbs = frozenset(capability.verbs)
    if capability.pupil_id is None:
        return Reach(trust_id=capability.trust_id), Standing(everywhere=verbs)
    return (
        Reach(trust_id=capability.trust_id, pupil_ids=frozenset({capability.pupil_id})),
        Standing(by_pupil={capability.pupil_id: verbs}),
    )
