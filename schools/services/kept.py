"""Keeping what was typed into a page that had been locked, until its writer is back."""

from __future__ import annotations

from datetime import datetime, timedelta

from schools.models import KeptForm, Membership
from schools.requests import StaffRequest
from trust_send.platform.walls.reach import Reach, acting_with

LASTS = timedelta(hours=24)
MARK = "_kept"
"""The hidden field by which a form says that it was kept, so that it is forgotten once it is sent."""

_NEVER = ("csrfmiddlewaretoken", MARK)


def keep(request: StaffRequest, *, user_id: int) -> KeptForm | None:
    """Keep the form of this request for its writer; None when there is nothing to keep."""
    # JSON in the database takes no NUL, and nobody types one.
    fields = {
        name: [value.replace("\0", "") for value in request.POST.getlist(name)]
        for name in request.POST
        if name not in _NEVER and "\0" not in name and "password" not in name.lower()
    }
    if not fields or request.reach.trust_id is None:
        return None
    return KeptForm.objects.create(
        user_id=user_id,
        address=request.get_full_path(),
        fields=fields,
        had_files=bool(request.FILES),
    )


def newest(*, user_id: int, now: datetime) -> KeptForm | None:
    """What did this person write last and not send?"""
    return KeptForm.objects.filter(user_id=user_id, kept_at__gt=now - LASTS).order_by("-kept_at").first()


def forget(*, user_id: int, kept_id: int) -> None:
    """Delete a kept form that was sent, or that its writer throws away."""
    KeptForm.objects.filter(pk=kept_id, user_id=user_id).delete()


def forget_old(*, trust_id: int, now: datetime) -> int:
    """Delete what a day has passed over, person by person: nobody else, no task either, sees these rows."""
    forgotten = 0
    for user_id in Membership.objects.filter(trust_id=trust_id).values_list("user_id", flat=True):
        with acting_with(Reach(user_id=user_id, trust_id=trust_id)):
            forgotten += KeptForm.objects.filter(user_id=user_id, kept_at__lte=now - LASTS).delete()[0]
    return forgotten
