"""What pupils does in the background: reading, applying and taking back an import; a new school year; letters."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO, cast

from celery import shared_task
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from pupils.models import FamilyLetter
from pupils.presenting import letters
from pupils.selectors import rollover
from pupils.selectors.letters import held_back
from pupils.services.imports import applying, knowing, previewing, undoing
from pupils.services.rollover import applying as beginning
from pupils.services.rollover import undoing as going_back
from schools.models import School, Trust
from schools.roles import Verb
from trust_send.platform.jobs.models import Job
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import NO_LONGER_ALLOWED, Acting, Refused, Work
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen
from trust_send.platform.tables import following
from trust_send.platform.tables.models import Stage, TableImport
from trust_send.platform.tables.reading import Unreadable
from trust_send.platform.walls.sources import whole_trust

TOUCHED_MEANWHILE = (
    "The register has changed since this file was read: a UPN or admission number of the file has been given to "
    "another pupil. Nothing was brought in. Read the file again."
)
NOT_KEPT = "The file is not kept any more. Send it again."


@shared_task(base=TrustTask, name="pupils.tasks.read_import")
def read_import(work: Work) -> None:
    """Read a brought file into the rows of its preview."""
    work.progress(0, 3, "Opening the file")
    school_id = _school_id(work)
    with whole_trust(work.trust_id):
        # Numbers only, to say that a child is held by another school; whose it is stays unsaid.
        elsewhere = knowing.held_elsewhere(school_id=school_id)
    today = timezone.localdate()
    with work.reach() as acting:
        table = _table(work, acting)
        school = School.objects.get(pk=school_id)
        facts = knowing.school_facts(school=school, elsewhere=elsewhere)
        known = knowing.known_pupils(school_id=school.pk, on=today)
        mapping = table.mapping
        if not table.file:
            previewing.keep_refusal(table=table, sentence=NOT_KEPT)
            work.finish(_to_import(table))
            return
        file = table.file.open("rb")
    work.progress(1, 3, "Comparing it with the register")
    refusal: Unreadable | None = None
    try:
        with file:
            columns, made = previewing.planned(
                file=cast("BinaryIO", file),
                file_name=table.file_name,
                mapping=mapping,
                known=known,
                facts=facts,
                today=today,
            )
    except Unreadable as reason:
        refusal = reason
    work.progress(2, 3, "Keeping the preview")
    with work.reach() as acting:
        table = _table(work, acting)
        if refusal:
            previewing.keep_refusal(table=table, sentence=refusal.sentence, kind=refusal.kind)
        else:
            previewing.keep_preview(table=table, columns=columns, made=made, today=today)
            matched = [(row.pupil_id, school_id) for row in made.rows if row.pupil_id]
            seen(matched, how=How.IMPORTED, page="import", user_id=work.by_id)
        work.finish(_to_import(table))


@shared_task(base=TrustTask, name="pupils.tasks.apply_import")
def apply_import(work: Work) -> None:
    """Bring a preview into the register: everything and the end of the job in one transaction."""
    try:
        with work.reach() as acting:
            table = _table(work, acting)
            if table.stage == Stage.APPLYING:
                counts = applying.apply(
                    table=table,
                    today=timezone.localdate(),
                    by_id=work.by_id,
                    tell=lambda done, total: work.progress(done, total, "Bringing in pupils"),
                )
                following.after_applied(table)
                work.finish({**_to_import(table), "counts": counts})
            else:
                work.finish(_to_import(table))
    except IntegrityError:
        _reopen(work)
        raise Refused(TOUCHED_MEANWHILE) from None
    except ValidationError as refused:
        _reopen(work)
        raise Refused(" ".join(refused.messages)) from None


@shared_task(base=TrustTask, name="pupils.tasks.undo_import")
def undo_import(work: Work) -> None:
    """Take an applied import back, in one transaction with the end of the job."""
    with work.reach() as acting:
        table = _table(work, acting)
        if table.stage == Stage.UNDOING:
            counts = undoing.undo(
                table=table, tell=lambda done, total: work.progress(done, total, "Putting back what was there")
            )
            following.after_applied(table)
            work.finish({**_to_import(table), "counts": counts})
        else:
            work.finish(_to_import(table))


@shared_task(base=TrustTask, name="pupils.tasks.begin_year")
def begin_year(work: Work) -> None:
    """Write a school's new year as it was looked at: everything and the end of the job in one transaction."""
    asked = work.parameters
    try:
        with work.reach() as acting:
            school = _whole_school(work, acting)
            beginning.hold(school)
            plan = rollover.plan(school=school, first_day=date.fromisoformat(asked["first_day"]), last=asked["last"])
            done = beginning.apply(
                plan=plan,
                going_on=asked["going_on"],
                classes={int(group_id): name for group_id, name in asked["classes"].items()},
                seen=asked["seen"],
                tell=lambda step, steps: work.progress(step, steps, "Writing the new year"),
            )
            work.finish({**_to_year(school), **done})
    except IntegrityError:
        raise Refused(beginning.CHANGED_MEANWHILE) from None
    except ValidationError as refused:
        raise Refused(" ".join(refused.messages)) from None


@shared_task(base=TrustTask, name="pupils.tasks.undo_year")
def undo_year(work: Work) -> None:
    """Take a school's new year back, in one transaction with the end of the job."""
    try:
        with work.reach() as acting:
            school = _whole_school(work, acting)
            begun = Job.objects.get(pk=work.parameters["of"], school_id=school.pk)
            counts = going_back.undo(
                school=school,
                done=begun.result,
                first_day=date.fromisoformat(begun.parameters["first_day"]),
                year=begun.parameters["year"],
                tell=lambda step, steps: work.progress(step, steps, "Putting back what was there"),
            )
            work.finish({**_to_year(school), "counts": counts})
    except ValidationError as refused:
        raise Refused(" ".join(refused.messages)) from None


@shared_task(base=TrustTask, name="pupils.tasks.make_letter")
def make_letter(work: Work) -> None:
    """Set a letter to a family as it was written, and keep it; that a document was made stands in the read log."""
    from trust_send.platform.papers.render import render_pdf
    from trust_send.platform.papers.store import keep

    school_id = _school_id(work)
    with work.reach() as acting:
        acting.insist(Verb.SEE_READ_LOG, school_id=school_id)
        letter = FamilyLetter.objects.within(acting.reach).filter(
            pk=work.parameters["letter_id"], school_id=school_id, withdrawn_at__isnull=True
        )
        found = letter.select_related("pupil", "recipient").first()
        if found is None or held_back(found, on=timezone.localdate()):
            raise Refused(
                "This letter must not go any more: it was withdrawn, or the rights of its reader have changed."
            )
        trust, school = Trust.objects.get(pk=found.trust_id), School.objects.get(pk=school_id)
        html = letters.page(found, trust=trust)
        seen([(found.pupil_id, school_id)], how=How.PRINTED, page="pupil-letter", user_id=work.by_id)
    work.progress(1, 2, "Setting the page")
    title = f"Letter from {school.name}"
    content = render_pdf(html, title=title, made_at=timezone.now(), author=school.name, accent=letters.accent(trust))
    keep(
        work=work,
        kind="letter",
        title=title,
        school_id=school_id,
        as_known_on=timezone.localdate(found.written_at),
        holds_children=True,
        content=content,
        pupil_ids=[found.pupil_id],
    )


def _whole_school(work: Work, acting: Acting) -> School:
    """The school, when whoever asked may still bring in pupils there and sees all of them."""
    school_id = _school_id(work)
    acting.insist(Verb.IMPORT_PUPILS, school_id=school_id)
    if school_id not in acting.reach.school_ids:
        raise Refused(NO_LONGER_ALLOWED)
    return School.objects.get(pk=school_id)


def _to_year(school: School) -> dict[str, object]:
    return {"url_name": "school-year", "args": [school.pk], "link": "See the new school year"}


def _school_id(work: Work) -> int:
    """Whose pupils are they? This work always has a school."""
    if work.school_id is None:
        raise Refused("This work belongs to no school.")
    return work.school_id


def _table(work: Work, acting: Acting) -> TableImport:
    """The import, locked for this block, when whoever asked may still do this."""
    acting.insist(Verb.IMPORT_PUPILS, school_id=work.school_id)
    found = TableImport.objects.select_for_update().filter(pk=work.parameters["import_id"]).first()
    if found is None:
        raise Refused("This import is not there any more.")
    return found


def _reopen(work: Work) -> None:
    with work.reach():
        TableImport.objects.filter(pk=work.parameters["import_id"], stage=Stage.APPLYING).update(stage=Stage.READY)


def _to_import(table: TableImport) -> dict[str, object]:
    return {"url_name": "import", "args": [table.pk], "link": "See the import"}
