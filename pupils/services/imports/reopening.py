"""When the work on an import failed: begin it again, or go back to the preview."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from pupils.services.imports import bringing
from schools.models import User
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.tables.models import Stage, TableImport


@transaction.atomic
def begin_again(*, table: TableImport, by: User) -> None:
    """After a failure: read the file again, or return to the preview, or to what was applied."""
    locked = TableImport.objects.select_for_update().get(pk=table.pk)
    jobs = Job.objects.filter(school_id=locked.school_id, parameters__import_id=locked.pk)
    last = jobs.order_by("-created_at", "-pk").first()
    if last is None or last.state != State.FAILED:
        raise ValidationError("The work is still going on.")
    if locked.stage == Stage.UPLOADED:
        bringing.read_again(table=locked, by=by)
        return
    locked.stage = {Stage.APPLYING: Stage.READY, Stage.UNDOING: Stage.APPLIED}[Stage(locked.stage)]
    locked.version += 1
    locked.save(update_fields=["stage", "version"])
