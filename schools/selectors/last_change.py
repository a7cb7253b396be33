"""Who changed a school last, for whoever is writing at the same time?"""

from __future__ import annotations

from schools.models import School, User
from trust_send.platform.history import events_of

NOBODY_KNOWN = "Somebody else"
"""Where no history says who it was."""


def last_changed_by(school_id: int) -> str:
    """Who was the last to change what the trust says about a school?"""
    last = events_of(School).filter(pgh_obj_id=school_id).order_by("-pgh_id").first()
    by = (last.pgh_context or {}).get("by") if last else None
    return str(User.objects.filter(pk=by).first() or NOBODY_KNOWN) if by else NOBODY_KNOWN
