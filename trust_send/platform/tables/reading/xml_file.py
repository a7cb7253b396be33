"""XML files that people upload: handed on piece by piece, within limits, without entities."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, TypeAlias
from xml.parsers import expat

from .encodings import encoding_of
from .limits import Limits, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    Path: TypeAlias = tuple[str, ...]

_CHUNK_CHARACTERS = 64 * 1024
_MAX_TOKEN_BYTES = 1024 * 1024  # expat reads a longer unfinished token again with every chunk
_MAX_DEPTH = 64
_MAX_PARTS = 20_000
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_LATIN = {"iso-8859-1": "latin-1", "latin1": "latin-1", "latin-1": "latin-1", "windows-1252": "cp1252"}
_NOT_COMPLETE = "The XML file is not complete or is damaged. Make it again, then choose the new file."
_NOT_DATA = "The XML file holds something that is not data. Make it again, then choose the new file."


@dataclass(slots=True)
class Part:
    """One element with what stands in it. Names are small letters without a prefix; attributes are not kept."""

    name: str
    text: str = ""
    parts: list[Part] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Part]:
        """Every part at the end of a path, in the order of the file."""
        for part in self.parts:
            if part.name == path[0]:
                yield from part.all(*path[1:]) if len(path) > 1 else (part,)

    def said(self, *path: str) -> str:
        """What the first part at the end of a path says, empty where there is none."""
        return next((part.text for part in self.all(*path)), "")

    def within(self, name: str) -> Iterator[Part]:
        """Every part of a name, however deep."""
        for part in self.parts:
            if part.name == name:
                yield part
            yield from part.within(name)


def pieces(
    file: BinaryIO,
    *,
    root: Callable[[str], None],
    is_piece: Callable[[Path], bool],
    passed_over: Container[str] = (),
    limits: Limits,
) -> Iterator[tuple[Path, Part]]:
    """Every piece of the file with its path; `root` is told the outermost name and may refuse it.

    What stands under a name that is passed over is never kept, the part itself remains as a sign that it was there.
    """
    builder = _Builder(root, is_piece, passed_over, limits)
    # The letters were told already, so whatever the file says about its own encoding is not asked again.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.write
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    fed, first = 0, True
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        while chunk := text.read(_CHUNK_CHARACTERS):
            content = (chunk.lstrip() if first else chunk).encode()
            first = False
            parser.Parse(content)
            fed += len(content)
            if fed - parser.CurrentByteIndex > _MAX_TOKEN_BYTES:
                raise Unreadable("xml_bomb", _NOT_DATA)
            yield from builder.take()
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keyword
        yield from builder.take()
    except (expat.ExpatError, UnicodeError) as error:
        raise Unreadable("cut", _NOT_COMPLETE) from error
    finally:
        if not text.closed:
            text.detach()


class _Builder:
    """Keeps the piece that is being read, and nothing else."""

    def __init__(
        self,
        root: Callable[[str], None],
        is_piece: Callable[[Path], bool],
        passed_over: Container[str],
        limits: Limits,
    ) -> None:
        self._root, self._is_piece, self._passed_over, self._limits = root, is_piece, passed_over, limits
        self._path: list[str] = []
        self._open: list[Part] = []
        self._texts: list[list[str]] = []
        self._over = 0  # how deep in something that is passed over
        self._parts = self._characters = 0
        self._ready: list[tuple[Path, Part]] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2].casefold()
        if not self._path:
            self._root(name)
        self._path.append(name)
        if len(self._path) > _MAX_DEPTH:
            raise Unreadable("xml_bomb", _NOT_DATA)
        if self._over:
            self._over += 1
            return
        if not self._open:
            if not self._is_piece(tuple(self._path)):
                return
            self._parts = 0
        self._parts += 1
        if self._parts > _MAX_PARTS:
            raise Unreadable("xml_bomb", _NOT_DATA)
        part = Part(name)
        if self._open:
            self._open[-1].parts.append(part)
        if self._open and name in self._passed_over:
            self._over = 1
            return
        self._open.append(part)
        self._texts.append([])
        self._characters = 0

    def end(self, _name: str) -> None:
        """An element ends."""
        path = tuple(self._path)
        self._path.pop()
        if self._over:
            self._over -= 1
            return
        if not self._open:
            return
        part = self._open.pop()
        part.text = " ".join("".join(self._texts.pop()).split())
        if not self._open:
            self._ready.append((path, part))

    def write(self, text: str) -> None:
        """Letters between two elements."""
        if not self._open or self._over:
            return
        self._characters += len(text)
        if self._characters > self._limits.max_cell_characters:
            raise Unreadable(
                "long_cell",
                f"The part “{self._path[-1][:40]}” of the XML file holds more than "
                f"{self._limits.max_cell_characters:,} characters. Make the file again without long notes.",
            )
        self._texts[-1].append(text)

    def take(self) -> list[tuple[Path, Part]]:
        """The pieces that have ended since the last time."""
        ready, self._ready = self._ready, []
        return ready


def _encoding(file: BinaryIO) -> str:
    """The encoding of the bytes; the file's own word decides only between the Latin ones."""
    file.seek(0)
    declared = _DECLARED.match(file.read(400))
    latin = _LATIN.get(declared[1].decode().casefold()) if declared else None
    try:
        found = encoding_of(file)
    except Unreadable as reason:
        if reason.kind == "binary":
            raise Unreadable("cut", _NOT_COMPLETE) from reason
        if reason.kind != "encoding":
            raise
        if latin is None:
            raise Unreadable(
                "encoding",
                "The accented letters in this XML file cannot be told for certain. Make it again as UTF-8.",
            ) from reason
        return latin
    return latin if latin and found == "cp1252" else found


def _refuse_doctype(*_: object) -> None:
    raise Unreadable(
        "xml_bomb", "The XML file defines its own entities, which no file of this kind needs. Nothing of it was read."
    )
