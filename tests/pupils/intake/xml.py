"""Small Common Transfer Files and census returns for the tests."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from pupils.intake import KnownPupil, Plan, SchoolFacts, is_known, plan, read_xml, recognise
from tests.pupils.intake.files import FERNHOLLOW, NOAH_UPN, TODAY
from trust_send.platform.tables.reading import Sheet, read_table

NOAH_XML = f"<UPN>{NOAH_UPN}</UPN><Surname>Hartley</Surname><Forename>Noah</Forename><DOB>2018-03-04</DOB>"


def ctf(
    *pupils: str, version: str = "25.0", made_at: str = "9991234", made_for: str = "8012000", year: str = "2026",
    qualifier: str = "full",
) -> str:  # fmt: skip
    """A file from another school, for Fernhollow."""

    def school(number: str) -> str:
        return f"<LEA>{number[:3]}</LEA><Estab>{number[3:]}</Estab>"

    return (
        "<CTfile><Header><DocumentName>Common Transfer File</DocumentName>"
        f"<CTFversion>{version}</CTFversion><DateTime>2026-11-02T09:00:00</DateTime>"
        f"<DocumentQualifier>{qualifier}</DocumentQualifier><SupplierID>Sample</SupplierID><SourceSchool>"
        f"{school(made_at)}<SchoolName>Wharf Lane</SchoolName><AcademicYear>{year}</AcademicYear></SourceSchool>"
        f"<DestSchool>{school(made_for)}</DestSchool></Header><CTFpupilData>"
        + "".join(f"<Pupil>{pupil}</Pupil>" for pupil in pupils)
        + "</CTFpupilData></CTfile>"
    )


def sheet(text: str | bytes, *, school: SchoolFacts = FERNHOLLOW, today: date = TODAY) -> Sheet:
    """The sheet of a file."""
    content = text if isinstance(text, bytes) else text.encode()
    return read_table(io.BytesIO(content), known=is_known, xml=lambda file: read_xml(file, school=school, today=today))


def cells(text: str | bytes, **more: Any) -> list[dict[str, str]]:
    """What the rows say, by the fields that their columns are taken for."""
    found = sheet(text, **more)
    columns = recognise(found.headings)
    assert not columns.missing and not columns.unused and not columns.unclear
    return [
        {name: str(row.cells[place]) for place, name in columns.fields.items() if row.cells[place]}
        for row in found.rows
    ]


def planned(text: str, known: list[KnownPupil] | None = None, school: SchoolFacts = FERNHOLLOW) -> Plan:
    """The plan for a file."""
    found = sheet(text, school=school)
    return plan(found.rows, known or [], school, recognise(found.headings), TODAY, whole_roll=found.kind != "ctf")
