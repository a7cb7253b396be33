"""What a cell can hold after reading, and how its text is tidied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell without a usable value: a formula, or an error such as #N/A."""

    kind: str  # "formula" or "error"
    at: str  # "D14"
    shown: str

    @property
    def sentence(self) -> str:
        """What is wrong with the cell and what to do, in one sentence."""
        if self.kind == "formula":
            return f"Cell {self.at} holds a formula, not a value. Copy the column and paste it back as values."
        return f"Cell {self.at} holds the error {self.shown}. Put the value in, or empty the cell."


Cell: TypeAlias = "str | date | datetime | Flaw"


@dataclass(slots=True)
class Row:
    """One row of the table, numbered as the spreadsheet numbers it."""

    number: int
    cells: list[Cell]
    problem: str = ""


_ODD_SPACES = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u3000": " ", "\u200b": "", "\ufeff": "", "\u2060": "", "\x00": ""}
)
_EXCEL_TEXT = re.compile(r'="([^"]*)"', re.DOTALL)
_FORMULA_STARTS = "=+-@\t\r\n"
_SPACES = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def tidy(text: str) -> str:
    """Text without what spreadsheets and exports put around it: odd spaces, ="0012", a guarding apostrophe."""
    if text.isascii() and text.isalnum():
        return text
    text = text.translate(_ODD_SPACES).strip(_SPACES)
    if not text:
        return ""
    if text[0] == "=":
        wrapped = _EXCEL_TEXT.fullmatch(text)
        return wrapped[1].strip(_SPACES) if wrapped else text
    if text[0] == "'" and is_guarded(text):
        return text[1:]
    return text


def is_guarded(text: str) -> bool:
    """Whether the leading apostrophe is only there to keep a spreadsheet from reading the text as a formula."""
    rest = text.lstrip("'")
    return bool(rest) and len(rest) < len(text) and rest[0] in _FORMULA_STARTS


def needs_guard(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula."""
    rest = text.lstrip("'")
    return bool(rest) and rest[0] in _FORMULA_STARTS


def column_letters(index: int) -> str:
    """The spreadsheet's name of a column, counted from 0: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
