"""The Excel workbook behind a download: bold frozen headings, real dates, texts that stay texts."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter

from .reading.cells import needs_guard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from .writing import Value

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,/()'-]{0,200}")  # nothing in it that any program could take for more
_MAX_CELL_CHARACTERS = 32_767
_ROWS_FOR_WIDTHS = 200


def workbook_bytes(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    about: Sequence[tuple[str, str]],
) -> bytes:
    """The table as the bytes of a workbook; `about` fills the second sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    rows = iter(rows)
    first = list(islice(rows, _ROWS_FOR_WIDTHS))
    _lay_out(sheet, headings, first)
    cells = _Cells(sheet)
    sheet.append([_bold(sheet, heading) for heading in headings])
    for row in chain(first, rows):
        sheet.append(cells.row(row))
    if about:
        _add_about(book, title, about)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class _Cells:
    """Cells of one sheet. A write-only sheet writes each row at once, so one date cell per column serves all rows."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._dates: dict[tuple[int, bool], WriteOnlyCell] = {}

    def row(self, values: Sequence[Value]) -> list[object]:
        """The values of one row as cells that hold exactly them."""
        return [self._cell(column, value) for column, value in enumerate(values)]

    def _cell(self, column: int, value: Value) -> object:
        if isinstance(value, str):
            return value if _PLAIN.fullmatch(value) else _text_cell(self._sheet, value)
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, date):
            return self._date(column, value)
        return value

    def _date(self, column: int, value: date) -> WriteOnlyCell:
        timed = isinstance(value, datetime)
        cell = self._dates.get((column, timed))
        if cell is None:
            cell = self._dates[column, timed] = WriteOnlyCell(self._sheet, value)
            cell.number_format = "dd/mm/yyyy hh:mm" if timed else "dd/mm/yyyy"
        cell.value = value
        return cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    text = _LOOKS_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("", text))
    if len(text) > _MAX_CELL_CHARACTERS:
        text = text[: _MAX_CELL_CHARACTERS - 1] + "…"
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl takes a leading “=” for a formula and “#N/A” for an error
    if needs_guard(text):
        cell.style = _text_style(sheet)
    return cell


def _text_style(sheet: WriteOnlyWorksheet) -> str:
    """A style that keeps the text a text even when someone edits the cell, without changing what it says."""
    if "Text only" not in sheet.parent.named_styles:
        sheet.parent.add_named_style(NamedStyle("Text only", number_format="@"))
    return "Text only"


def _bold(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = _text_cell(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _lay_out(sheet: WriteOnlyWorksheet, headings: Sequence[str], first: Sequence[Sequence[Value]]) -> None:
    # A write-only sheet takes widths and frozen rows only before its first row.
    for column, heading in enumerate(headings):
        shown = [len(_shown(row[column])) for row in first if column < len(row)]
        widest = max([len(heading), *shown])
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(max(widest + 2, 9), 60)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _add_about(book: Workbook, title: str, about: Sequence[tuple[str, str]]) -> None:
    sheet = book.create_sheet("What is in this file")
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 90
    sheet.append([_bold(sheet, title)])
    for label, text in about:
        cell = _text_cell(sheet, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([_text_cell(sheet, label), cell])


def _sheet_name(title: str) -> str:
    return _NOT_IN_SHEET_NAME.sub(" ", title).strip(" '")[:31].rstrip(" '") or "Table"


def _shown(value: Value) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else "" if value is None else str(value)
