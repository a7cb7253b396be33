"""Bringing in a file in a test, as the page does, with the work done here and now."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pupils.models import Enrolment, GroupMember, Need, Pupil, SenStatus, StatusQuestion
from schools.models import Group, School
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.tables.models import TableImport
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

HEADINGS = "UPN,Adm No,Legal Surname,Legal Forename,Date of Birth,Sex,NC Year,Reg Group,SEN Status,SEN Type 1,FSM"
ADA = "R674123101121,00123,Mertens,Ada,03/05/2017,F,4,4B,K - SEN Support,SLCN,Y"
BEN = ",00124,Ngata,Ben,11/11/2016,M,5,5C,N,,N"


def csv_of(*rows: str, headings: str = HEADINGS) -> bytes:
    """A small export."""
    return "\r\n".join([headings, *rows, ""]).encode()


class Importer:
    """One school's imports, done by one person."""

    def __init__(self, side, house, by) -> None:
        self.side, self.school, self.by = side, house.school, by

    def bring(self, content: bytes, name: str = "pupils.csv") -> TableImport:
        """Upload and read a file."""
        from pupils.services.imports import bringing

        with acting_for(self.by.pk, self.side.trust.pk):
            table, job = bringing.bring(
                school=School.objects.get(pk=self.school.pk), file_name=name, file=io.BytesIO(content), by=self.by
            )
        return self._after(job, table)

    def apply(self, table: TableImport) -> TableImport:
        """Bring the preview in."""
        from pupils.services.imports import deciding

        with acting_for(self.by.pk, self.side.trust.pk):
            job = deciding.apply(table=table, by=self.by)
        return self._after(job, table)

    def undo(self, table: TableImport, today) -> TableImport:
        """Take it back."""
        from pupils.services.imports import deciding

        with acting_for(self.by.pk, self.side.trust.pk):
            job = deciding.undo(table=table, by=self.by, today=today)
        return self._after(job, table)

    def bring_in(self, *rows: str, **more: str) -> TableImport:
        """Upload, read and apply."""
        return self.apply(self.bring(csv_of(*rows, **more)))

    def _after(self, job, table: TableImport) -> TableImport:
        self.job = do_here(job)
        with whole_trust(self.side.trust.pk):
            return TableImport.objects.get(pk=table.pk)

    def rows(self, table: TableImport, *states: str) -> list:
        """The rows of a preview, in order."""
        with whole_trust(self.side.trust.pk):
            found = table.rows.order_by("number", "pk")
            return list(found.filter(state__in=states) if states else found)


def names(rows: Iterable) -> list[str]:
    """The names of some rows."""
    return [row.name for row in rows]


def counted(side):
    """How many rows of each kind does a side have? The same numbers before and after: nothing was written."""
    with acting_with(side.reach()):
        return {
            model._meta.label: model.objects.count()
            for model in (Pupil, Enrolment, GroupMember, SenStatus, Need, StatusQuestion, Group, School)
        }
