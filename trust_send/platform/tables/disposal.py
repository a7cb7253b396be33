"""When is a brought table emptied? Its rows and its file hold children; they go when nobody needs them any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from trust_send.platform.jobs.models import Job, State
from trust_send.platform.tables.models import KEPT_DAYS, Stage, TableImport

FOLDER = "imports"
NEVER_BROUGHT_IN = f"It was not brought in within {KEPT_DAYS} days."
STRAY_AFTER = timedelta(days=1)
"""A file is stored before its row is committed; after a day, no row will come."""

_NEVER_APPLIED = frozenset({Stage.UPLOADED, Stage.READY, Stage.UNREADABLE, Stage.APPLYING})


@dataclass(frozen=True, slots=True)
class Disposed:
    """How much went, in numbers that may be logged."""

    tables: int
    rows: int
    thrown_away: int


def stored_name(*, school_id: int, sha256: str) -> str:
    """Under which name is an uploaded file stored? One of ours: what a stranger called it never becomes a path."""
    return f"{FOLDER}/{school_id}/{sha256[:32]}"


def dispose(*, today: date) -> Disposed:
    """Empty every table in reach whose time is over, and say how much went; safe to run twice."""
    tables = list(_over(today).select_for_update(skip_locked=True).order_by("pk"))
    busy = _at_work()  # asked after the rows are locked: from here on nobody can begin
    rows = thrown_away = 0
    ended = [table for table in tables if table.pk not in busy]
    for table in ended:
        rows += empty(table, today=today)
        if table.stage in _NEVER_APPLIED:
            table.stage, table.problem = Stage.DISCARDED, NEVER_BROUGHT_IN
            thrown_away += 1
        elif table.stage == Stage.UNDOING:  # the work failed and nobody came back in time
            table.stage = Stage.APPLIED
        table.save(update_fields=["stage", "problem"])
    return Disposed(tables=len(ended), rows=rows, thrown_away=thrown_away)


def empty(table: TableImport, *, today: date) -> int:
    """Remove the rows, the file, and what was typed or remarked about them; how many rows were there?"""
    _, gone = table.rows.all().delete()
    forget_file(table)
    table.mapping = {name: value for name, value in table.mapping.items() if name != "corrections"}
    table.warnings = []
    table.emptied_on = today
    table.save(update_fields=["mapping", "warnings", "emptied_on"])
    return gone.get("tables.ImportRow", 0)


def forget_file(table: TableImport) -> None:
    """Remove the stored file once the transaction stands: what it said is in the rows or in the register."""
    name = table.file.name
    if name:
        table.file = ""
        table.save(update_fields=["file"])
        # If this fails, or the process is killed before, the file is a stray and goes the next night.
        transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def known_files() -> set[str]:
    """Which stored files do the tables in reach still need?"""
    return set(TableImport.objects.exclude(file="").values_list("file", flat=True))


def remove_strays(*, school_ids: Iterable[int], known: set[str], now: datetime) -> int:
    """Remove uploaded files of these schools that no row knows; how many were they?"""
    removed = 0
    for school_id in sorted(school_ids):
        folder = f"{FOLDER}/{school_id}"
        try:
            _, names = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        for name in (f"{folder}/{each}" for each in names):
            if name not in known and default_storage.get_modified_time(name) < now - STRAY_AFTER:
                default_storage.delete(name)
                removed += 1
    return removed


def _over(today: date) -> QuerySet[TableImport]:
    """Tables whose last day is past: the day until which they can be taken back, or some days after they came."""
    never_applied = Q(undo_until=None, created_at__lt=_midnight(today - timedelta(days=KEPT_DAYS)))
    return TableImport.objects.filter(Q(undo_until__lt=today) | never_applied, emptied_on=None)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def _at_work() -> set[int]:
    """About which tables is work still waiting or going on? It names the table ``import_id``."""
    jobs = Job.objects.filter(state__in=[State.WAITING, State.RUNNING], parameters__has_key="import_id")
    return set(jobs.values_list("parameters__import_id", flat=True))
