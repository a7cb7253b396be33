"""XML files: told apart by their first letters, read in pieces, refused when they are more than data."""

from __future__ import annotations

import codecs
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trust_send.platform.tables.reading import LIMITS, Limits, Unreadable
from trust_send.platform.tables.reading.kinds import kind_of
from trust_send.platform.tables.reading.xml_file import Part, pieces

PEOPLE = "<List><Head><Made>today</Made></Head><Item><Name>Zoë</Name><Note><Long>x</Long></Note></Item></List>"


def read(content: bytes, *, limits: Limits = LIMITS, over: tuple[str, ...] = ("note",)) -> list[Part]:
    """The items of a list."""
    found = pieces(
        io.BytesIO(content),
        root=lambda name: None,
        is_piece=lambda path: path == ("list", "item"),
        passed_over=over,
        limits=limits,
    )
    return [part for _, part in found]


def refused(content: bytes, kind: str, **more) -> str:
    with pytest.raises(Unreadable) as caught:
        read(content, **more)
    assert caught.value.kind == kind, caught.value.sentence
    return caught.value.sentence


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("UTF-8", "utf-8"), ("utf-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"), ("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"),
        # What the file says about itself is often wrong, after somebody saved it anew.
        ("utf-8", "latin-1"), ("utf-16", "utf-8"), ("iso-8859-1", "utf-8"),
    ],
)  # fmt: skip
def test_every_encoding_is_read_whatever_the_file_says_of_itself(said, encoding):
    content = f'<?xml version="1.0" encoding="{said}"?>\r\n{PEOPLE}'.encode(encoding)
    assert kind_of(content) == "xml"
    assert [item.said("name") for item in read(content)] == ["Zoë"]


def test_a_file_without_a_declaration_is_xml_and_a_list_with_a_strange_heading_is_none():
    assert kind_of(PEOPLE.encode()) == "xml"
    assert kind_of(codecs.BOM_UTF16_LE + PEOPLE.encode("utf-16-le")) == "xml"
    assert kind_of(b"<Name>,UPN\r\nA,1\r\n") == "text"


def test_what_is_passed_over_leaves_only_its_name():
    (item,) = read(PEOPLE.encode())
    assert [(part.name, part.parts) for part in item.parts] == [("name", []), ("note", [])]
    assert [part.text for part in read(PEOPLE.encode(), over=())[0].within("long")] == ["x"]


def test_names_count_without_prefix_and_capitals():
    content = PEOPLE.replace("<", "<a:").replace("<a:/", "</a:").replace("<a:List", '<a:List xmlns:a="urn:x"')
    assert read(content.upper().replace("XMLNS:A", "xmlns:A").encode())[0].said("name") == "ZOË"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><List><Item>&b;</Item></List>', "xml_bomb"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><List><Item>&a;</Item></List>', "xml_bomb"),
        (b'<!DOCTYPE x SYSTEM "http://localhost/x.dtd"><List/>', "xml_bomb"),
        (b"<List><Item>" + b"<a>" * 100 + b"</a>" * 100 + b"</Item></List>", "xml_bomb"),
        (b"<List><Item>" + b"<a/>" * 30_000 + b"</Item></List>", "xml_bomb"),
        (b"<List><Item><Name>" + b"x" * 20_000 + b"</Name></Item></List>", "long_cell"),
        (b"<List><Item a='" + b"x" * 3_000_000 + b"'/></List>", "xml_bomb"),
        (b"<List><Item>", "cut"),
        (b"<List><Item>&b;</Item></List>", "cut"),
        (b"<List><Item>\x01</Item></List>", "cut"),
        (b"<List><Item></List>", "cut"),
        ("<List><Item>".encode("utf-16")[:-3], "encoding"),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_data_is_refused(content, kind):
    assert refused(content, kind, over=()).endswith(".")


def test_a_large_file_is_read_with_little_memory():
    content = b"<List>" + b"<Item><Note>" + b"<Long>x</Long>" * 100_000 + b"</Note></Item>" * 1 + b"</List>"
    tracemalloc.start()
    assert len(read(content)) == 1
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


@given(st.binary(max_size=600))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_read_or_refused(content):
    for whole in (content, b"<List><Item>" + content + b"</Item></List>"):
        try:
            read(whole)
        except Unreadable as reason:
            assert reason.sentence.endswith((".", "?"))


@given(st.integers(0, len(PEOPLE)), st.integers(0, 255))
@settings(deadline=None, max_examples=200)
def test_a_changed_byte_or_a_cut_anywhere_is_read_or_refused(place, byte):
    content = bytearray(PEOPLE.encode())
    for whole in (bytes(content[:place]), bytes(content[:place] + bytes([byte]) + content[place + 1 :])):
        try:
            read(whole)
        except Unreadable as reason:
            assert reason.sentence.endswith((".", "?"))
