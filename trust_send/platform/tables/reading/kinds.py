"""What a file really is, by its first bytes and never by its name."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from .encodings import NOT_TEXT
from .limits import Unreadable

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Open it and save it as an Excel workbook (.xlsx) or as CSV UTF-8, then choose that file."

_MAGIC: list[tuple[bytes, str, str]] = [
    (b"%PDF", "pdf", "This is a PDF, which cannot be read as a table. Export the list as CSV or Excel instead."),
    (b"{\\rtf", "rtf", f"This is a text document (RTF), not a table. {_SAVE_AS}"),
    (b"\x89PNG", "picture", "This is a picture, not a table. Export the list as CSV or Excel instead."),
    (b"\xff\xd8\xff", "picture", "This is a picture, not a table. Export the list as CSV or Excel instead."),
    (b"GIF8", "picture", "This is a picture, not a table. Export the list as CSV or Excel instead."),
    (b"\x1f\x8b", "packed", "This file is packed (gzip). Unpack it and choose the table inside."),
    (b"7z\xbc\xaf\x27\x1c", "packed", "This file is packed (7-Zip). Unpack it and choose the table inside."),
    (b"Rar!", "packed", "This file is packed (RAR). Unpack it and choose the table inside."),
    (b"SQLite format 3", "database", "This is a database, not a table. Export the list as CSV or Excel instead."),
    (b"MZ", "program", "This is a program, not a table, and it was not opened."),
    (b"\x7fELF", "program", "This is a program, not a table, and it was not opened."),
]
_ELEMENT = re.compile(r"<[a-z_][\w.:-]*(\s[^<>]*)?/?>\s*<")  # a list may begin with a heading such as <Name>


def beginning(file: BinaryIO) -> bytes:
    """What is needed to tell a file's kind: its first bytes, and the sign of a locked workbook wherever it stands."""
    file.seek(0)
    start = file.read(64 * 1024)
    if start.startswith(_OLD_OFFICE):
        # A locked workbook is kept in a file of the old kind, whose list of parts may lie far behind.
        before = start
        while chunk := file.read(1 << 20):
            if _LOCKED in before[-len(_LOCKED) :] + chunk:
                return start + _LOCKED
            before = chunk
    return start


def kind_of(start: bytes) -> str:
    """“xlsx” for anything zipped, “xml”, “text” for anything that may be CSV; other kinds are refused in words."""
    if not start:
        raise Unreadable("empty", "The file is empty. Export it again, then choose the new file.")
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return "xlsx"
    if start.startswith(_OLD_OFFICE):
        raise _old_office(start)
    for magic, kind, sentence in _MAGIC:
        if start.startswith(magic) and _really(kind, start):
            raise Unreadable(kind, sentence)
    return "xml" if _is_markup(start) else "text"


def misnamed(name: str, start: bytes) -> str:
    """The ending of a workbook on the name of a text file, such as “.xlsx”; nothing where name and content agree."""
    ending = next((ending for ending in (".xlsx", ".xlsm", ".xls") if name.casefold().endswith(ending)), "")
    try:
        is_text = bool(ending) and kind_of(start) == "text" and not NOT_TEXT.search(start)
    except Unreadable:  # a kind of its own, which has been named already
        return ""
    return ending if is_text else ""


def _really(kind: str, start: bytes) -> bool:
    # A text file may begin with the letters MZ; a program has NUL bytes early on.
    return kind != "program" or b"\x00" in start[:256]


def _old_office(start: bytes) -> Unreadable:
    if _LOCKED in start:
        return Unreadable(
            "password", "This workbook is locked with a password. Save a copy without the password, then choose that."
        )
    return Unreadable("old_excel", f"This is an Excel file of the old kind (.xls), which cannot be read. {_SAVE_AS}")


def _is_markup(start: bytes) -> bool:
    text = _first_letters(start)
    if text.startswith(("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style")):
        raise Unreadable("html", f"This is a web page with the name of a spreadsheet. {_SAVE_AS}")
    if not text.startswith(("<?xml", "<!doctype")) and not _ELEMENT.match(text):
        return False
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise Unreadable("xml_excel", f"This is an Excel file of an old XML kind, which cannot be read. {_SAVE_AS}")
    return True


def _first_letters(start: bytes) -> str:
    """The beginning as small letters, near enough to tell markup whatever the encoding."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        text = start.decode("utf-32", errors="ignore")
    elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = start.decode("utf-16", errors="ignore")
    elif b"\0" in start[:2]:
        text = start.decode("utf-16-be" if start[:1] == b"\0" else "utf-16-le", errors="ignore")
    else:
        text = start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return text.lstrip().lower()
