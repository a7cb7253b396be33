"""Who changed a child's record or a contact last, for whoever is writing at the same time?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pupils.models import Contact, ContactLink, Need, Pupil, SenStatus, SupportLayer
from schools.models import User
from trust_send.platform.history import events_of


def last_changed_by(pupil: Pupil) -> str:
    """Who changed this child's record last?"""
    newest = [events_of(Pupil).filter(pgh_obj_id=pupil.pk).order_by("-pgh_id").first()]
    kept = (SenStatus, Need, SupportLayer)
    newest += [events_of(model).filter(pupil_id=pupil.pk).order_by("-pgh_id").first() for model in kept]
    return _who(newest)


def contact_last_changed_by(link: ContactLink) -> str:
    """Who changed this contact, or what they are to the child, last?"""
    kept = ((Contact, link.contact_id), (ContactLink, link.pk))
    return _who([events_of(model).filter(pgh_obj_id=pk).order_by("-pgh_id").first() for model, pk in kept])


def _who(newest: Iterable[Any]) -> str:
    last = max((event for event in newest if event), key=lambda event: event.pgh_created_at, default=None)
    by = (last.pgh_context or {}).get("by") if last else None
    return str(User.objects.filter(pk=by).first() or "A file") if by else "A file"
