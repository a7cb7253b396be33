"""Whatever the bytes, the reader hands out rows or says in words why it cannot."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.platform.tables.files import cells, heading_cells, inline, opened, rows_xml, workbook
from trust_send.platform.tables.reading import Unreadable, tidy

GOOD = workbook(
    rows_xml(
        [heading_cells(), *(inline(f"A{n}", f"row {n}") + f'<c r="B{n}" s="1"><v>{n}</v></c>' for n in range(2, 40))]
    ),
    formats=["dd/mm/yyyy"],
    shared="<si><t>x</t></si>",
)


def rows_or_words(content: bytes) -> None:
    try:
        for row in opened(content).rows:
            assert row.number >= 1
    except Unreadable as error:
        assert error.sentence.endswith((".", "?"))


@given(st.binary(max_size=2000))
@settings(deadline=None, max_examples=300)
def test_any_bytes(content):
    rows_or_words(content)


@given(st.text(alphabet="Number,Name;\t\"'=\r\n 0é€\u00a0\x85\u2028", max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_text_under_headings(text):
    rows_or_words(b"Number,Name,Born\n" + text.encode())


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.integers(0, len(GOOD)))
@settings(deadline=None, max_examples=300)
def test_a_workbook_with_a_changed_byte_or_cut_anywhere(place, byte, end):
    changed = bytearray(GOOD)
    changed[place] = byte
    rows_or_words(bytes(changed))
    rows_or_words(GOOD[:end])


PARTS = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
]


@given(st.sampled_from(PARTS), st.data())
@settings(deadline=None, max_examples=300)
def test_a_workbook_whose_xml_says_odd_things(part, data):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        xml = archive.read(part).decode()
    start = data.draw(st.integers(0, len(xml)))
    length = data.draw(st.integers(0, 12))
    put_in = data.draw(
        st.sampled_from(
            ["", "9" * 30, "9" * 5000, "-1", "é", "<", '"', "\x00", "1e999", "nan", "<c/>", "<row/>", "</row>"]
        )
    )
    changed = xml[:start] + put_in + xml[start + length :]
    rows_or_words(workbook("", parts={part: changed.encode()} | {p: _part(p) for p in PARTS if p != part}))


def _part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return archive.read(name)


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_but_guards(text):
    once = tidy(text)
    assert once == once.strip()
    if not once.startswith(("'", "=")):
        assert tidy(once) == once


@given(st.lists(st.lists(st.text(alphabet="abcé 1", max_size=5), min_size=3, max_size=3), min_size=1, max_size=10))
@settings(deadline=None)
def test_every_row_keeps_its_number_and_its_place(rows):
    lines = ["Number,Name,Born", *(",".join(["x" + row[0], *row[1:]]) for row in rows)]
    content = ("\n".join(lines) + "\n").encode()
    assert [row.number for row in opened(content).rows] == list(range(2, len(rows) + 2))
    assert cells(content) == [["x" + row[0].rstrip(), row[1].strip(), row[2].strip()] for row in rows]
