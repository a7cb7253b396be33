"""Beginning a trust, and its look."""

from __future__ import annotations

from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from schools.models import Membership, Post, Trust, User
from schools.roles import TRUST_LEAD
from trust_send.platform.walls.sources import whole_trust


@transaction.atomic
def begin(*, name: str, slug: str, lead_email: str, is_demo: bool = False) -> tuple[Trust, User]:
    """Add a trust with its first person, the trust SEND lead: the only way into an empty installation."""
    validate_email(lead_email)
    trust = Trust(name=name, slug=slug, is_demo=is_demo)
    trust.full_clean()
    trust.save()
    lead = User.objects.filter(email=lead_email.lower()).first() or User.objects.create_user(lead_email)
    Membership.objects.create(user=lead, trust=trust)
    with whole_trust(trust.pk):
        Post.objects.create(user=lead, role=TRUST_LEAD.code, starts_on=timezone.localdate())
    return trust, lead


def describe(*, trust: Trust) -> Trust:
    """Save the trust's checked name and colours."""
    trust.save(update_fields=["name", "accent", "accent_deep", "accent_tint"])
    return trust
