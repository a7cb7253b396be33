"""Small exports and small registers for the intake tests."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from pupils import upn
from pupils.intake import Columns, FileRow, KnownPupil, Plan, SchoolFacts, is_known, plan, recognise, understand
from trust_send.platform.tables.reading import Row, read_table

TODAY = date(2026, 11, 23)
FERNHOLLOW = SchoolFacts("Fernhollow Primary School", urn="100001", laestab="8012000")

NOAH_UPN = upn.make(laestab="8012000", year=21, serial=1)
ROSA_UPN = upn.make(laestab="8012000", year=20, serial=2)
GWEN_UPN = upn.make(laestab="8012000", year=24, serial=3)

NOAH = KnownPupil(
    1,
    {
        "upn": NOAH_UPN,
        "admission_number": "000412",
        "legal_surname": "Hartley",
        "legal_forename": "Noah",
        "date_of_birth": date(2018, 3, 4),
        "sex": "M",
        "year_group": "4",
        "registration_group": "4A",
        "sen_status": "K",
        "needs": ("SLCN", "ASD"),
        "fsm": False,
    },
)
ROSA = KnownPupil(
    2,
    {
        "upn": ROSA_UPN,
        "legal_surname": "Lambert",
        "legal_forename": "Rosa",
        "preferred_forename": "Rosie",
        "date_of_birth": date(2017, 1, 15),
        "year_group": "5",
        "sen_status": "N",
        "needs": (),
    },
)


def sheet(text: str) -> tuple[Columns, list[Row]]:
    """The columns and rows of an export written as text; its first line holds the headings."""
    table = read_table(io.BytesIO(text.strip().encode() + b"\n"), known=is_known)
    return recognise(table.headings), list(table.rows)


def understood(text: str) -> list[FileRow]:
    """What the rows of an export say."""
    columns, rows = sheet(text)
    return understand(rows, columns=columns, today=TODAY)


def planned(text: str, known: list[KnownPupil] | None = None, school: SchoolFacts = FERNHOLLOW, **more: Any) -> Plan:
    """The plan for an export written as text."""
    columns, rows = sheet(text)
    return plan(rows, known or [], school, columns, TODAY, **more)


def kinds(row: Any) -> set[str]:
    """The kinds of problem of a row."""
    return {found.kind for found in row.problems}
