"""Tables for people to download, as CSV and as an Excel workbook; no text of ours ever becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from .reading.cells import needs_guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value: TypeAlias = "str | int | float | Decimal | bool | date | datetime | None"


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with a mark so that Excel reads the accents, dates as dd/mm/yyyy)."""
    text = io.StringIO(newline="")
    write = csv.writer(text, lineterminator="\r\n").writerow
    write([_csv_cell(heading) for heading in headings])
    for row in rows:
        write([_csv_cell(value) for value in row])
    # A lone surrogate cannot be written in any file; it is shown as a question mark.
    return text.getvalue().encode("utf-8-sig", errors="replace")


def xlsx_bytes(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    about: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The table as a workbook, with a second sheet that says what is in the file, how it was chosen and when."""
    from .workbooks import workbook_bytes  # brings openpyxl, which a web process does without until then

    return workbook_bytes(title, headings, rows, about)


def _csv_cell(value: Value) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, str):
        text = value.replace("\x00", "")
        return f"'{text}" if needs_guard(text) else text
    return value
