"""How does a finished document come to stay? The file first, then its row and the job's end in one transaction."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from trust_send.platform.jobs.models import Job, State
from trust_send.platform.jobs.sight import alone_with
from trust_send.platform.jobs.work import Work
from trust_send.platform.papers import naming
from trust_send.platform.papers.models import Paper


def keep(
    *,
    work: Work,
    kind: str,
    title: str,
    school_id: int | None,
    as_known_on: date,
    as_known_at: datetime | None = None,
    holds_children: bool,
    content: bytes,
    media_type: str = "application/pdf",
    pages: int = 0,
    fingerprint: str = "",
    pupil_ids: Sequence[int] = (),
) -> Paper:
    """Store the document of a job and end the job; call it outside ``work.reach()``.

    A worker killed before the last transaction leaves a file that no row knows, and ``sweep`` removes it.
    """
    if holds_children != bool(pupil_ids):
        raise ValueError("a document that holds children says which, for the read log; another one has none")
    if holds_children and school_id is None:
        raise ValueError("a document of the whole trust never holds children: nobody could be let in")
    name = naming.stored_name(trust_id=work.trust_id, job_id=work.job_id, token=work.claim.token, media_type=media_type)
    name = default_storage.save(name, ContentFile(content))
    _make_durable(default_storage, name)
    try:
        with work.reach():
            work.hold()  # else a late worker would meet its successor's row before the fence
            paper = Paper.objects.create(
                job_id=work.job_id,
                school_id=school_id,
                kind=kind,
                title=title,
                as_known_on=as_known_on,
                as_known_at=as_known_at,
                fingerprint=fingerprint,
                holds_children=holds_children,
                pupil_ids=sorted(pupil_ids),
                file=name,
                bytes=len(content),
                pages=pages,
                sha256=sha256(content).hexdigest(),
                media_type=media_type,
            )
            work.finish({"url_name": "paper", "args": [paper.pk], "link": "Download the document"})
    except Exception:
        with suppress(Exception):  # what is left is swept later; the first error is the one to tell of
            default_storage.delete(name)
        raise
    return paper


def sweep(*, trust_id: int) -> int:
    """Remove the files of attempts that came to nothing; how many were they?

    A file stays while its attempt runs, and for good when it is the one that finished the job.
    """
    try:
        _, names = default_storage.listdir(naming.folder(trust_id))
    except FileNotFoundError:
        return 0
    removed = 0
    for name in names:
        attempt = naming.attempt_of(name)
        if attempt is not None and _came_to_nothing(trust_id, *attempt):
            default_storage.delete(f"{naming.folder(trust_id)}/{name}")
            removed += 1
    return removed


def _came_to_nothing(trust_id: int, job_id: int, token: object) -> bool:
    with alone_with(job_id=job_id, trust_id=trust_id):
        job = Job.objects.filter(pk=job_id).only("state", "token").first()
    if job is None:  # a database older than the files: better one file too many
        return False
    return job.state in (State.DONE, State.FAILED) and job.token != token


def _make_durable(storage: Storage, name: str) -> None:
    """Have a local file on the disk before a row says that it is there; other storages see to it themselves."""
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        return
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
