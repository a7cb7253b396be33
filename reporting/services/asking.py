"""Asking for counts and documents: rows in the caller's transaction, done later by a worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.models import Job
from trust_send.platform.tables.models import TableImport


def count_after(table_import: TableImport) -> None:
    """Have a school counted again because a table was brought in or taken back."""
    moment = timezone.now().isoformat(timespec="milliseconds")
    ask(
        kind="count",
        key=f"{table_import.school_id}:import-{table_import.pk}:{table_import.stage}:{moment}",
        parameters={},
        school_id=table_import.school_id,
    )


def count_now(*, school_ids: Iterable[int], at: datetime) -> list[Job]:
    """Have these schools counted as they are now; asking twice in a minute is asking once."""
    minute = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
    return [
        ask(kind="count", key=f"{school_id}:asked-{minute}", parameters={}, school_id=school_id)
        for school_id in sorted(school_ids)
    ]


def count_on(*, school_id: int, days: Iterable[date]) -> list[Job]:
    """Have a school counted as its register says it was on these past days."""
    return [
        ask(kind="count", key=f"{school_id}:on-{day}", parameters={"on": day.isoformat()}, school_id=school_id)
        for day in sorted(days)
    ]


def make_nutshell(*, school_id: int, by_id: int, at: datetime) -> Job:
    """Have a school's Nutshell made as the register is now; the same content twice is the same document."""
    return ask(
        kind="nutshell",
        key=f"{school_id}:asked-{at.isoformat(timespec='milliseconds')}:by-{by_id}",
        parameters={"school_id": school_id},
        school_id=school_id,
        by=by_id,
    )
