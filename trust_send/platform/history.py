"""Who changed a row, and why: what the history beside every tracked table says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, models
from psycopg.pq import TransactionStatus

# pghistory's triggers read these two. Its own ``context`` writes them in front of every statement, as a second
# command, which a statement planned once cannot have (docs/adr/0014); told once, they hold as long.
_TELL = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that is written within one block, for one reason."""

    id: UUID
    about: dict[str, object]


_current: ContextVar[Change | None] = ContextVar("change", default=None)


def _tell_database(change: Change | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [str(change.id), json.dumps(change.about)] if change else ["", ""])


@contextmanager
def because(**about: object) -> Iterator[Change]:
    """Write down for every change of this block who made it (``by``) and why (``reason``).

    Runs inside a transaction. A block within a block belongs to the same change and may say more.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("because() only works inside a transaction: acting_with() opens one")
    before = _current.get()
    change = Change(before.id, {**before.about, **about}) if before else Change(uuid4(), about)
    token = _current.set(change)
    try:
        _tell_database(change)
        yield change
    finally:
        _current.reset(token)
        # A failed transaction takes no statement, and its rollback forgets for us.
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            _tell_database(before)


def events_of(model: type[models.Model]) -> models.QuerySet[Any]:
    """What has happened to the rows of a tracked table, each time with the whole row; in no order."""
    tracked: Any = model  # pghistory hangs the model of its events on ours when the apps are ready
    found: models.QuerySet[Any] = tracked.pgh_event_model._default_manager.all()
    return found
