"""How the rows of an import are shown: what each means in words, what can be decided, what was typed wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pupils.presenting.words import day_words
from pupils.services.imports import deciding
from pupils.services.imports.outcome import Outlook
from pupils.services.imports.undoing import KEPT
from trust_send.platform.tables.models import Decision, ImportRow, RowState

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
class Refused:
    """What somebody typed into a field of one row, and why it does not hold."""

    row_id: int
    field: str
    typed: str
    sentence: str

    @property
    def errors(self) -> list[dict[str, str]]:
        """The line at the top of the page, leading to the field."""
        return [{"text": self.sentence, "href": f"#{self.field}-{self.row_id}"}]


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
    was_typed: bool
    asks_last_day: bool
    last_day: str
    error: str


def shown(row: ImportRow, refused: Refused | None = None) -> ShownRow:
    """A row in words, with what can be decided about it."""
    state = RowState(row.state)
    offers = [] if row.decision else [(offer.value, _offer(state, offer)) for offer in deciding.offered(row) if offer]
    typed = row.values.get("typed", {}).get("upn", "")
    here = refused if refused and refused.row_id == row.pk else None
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
        sentences=_sentences(row, typed),
        decision=row.decision,
        decision_words=_decided(row),
        offers=[offer for offer in offers if offer[0] != Decision.LEFT],
        correctable_upn=(here.typed if here else typed or row.values.get("given", {}).get("upn", ""))
        if "upn" in deciding.correctable(row)
        else None,
        was_typed=bool(typed),
        asks_last_day=state == RowState.ABSENT and not row.decision,
        last_day=here.typed if here else "",
        error=here.sentence if here else "",
    )


def _sentences(row: ImportRow, typed: str) -> list[str]:
    said = [problem["sentence"] for problem in row.problems]
    if row.values.get("asks"):
        said.insert(0, row.values["asks"])
    if row.values.get("question"):
        said.append(row.values["question"]["sentence"])
    if typed:
        said.insert(0, f"The UPN {typed} was typed here in place of the file’s.")
    if row.state in (RowState.NEW, RowState.ASK):
        said += row.values.get("told_alongside", ())
    if row.values.get("undecided") and not row.decision:
        said.insert(0, row.values["undecided"])
    return said


def _decided(row: ImportRow) -> str:
    words = Decision(row.decision).label if row.decision else ""
    if row.decision == Decision.LEFT and row.values.get("left_on"):
        return f"{words}, last day {day_words(date.fromisoformat(row.values['left_on']))}"
    return words


def _offer(state: RowState, decision: Decision) -> str:
    if state == RowState.PROBLEM and decision == Decision.TAKE:
        return "Take theirs"
    return {
        Decision.LEAVE: "Leave out",
        Decision.SAME_CHILD: "Yes, the same child",
        Decision.ANOTHER: "No, another child",
    }.get(decision, decision.label)


def bring_words(outlook: Outlook) -> str:
    """What the button does, as the decisions stand; empty where there is nothing to bring in."""
    if not outlook:
        return ""
    brought = [_many(outlook.rows, "row")] if outlook.rows else []
    brought += [_many(outlook.leavers, "leaver")] if outlook.leavers else []
    return f"Bring in {' and '.join(brought)}" + (f", leave {outlook.left_out:,}" if outlook.left_out else "")


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


FATE_WORDS = {
    "kept": "Still different",
    "new": "New",
    "changed": "Changed",
    "question": "Question to the SENCO",
    "left": "Has left",
    "out": "Left out",
}


def done(row: ImportRow, *, fate: str, there: bool) -> ShownRow:
    """A row of an import that was brought in: what came of it, and why it was left out or could not be taken back."""
    said = shown(row)
    return replace(
        said,
        subject_id=row.subject_id if there else None,
        changes=said.changes if fate != "out" else [],
        sentences=_afterwards(row, fate, said.sentences),
    )


def _afterwards(row: ImportRow, fate: str, sentences: list[str]) -> list[str]:
    if fate == "kept":
        return [problem["sentence"] for problem in row.problems if problem["kind"] == KEPT]
    before = [problem["sentence"] for problem in row.problems if problem["kind"] == KEPT]
    sentences = [sentence for sentence in sentences if sentence not in before]
    if fate == "left":
        return [f"{_decided(row)}."]
    if fate == "out" and row.decision == Decision.LEAVE:
        return ["You chose to leave it out.", *sentences]
    if fate == "out" and row.state == RowState.ASK and not row.decision:
        return ["Nobody said whether it is the same child.", *sentences]
    return sentences


LIST_HEADINGS = ["Row", "What", "Pupil", "Class", "Change", "Why", "Decided", "What became of it"]


def as_table(found: Iterable[ImportRow], *, fates: Mapping[int, list[str]]) -> list[list[str | int]]:
    """The rows for a spreadsheet; what became of them is there once they were brought in."""
    table: list[list[str | int]] = []
    for row in found:
        said = shown(row)
        changes = "; ".join(f"{c['label']}: {c['before'] or '–'} → {c['after'] or '–'}" for c in said.changes)
        became = ", ".join(FATE_WORDS[fate] for fate in fates.get(row.pk, ()))
        table.append(
            [row.number or "", said.state_words, said.name, said.label, changes, " ".join(said.sentences),
             said.decision_words, became]
        )  # fmt: skip
    return table
