"""Under which names is a document stored, and offered to be saved? Neither ever holds a child's name."""

from __future__ import annotations

import mimetypes
import re
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.text import slugify

_STORED = re.compile(r"(?P<job>\d+)-(?P<token>[0-9a-f]{32})\.\w+")
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/csv": ".csv",
}


def ending(media_type: str) -> str:
    """How does the name of a file of this type end?"""
    return _ENDINGS.get(media_type) or mimetypes.guess_extension(media_type) or ".bin"


def folder(trust_id: int) -> str:
    """Where do the documents of a trust lie in the storage?"""
    return f"papers/{trust_id}"


def stored_name(*, trust_id: int, job_id: int, token: UUID, media_type: str) -> str:
    """Under which name is it stored? One for each attempt, so that a killed one never spoils its successor's."""
    return f"{folder(trust_id)}/{job_id}-{token.hex}{ending(media_type)}"


def attempt_of(file_name: str) -> tuple[int, UUID] | None:
    """Which attempt at which job wrote this file? None when the name is not ours."""
    match = _STORED.fullmatch(file_name)
    return (int(match["job"]), UUID(match["token"])) if match else None


def offered_name(
    *,
    title: str,
    kind: str,
    as_known_on: date,
    as_known_at: datetime | None = None,
    holds_children: bool,
    media_type: str,
) -> str:
    """Under which name is it saved by whoever downloads it? With the time where it is known: a day may have two."""
    words = slugify(kind if holds_children else title)[:80].strip("-") or "document"
    moment = f"-{timezone.localtime(as_known_at):%H%M}" if as_known_at else ""
    return f"{words}-{as_known_on.isoformat()}{moment}{ending(media_type)}"
