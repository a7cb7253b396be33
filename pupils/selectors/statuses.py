"""The statuses of one child, for whoever puts them right."""

from __future__ import annotations

from django.db.models import QuerySet

from pupils.models import Pupil, SenStatus


def entries_of(pupil: Pupil) -> QuerySet[SenStatus]:
    """Every status that a child has or had, the newest first."""
    return SenStatus.objects.filter(pupil=pupil).order_by("-starts_on")
