"""Small marks that read by shape, word and colour, drawn without a template.

A list of fifty rows holds two hundred marks; an include for each would cost more than the query.
"""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

RAG_SHAPES: Final = {
    "good": '<path d="M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Zm3.3 4.4L5.4 9 2.7 6.5l1-1.1 1.6 1.4 2.8-3.4Z"/>',
    "warn": '<path d="M6 .8 12 11.4H0ZM5.3 4.4l.2 3.4h1l.2-3.4Zm-.1 4.4h1.6v1.5H5.2Z" fill-rule="evenodd"/>',
    "bad": '<path d="M0 0h12v12H0ZM5.2 2l.2 5h1.2l.2-5Zm0 6.1h1.6v1.8H5.2Z" fill-rule="evenodd"/>',
    "info": '<path d="M6 0a6 6 0 1 0 0 12A6 6 0 0 0 6 0Zm0 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z"/>',
    "none": '<path d="M1 5h10v2H1Z"/>',
}
RAG_MARKUP: Final = {
    kind: mark_safe(  # noqa: S308  # nosec: constant markup
        f'<span class="ts-rag ts-rag--{kind}">'
        f'<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">{shape}</svg>'
    )
    for kind, shape in RAG_SHAPES.items()
}


def rag_mark(kind: str, words: object) -> SafeString:
    """How is a judgement drawn: good, warn, bad, info or none?"""
    return format_html("{}{}</span>", RAG_MARKUP[kind], words)


def status_mark(letter: str, words: object = "") -> SafeString:
    """How is a status drawn: its letter in a square, then its words?"""
    return format_html(
        '<span class="ts-status ts-status--{}"><b{}>{}</b>{}</span>', letter.lower(), _hidden(words), letter, words
    )


def area_mark(letter: str, words: object = "", *, pill: bool = False, unseen: object = "") -> SafeString:
    """How is an area drawn: its letter in its shape, then its words, or words only heard?"""
    shown = format_html('<span class="govuk-visually-hidden">{}</span>', unseen) if unseen else words
    return format_html(
        '<span class="ts-area ts-area--{}{}"><b{}>{}</b>{}</span>',
        letter.lower(),
        " ts-area--pill" if pill else "",
        _hidden(shown),
        letter,
        shown,
    )


def layer_mark(step: int, words: object) -> SafeString:
    """How is a layer drawn: one to four filled steps, then the word?"""
    return format_html('<span class="ts-layer ts-layer--{}"><i aria-hidden="true"></i>{}</span>', step, words)


def chip_mark(words: object) -> SafeString:
    """How is a passing remark drawn?"""
    return format_html('<span class="ts-chip">{}</span>', words)


def bar_mark(done: float, planned: float, words: object = "", *, short: bool = False) -> SafeString:
    """How is delivered against planned drawn, with the numbers beside it?"""
    width = round(min(max(done / planned, 0), 1) * 100) if planned else 0
    return format_html(
        '<div class="ts-row ts-row--nowrap"><svg class="ts-bar{}" viewBox="0 0 100 12" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="{}" height="12"/></svg>'
        '<span class="ts-nowrap">{}</span></div>',
        " ts-bar--short" if short else "",
        width,
        words or f"{done:,} of {planned:,}",
    )


def steps_mark(reached: int, expected: int = 0, total: int = 5) -> SafeString:
    """How is progress in steps drawn, with the expected step ringed?"""
    steps = format_html_join(
        "",
        '<i class="{}{}"></i>',
        (("on" if step <= reached else "", " exp" if step == expected else "") for step in range(1, total + 1)),
    )
    return format_html('<span class="ts-steps" aria-hidden="true">{}</span>', steps)


def sort_header(label: object, url: str, direction: str = "", *, number: bool = False, classes: str = "") -> SafeString:
    """How is a column head drawn that sorts by a link: "", "ascending" or "descending"?"""
    names = " ".join(part for part in ("n" if number else "", classes) if part)
    return format_html(
        '<th scope="col"{} aria-sort="{}"><a href="{}">{}</a></th>',
        format_html(' class="{}"', names) if names else "",
        direction or "none",
        url,
        label,
    )


def _hidden(words: object) -> SafeString:
    """Hide the letter from screen readers only where words say the same."""
    return SafeString(' aria-hidden="true"') if words else SafeString("")
