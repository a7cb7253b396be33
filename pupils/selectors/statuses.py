"""The statuses of one child, for whoever puts them right, and what a school calls its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Lower

from pupils.models import LocalStatus, Pupil, SenStatus
from schools.models import User
from trust_send.platform.history import events_of


def entries_of(pupil: Pupil) -> QuerySet[SenStatus]:
    """Every status that a child has or had, the newest first."""
    return SenStatus.objects.filter(pupil=pupil).select_related("local_status").order_by("-starts_on")


def of_school(*, school_id: int) -> QuerySet[LocalStatus]:
    """Every status of the school's own, those no longer used last."""
    held = LocalStatus.objects.filter(school_id=school_id)
    return held.order_by(F("retired_on").asc(nulls_first=True), Lower("name"))


def pupils_with(held: Iterable[LocalStatus], *, on: date) -> dict[int, int]:
    """How many pupils have each of these statuses on a day?"""
    running = SenStatus.objects.on(on).filter(local_status__in=list(held))
    return dict(running.values_list("local_status").annotate(Count("pk")))


def named_last_by(school_id: int) -> str:
    """Who changed the school's own statuses last?"""
    last = events_of(LocalStatus).filter(school_id=school_id).order_by("-pgh_id").first()
    by = (last.pgh_context or {}).get("by") if last else None
    return str(User.objects.filter(pk=by).first() or "Somebody") if by else "Somebody"


def in_use(*, school_id: int) -> QuerySet[LocalStatus]:
    """The school's own statuses that may be chosen, in the order of their names."""
    return LocalStatus.objects.filter(school_id=school_id, retired_on__isnull=True).order_by(Lower("name"))
