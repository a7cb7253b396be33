"""Files to read in tests: workbooks built part by part, so that they can be wrong in one place."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from trust_send.platform.tables.reading import Limits, Sheet, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADINGS = ("Number", "Name", "Born", "Colour")
KNOWN = {heading.casefold() for heading in HEADINGS}

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def known(heading: str) -> bool:
    """The headings that these tests know."""
    return heading.casefold() in KNOWN


def opened(content: bytes, *, limits: Limits | None = None, sheet: str | None = None) -> Sheet:
    """The table in some bytes, its rows not yet read."""
    return read_table(io.BytesIO(content), known=known, limits=limits or Limits(), sheet=sheet)


def cells(content: bytes, *, limits: Limits | None = None, sheet: str | None = None) -> list[list[object]]:
    """All rows of the table in some bytes."""
    return [row.cells for row in opened(content, limits=limits, sheet=sheet).rows]


def rows_xml(rows: Sequence[str]) -> str:
    """Rows of ready-made cells, numbered from 1."""
    return "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))


def heading_cells(headings: Sequence[str] = HEADINGS) -> str:
    """A heading row as inline text."""
    return "".join(inline(f"{chr(65 + place)}1", heading) for place, heading in enumerate(headings))


def inline(at: str, text: str) -> str:
    """A cell that holds its own text."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(
    sheet_data: str | Mapping[str, str],
    *,
    after: str = "",
    dimension: str = "",
    shared: str = "",
    formats: Sequence[str] = (),
    states: Mapping[str, str] | None = None,
    mac_dates: bool = False,
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook of one sheet, or of several by name; `formats` are the number formats of styles 1, 2, …"""
    sheets = {"Sheet1": sheet_data} if isinstance(sheet_data, str) else sheet_data
    listed = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + "/>"
        for place, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, len(sheets) + 1)
    )
    custom = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
    content: dict[str, bytes] = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(mac_dates)}"/>'
        f"<sheets>{listed}</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'.encode(),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{custom}</numFmts><cellXfs><xf numFmtId="0"/>{styles}'
        "</cellXfs></styleSheet>".encode(),
    }
    if shared:
        content["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{shared}</sst>'.encode()
    for place, data in enumerate(sheets.values(), 1):
        content[f"xl/worksheets/sheet{place}.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}">{dimension}'
            f"<sheetData>{data}</sheetData>{after}</worksheet>"
        ).encode()
    content.update(parts or {})
    return zipped(content)


def zipped(content: Mapping[str, bytes]) -> bytes:
    """A zip file, the same bytes whenever it is made: without that, two workers may not agree on what they test."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
