"""A table of figures as a file to download."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from reporting.presenting.exports import Sheet

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(sheet: Sheet, *, kind: str, name: str, on: date) -> HttpResponse:
    """The table as CSV or as an Excel workbook; there is no other kind."""
    if kind not in KINDS:
        raise Http404
    response = HttpResponse(_writers()[kind](sheet), content_type=KINDS[kind])
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{slugify(name)[:80]}-{on}.{kind}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _writers() -> dict[str, Callable[[Sheet], bytes]]:
    """Imported at the first download: pages must not carry openpyxl in memory."""
    from trust_send.platform.tables.writing import csv_bytes, xlsx_bytes

    return {
        "csv": lambda sheet: csv_bytes(sheet.headings, sheet.rows),
        "xlsx": lambda sheet: xlsx_bytes(sheet.title, sheet.headings, sheet.rows, sheet.about),
    }
