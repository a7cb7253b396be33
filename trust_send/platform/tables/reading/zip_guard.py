"""A zipped workbook, opened only after its directory shows that it unpacks to a sensible size."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from .limits import Limits, Unreadable, in_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK_BYTES = 128 * 1024
_MAX_TOKEN_BYTES = 4 * 1024 * 1024  # expat reads a longer unfinished token again with every chunk
_MAX_DEPTH = 64
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")

# Everything that zipfile and the unpackers raise for a file that is not what its directory says.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, KeyError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip

_NOT_COMPLETE = "The workbook is not complete or is damaged. Save it again in Excel, then choose the new file."


class Workbook:
    """The parts of a zipped workbook, each handed out in pieces and counted while it is read."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self._read_bytes = 0
        try:
            self._zip = zipfile.ZipFile(file)
        except _DAMAGED as error:
            raise Unreadable("cut", _NOT_COMPLETE) from error
        self.names = set(self._zip.namelist())
        _check_directory(self._zip.infolist(), limits)

    def chunks(self, name: str, max_bytes: int | None = None) -> Iterator[bytes]:
        """One part in pieces; stops as soon as it is larger than it may be."""
        count = 0
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    count += len(chunk)
                    self._read_bytes += len(chunk)
                    if count > (max_bytes or self.limits.max_unpacked_bytes):
                        raise _too_large(self.limits)
                    if self._read_bytes > 3 * self.limits.max_unpacked_bytes:  # parts are read at most three times
                        raise _too_large(self.limits)
                    yield chunk
        except _DAMAGED as error:
            raise Unreadable("cut", _NOT_COMPLETE) from error

    def parse(
        self,
        name: str,
        *,
        start: Callable[[str, list[str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
        max_bytes: int | None = None,
    ) -> Iterator[None]:
        """Run the handlers over one XML part, pausing after each piece so that rows can be handed on."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.XmlDeclHandler = _refuse_encodings
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_doctype
        fed = 0
        try:
            for chunk in self.chunks(name, max_bytes):
                parser.Parse(chunk)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > _MAX_TOKEN_BYTES:
                    raise Unreadable(
                        "xml_bomb", "The workbook holds something that is not a table. Save it again in Excel."
                    )
                yield
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keyword
            yield
        except expat.ExpatError as error:
            raise Unreadable("cut", _NOT_COMPLETE) from error

    def merged_areas(self, name: str) -> list[tuple[str, int, str, int]]:
        """The merged areas of a sheet as (first column, first row, last column, last row)."""
        found: list[tuple[str, int, str, int]] = []
        before = b""
        for chunk in self.chunks(name):
            text = before + chunk
            end = 0
            for match in _MERGED.finditer(text):
                found.append((match[1].decode(), int(match[2]), match[3].decode(), int(match[4])))
                end = match.end()
                if len(found) > self.limits.max_merged_areas:
                    raise Unreadable("merged", "The sheet has too many merged cells. Unmerge them and save it again.")
            before = text[max(end, len(text) - 200) :]
        return found


def depth_guard(depth: int) -> None:
    """Refuse XML that is nested deeper than any workbook is."""
    if depth > _MAX_DEPTH:
        raise Unreadable("xml_bomb", "The workbook holds something that is not a table. Save it again in Excel.")


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.max_members:
        raise Unreadable("zip_bomb", "The workbook holds too many parts. Save it again in Excel with one sheet only.")
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable("password", "This file is locked with a password. Save a copy without it, then choose that.")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > limits.max_unpacked_bytes:
        raise _too_large(limits)
    for size, small in [(unpacked, packed), *((m.file_size, m.compress_size) for m in members)]:
        if size > limits.ratio_counts_from_bytes and size > small * limits.max_unpacked_ratio:
            raise Unreadable(
                "zip_bomb",
                "The workbook unpacks to far more than its size. Copy the rows into a new workbook and save that.",
            )


def _too_large(limits: Limits) -> Unreadable:
    return Unreadable(
        "zip_bomb",
        f"The workbook unpacks to more than {in_megabytes(limits.max_unpacked_bytes)}. "
        "Copy only the rows you need into a new workbook and save that.",
    )


def _refuse_encodings(_version: str, encoding: str | None, _alone: int) -> None:
    # Workbooks are UTF-8 or UTF-16 (ECMA-376 part 2, 8.1.4); Python's other decoders must not be reached from a file.
    if encoding and encoding.casefold() not in ("utf-8", "utf-16"):
        raise Unreadable("cut", _NOT_COMPLETE)


def _refuse_doctype(*_: object) -> None:
    raise Unreadable(
        "xml_bomb", "The workbook defines its own XML entities, which no spreadsheet needs. Save it again in Excel."
    )
