"""Which letters the bytes of a text file stand for; a file that does not say so clearly is refused, never guessed."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from .limits import Unreadable

_CHUNK_BYTES = 1 << 20
_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# Read as Windows text, the accents of other encodings fall on these signs between letters. Mac: é is Ž, ë is ‘;
# DOS: é is ‚. The curly apostrophe is left out: O’Brien is right.
_UNLIKELY = re.compile(r"(?<=\w)[€‚ƒ„…†‡ˆ‰‹›•™˜¢¤¥¦§¨ª«¬®¯°±²³´¶¹º»¼½¾¿×÷¡](?=\w)|(?<=[a-zà-ÿ])[ŽŸŒ](?=[a-z]|\b)")
NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")

_UNCLEAR = (
    "The accented letters in this file cannot be told for certain. "
    "Open it and save it as “CSV UTF-8” or as an Excel workbook (.xlsx), then choose that file."
)


def encoding_of(file: BinaryIO) -> str:
    """The one encoding in which the whole file is sound text; reads it once from the start."""
    file.seek(0)
    start = file.read(4096)
    for bom, name in _BOMS:
        if start.startswith(bom):
            _whole(file, name)
            return name
    if name := _wide(start):
        _whole(file, name)
        return name
    file.seek(0)
    sound = True
    decoder = codecs.getincrementaldecoder("utf-8")()
    while chunk := file.read(_CHUNK_BYTES):
        if NOT_TEXT.search(chunk):
            raise Unreadable(
                "binary", "This file is not text and not an Excel workbook. Export the list as CSV or Excel (.xlsx)."
            )
        if sound:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                sound = False
    if sound:
        # A character cut in half at the very end is a file cut in half, not another encoding.
        if decoder.getstate()[0]:
            raise Unreadable("cut", "The file stops in the middle of a letter, so it is not complete. Export it again.")
        return "utf-8"
    _windows(file)
    return "cp1252"


def _wide(start: bytes) -> str:
    """UTF-16 without its mark shows as a zero at every second byte."""
    even, odd = start[0::2], start[1::2]
    if len(start) >= 8 and odd.count(0) > len(odd) * 0.6 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if len(start) >= 8 and even.count(0) > len(even) * 0.6 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return ""


def _whole(file: BinaryIO, name: str) -> None:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while chunk := file.read(_CHUNK_BYTES):
            if "\x00" in decoder.decode(chunk):
                raise Unreadable("binary", "This file is not sound text. Export the list as CSV or Excel (.xlsx).")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding", _UNCLEAR) from error


def _windows(file: BinaryIO) -> None:
    file.seek(0)
    before = ""
    while chunk := file.read(_CHUNK_BYTES):
        try:
            text = before + chunk.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Unreadable("encoding", _UNCLEAR) from error
        if _UNLIKELY.search(text):
            raise Unreadable("encoding", _UNCLEAR)
        before = text[-2:]
