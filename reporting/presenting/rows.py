"""Rows of the table of schools as markup: made in Python, because a template takes ten times as long for 350 cells."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reporting.presenting.overview import Group, Overview, Row
from reporting.presenting.words import NOT_APPLICABLE, short_day

NOT_YET = "Not yet"


def tables(about: Overview) -> SafeString:
    """The bodies of the table: hub by hub with their sums, and the sum of all."""
    bodies = [_body(group, about) for group in about.groups]
    if len(about.schools) > 1:
        bodies.append(format_html("<tbody>{}</tbody>\n", _total(about.total)))
    return format_html_join("", "{}", ((body,) for body in bodies))


def _body(group: Group, about: Overview) -> SafeString:
    head, total = SafeString(""), SafeString("")
    if about.has_subtotals:
        head = format_html('<tr><th scope="rowgroup" colspan="8" class="ts-quiet">{}</th></tr>\n', group.name)
        total = _total(group.total)
    return format_html(
        "<tbody>{}{}{}</tbody>\n", head, format_html_join("", "{}", ((_school(row),) for row in group.rows)), total
    )


def _school(row: Row) -> SafeString:
    return format_html(
        '<tr><th scope="row"><a class="govuk-link" href="{}">{}</a></th>{}<td class="n">{}</td></tr>\n',
        reverse("school-figures", args=[row.school_id]),
        row.name,
        _cells(row),
        short_day(row.counted_on) if row.counted_on else NOT_YET,
    )


def _total(row: Row) -> SafeString:
    return format_html(
        '<tr class="is-total"><th scope="row">{}</th>{}<td class="n">{}</td></tr>\n',
        row.name,
        _cells(row),
        NOT_APPLICABLE,
    )


def _cells(row: Row) -> SafeString:
    return format_html_join("", '<td class="n">{}</td>', ((cell,) for cell in row.cells))
