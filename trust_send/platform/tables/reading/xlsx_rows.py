"""The rows of one worksheet, streamed: memory does not grow with the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cells import Cell, Flaw, column_letters, tidy
from .limits import Unreadable
from .xlsx_parts import local, unescaped
from .zip_guard import depth_guard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .number_formats import NumberFormats
    from .sheet import RawRow
    from .zip_guard import Workbook

_COLUMNS: dict[str, int] = {column_letters(index): index for index in range(16_384)}


class WorksheetReader:
    """Turns the XML of a worksheet into numbered rows of cells.

    openpyxl's own streaming reader builds a tree per row in pure Python once defusedxml is there: 4.9 s for
    7,300 rows of 25 columns, against under 1 s here, and its rows trust a dimension that exports often get wrong.
    """

    def __init__(self, book: Workbook, path: str, texts: list[str], formats: NumberFormats) -> None:
        self._book, self._path, self._texts, self._formats = book, path, texts, formats
        self._limits = book.limits
        self._rows: list[RawRow] = []
        self._row: list[Cell] = []
        self._number = 0
        self._column = 0
        self._type = "n"
        self._style = 0
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._capture: list[str] | None = None
        self._depth = 0
        self._aside = 0
        self._tags: dict[str, str] = {}
        self.hidden_rows = 0

    def __iter__(self) -> Iterator[RawRow]:
        """Rows in the order of the sheet, with merged areas filled downwards as a person sees them."""
        merged = _Merged(self._book.merged_areas(self._path))
        parse = self._book.parse(self._path, start=self._start, end=self._end, text=self._text)
        for _ in parse:
            for number, cells in self._rows:
                yield number, merged.filled(number, cells) if merged.any else cells
            self._rows.clear()

    def _start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        tag = self._tags.get(name) or self._tags.setdefault(name, local(name))
        if tag == "c":
            self._type, self._style = "n", 0
            self._value, self._formula = [], None
            self._column += 1
            for place in range(0, len(attributes), 2):
                key = attributes[place]
                if key == "r":
                    letters = attributes[place + 1].rstrip("0123456789")
                    self._column = _COLUMNS.get(letters, self._column)
                elif key == "t":
                    self._type = attributes[place + 1]
                elif key == "s":
                    style = attributes[place + 1]
                    self._style = int(style) if style.isdecimal() and len(style) < 7 else 0
        elif tag == "v" or (tag == "t" and not self._aside):
            self._capture = self._value
        elif tag == "f":
            self._formula = self._capture = []
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "rPh":
            self._aside += 1
        elif self._depth > 8:
            depth_guard(self._depth)

    def _begin_row(self, attributes: list[str]) -> None:
        number = self._number + 1
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            if key == "r" and value.isdecimal() and len(value) < 8:
                number = int(value)
            elif key == "hidden" and value in ("1", "true"):
                self.hidden_rows += 1
        self._number, self._row, self._column = number, [], -1

    def _text(self, data: str) -> None:
        if self._capture is not None:
            self._capture.append(data)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._capture = None
        tag = self._tags[name]
        if tag == "c":
            if self._value or self._formula is not None:
                self._put(self._cell())
        elif tag == "row":
            self._rows.append((self._number, self._row))
            self._row = []
        elif tag == "rPh":
            self._aside -= 1

    def _put(self, cell: Cell) -> None:
        if cell == "" or self._column < 0:  # a cell inside a cell begins no column
            return
        if self._column >= self._limits.max_columns:
            raise Unreadable(
                "too_many_columns",
                f"The sheet has more than {self._limits.max_columns} columns ({self._at()} is filled). "
                "Delete the columns you do not need and save it again.",
            )
        gap = self._column - len(self._row)
        if gap > 0:
            self._row.extend([""] * gap)
        if gap >= 0:
            self._row.append(cell)
        else:  # a file that repeats a cell: the last one counts, as in Excel
            self._row[self._column] = cell

    def _cell(self) -> Cell:
        kind = self._type
        if self._formula is not None:
            return Flaw("formula", self._at(), "=" + "".join(self._formula)[:80])
        raw = self._value[0] if len(self._value) == 1 else "".join(self._value)
        if kind == "s":
            try:
                text = self._texts[int(raw)]
            except (ValueError, IndexError) as error:
                raise Unreadable("cut", f"Cell {self._at()} points to a text that is not in the workbook.") from error
            return self._tidied(text)
        if kind == "n":
            try:
                return self._formats.shown(raw, self._style)
            except (ValueError, OverflowError):
                return Flaw("error", self._at(), raw[:40])
        if kind == "e":
            return Flaw("error", self._at(), raw[:40])
        if kind == "b":
            return "TRUE" if raw.strip() in ("1", "true") else "FALSE"
        return self._tidied(unescaped(raw))

    def _tidied(self, text: str) -> str:
        if len(text) > self._limits.max_cell_characters:
            raise Unreadable(
                "long_cell",
                f"Cell {self._at()} holds more than {self._limits.max_cell_characters:,} characters. Shorten it.",
            )
        return tidy(text)

    def _at(self) -> str:
        return f"{column_letters(max(self._column, 0))}{self._number}"


class _Merged:
    """Merged areas keep their value in the first cell only; the rows below get it too."""

    def __init__(self, areas: list[tuple[str, int, str, int]]) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        for first_column, first_row, _, last_row in areas:
            if last_row > first_row and first_column in _COLUMNS:
                self._starting.setdefault(first_row, []).append((_COLUMNS[first_column], last_row))
        self._open: dict[int, tuple[int, Cell]] = {}
        self.any = bool(self._starting)

    def filled(self, number: int, cells: list[Cell]) -> list[Cell]:
        for column in [column for column, (last_row, _) in self._open.items() if last_row < number]:
            del self._open[column]
        for column, (_, value) in self._open.items():
            if column >= len(cells):
                cells.extend([""] * (column + 1 - len(cells)))
            if cells[column] == "":
                cells[column] = value
        for column, last_row in self._starting.get(number, ()):
            if column < len(cells) and cells[column] != "":
                self._open[column] = (last_row, cells[column])
        return cells
