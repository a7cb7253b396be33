"""Every template compiles and keeps to the security policy: no inline style, no inline script, no data: address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
PAGES = [name for name in TEMPLATES if not name.startswith(("pdf/", "email/"))]
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>"),
    "an inline event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']"),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a data: address": re.compile(r"[\"'(]data:"),
    "a scrolling region out of the keyboard's reach": re.compile(
        r"class=\"ts-scroll\"(?! tabindex=\"0\" role=\"region\" aria-label)"
    ),
    "an htmx expression that is evaluated": re.compile(r"hx-(on|vals=[\"']js:|vars)"),
    # What the checkers of HTML refuse: attributes that it does not have, fractions of a second finer than a thousandth,
    # words beside the caption of a figure.
    "an htmx attribute without data-": re.compile(r"\shx-"),
    "a time with microseconds": re.compile(r"datetime=\"\{\{[^}]*\|date:\"c\""),
    "a figure with something after its caption": re.compile(r"</figcaption>(?!\s*</figure>)"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_the_security_policy(name: str) -> None:
    text = (FOLDER / name).read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []
