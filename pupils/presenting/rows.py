"""Rows of the register as a page draws them.

Drawn in Python: through the template the fifty rows took half of the page's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pupils.codes import AREAS, NEED_TYPES, SEN_STATUS
from pupils.presenting.layers import LAYER_MARKS
from trust_send.platform.web.marks import area_mark, chip_mark, status_mark

if TYPE_CHECKING:
    from pupils.selectors.register import Row

STATUS_MARKS: dict[str, SafeString] = {code: status_mark(code, words) for code, words in SEN_STATUS.items()}


def need_mark(need_type: str, *, on_register: bool) -> SafeString:
    """How does a main need stand in a list: the letter of its area and its code, or that it is not known?"""
    if not need_type:
        return format_html('<span class="ts-quiet">{}</span>', "No need recorded") if on_register else SafeString("–")
    if need_type == "NSA":
        return format_html('<span class="ts-quiet">{}</span>', "NSA, not known")
    need = NEED_TYPES.get(need_type)
    if need and need.area:
        return area_mark(need.area, need_type)
    return format_html('<span class="ts-quiet">{}</span>', need_type)


_NEED_MARKS = {(code, kept): need_mark(code, on_register=kept) for code in ("", *NEED_TYPES) for kept in (True, False)}
_AREA_TITLES = {area: format_html(' title="{}"', words) for area, words in AREAS.items()}
_chip = lru_cache(maxsize=1_000)(chip_mark)


def table_rows(rows: Iterable[Row], *, schools: Mapping[int, str], several: bool) -> SafeString:
    """The body of the table, one line for each child. Every word of a child goes through escape."""
    before, after = (escape(part) for part in reverse("pupil", args=[0]).split("0"))
    names = {school_id: f"<td>{escape(name)}</td>" for school_id, name in schools.items()}
    return SafeString(  # nosec B703
        "".join(
            f'<tr><th scope="row"><a class="govuk-link" href="{before}{row.pupil_id:d}{after}">'
            f"{escape(row.listed_name)}</a></th><td>{escape(row.class_name or '–')}</td>"
            f"{names.get(row.school_id, '<td>–</td>') if several else ''}"
            f"<td>{_status(row)}</td><td{_AREA_TITLES.get(row.area, '')}>{_need(row)}</td>"
            f'<td class="ts-small">{escape(", ".join(row.other_needs))}</td><td>{escape(row.year_group)}</td>'
            f"<td>{' '.join(_chip(words) for words in row.notes)}</td></tr>\n"
            for row in rows
        )
    )


def _status(row: Row) -> str:
    """How the census counts the child, and beside it what the school calls it and the layer of support."""
    mark = STATUS_MARKS[row.status]
    if not (row.local_status or row.layer):
        return mark
    own = f' <span class="ts-small ts-quiet">{escape(row.local_status)}</span>' if row.local_status else ""
    return f'<span class="ts-row">{mark}{own} {LAYER_MARKS.get(row.layer, "")}</span>'


def _need(row: Row) -> SafeString:
    kept = row.status != "N"
    return _NEED_MARKS.get((row.main_need, kept)) or need_mark(row.main_need, on_register=kept)
