"""Who has seen a child's record: the read log, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from trust_send.platform.readlog.models import ReadLog

if TYPE_CHECKING:
    from pupils.models import Pupil
    from trust_send.platform.walls.reach import Reach

PAGE_ENTRIES = 50


def seen(*, pupil: Pupil, reach: Reach, before: int | None = None) -> tuple[list[ReadLog], int | None]:
    """One page of who opened, listed, found or exported this child, and where the next page begins."""
    within = Q(school_id__among=reach.school_ids) | Q(pupil_id__among=reach.pupil_ids)
    entries = ReadLog.objects.filter(within, trust_id=reach.trust_id, pupil_id=pupil.pk)
    if before:
        entries = entries.filter(pk__lt=before)
    found = list(entries.select_related("user").order_by("-pk")[: PAGE_ENTRIES + 1])
    return found[:PAGE_ENTRIES], found[PAGE_ENTRIES - 1].pk if len(found) > PAGE_ENTRIES else None
