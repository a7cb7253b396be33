"""A child's contacts, as those who keep or see them read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from pupils.models import ContactLink, FamilyLink, Pupil
from schools.querysets import not_over

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


def contacts(*, pupil: Pupil, reach: Reach, on: date) -> tuple[list[ContactLink], list[ContactLink]]:
    """Who is a contact of this child, the first to call first; and who was one."""
    links = list(
        ContactLink.objects.within(reach)
        .filter(pupil=pupil)
        .select_related("contact", "verified_by")
        .order_by("priority", "pk")
    )
    now = [link for link in links if link.ends_on is None or link.ends_on > on]
    earlier = sorted((link for link in links if link not in now), key=lambda link: link.ends_on or on, reverse=True)
    return now, earlier


def accounts(*, pupil: Pupil, reach: Reach, on: date) -> list[FamilyLink]:
    """Which accounts of the family are open?"""
    open_still = not_over(on)
    return list(FamilyLink.objects.within(reach).filter(open_still, pupil=pupil, contact_link__isnull=False))


def contact_or_404(*, pupil: Pupil, reach: Reach, link_id: int, on: date) -> ContactLink:
    """One contact of this child that is not over."""
    open_still = not_over(on)
    found = ContactLink.objects.within(reach).filter(open_still, pupil=pupil).select_related("contact", "verified_by")
    return get_object_or_404(found, pk=link_id)
