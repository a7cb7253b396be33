"""Rows of the register as a page draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pupils.codes import AREAS, SEN_STATUS
from trust_send.platform.web.marks import area_mark, chip_mark, status_mark

if TYPE_CHECKING:
    from pupils.selectors.register import Row

STATUS_MARKS: dict[str, SafeString] = {code: status_mark(code, words) for code, words in SEN_STATUS.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """One child's line: words and marks, ready to be placed."""

    url: str
    listed_name: str
    class_name: str
    school: str
    status: SafeString
    need: SafeString
    others: str
    year: str
    notes: SafeString


def shown(rows: Iterable[Row], *, schools: Mapping[int, str]) -> Iterator[Shown]:
    """The lines of the table; drawn here because fifty includes of a template would cost more than the query."""
    pupil_url = reverse("pupil", args=[0]).replace("/0/", "/{}/")
    for row in rows:
        yield Shown(
            url=pupil_url.format(row.pupil_id),
            listed_name=row.listed_name,
            class_name=row.class_name or "–",
            school=schools.get(row.school_id, ""),
            status=STATUS_MARKS[row.status],
            need=need_mark(row.main_need, row.area, on_register=row.status != "N"),
            others=", ".join(row.other_needs),
            year=row.year_group,
            notes=SafeString(" ").join(chip_mark(words) for words in row.notes),
        )


def need_mark(need_type: str, area: str, *, on_register: bool) -> SafeString:
    """How does a main need stand in a list: the letter of its area and its code, or that it is not known?"""
    if area:
        return format_html('<span title="{}">{}</span>', AREAS[area], area_mark(area, need_type))
    if need_type == "NSA":
        return _NSA
    if need_type:
        return format_html('<span class="ts-quiet">{}</span>', need_type)
    return _MISSING if on_register else SafeString("–")


_NSA = mark_safe('<span class="ts-quiet">NSA, not known</span>')  # noqa: S308  # nosec: constant markup
_MISSING = mark_safe('<span class="ts-quiet">No need recorded</span>')  # noqa: S308  # nosec: constant markup
