"""Files that are damaged, dangerous or something else altogether: refused in words, quickly and with little memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest

from tests.platform.tables.files import cells, heading_cells, inline, opened, rows_xml, workbook, zipped
from trust_send.platform.tables.reading import Limits, Unreadable

GOOD = workbook(rows_xml([heading_cells(), *(inline(f"A{n}", f"row {n}") for n in range(2, 200))]))


def refused(content: bytes, kind: str, *, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        cells(content, limits=limits)
    assert caught.value.kind == kind, caught.value.sentence
    return caught.value.sentence


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200_001 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\r\n<html><table><tr><td>Number</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml_excel"),
        (b'<?xml version="1.0"?><CTfile/>', "xml"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"\x1f\x8b\x08\0", "packed"),
        (b"MZ\x90\0\x03", "program"),
        (b"{\\rtf1 x}", "rtf"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "ods"),
        (zipped({"word/document.xml": b"<x/>"}), "word"),
        (zipped({"xl/workbook.bin": b"x"}), "xlsb"),
        (zipped({"Index/Document.iwa": b"x"}), "numbers"),
        (zipped({"list.csv": b"Number,Name\n1,a\n"}), "zip"),
        (zipped({}), "zip"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}",
)
def test_other_kinds_of_file_are_told_apart_by_their_bytes(content, kind):
    refused(content, kind)


def test_a_name_that_begins_like_a_program_is_still_text():
    assert cells(b"MZ list,\nNumber,Name\n1,a\n") == [["1", "a"]]


@pytest.mark.parametrize("part", [10, 30, 60, 90, 99])
def test_half_a_workbook_is_refused(part):
    assert "not complete" in refused(GOOD[: len(GOOD) * part // 100], "cut")


def test_a_workbook_with_a_damaged_byte_is_refused():
    content = bytearray(GOOD)
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[place] ^= 0xFF
    refused(bytes(content), "cut")


def test_a_zip_bomb_is_refused_from_the_directory_alone(monkeypatch):
    bomb = workbook("", parts={"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 40_000_000 + b"</worksheet>"})

    def unpacked(*_: object, **__: object) -> None:
        raise AssertionError("a part of the bomb was opened")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    assert "far more" in refused(bomb, "zip_bomb")


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    big = bytes(range(256)) * 8000
    refused(workbook("", parts={"xl/media/a": big}), "zip_bomb", limits=Limits(max_unpacked_bytes=1_000_000))


def test_a_directory_that_lies_about_sizes_gains_nothing():
    content = bytearray(workbook("", parts={"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 9_000_000}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    # the size in the central directory: 24 bytes after the signature that precedes the name by 46
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert struct.unpack_from("<I", content, place)[0] == info.file_size
    struct.pack_into("<I", content, place, 100)
    refused(bytes(content), "cut")


def test_too_many_parts_are_refused():
    refused(zipped({f"a{n}": b"" for n in range(50)}), "zip_bomb", limits=Limits(max_members=40))


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f"<!ENTITY {chr(98 + n)} '" + f"&{chr(97 + n)};" * 10 + "'>" for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("prologue", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_any_kind_are_refused_in_every_part(prologue, part, encoding):
    content = workbook(
        rows_xml([heading_cells(), inline("A2", "1")]), parts={part: f"{prologue}<x>&a;</x>".encode(encoding)}
    )
    refused(content, "xml_bomb")


@pytest.mark.parametrize("encoding", ["U99", "utf-7", "rot13", "punycode", "undefined", "unicode_escape", "latin-1"])
def test_an_encoding_that_no_workbook_has_is_refused(encoding):
    sheet = f'<?xml version="1.0" encoding="{encoding}"?><worksheet><sheetData/></worksheet>'.encode()
    refused(workbook("", parts={"xl/worksheets/sheet1.xml": sheet}), "cut")


def test_xml_nested_without_end_is_refused():
    deep = b"<worksheet>" + b"<a>" * 100_000
    refused(workbook("", parts={"xl/worksheets/sheet1.xml": deep}), "xml_bomb")


def test_one_endless_mark_is_refused():
    endless = b'<worksheet a="' + bytes(range(97, 123)) * 400_000
    refused(
        workbook("", parts={"xl/worksheets/sheet1.xml": endless}), "xml_bomb", limits=Limits(max_unpacked_ratio=10_000)
    )


def test_a_million_merged_cells_are_refused():
    merged = '<mergeCells><mergeCell ref="A2:A3"/>' + '<mergeCell ref="B2:B3"/>' * 50 + "</mergeCells>"
    refused(workbook(rows_xml([heading_cells()]), after=merged), "merged", limits=Limits(max_merged_areas=20))


def test_parts_that_point_outside_or_nowhere_are_not_followed():
    relations = (
        b'<Relationships><Relationship Id="rId1" TargetMode="External" '
        b'Type="x/worksheet" Target="http://127.0.0.1:9/"/></Relationships>'
    )
    refused(workbook(TABLE, parts={"xl/_rels/workbook.xml.rels": relations}), "no_sheet")
    inside = relations.replace(b' TargetMode="External"', b"")
    for target in (b"../../../etc/passwd", b"/etc/passwd", b"sheet9.xml"):
        changed = inside.replace(b"http://127.0.0.1:9/", target)
        refused(workbook(TABLE, parts={"xl/_rels/workbook.xml.rels": changed}), "no_sheet")


TABLE = rows_xml([heading_cells(), inline("A2", "1")])


def test_a_locked_zip_is_refused():
    content = bytearray(GOOD)
    for place in range(len(content)):
        if content[place : place + 4] == b"PK\x01\x02":
            content[place + 8] |= 1
    refused(bytes(content), "password")


@pytest.mark.slow
def test_fifty_thousand_rows_take_little_memory_and_time():
    text = "Number,Name,Born,Colour\n" + "".join(f"{n},Somebody {n},03/05/2017,red\n" for n in range(50_000))
    content = text.encode()
    tracemalloc.start()
    count = sum(1 for _ in opened(content).rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 50_000
    assert peak - len(content) < 4_000_000
