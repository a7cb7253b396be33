"""Which trust a signed-in person is working in, kept in the session."""

from __future__ import annotations

from django.http import HttpRequest

from schools.models import Membership, User


def first_trust_id(user: User) -> int | None:
    """In which trust does this person begin: the only one, or the first joined?"""
    return Membership.objects.filter(user=user).order_by("pk").values_list("trust_id", flat=True).first()


def sit_down(request: HttpRequest, user: User) -> None:
    """Choose a trust for a fresh session."""
    request.session["trust_id"] = first_trust_id(user)


def change(request: HttpRequest, *, trust_id: int) -> bool:
    """Work in another trust; False when the person does not belong to it. Reach follows at the next request."""
    if not Membership.objects.filter(user_id=request.user.pk, trust_id=trust_id).exists():
        return False
    request.session["trust_id"] = trust_id
    return True
