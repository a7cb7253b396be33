"""Reading tables that people upload: CSV, TSV, XLSX, and XML where the caller knows its rows; refusals in words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from .cells import Cell, Flaw, Row, column_letters, tidy
from .csv_file import read_csv
from .kinds import beginning, kind_of, misnamed
from .limits import LIMITS, Limits, Unreadable, WhichSheet, in_megabytes
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from .sheet import Known

__all__ = [
    "LIMITS",
    "Cell",
    "Flaw",
    "Limits",
    "Row",
    "Sheet",
    "Unreadable",
    "WhichSheet",
    "column_letters",
    "misnamed",
    "read_table",
    "tidy",
]


def read_table(
    file: BinaryIO,
    *,
    known: Known,
    limits: Limits = LIMITS,
    sheet: str | None = None,
    xml: Callable[[BinaryIO], Sheet] | None = None,
) -> Sheet:
    """Open a table and find its headings; `known` says whether a text is a heading the caller understands.

    XML has no rows of its own: `xml` makes them, and without it an XML file is refused.

    The file must stay open until the rows are read. Anything wrong with the file is raised as Unreadable, here or
    while the rows are read, so nothing may be kept before the last row has come.
    """
    size_bytes = file.seek(0, io.SEEK_END)
    if size_bytes > limits.max_bytes:
        raise Unreadable(
            "too_large",
            f"The file has {in_megabytes(size_bytes)}. The most that can be read is {in_megabytes(limits.max_bytes)}. "
            "Export fewer columns or fewer rows and try again.",
        )
    file.seek(0)
    kind = kind_of(beginning(file))
    if kind == "xml":
        if xml is None:
            raise Unreadable("xml", "This is an XML file, not a table. Export the list as CSV or Excel instead.")
        return xml(file)
    if kind == "xlsx":
        from .xlsx_file import read_xlsx  # brings openpyxl, which a web process does without

        return read_xlsx(file, known=known, limits=limits, sheet=sheet)
    return read_csv(file, known=known, limits=limits)
