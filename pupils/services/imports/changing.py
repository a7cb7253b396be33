"""Writing what a file changes about known children, and keeping what was there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from pupils.intake import stored
from pupils.intake.fields import OWN_STATUS
from pupils.models import Pupil, SenStatus
from pupils.services import needs, statuses
from pupils.services.imports import alongside, places
from pupils.services.imports.classes import Classes
from pupils.services.imports.knowing import OWN_FIELDS
from pupils.services.imports.own_names import OwnNames
from schools.models import User
from schools.naming import sort_key
from trust_send.platform.tables.models import ImportRow
from trust_send.platform.walls.bulk import rewrite

STATUS_COLUMNS = (
    "code", "starts_on", "ends_on", "reason", "shared_with_family", "evidence", "family_told_on", "local_status_id",
    "decided_by_id",
)  # fmt: skip
"""What undo keeps of a status; imports of earlier versions kept the first five."""


class StaleError(ValidationError):
    """The register has moved on since the preview was made."""


class Changer:
    """Applies rows about known children of one school."""

    def __init__(self, *, school_id: int, classes: Classes, today: date, by_id: int | None) -> None:
        self._school_id, self._classes, self._today = school_id, classes, today
        self._own = OwnNames(school_id=school_id)
        self._by = User.objects.filter(pk=by_id).first() if by_id else None

    def change(self, rows: list[ImportRow]) -> None:
        """Write the changes of a batch; every row keeps what was there before."""
        ids = [row.subject_id for row in rows]
        # Locked, so that nobody edits a child between what is kept for undo and what is written.
        children = {child.pk: child for child in Pupil.objects.select_for_update().filter(pk__in=ids)}
        touched: set[str] = set()
        for row in rows:
            if row.subject_id not in children:
                raise StaleError(
                    "A pupil of this file has moved to another school since it was read. Read the file again."
                )
            child = children[row.subject_id]
            given = {change["field"]: stored.from_json(change["field"], change["value"]) for change in row.changes}
            own = {name: value for name, value in given.items() if name in OWN_FIELDS}
            row.before = {"pupil": {name: stored.to_json(getattr(child, name)) for name in own}}
            row.before["set"] = {name: stored.to_json(value) for name, value in own.items()}
            for name, value in own.items():
                setattr(child, name, value)
            child.sort_key = sort_key(child.surname, child.forename)
            touched |= own.keys()
            places.change_registration(row, given, school_id=self._school_id, today=self._today)
            if name := given.get("registration_group"):
                group = self._classes.named(name, given.get("year_group", ""))
                places.change_class(row, group, today=self._today)
            self._change_sen(row, child, given)
        if touched:
            rewrite(children.values(), columns=[*sorted(touched), "sort_key"])
        # After status and needs, so that what came before the first of them is known.
        along = alongside.bring(((row, row.subject_id) for row in rows if row.subject_id), today=self._today)
        for row in rows:
            if came := along.get(row.pk):
                row.before[alongside.BEFORE] = came
        rewrite(rows, columns=["before"])

    def end_enrolment(self, row: ImportRow, *, last_day: date) -> None:
        """A child who is not in the file has left, somebody says."""
        row.before = {}
        places.change_registration(row, {"left_on": last_day}, school_id=self._school_id, today=self._today)
        row.save(update_fields=["before"])

    def _change_sen(self, row: ImportRow, child: Pupil, given: dict[str, Any]) -> None:
        """Only a first status, or one of a school whose MIS leads, comes this way; the rest are questions."""
        if not given.keys() & {"sen_status", "needs", OWN_STATUS}:
            return
        row.before["sen"] = {"statuses": self.statuses_of(child), "needs": self.needs_of(child)}
        since = stored.from_json("sen_since", row.values["given"].get("sen_since")) or self._today
        first = not row.before["sen"]["statuses"]
        on = since if first and since <= self._today else self._today
        if "sen_status" in given:
            statuses.change(
                pupil=child,
                code=given["sen_status"],
                on=on,
                by=self._by,
                reason="From an import",
                local_status=self._own.named(given.get(OWN_STATUS), given["sen_status"]),
                from_file=True,
            )
        elif given.get(OWN_STATUS):
            self._call(child, given[OWN_STATUS])
        if given.get("needs"):
            needs.set_ranked(pupil=child, need_types=given["needs"], on=on, by=self._by, reason="From an import")
        row.before["sen"]["after"] = {"statuses": self.statuses_of(child), "needs": self.needs_of(child)}

    def _call(self, child: Pupil, name: str) -> None:
        """Remember what the school calls the status that stands; another name of before ends today."""
        running = statuses.current(child, self._today)
        own = self._own.named(name, running.code) if running else None
        if running is None or own is None or running.local_status_id == own.pk:
            return
        if running.local_status_id is None:
            running.local_status = own
            running.save(update_fields=["local_status"])
            return
        statuses.change(
            pupil=child,
            code=running.code,
            on=self._today,
            by=self._by,
            reason="From an import",
            local_status=own,
            from_file=True,
        )

    @staticmethod
    def statuses_of(child: Pupil) -> list[list[Any]]:
        """A child's statuses as undo keeps and compares them, by ``STATUS_COLUMNS``."""
        rows = SenStatus.objects.filter(pupil=child).order_by("starts_on", "pk")
        return [list(map(stored.to_json, row)) for row in rows.values_list(*STATUS_COLUMNS)]

    @staticmethod
    def needs_of(child: Pupil) -> list[list[Any]]:
        """A child's needs as undo keeps and compares them."""
        rows = child.needs.order_by("starts_on", "rank", "pk")
        return [
            [need_type, rank, starts_on.isoformat(), ends_on and ends_on.isoformat()]
            for need_type, rank, starts_on, ends_on in rows.values_list("need_type", "rank", "starts_on", "ends_on")
        ]
