"""A file arrives, its columns are settled, and it may be thrown away before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from schools.models import School, User
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.models import Job
from trust_send.platform.tables import disposal
from trust_send.platform.tables.models import Mapping as SavedMapping
from trust_send.platform.tables.models import Stage, TableImport
from trust_send.platform.tables.reading import LIMITS, Unreadable
from trust_send.platform.tables.reading.limits import in_megabytes

PUPILS = "pupils"


@transaction.atomic
def bring(
    *, school: School, file_name: str, file: BinaryIO, by: User | None, sheet: str = "", delay_seconds: int = 0
) -> tuple[TableImport, Job]:
    """Keep an uploaded file and ask for it to be read; raises ``Unreadable`` at once when it is far too large."""
    size_bytes = file.seek(0, 2)
    file.seek(0)
    if size_bytes > LIMITS.max_bytes:
        raise Unreadable(
            "too_large",
            f"The file has {in_megabytes(size_bytes)}. The most that can be read is {in_megabytes(LIMITS.max_bytes)}. "
            "Export fewer columns or fewer rows and try again.",
        )
    saved = SavedMapping.objects.filter(school=school, kind=PUPILS).first()
    table = TableImport(
        kind=PUPILS,
        school=school,
        by=by,
        file_name=file_name[:200],
        sha256=_sha256(file),
        mapping={"saved": saved.headings if saved else {}, "sheet": sheet},
    )
    name = disposal.stored_name(school_id=school.pk, sha256=table.sha256)
    table.file.save(name, File(file), save=False)
    table.save()
    return table, read_again(table=table, by=by, delay_seconds=delay_seconds)


@transaction.atomic
def read_again(*, table: TableImport, by: User | None, delay_seconds: int = 0) -> Job:
    """Ask for the file to be read, for the first time or with other columns, corrections or another sheet."""
    table.stage, table.problem = Stage.UPLOADED, ""
    table.version += 1
    table.save(update_fields=["stage", "problem", "version", "mapping"])
    return ask(
        kind="pupils-read",
        key=f"{table.pk}:{table.version}",
        parameters={"import_id": table.pk},
        school_id=table.school_id,
        by=by.pk if by else None,
        delay_seconds=delay_seconds,
    )


@transaction.atomic
def settle_columns(*, table: TableImport, headings: Mapping[str, str], by: User) -> Job:
    """Say what each heading means, remember it for the school, and read the file again."""
    SavedMapping.objects.update_or_create(school_id=table.school_id, kind=PUPILS, defaults={"headings": dict(headings)})
    table.mapping = {**table.mapping, "saved": dict(headings)}
    return read_again(table=table, by=by)


@transaction.atomic
def throw_away(*, table: TableImport) -> None:
    """Forget the file and its rows; the register was never touched."""
    disposal.empty(table, today=timezone.localdate())
    table.stage, table.problem = Stage.DISCARDED, ""
    table.save(update_fields=["stage", "problem"])


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := file.read(1024 * 1024):
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
