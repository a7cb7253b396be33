"""manage.py import_pupils FILE --trust SLUG --school URN [--apply]: the same import as on the page."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pupils.services.imports import bringing, deciding
from schools.models import School, Trust
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.tables.disposal import forget_file
from trust_send.platform.tables.models import RowState, Stage, TableImport
from trust_send.platform.tables.reading import Unreadable
from trust_send.platform.walls.sources import whole_trust

HERE_SECONDS = 600
"""How long the relay leaves a job to this command; after that a worker takes it over."""

SHOWN = (RowState.PROBLEM, RowState.ASK, RowState.QUESTION, RowState.NEW, RowState.CHANGED, RowState.ABSENT)


class Command(BaseCommand):
    """Prints the preview of an import; with --apply also brings it in."""

    help = (
        "Bring in pupils from a CSV or XLSX of a school's MIS, a Common Transfer File or a school census return (XML). "
        "Without --apply it prints the preview only."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the school and whether to apply."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--trust", required=True, metavar="SLUG")
        parser.add_argument("--school", required=True, metavar="URN")
        parser.add_argument("--sheet", default="", help="the sheet of a workbook to read")
        parser.add_argument("--apply", action="store_true", help="bring in every row without a problem")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, show, and bring in when asked."""
        trust = Trust.objects.filter(slug=options["trust"]).first()
        if trust is None:
            raise CommandError(f"There is no trust “{options['trust']}”.")
        table = self._read(trust, options)
        with whole_trust(trust.pk):
            table.refresh_from_db()
            unreadable = table.problem if table.stage == Stage.UNREADABLE else ""
            job = None
            if unreadable:
                forget_file(table)
                table.delete()
            else:
                self._show(table)
                if options["apply"]:
                    job = deciding.apply(table=table, by=None, delay_seconds=HERE_SECONDS)
                else:
                    bringing.throw_away(table=table)
        if unreadable:
            how = " Add --sheet NAME." if unreadable.endswith("Choose one of them.") else ""
            raise CommandError(f"{unreadable}{how} Nothing was changed.")
        if job is None:
            self.stdout.write("Nothing was changed. Add --apply to bring in every row without a problem.")
            return
        job = self._done(do_here(job))
        counts = job.result["counts"]
        self.stdout.write(
            f"Brought in: {counts['new']} new, {counts['changed']} changed, {counts['questions']} questions to the "
            f"SENCO, {counts['left_out']} rows left out."
        )

    def _read(self, trust: Trust, options: dict[str, Any]) -> TableImport:
        with whole_trust(trust.pk):
            school = School.objects.filter(urn=options["school"]).first()
            if school is None:
                raise CommandError(f"{trust.name} has no school with URN {options['school']}.")
            try:
                with options["file"].open("rb") as file:
                    table, job = bringing.bring(
                        school=school,
                        file_name=options["file"].name,
                        file=file,
                        by=None,
                        sheet=options["sheet"],
                        delay_seconds=HERE_SECONDS,
                    )
            except OSError as reason:
                raise CommandError(f"{options['file']} cannot be opened: {reason.strerror}.") from None
            except Unreadable as reason:
                raise CommandError(f"{reason.sentence} Nothing was changed.") from None
        self._done(do_here(job))
        return table

    def _done(self, job: Job) -> Job:
        if job.state != State.DONE:
            raise CommandError(job.problem or "The work could not be ended. Nothing was changed.")
        return job

    def _show(self, table: TableImport) -> None:
        counts = table.counts
        self.stdout.write(
            f"{table.file_name}: {counts['new']} new, {counts['changed']} changed, {counts['same']} the same, "
            f"{counts['question']} questions to the SENCO, {counts['ask']} to confirm, {counts['problem']} problems, "
            f"{counts['absent']} not in the file."
        )
        for notice in table.warnings:
            self.stdout.write(f"Note: {notice}")
        if table.unused_headings:
            unused = "Columns not used" if table.mapping.get("headings") else "Not read"
            self.stdout.write(f"{unused} and not kept: {', '.join(table.unused_headings)}")
        for state in (*SHOWN, RowState.SAME):
            for row in table.rows.filter(state=state).order_by("number", "pk"):
                if state == RowState.SAME and not row.problems:
                    continue
                self.stdout.write(f"  {state.label:12} row {row.number or '–'}: {row.name} {_why(row)}".rstrip())


def _why(row: Any) -> str:
    said = [problem["sentence"] for problem in row.problems]
    if row.values.get("asks"):
        said.append(row.values["asks"])
    if row.values.get("question"):
        said.append(row.values["question"]["sentence"])
    if row.state in (RowState.NEW, RowState.ASK):
        said += row.values.get("told_alongside", ())
    said += [f"{change['label']}: {change['before'] or '–'} → {change['after'] or '–'}" for change in row.changes]
    return "· " + " ".join(said) if said else ""
