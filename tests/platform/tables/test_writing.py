"""Files that people download: what was written is what is read, and nothing in them calculates."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.platform.tables.files import cells
from trust_send.platform.tables.reading import tidy
from trust_send.platform.tables.writing import csv_bytes, xlsx_bytes

HEADINGS = ["Number", "Name", "Born", "Colour"]
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "#REF!",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_in_csv(text):
    line = csv_bytes(HEADINGS, [["1", text, None, ""]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line[2:].lstrip('"')[0] not in "=+-@\t\r\n"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_in_a_workbook(text):
    content = xlsx_bytes("List", HEADINGS, [["1", text, None, ""]], about=[("Chosen by", text)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
    cell = load_workbook(io.BytesIO(content))["List"]["B2"]
    assert cell.data_type == "s"
    assert cell.value.replace("\r", "\n").lstrip() == text.replace("\r", "\n").lstrip()


def test_csv_is_what_excel_opens():
    content = csv_bytes(["Name", "Note"], [["Zoë", 'say "hi", all'], [12, Decimal("1.50")], [True, date(2017, 5, 3)]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == ('Name,Note\r\nZoë,"say ""hi"", all"\r\n12,1.50\r\nYes,03/05/2017\r\n')


def test_numbers_and_dates_stay_what_they_are_in_a_workbook():
    row = [12, -3.5, Decimal("1.5"), date(2017, 5, 3), datetime(2017, 5, 3, 10, 30), False, None]
    sheet = load_workbook(io.BytesIO(xlsx_bytes("List", list("ABCDEFG"), [row])))["List"]
    shown = [cell.value for cell in sheet[2]]
    assert shown[:3] == [12, -3.5, 1.5]
    assert shown[3:] == [datetime(2017, 5, 3), datetime(2017, 5, 3, 10, 30), "No", None]
    assert sheet["D2"].number_format == "dd/mm/yyyy"


def test_two_dates_in_one_row_are_two_dates():
    rows = [[date(2017, 5, 3), date(2018, 6, 4)], [date(2019, 7, 5), date(2020, 8, 6)]]
    sheet = load_workbook(io.BytesIO(xlsx_bytes("List", ["A", "B"], rows)))["List"]
    assert [[cell.value.date() for cell in row] for row in sheet.iter_rows(min_row=2)] == rows


def test_the_workbook_is_ready_to_read_and_says_what_is_in_it():
    content = xlsx_bytes(
        "Register: all/2026 [x]", HEADINGS, [["1", "a" * 100, "", ""]], [("Made on", "23 November 2026")]
    )
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Register  all 2026  x", "What is in this file"]
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width == 60
    assert [[cell.value for cell in row] for row in book.worksheets[1]][1] == ["Made on", "23 November 2026"]


def test_an_empty_list_is_a_whole_file():
    assert csv_bytes(HEADINGS, []) == b"\xef\xbb\xbfNumber,Name,Born,Colour\r\n"
    assert load_workbook(io.BytesIO(xlsx_bytes("", HEADINGS, []))).sheetnames == ["Table"]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], include_characters="\n\t"), max_size=40
) | st.sampled_from(DANGEROUS + ["_x000D_", "0012", "true", "TRUE", "1e5"])
ROWS = st.lists(st.tuples(TEXTS, TEXTS, st.dates(date(1990, 1, 1), date(2050, 1, 1)), TEXTS), min_size=1, max_size=6)


def seen_first(text: str) -> str:
    return tidy("n" + text)[1:]


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_what_is_written_as_a_workbook_is_read_again(rows):
    content = xlsx_bytes("List", HEADINGS, [["n" + one, two, day, three] for one, two, day, three in rows])
    read = cells(content)
    assert [[row[0], row[2]] for row in read] == [["n" + seen_first(one), day] for one, _, day, _ in rows]
    assert [same_text(row[1]) for row in read] == [same_text(two) for _, two, _, _ in rows]


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_what_is_written_as_csv_is_read_again(rows):
    read = cells(csv_bytes(HEADINGS, [["n" + one, two, day, three] for one, two, day, three in rows]))
    assert [[row[0], row[2]] for row in read] == [
        ["n" + seen_first(one), day.strftime("%d/%m/%Y")] for one, _, day, _ in rows
    ]
    assert [same_text(row[3]) for row in read] == [same_text(three) for *_, three in rows]


def same_text(text: object) -> str:
    """A text but for what reading tidies: odd spaces, spaces around it, guarding apostrophes, ="..." of Excel."""
    assert isinstance(text, str), text
    return "".join(tidy(text).split()).lstrip("'").removeprefix('="').removesuffix('"')
