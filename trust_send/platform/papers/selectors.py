"""Which documents are there, for this person?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_send.platform.papers.models import Paper

if TYPE_CHECKING:
    from trust_send.platform.papers.querysets import PaperQuerySet
    from trust_send.platform.walls.reach import Reach


def papers(reach: Reach, *, kind: str | None = None, school_id: int | None = None) -> PaperQuerySet:
    """Which documents may this person read, the newest first?"""
    found = Paper.objects.within(reach)
    if kind is not None:
        found = found.filter(kind=kind)
    if school_id is not None:
        found = found.filter(school_id=school_id)
    return found.order_by("-made_at", "-pk")


def paper(reach: Reach, paper_id: int) -> Paper | None:
    """Which document has this number, if this person may read it?"""
    return papers(reach).filter(pk=paper_id).select_related("school").first()
