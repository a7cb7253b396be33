"""Reads about imports: what came in, what a preview says, and how its rows are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pupils.services.imports import deciding
from pupils.services.imports.bringing import PUPILS
from schools.models import School
from schools.roles import Verb
from trust_send.platform.jobs.models import Job
from trust_send.platform.tables.models import Decision, ImportRow, RowState, TableImport
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

_KINDS = {
    RowState.PROBLEM: "bad",
    RowState.ASK: "warn",
    RowState.QUESTION: "warn",
    RowState.NEW: "good",
    RowState.CHANGED: "info",
    RowState.SAME: "none",
    RowState.ABSENT: "warn",
}
_CLASSES = {RowState.PROBLEM: "is-problem", RowState.NEW: "is-new"}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview as the page shows it."""

    id: int
    number: int
    state: str
    state_words: str
    mark: str
    row_class: str
    name: str
    label: str
    subject_id: int | None
    changes: list[dict[str, Any]]
    sentences: list[str]
    decision: str
    decision_words: str
    offers: list[tuple[str, str]]
    correctable_upn: str | None
    asks_last_day: bool


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


def newest_job(*, table: TableImport) -> Job | None:
    """The last piece of work about this import."""
    jobs = Job.objects.filter(school_id=table.school_id, kind__startswith="pupils-", parameters__import_id=table.pk)
    return jobs.order_by("-created_at", "-pk").first()


def rows(*, table: TableImport, state: str = "", after: tuple[str, int, int] | None = None) -> QuerySet[ImportRow]:
    """The rows of a preview that need a look, or those of one state, in the order of the file."""
    found = table.rows.filter(state=state) if state else table.rows.filter(state__in=TO_LOOK_AT)
    return found.order_by("number", "pk")


def page(*, table: TableImport, state: str, after: int | None) -> tuple[list[ShownRow], int | None]:
    """One page of rows of one state, by keyset; also from where the next page goes on."""
    found = rows(table=table, state=state)
    if after is not None and (last := table.rows.filter(pk=after).first()):
        beyond = found.filter(number__gt=last.number) | found.filter(number=last.number, pk__gt=last.pk)
        found = beyond.order_by("number", "pk")
    batch = list(found[: PAGE_ROWS + 1])
    following = batch[PAGE_ROWS - 1].pk if len(batch) > PAGE_ROWS else None
    return [shown(row) for row in batch[:PAGE_ROWS]], following


def shown(row: ImportRow) -> ShownRow:
    """A row in words, with what can be decided about it."""
    state = RowState(row.state)
    offers = [] if row.decision else [(offer.value, _offer(state, offer)) for offer in deciding.offered(row) if offer]
    sentences = [problem["sentence"] for problem in row.problems]
    if row.values.get("asks"):
        sentences.insert(0, row.values["asks"])
    if row.values.get("question"):
        sentences.append(row.values["question"]["sentence"])
    wrong_upn = any(problem["field"] == "upn" and problem["weight"] == "row" for problem in row.problems)
    return ShownRow(
        id=row.pk,
        number=row.number,
        state=state,
        state_words=state.label,
        mark=_KINDS[state],
        row_class=_CLASSES.get(state, ""),
        name=row.name or "No name",
        label=row.label,
        subject_id=row.subject_id,
        changes=row.changes if state != RowState.NEW else [],
        sentences=sentences,
        decision=row.decision,
        decision_words=Decision(row.decision).label if row.decision else "",
        offers=[offer for offer in offers if offer[0] != Decision.LEFT],
        correctable_upn=row.values.get("given", {}).get("upn", "") if wrong_upn and state == RowState.PROBLEM else None,
        asks_last_day=state == RowState.ABSENT and not row.decision,
    )


def _offer(state: RowState, decision: Decision) -> str:
    if state == RowState.PROBLEM and decision == Decision.TAKE:
        return "Take theirs"
    return {
        Decision.LEAVE: "Leave out",
        Decision.SAME_CHILD: "Yes, the same child",
        Decision.ANOTHER: "No, another child",
    }.get(decision, decision.label)


def as_table(found: Iterable[ImportRow]) -> list[list[str | int]]:
    """The preview for a spreadsheet."""
    table: list[list[str | int]] = []
    for row in found:
        said = shown(row)
        changes = "; ".join(f"{c['label']}: {c['before'] or '–'} → {c['after'] or '–'}" for c in said.changes)
        table.append(
            [row.number or "", said.state_words, said.name, said.label, changes, " ".join(said.sentences),
             said.decision_words]
        )  # fmt: skip
    return table
