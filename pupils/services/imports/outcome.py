"""What becomes of each row of a preview as it was decided: one rule for the button, the writing and the account."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from trust_send.platform.tables.models import Decision, RowState, TableImport

NEW = Q(state=RowState.NEW) & ~Q(decision=Decision.LEAVE) | Q(state=RowState.ASK, decision=Decision.ANOTHER)
"""Rows that add a child."""

_MAY_CHANGE = (
    Q(state__in=[RowState.CHANGED, RowState.QUESTION]) & ~Q(decision=Decision.LEAVE)
    | Q(state=RowState.ASK, decision=Decision.SAME_CHILD)
    | Q(state=RowState.PROBLEM, decision=Decision.TAKE)
)
CHANGED = Q(subject_id__isnull=False) & ~Q(changes=[]) & _MAY_CHANGE
"""Rows that change a known child. A question's other changes are made; its status waits for the SENCO."""

QUESTIONS = Q(state=RowState.QUESTION) & ~Q(decision=Decision.LEAVE)
"""Rows that put a question to the SENCO."""

LEFT = Q(state=RowState.ABSENT, decision=Decision.LEFT)
"""Children not in the file of whom somebody says that they have left."""

_NOTHING_TO_DO = Q(state__in=[RowState.SAME, RowState.ABSENT]) | Q(changes=[]) & _MAY_CHANGE
LEFT_OUT = ~(NEW | CHANGED | QUESTIONS | _NOTHING_TO_DO)
"""Rows of the file that say something and are not brought in."""


STILL_DIFFERENT = Q(problems__contains=[{"kind": "kept"}])
"""Rows that could not be taken back whole: their children still differ because of the import."""

FATES = {
    "kept": STILL_DIFFERENT,
    "new": NEW,
    "changed": CHANGED,
    "question": QUESTIONS,
    "left": LEFT,
    "out": LEFT_OUT,
}
"""What became of a row, in the order in which people look at it; one row may have two."""


def fates(table: TableImport) -> dict[int, list[str]]:
    """What became of each row of an import that was brought in, by the row's number in the database."""
    found: dict[int, list[str]] = {}
    for name, fate in FATES.items():
        for pk in table.rows.filter(fate).values_list("pk", flat=True):
            found.setdefault(pk, []).append(name)
    return found


def how_many(table: TableImport) -> dict[str, int]:
    """How many rows have each fate?"""
    counts: dict[str, int] = table.rows.aggregate(**{f"n_{name}": Count("pk", filter=q) for name, q in FATES.items()})
    return {name: counts[f"n_{name}"] for name in FATES}


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many rows would be brought in, how many children end here, and how many rows would be left."""

    rows: int
    leavers: int
    left_out: int

    def __bool__(self) -> bool:
        """Is there anything to bring in?"""
        return bool(self.rows or self.leavers)


def outlook(table: TableImport) -> Outlook:
    """What would be brought in as the preview stands?"""
    found = table.rows.aggregate(
        rows=Count("pk", filter=NEW | CHANGED | QUESTIONS),
        leavers=Count("pk", filter=LEFT),
        left_out=Count("pk", filter=LEFT_OUT),
    )
    return Outlook(**found)
