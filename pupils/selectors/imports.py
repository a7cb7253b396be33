"""Reads about imports: what came in, and what a preview says."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from pupils.models import Pupil
from pupils.services.imports.bringing import PUPILS
from schools.models import School
from schools.roles import Verb
from trust_send.platform.jobs.models import Job
from trust_send.platform.tables.models import ImportRow, RowState, Stage, TableImport
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing

PAGE_ROWS = 50
TO_LOOK_AT = (
    RowState.PROBLEM,
    RowState.ASK,
    RowState.QUESTION,
    RowState.NEW,
    RowState.CHANGED,
    RowState.ABSENT,
)
"""In this order people look at a preview; rows that change nothing come only when asked for."""


def schools_for_imports(*, reach: Reach, standing: Standing) -> QuerySet[School]:
    """At which schools may this person bring in pupils?"""
    schools = School.objects.of_children(reach).order_by("sort_key")
    may = standing.schools_for(Verb.IMPORT_PUPILS)
    return schools if may is None else schools.filter(pk__in=may)


def imports(*, reach: Reach, standing: Standing) -> QuerySet[TableImport]:
    """Imports of pupils at the schools where this person may import, newest first."""
    schools = schools_for_imports(reach=reach, standing=standing)
    found = TableImport.objects.filter(kind=PUPILS, trust_id=reach.trust_id, school__in=schools)
    return found.select_related("school", "by").order_by("-created_at", "-pk")


def last_files(*, schools: Iterable[School]) -> list[tuple[School, TableImport | None]]:
    """Each school with its newest file that was not thrown away."""
    schools = list(schools)
    found = TableImport.objects.filter(kind=PUPILS, school__in=schools).exclude(stage=Stage.DISCARDED)
    newest = {
        table.school_id: table for table in found.order_by("school_id", "-created_at", "-pk").distinct("school_id")
    }
    return [(school, newest.get(school.pk)) for school in schools]


def newest_job(*, table: TableImport) -> Job | None:
    """The last piece of work about this import."""
    jobs = Job.objects.filter(school_id=table.school_id, kind__startswith="pupils-", parameters__import_id=table.pk)
    return jobs.order_by("-created_at", "-pk").first()


def rows(*, table: TableImport, state: str = "") -> QuerySet[ImportRow]:
    """The rows of a preview that need a look, or those of one state, in the order of the file."""
    found = table.rows.filter(state=state) if state else table.rows.filter(state__in=TO_LOOK_AT)
    return found.order_by("number", "pk")


def still_here(*, reach: Reach, rows: Iterable[ImportRow]) -> set[int]:
    """Of which of these rows is the child still within reach? A new one may have been taken back."""
    ids = {row.subject_id for row in rows if row.subject_id}
    return set(Pupil.objects.for_staff(reach).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def page(
    *, of: QuerySet[ImportRow], after: int | None, with_row: int | None = None
) -> tuple[list[ImportRow], int | None]:
    """One page of rows, by keyset, and from where the next goes on; one row may have to be on it."""
    found = of
    if after is not None and (last := of.filter(pk=after).first()):
        found = of.filter(Q(number__gt=last.number) | Q(number=last.number, pk__gt=last.pk))
    batch = list(found[: PAGE_ROWS + 1])
    following = batch[PAGE_ROWS - 1].pk if len(batch) > PAGE_ROWS else None
    batch = batch[:PAGE_ROWS]
    if with_row is not None and all(row.pk != with_row for row in batch):
        return list(of.filter(pk=with_row)), None
    return batch, following
