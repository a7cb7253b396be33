"""The school's own statuses, by the names that a preview kept."""

from __future__ import annotations

from pupils.intake.statuses import folded
from pupils.models import LocalStatus
from pupils.selectors.statuses import in_use


class OwnNames:
    """What the school calls its statuses at the moment of bringing in."""

    def __init__(self, *, school_id: int) -> None:
        self._by_name = {folded(row.name): row for row in in_use(school_id=school_id)}

    def named(self, name: str | None, code: str) -> LocalStatus | None:
        """The status of this name; none where it was retired, renamed or counts otherwise since the preview."""
        found = self._by_name.get(folded(name or ""))
        return found if found and found.code == code else None
