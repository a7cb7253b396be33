"""manage.py import_schools FILE --trust SLUG: schools from a file in the shape of Get Information About Schools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools import gias, gias_lists
from schools.models import School, Trust
from schools.services import schools
from trust_send.platform.tables.reading import Flaw, Limits, Sheet, Unreadable, read_table
from trust_send.platform.walls.sources import whole_trust

WHOLE_COUNTRY = Limits(
    max_bytes=250 * 1024 * 1024, max_unpacked_bytes=1500 * 1024 * 1024, max_shared_text_bytes=400 * 1024 * 1024,
    max_rows=200_000,
)  # fmt: skip
"""The register of all of England's schools has 52,000 rows of 140 columns, about 65 MB."""

MOST_SAID = 20

NO_EXTRACT = (
    "It must be an extract from Get Information About Schools "
    "(get-information-schools.service.gov.uk, Downloads, Establishment fields), with its own headings."
)


class Command(BaseCommand):
    """Adds the schools of a file to a trust and brings known ones up to date."""

    help = "Add schools from a GIAS-format CSV or XLSX to a trust, or bring them up to date. Closed ones are left out."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, the trust, and which trust of the file is meant when it lists several."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--trust", required=True, metavar="SLUG")
        parser.add_argument("--group", metavar="NAME", help="only schools whose “Trusts (name)” or code is this")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything, then write everything or nothing."""
        trust = Trust.objects.filter(slug=options["trust"]).first()
        if trust is None:
            raise CommandError(f"There is no trust “{options['trust']}”.")
        found = self._read(options["file"], options["group"])
        self._refuse(found, options["group"])
        self._say_several_trusts(found, trust)
        with whole_trust(trust.pk):
            kept = [self._keep(facts) for facts in found.schools]
            # Looked up last: where an academy followed on a closed school, its record has the new URN by now.
            closed_here = list(School.objects.filter(urn__in=found.closed).order_by("sort_key"))
        for one in kept:
            if one.changes:
                self.stdout.write(f"{one.school.name}: {'; '.join(one.changes)}")
        for notice in found.notices():
            self.stdout.write(f"Note: {notice}")
        for school in closed_here:
            self.stdout.write(f"Note: {school.name} is closed in this file. It stays in {trust.name} as it is.")
        tally = Counter(one.outcome for one in kept)
        self.stdout.write(
            f"{trust.name}: {tally[schools.Outcome.ADDED]} schools added, {tally[schools.Outcome.CHANGED]} changed, "
            f"{tally[schools.Outcome.SAME]} the same, {len(found.closed)} closed and left out."
        )

    def _refuse(self, found: gias_lists.SchoolList, group: str | None) -> None:
        """Stop before anything is written when the list is not one of this trust's schools."""
        if group is not None and not (found.schools or found.closed or found.others or found.problems):
            raise CommandError(f"Nothing was written. {found.no_such_trust(group)}")
        if len(found.schools) + len(found.problems) > gias_lists.MOST_SCHOOLS:
            raise CommandError(
                f"Nothing was written. The file lists {len(found.schools) + len(found.problems):,} open schools of "
                f"{len(found.trusts):,} trusts. To take one trust's only, add --group NAME."
            )
        if found.problems:
            more = len(found.problems) - MOST_SAID
            said = found.problems[:MOST_SAID] + ([f"and {more:,} rows more"] if more > 0 else [])
            raise CommandError("Nothing was written.\n" + "\n".join(said))

    def _say_several_trusts(self, found: gias_lists.SchoolList, trust: Trust) -> None:
        names = sorted({facts.trust_name for facts in found.schools if facts.trust_name})
        if len(names) > 1:
            self.stderr.write(
                f"The file lists schools of {len(names)} trusts ({', '.join(names[:3])}"
                f"{' and others' if len(names) > 3 else ''}). All of them go to {trust.name}; "
                "to take one trust's only, add --group NAME."
            )

    def _keep(self, facts: gias.SchoolFacts) -> schools.Kept:
        try:
            return schools.keep(facts=facts, by=None)
        except ValidationError as refused:
            raise CommandError(f"Nothing was written. {facts.name}: {' '.join(refused.messages)}") from None

    def _read(self, path: Path, group: str | None) -> gias_lists.SchoolList:
        try:
            with path.open("rb") as file:
                sheet = read_table(file, known=gias.is_heading, limits=WHOLE_COUNTRY)
                if lacking := gias.missing(sheet.headings):
                    raise CommandError(f"The file has no column {', '.join(lacking)}. {NO_EXTRACT}")
                broken: list[str] = []
                found = gias_lists.read(_said(sheet, broken), group=group)
        except OSError as reason:
            raise CommandError(f"{path} cannot be opened: {reason.strerror}.") from None
        except Unreadable as reason:
            why = f"The columns of a list of schools are not there. {NO_EXTRACT}"
            raise CommandError(
                f"{why if reason.kind == 'no_headings' else reason.sentence} Nothing was written."
            ) from None
        found.problems += broken
        return found


def _said(sheet: Sheet, broken: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """What each row says in the columns that are read; rows that cannot be trusted are told in `broken`."""
    columns = [(place, name) for place, heading in enumerate(sheet.headings) if (name := gias.column(heading))]
    for row in sheet.rows:
        flaws = [cell.sentence for place, _ in columns if isinstance(cell := row.cells[place], Flaw)]
        if row.problem or flaws:
            broken.append(f"Row {row.number}: {row.problem or flaws[0]}")
            continue
        yield row.number, {name: str(row.cells[place]) for place, name in columns}
