"""Which trust a signed-in person is working in, kept in the session."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from schools.models import Membership, Post, Trust, User
from trust_send.platform.walls.reach import Reach


def first_trust_id(user: User) -> int | None:
    """In which trust does this person begin: the only one, or the first joined?"""
    return Membership.objects.filter(user=user).order_by("pk").values_list("trust_id", flat=True).first()


def trusts_of(user: User) -> list[Trust]:
    """In which trusts may this person sit down? Names only: what they see there is settled on arrival."""
    return list(Trust.objects.filter(pk__in=Membership.objects.filter(user=user).values("trust_id")).order_by("name"))


def posts_of(*, reach: Reach, user_id: int, on: date) -> list[Post]:
    """Which posts does this person hold in this trust on a day, with their places?"""
    held = Post.objects.within(reach).on(on).filter(user_id=user_id)
    return list(held.select_related("school", "hub").order_by("starts_on", "pk"))


def sit_down(request: HttpRequest, user: User) -> None:
    """Choose a trust for a fresh session."""
    request.session["trust_id"] = first_trust_id(user)


def change(request: HttpRequest, *, trust_id: int) -> bool:
    """Work in another trust; False when the person does not belong to it. Reach follows at the next request."""
    if not Membership.objects.filter(user=request.user.pk, trust=trust_id).exists():
        return False
    request.session["trust_id"] = trust_id
    return True
