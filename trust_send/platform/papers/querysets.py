"""The words in which papers are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


class PaperQuerySet(models.QuerySet):
    """Stored documents."""

    def within(self, reach: Reach) -> Self:
        """Keep what this reach may read: the same rule as the database's, said a second time."""
        seen = Q(school_id__among=reach.school_ids) | Q(school_id__among=reach.figure_school_ids, holds_children=False)
        if reach.figure_school_ids:
            seen |= Q(school_id__isnull=True, holds_children=False)
        return self.filter(seen, trust_id=reach.trust_id)
