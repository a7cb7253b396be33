"""Taking an applied import back: new children go, changed values return, unless somebody has worked on them since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from pupils.intake import FIELDS, stored
from pupils.models import (
    Concern,
    Diagnosis,
    Enrolment,
    FamilyLetter,
    FamilyLink,
    FamilyWords,
    GroupMember,
    Need,
    Pupil,
    PupilUserObjectPermission,
    SenStatus,
    SettledCheck,
    StatusQuestion,
    SupportLayer,
)
from pupils.services.imports import alongside, places
from pupils.services.imports.applying import Tell
from pupils.services.imports.changing import STATUS_COLUMNS, Changer
from pupils.services.imports.previewing import batches
from schools.naming import sort_key
from trust_send.platform.tables.models import ImportRow, Stage, TableImport
from trust_send.platform.walls.bulk import add_all, rewrite

OF_A_NEW_CHILD: tuple[tuple[str, Any], ...] = (
    ("enrolments", Enrolment),
    ("members", GroupMember),
    ("statuses", SenStatus),
    ("needs", Need),
)


def undo(*, table: TableImport, tell: Tell) -> dict[str, int]:
    """Put back what was there; returns how many rows were taken back and how many had to stay."""
    rows = [row for row in table.rows.order_by("number", "pk") if row.before]
    new = [row for row in rows if row.before.get("new")]
    changed = [row for row in rows if not row.before.get("new")]
    back = kept = done = 0
    for batch in batches(new):
        removed = _remove(batch)
        back, kept, done = back + removed, kept + len(batch) - removed, done + len(batch)
        tell(done, len(rows))
    stays = alongside.take_back(changed)
    for row in changed:
        whole = _put_back(row, stays.get(row.pk, []))
        back, kept, done = back + whole, kept + (not whole), done + 1
        tell(done, len(rows))
    counts = {"back": back, "kept": kept}
    table.stage, table.undone_at = Stage.UNDONE, timezone.now()
    table.counts = {**table.counts, "undone": counts}
    table.save(update_fields=["stage", "undone_at", "counts"])
    return counts


def _remove(rows: list[ImportRow]) -> int:
    """Remove children whom the import brought and nobody has worked on since; returns how many went."""
    by_child = {row.subject_id: row for row in rows}
    worked_on = _worked_on(by_child)
    going = [pupil_id for pupil_id in by_child if pupil_id not in worked_on]
    alongside.remove_of(by_child[pupil_id] for pupil_id in going)
    for _, model in reversed(OF_A_NEW_CHILD):
        model.objects.filter(pupil_id__in=going).delete()
    with connection.cursor() as cursor:
        # Not the ORM: it would look for rows of every kind again. History goes with the child; the read log stays.
        cursor.execute("DELETE FROM pupils_pupil WHERE id = ANY (%s)", [going])
        removed = cursor.rowcount
    for row in rows:
        if row.subject_id in worked_on:
            row.problems = [
                *row.problems,
                _kept("Somebody has worked on this record since, so the child stays on the register."),
            ]
    rewrite(rows, columns=["problems"])
    return removed


def _worked_on(by_child: dict[int | None, ImportRow]) -> set[int]:
    """Which of these children have rows that the import did not make, or whose rows were changed since?"""
    ids = list(by_child)
    found: set[int] = set()
    for kind, model in OF_A_NEW_CHILD:
        for pupil_id, pk in model.objects.filter(pupil_id__in=ids).values_list("pupil_id", "pk"):
            if pk not in by_child[pupil_id].before[kind]:
                found.add(pupil_id)
    others: tuple[Any, ...] = (
        Concern, Diagnosis, FamilyLetter, FamilyLink, FamilyWords, SettledCheck, StatusQuestion,
        SupportLayer,
    )  # fmt: skip
    for model in others:
        found |= set(model.objects.filter(pupil_id__in=ids).values_list("pupil_id", flat=True))
    found |= alongside.contacts_of_others(by_child)
    lendings = PupilUserObjectPermission.objects.filter(content_object_id__in=ids)
    found |= set(lendings.values_list("content_object_id", flat=True))
    histories: tuple[tuple[Any, str], ...] = (
        (Pupil, "pgh_obj_id"),
        (SenStatus, "pupil_id"),
        (Need, "pupil_id"),
        (Enrolment, "pupil_id"),
        (GroupMember, "pupil_id"),
    )
    for model, column in histories:
        events = (
            model._meta.get_field("events")
            .related_model.objects.filter(**{f"{column}__in": ids})
            .exclude(pgh_label="insert")
        )
        found |= set(events.values_list(column, flat=True))
    return found


def _put_back(row: ImportRow, stays: list[str]) -> bool:
    """Put one child's values back; what somebody has changed since stays as they left it. Was everything put back?"""
    why = _why_not_whole(row, stays)
    if why:
        row.problems = [*row.problems, _kept(why)]
        row.save(update_fields=["problems"])
    return not why


def _why_not_whole(row: ImportRow, stays: list[str]) -> str:
    """Put back what can be, and say in words why the child still differs; nothing when it does not."""
    child = Pupil.objects.select_for_update().filter(pk=row.subject_id).first()
    if child is None:
        return "The record has gone to another school since, with what this file changed."
    before = row.before
    returned, changed_since = [], []
    for name, value in before.get("pupil", {}).items():
        if stored.to_json(getattr(child, name)) == before["set"][name]:
            setattr(child, name, stored.from_json(name, value))
            returned.append(name)
        else:
            changed_since.append(FIELDS[name].label)
    if returned:
        child.sort_key = sort_key(child.surname, child.forename)
        child.save(update_fields=returned)
    changed_since += places.put_registration_back(before.get("enrolment"))
    changed_since += places.put_class_back(before.get("member"))
    changed_since += stays
    if "sen" in before and not _return_sen(child, before["sen"]):
        changed_since.append("Status or needs")
    why = []
    if changed_since:
        named = ", ".join(changed_since)
        why.append(f"Changed by somebody since, so it stays as they left it: {named}.")
    if "question" in before and (answered_at := _return_question(before["question"])):
        day = timezone.localdate(answered_at)
        why.append(
            f"The question of this file was answered on {day.day} {day:%B %Y}: the file is right. That answer stays."
        )
    return " ".join(why)


def _return_sen(child: Pupil, before: dict[str, Any]) -> bool:
    """Put statuses and needs back as they were, unless they are not as the import left them."""
    after = before["after"]
    if not _same(Changer.statuses_of(child), after["statuses"]) or Changer.needs_of(child) != after["needs"]:
        return False
    if FamilyLetter.objects.filter(pupil=child, status__isnull=False).exists():
        return False
    Need.objects.filter(pupil=child).delete()
    SenStatus.objects.filter(pupil=child).delete()
    add_all(
        SenStatus(pupil=child, **dict(zip(STATUS_COLUMNS, row, strict=False)))
        for row in before["statuses"]  # an import of an earlier version kept fewer columns
    )
    add_all(
        Need(pupil=child, need_type=need_type, rank=rank, starts_on=starts_on, ends_on=ends_on)
        for need_type, rank, starts_on, ends_on in before["needs"]
    )
    return True


def _same(now: list[list[Any]], then: list[list[Any]]) -> bool:
    return len(now) == len(then) and all(row[: len(kept)] == kept for row, kept in zip(now, then, strict=True))


def _return_question(before: dict[str, Any]) -> datetime | None:
    """Withdraw the question, or put the older one back; an answered one stays. When was it answered for the file?"""
    question = StatusQuestion.objects.filter(pk=before["id"]).first()
    if question is None:
        return None
    if question.answer:
        return question.answered_at if question.answer == StatusQuestion.Answer.TAKE else None
    if before["was"]:
        for name, value in before["was"].items():
            setattr(question, name, value)
    else:
        question.answer, question.answered_at = StatusQuestion.Answer.WITHDRAWN, timezone.now()
    question.save()
    return None


KEPT = "kept"
"""The kind of remark that says why a child still differs because of an import that was taken back."""


def _kept(sentence: str) -> dict[str, str]:
    return {"kind": KEPT, "field": "", "sentence": sentence, "weight": "note"}
