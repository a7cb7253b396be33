"""The small parts of a workbook: its list of sheets, its shared texts, its number formats."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .limits import Unreadable
from .number_formats import NumberFormats
from .zip_guard import depth_guard

if TYPE_CHECKING:
    from .zip_guard import Workbook

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class SheetPart:
    """One sheet of a workbook: its name, whether it is hidden, and where its rows are."""

    name: str
    hidden: bool
    path: str


def unescaped(text: str) -> str:
    """Text with the signs that the format writes as _x000D_."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)  # half a sign cannot be stored anywhere


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


def elements(book: Workbook, path: str) -> list[tuple[str, str, dict[str, str]]]:
    """Every element of a small part as (parent, name, attributes), prefixes dropped except on attributes."""
    found: list[tuple[str, str, dict[str, str]]] = []
    stack: list[str] = [""]

    def start(name: str, attributes: list[str]) -> None:
        depth_guard(len(stack))
        tag = local(name)
        found.append((stack[-1], tag, dict(zip(attributes[::2], attributes[1::2], strict=True))))
        stack.append(tag)

    def end(_: str) -> None:
        stack.pop()

    for _ in book.parse(path, start=start, end=end, text=lambda _: None, max_bytes=book.limits.max_small_part_bytes):
        pass
    return found


def sheet_parts(book: Workbook) -> tuple[list[SheetPart], str, bool]:
    """The sheets in order, the folder of the workbook part, and whether its dates count from 1904."""
    workbook = _target(book, "_rels/.rels", "", "officeDocument") or "xl/workbook.xml"
    if workbook not in book.names:
        raise refusal_of_other_zip(book)
    folder = posixpath.dirname(workbook)
    relations = _relations(book, posixpath.join(folder, "_rels", posixpath.basename(workbook) + ".rels"), folder)
    sheets, mac_dates = [], False
    for parent, tag, attributes in elements(book, workbook):
        if tag == "workbookPr":
            mac_dates = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet" and parent == "sheets":
            relation = next((value for key, value in attributes.items() if ":" in key and local(key) == "id"), "")
            kind, path = relations.get(relation, ("", ""))
            if path in book.names and kind == "worksheet":
                state = attributes.get("state", "visible")
                sheets.append(SheetPart(attributes.get("name", ""), state != "visible", path))
    return sheets, folder, mac_dates


def shared_texts(book: Workbook, folder: str) -> list[str]:
    """The texts that cells point to by number; rich text is joined, reading aids of Asian scripts are left out."""
    path = posixpath.join(folder, "sharedStrings.xml")
    if path not in book.names:
        return []
    texts: list[str] = []
    pieces: list[str] = []
    state = {"in_t": False, "aside": 0, "depth": 0, "characters": 0}

    def start(name: str, _: list[str]) -> None:
        state["depth"] += 1
        depth_guard(state["depth"])
        tag = local(name)
        if tag == "si":
            pieces.clear()
            state["characters"] = 0
        elif tag == "rPh":
            state["aside"] += 1
        state["in_t"] = tag == "t" and not state["aside"]

    def end(name: str) -> None:
        state["depth"] -= 1
        state["in_t"] = False
        tag = local(name)
        if tag == "si":
            texts.append(unescaped("".join(pieces)))
        elif tag == "rPh":
            state["aside"] -= 1

    def text(data: str) -> None:
        if state["in_t"]:
            state["characters"] += len(data)
            if state["characters"] <= 4 * book.limits.max_cell_characters:  # a cell that uses it is refused anyway
                pieces.append(data)

    for _ in book.parse(path, start=start, end=end, text=text, max_bytes=book.limits.max_shared_text_bytes):
        pass
    return texts


def number_formats(book: Workbook, folder: str, *, mac_dates: bool) -> NumberFormats:
    """How each style shows its numbers."""
    path = posixpath.join(folder, "styles.xml")
    custom: dict[int, str] = {}
    style_formats: list[int] = []
    for parent, tag, attributes in elements(book, path) if path in book.names else []:
        if tag == "numFmt" and parent == "numFmts":
            custom[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "xf" and parent == "cellXfs":
            style_formats.append(_int(attributes.get("numFmtId")))
    return NumberFormats(style_formats=style_formats, custom=custom, mac_dates=mac_dates)


def refusal_of_other_zip(book: Workbook) -> Unreadable:
    """Why a zipped file that is no Excel workbook cannot be read."""
    save_as = "Save it as an Excel workbook (.xlsx) or as CSV UTF-8, then choose that file."
    if "content.xml" in book.names:
        return Unreadable("ods", f"This is an OpenDocument file (.ods), which cannot be read. {save_as}")
    if "xl/workbook.bin" in book.names:
        return Unreadable("xlsb", f"This is a binary Excel workbook (.xlsb), which cannot be read. {save_as}")
    if any(name.endswith(".iwa") for name in book.names):
        return Unreadable("numbers", f"This is an Apple Numbers file, which cannot be read. {save_as}")
    if "word/document.xml" in book.names:
        return Unreadable("word", "This is a Word document, not a table. Export the list as CSV or Excel instead.")
    return Unreadable("zip", "This is a zip file, not a workbook. Unpack it and choose the table inside.")


def _relations(book: Workbook, path: str, folder: str) -> dict[str, tuple[str, str]]:
    if path not in book.names:
        return {}
    found = {}
    for _, tag, attributes in elements(book, path):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], full)
    return found


def _target(book: Workbook, path: str, folder: str, kind: str) -> str:
    return next((full for found, full in _relations(book, path, folder).values() if found == kind), "")


def _int(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
