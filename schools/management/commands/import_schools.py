"""manage.py import_schools FILE --trust SLUG: schools from a file in the shape of Get Information About Schools."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools import gias
from schools.models import Trust
from schools.services import schools
from trust_send.platform.tables.reading import Cell, Unreadable, read_table
from trust_send.platform.walls.sources import whole_trust


class Command(BaseCommand):
    """Adds the schools of a file to a trust and brings known ones up to date."""

    help = "Add schools from a GIAS-format CSV to a trust, or bring them up to date. Closed schools are left out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the trust, and which trust of the file is meant when it lists several."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--trust", required=True, metavar="SLUG")
        parser.add_argument("--group", metavar="NAME", help="only schools whose “Trusts (name)” is this")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything, then write everything or nothing."""
        trust = Trust.objects.filter(slug=options["trust"]).first()
        if trust is None:
            raise CommandError(f"There is no trust “{options['trust']}”.")
        found, problems = self._read(options["file"], options["group"])
        if problems:
            raise CommandError("Nothing was written.\n" + "\n".join(problems))
        names = sorted({facts.trust_name for facts in found if facts.trust_name})
        if len(names) > 1:
            self.stderr.write(
                f"The file lists schools of {len(names)} trusts ({', '.join(names[:3])}"
                f"{' and others' if len(names) > 3 else ''}). All of them go to {trust.name}; "
                "to take one trust's only, add --group NAME."
            )
        with whole_trust(trust.pk):
            try:
                kept = [schools.keep(facts=facts, by=None) for facts in found if not facts.is_closed]
            except ValidationError as refused:
                raise CommandError("Nothing was written. " + " ".join(refused.messages)) from None
        for school in kept:
            if school.changes:
                self.stdout.write(f"{school.school.name}: {'; '.join(school.changes)}")
        tally = Counter(school.outcome for school in kept)
        closed = sum(facts.is_closed for facts in found)
        self.stdout.write(
            f"{trust.name}: {tally[schools.Outcome.ADDED]} schools added, {tally[schools.Outcome.CHANGED]} changed, "
            f"{tally[schools.Outcome.SAME]} the same, {closed} closed and left out."
        )

    def _read(self, path: Path, group: str | None) -> tuple[list[gias.SchoolFacts], list[str]]:
        found: list[gias.SchoolFacts] = []
        problems: list[str] = []
        try:
            with path.open("rb") as file:
                sheet = read_table(file, known=gias.is_heading)
                if lacking := gias.missing(sheet.headings):
                    raise CommandError(f"The file has no column {', '.join(lacking)}. Is it an extract from GIAS?")
                for row in sheet.rows:
                    said = dict(zip(sheet.headings, map(_text, row.cells), strict=False))
                    try:
                        facts = gias.facts(said)
                    except gias.UnusableRowError as reason:
                        problems.append(f"Row {row.number}: {reason}")
                        continue
                    if group is None or facts.trust_name.casefold() == group.casefold():
                        found.append(facts)
        except OSError as reason:
            raise CommandError(f"{path} cannot be opened: {reason.strerror}.") from None
        except Unreadable as reason:
            raise CommandError(str(reason)) from None
        return found, problems


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else str(cell)
