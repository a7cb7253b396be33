"""Workbooks as Excel and exports write them: dates, leading zeros, errors, formulas, sheets, merged cells."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from tests.platform.tables.files import cells, heading_cells, inline, opened, rows_xml, workbook
from trust_send.platform.tables.reading import Flaw, Limits, Unreadable, WhichSheet


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def one_row(*row_cells: str, **parts: object) -> list[object]:
    (row,) = cells(workbook(rows_xml([heading_cells(), "".join(row_cells)]), **parts))  # type: ignore[arg-type]
    return row


def test_a_workbook_from_openpyxl_is_read_with_its_types():
    book = Workbook()
    sheet = book.active
    sheet.append(["Number", "Name", "Born", "Colour"])
    sheet.append([12, " Zoë ", date(2017, 5, 3), True])
    sheet.append([1.5, "x", datetime(2017, 5, 3, 10, 30), None])
    sheet["A2"].number_format = "000000"
    assert cells(saved(book)) == [
        ["000012", "Zoë", date(2017, 5, 3), "TRUE"],
        ["1.5", "x", datetime(2017, 5, 3, 10, 30), ""],
    ]


@pytest.mark.parametrize(
    ("code", "raw", "shown"),
    [
        ("General", "12", "12"),
        ("General", "12.0", "12"),
        ("0000", "12", "0012"),
        ("000000;;", "12", "000012"),
        ("0.0%", "0.941", "94.1%"),
        ("0%", "1", "100%"),
        ("dd/mm/yyyy", "42858", date(2017, 5, 3)),
        ("[$-809]d mmmm yyyy;@", "42858", date(2017, 5, 3)),
        ("#,##0", "1234", "1234"),
        ("General", "0.1", "0.1"),
        ("General", "1.2345678901234E14", "123456789012340"),
    ],
)
def test_a_number_is_read_as_the_person_sees_it(code, raw, shown):
    row = one_row(f'<c r="A2" s="1"><v>{raw}</v></c>', inline("B2", "x"), formats=[code])
    assert row[0] == shown


def test_dates_of_old_macs_count_from_1904():
    row = one_row('<c r="A2" s="1"><v>41396</v></c>', formats=["dd/mm/yyyy"], mac_dates=True)
    assert row[0] == date(2017, 5, 3)


def test_a_number_that_is_no_date_is_a_flaw_of_its_cell():
    row = one_row('<c r="A2" s="1"><v>99999999999</v></c>', '<c r="B2"><v>abc</v></c>', formats=["dd/mm/yyyy"])
    assert row[:2] == [Flaw("error", "A2", "99999999999"), Flaw("error", "B2", "abc")]


def test_formulas_and_errors_are_named_by_their_cell():
    row = one_row(
        '<c r="A2"><f>B1*2</f><v>4</v></c>',
        '<c r="B2" t="e"><v>#N/A</v></c>',
        '<c r="C2" t="str"><f t="shared" si="0"/><v>x</v></c>',
    )
    assert row == [Flaw("formula", "A2", "=B1*2"), Flaw("error", "B2", "#N/A"), Flaw("formula", "C2", "="), ""]
    assert "#N/A" in row[1].sentence


def test_shared_rich_and_escaped_texts_are_joined_and_asian_reading_aids_left_out():
    shared = (
        "<si><r><t>Sm</t></r><r><t>ith</t></r></si>"
        "<si><t>one_x000D_two_x005F_x000D_</t></si>"
        "<si><t>東京</t><rPh><t>とうきょう</t></rPh></si>"
    )
    row = one_row(*(f'<c r="{at}2" t="s"><v>{n}</v></c>' for n, at in enumerate("ABC")), shared=shared)
    assert row[:3] == ["Smith", "one\rtwo_x000D_", "東京"]


def test_half_a_sign_never_reaches_the_database():
    assert one_row(inline("A2", "a_xD800_b_x0000_"))[0] == "a\ufffdb"


def test_cells_inside_cells_are_not_cells():
    broken = '<c r="A2"><row r="3"><v>1</v></row></c>'
    assert cells(workbook(rows_xml([heading_cells(), broken]) + f'<row r="4">{inline("A4", "1")}</row>'))[-1][0] == "1"


def test_a_text_that_is_not_there_is_a_damaged_file():
    with pytest.raises(Unreadable, match="A2"):
        one_row('<c r="A2" t="s"><v>7</v></c>', shared="<si><t>x</t></si>")


def test_cells_without_addresses_and_rows_without_numbers_stand_in_order():
    data = ""
    for row in (["Number", "Name"], ["1", "a"], ["2", "b"]):
        data += "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
    assert cells(workbook(data)) == [["1", "a"], ["2", "b"]]


@pytest.mark.parametrize("dimension", ['<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>', ""])
def test_a_wrong_dimension_changes_nothing(dimension):
    data = rows_xml([heading_cells(), inline("A2", "1") + inline("D2", "red")])
    assert cells(workbook(data, dimension=dimension)) == [["1", "", "", "red"]]


def test_rows_far_below_keep_their_numbers():
    data = f'<row r="1">{heading_cells()}</row><row r="1048576">{inline("A1048576", "1")}</row>'
    assert [row.number for row in opened(workbook(data)).rows] == [1048576]


def test_prefixed_elements_are_read_too():
    content = workbook("", parts={"xl/worksheets/sheet1.xml": (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Number</x:t></x:is></x:c>'
        b'<x:c r="B1" t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c></x:row>'
        b'<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )})  # fmt: skip
    assert cells(content) == [["1", ""]]


def test_merged_cells_fill_the_rows_below_them_and_no_others():
    data = rows_xml(
        [
            heading_cells(),
            inline("A2", "1") + inline("B2", "Ann") + inline("D2", "red"),
            inline("D3", "blue"),
            inline("A4", "2") + inline("B4", "Bo"),
        ]
    )
    after = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:C3"/></mergeCells>'
    assert cells(workbook(data, after=after)) == [
        ["1", "Ann", "", "red"],
        ["1", "Ann", "", "blue"],
        ["2", "Bo", "", ""],
    ]


def test_remarks_beside_the_table_are_not_read():
    data = rows_xml([heading_cells(), inline("A2", "1") + inline("H2", "look here")])
    (row,) = opened(workbook(data)).rows
    assert (row.cells, row.problem) == (["1", "", "", ""], "")


def test_title_rows_above_the_headings_are_left_out():
    data = rows_xml([inline("A1", "Our list"), "", heading_cells().replace("1", "3"), inline("A4", "1")])
    sheet = opened(workbook(data))
    assert (sheet.heading_row, [row.number for row in sheet.rows]) == (3, [4])
    assert sheet.left_out == [(1, "Our list")]


def test_headings_below_the_first_twenty_rows_are_not_looked_for():
    data = rows_xml([inline(f"A{n}", f"title {n}") for n in range(1, 21)] + [heading_cells()])
    with pytest.raises(Unreadable, match="first 20 rows"):
        opened(workbook(data))


TABLE = rows_xml([heading_cells(), inline("A2", "1")])
OTHER = rows_xml([inline("A1", "Notes"), inline("A2", "1")])


def test_the_sheet_with_known_headings_is_taken():
    sheet = opened(workbook({"Notes": OTHER, "List": TABLE}))
    assert (sheet.name, [row.cells[0] for row in sheet.rows]) == ("List", ["1"])
    assert "“List” was read" in sheet.notices[0]


def test_two_likely_sheets_are_a_question_which_a_name_answers():
    content = workbook({"Year 5": TABLE, "Year 6": TABLE, "Notes": OTHER})
    with pytest.raises(WhichSheet) as caught:
        opened(content)
    assert caught.value.names == ["Year 5", "Year 6"]
    assert opened(content, sheet="Year 6").name == opened(content, sheet=" year  6").name == "Year 6"
    with pytest.raises(Unreadable, match="no visible sheet “Year 7” in this workbook. It has “Year 5”, “Year 6”"):
        opened(content, sheet="Year 7")


def test_hidden_sheets_are_not_read():
    states = {"Old": "hidden", "Older": "veryHidden"}
    assert opened(workbook({"Old": TABLE, "Older": TABLE, "List": TABLE}, states=states)).name == "List"
    with pytest.raises(Unreadable, match="hidden sheet “Old”"):
        opened(workbook({"Old": TABLE, "Notes": OTHER, "More": OTHER}, states=states))


def test_rows_hidden_by_a_filter_are_read_and_mentioned():
    data = f'<row r="1">{heading_cells()}</row><row r="2" hidden="1">{inline("A2", "1")}</row>'
    sheet = opened(workbook(data))
    assert len(list(sheet.rows)) == 1
    assert "read too: 1." in sheet.notices[-1]


def test_limits_are_kept():
    wide = rows_xml([heading_cells(), inline("KO2", "x")])
    with pytest.raises(Unreadable, match="KO2"):
        cells(workbook(wide))
    assert cells(workbook(rows_xml([heading_cells(), inline("A2", "1") + '<c r="XFD2" s="1"/>']))) == [
        ["1", "", "", ""]
    ]
    with pytest.raises(Unreadable, match="more than 3 rows"):
        cells(
            workbook(rows_xml([heading_cells()] + [inline(f"A{n}", "1") for n in range(2, 7)])),
            limits=Limits(max_rows=3),
        )
    with pytest.raises(Unreadable, match="A2"):
        cells(workbook(rows_xml([heading_cells(), inline("A2", "x" * 11)])), limits=Limits(max_cell_characters=10))
