"""The words in which jobs are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


class JobQuerySet(models.QuerySet):
    """Jobs."""

    def within(self, reach: Reach) -> Self:
        """Keep what this person asked for, what concerns their schools, and the trust's own for its staff."""
        schools = reach.school_ids | reach.figure_school_ids
        seen = Q(school_id__among=schools)
        if reach.user_id is not None:
            seen |= Q(by_id=reach.user_id)
        if schools:
            seen |= Q(school_id__isnull=True, by_id__isnull=True)
        return self.filter(seen, trust_id=reach.trust_id)
