"""Text tables: comma, semicolon, tab or bar between the values."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from .cells import Cell, Flaw, column_letters, tidy
from .encodings import encoding_of
from .footers import is_footer
from .limits import Limits, Unreadable
from .sheet import Sheet, known_headings, table_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .sheet import Known, RawRow

_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SAMPLE_CHARACTERS = 64 * 1024


def read_csv(file: BinaryIO, *, known: Known, limits: Limits) -> Sheet:
    """The table in a text file; letters, delimiter and heading row are found, not assumed."""
    encoding = encoding_of(file)
    delimiter = _delimiter(_sample(file, encoding), known, limits)
    rows = _rows(file, encoding, delimiter, limits)
    return table_from(rows, known=known, limits=limits, kind="csv", encoding=encoding, delimiter=delimiter)


def _text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    file.seek(0)
    return io.TextIOWrapper(file, encoding=encoding, newline="")


def _sample(file: BinaryIO, encoding: str) -> str:
    text = _text(file, encoding)
    try:
        return text.read(_SAMPLE_CHARACTERS)
    finally:
        text.detach()


def _delimiter(sample: str, known: Known, limits: Limits) -> str:
    if named := _SEP_LINE.match(sample):
        return named[1]

    def score(delimiter: str) -> tuple[int, int]:
        best, widest = 0, 0
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                if number >= limits.heading_within_rows:
                    break
                best = max(best, known_headings([tidy(cell) for cell in cells], known))
                widest = max(widest, len(cells))
        except csv.Error:
            pass
        return best, widest

    return max(_DELIMITERS, key=score)


def _rows(file: BinaryIO, encoding: str, delimiter: str, limits: Limits) -> Iterator[RawRow]:
    text = _text(file, encoding)
    number = 0
    widths: set[int] = set()
    last: list[Cell] = []
    try:
        # strict: a quotation mark that does not close must never swallow the rows after it
        for number, values in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            if number == 1 and len(values) <= 2 and _SEP_LINE.match(delimiter.join(values)):
                continue
            if len(values) > limits.max_columns and any(values[limits.max_columns :]):
                raise Unreadable(
                    "too_many_columns",
                    f"Row {number} has more than {limits.max_columns} columns. Export fewer columns and try again.",
                )
            cells = [_cell(value, number, column, limits) for column, value in enumerate(values)]
            if last and len(last) > 1:
                widths.add(len(last))
            last = cells
            yield number, cells
    except csv.Error as error:
        raise _broken(error, number) from error
    except UnicodeDecodeError as error:
        raise Unreadable("encoding", "The letters of this file changed while it was read. Choose it again.") from error
    finally:
        if not text.closed:  # a reader who stops half-way may have closed the file before this is tidied up
            text.detach()
    _refuse_cut(file, encoding, number, last, widths)


def _cell(value: str, number: int, column: int, limits: Limits) -> Cell:
    if not value:
        return ""
    if len(value) > limits.max_cell_characters:
        raise Unreadable(
            "long_cell",
            f"Cell {column_letters(column)}{number} holds more than {limits.max_cell_characters:,} characters. "
            "A quotation mark may be missing there. Export the file again, without columns of long notes.",
        )
    text = tidy(value)
    if text[:1] == "=" and "'" not in value[: value.index("=")]:
        return Flaw("formula", f"{column_letters(column)}{number}", text[:80])
    return text


def _broken(error: csv.Error, number: int) -> Unreadable:
    if "unexpected end" in str(error):
        return Unreadable(
            "cut",
            f"The file stops in the middle of a value after row {number}, so it is not complete. Export it again.",
        )
    return Unreadable(
        "quotes",
        f"The quotation marks do not match up near row {number + 1}, so the columns cannot be told apart. "
        "Export the file again, or save it as an Excel workbook (.xlsx).",
    )


def _refuse_cut(file: BinaryIO, encoding: str, number: int, last: list[Cell], widths: set[int]) -> None:
    """Refuse a file whose last row is shorter than all the others and has no line end: it was cut off."""
    if len(widths) != 1 or not last or len(last) >= max(widths) or is_footer(last):
        return
    file.seek(0, io.SEEK_END)
    file.seek(max(0, file.tell() - 8))
    if file.read().decode(encoding.removesuffix("-sig"), errors="ignore")[-1:] in ("\n", "\r"):
        return
    raise Unreadable(
        "cut",
        f"Row {number}, the last one, stops after {len(last)} of {max(widths)} cells, so the file is not complete. "
        "Export it again.",
    )
