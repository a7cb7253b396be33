"""The sample document, as a screen reader, a text search and an eye meet it."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from trust_send.platform.papers.render import Accent, render_pdf

from .conftest import MADE_AT, page
from .judge import judge
from .structure import Tree


@pytest.fixture(scope="module")
def texts(sample: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(sample)
    pages = [one.get_textpage().get_text_bounded() for one in document]
    document.close()
    return pages


def test_the_judge_finds_nothing(sample: bytes) -> None:
    assert judge(sample) == []


def test_every_page_says_what_it_is_and_which_of_how_many(texts: list[str]) -> None:
    for number, text in enumerate(texts, start=1):
        assert f"page {number} of {len(texts)}" in text
        assert "As known on 20 November 2026" in text
        assert "Holds children’s information" in text
        assert "SEND in a Nutshell" in text and "Fernhollow Primary School" in text


def test_the_words_come_in_reading_order_and_none_is_lost(texts: list[str]) -> None:
    whole = " ".join(" ".join(texts).split())
    places = [
        whole.index(words)
        for words in (
            "Tidewell Learning Trust",
            "61 of 418 pupils (14.6%)",
            "eleven elsewhere",
            "Penhallow Academy is above England by more than chance explains",
            "School number 60",
            "A legal document by the council.",
            "for Łucja, Siân and Ştefan alike",
        )
    ]
    assert places == sorted(places)


def test_a_long_table_repeats_its_head_and_keeps_its_total(texts: list[str]) -> None:
    pages = [text for text in texts if "School number" in text]
    assert len(pages) >= 2
    assert all("On SEN support" in text for text in pages)
    assert "180,000" in pages[-1]


def alternatives(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        for element, _, kind in Tree(document).walk():
            if kind == "/Figure":
                yield str(element.Alt)


def test_every_chart_is_read_with_its_finding_and_decorations_are_not_read(sample: bytes) -> None:
    found = list(alternatives(sample))
    assert len(found) == 5
    assert found[0].startswith("SEN support by school. Penhallow Academy is above England")


def test_links_are_described_by_their_words(sample: bytes) -> None:
    with pikepdf.open(BytesIO(sample)) as document:
        links = {str(link.Contents) for one in document.pages for link in one.get("/Annots", [])}
    assert links == {"local offer (https://example.org/local-offer)", "what the words mean"}


def test_the_bookmarks_are_the_headings(sample: bytes) -> None:
    with pikepdf.open(BytesIO(sample)) as document, document.open_outline() as outline:
        (top,) = outline.root
        names = [item.title for item in top.children]
        below = [item.title for item in top.children[-1].children]
    assert top.title == "SEND in a Nutshell"
    assert names[0] == "In four sentences" and names[-1] == "What the words mean" and below == ["EHC plan"]


def test_the_same_page_gives_the_same_bytes_in_another_process_too(sample: bytes) -> None:
    code = (
        "import os, sys, hashlib; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'trust_send.settings')\n"
        "import tests.environment, django; django.setup()\n"
        "from tests.pdf.conftest import *\n"
        "html, cover = page(holds_children=True)\n"
        "pdf = render_pdf(html, title=f'{cover.title} – {cover.school}', made_at=MADE_AT, author=cover.trust)\n"
        "sys.stdout.buffer.write(pdf)"
    )
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert again.stdout == sample


def ink(letter: str) -> set[tuple[int, int]]:
    """Where is the second page dark, where this letter is printed, after a first page with letters of both files?"""
    style = '<link rel="stylesheet" href="paper:build/pdf.css">'
    html = f'<html lang="en">{style}<h1>Lodz Łódź</h1><h2 class="ts-page-break">{letter}</h2></html>'
    document = pypdfium2.PdfDocument(render_pdf(html, title="Letters", made_at=MADE_AT))
    image = document[1].render(scale=3, grayscale=True).to_pil().crop((0, 0, 200, 280))
    document.close()
    return {(x, y) for x in range(200) for y in range(280) if image.getpixel((x, y)) < 128}


@pytest.mark.parametrize(("plain", "extended"), [("L", "Ł"), ("S", "Ş"), ("W", "Ŵ"), ("z", "ź")])
def test_letters_beyond_western_europe_have_their_own_glyphs(plain: str, extended: str) -> None:
    """With one family name for two files the text was right and the glyphs were others: so look, do not read."""
    wanted, found = ink(plain), ink(extended)
    shifts = [(dx, dy) for dx in range(-4, 5) for dy in range(-2, 3)]
    overlap = max(len(wanted & {(x + dx, y + dy) for x, y in found}) for dx, dy in shifts) / len(wanted)
    assert overlap > 0.8 and wanted != found


def test_a_trust_has_its_own_accent() -> None:
    html, cover = page()
    red = render_pdf(html, title=cover.title, made_at=MADE_AT, accent=Accent("#7a1f3d", "#4d1327", "#f5e4ea"))
    assert judge(red) == []
    document = pypdfium2.PdfDocument(red)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    assert image.getpixel((300, 43)) == (0x7A, 0x1F, 0x3D)


def test_a_cover_of_its_own_pushes_the_text_to_the_next_page() -> None:
    html, cover = page(whole_page=True)
    document = pypdfium2.PdfDocument(render_pdf(html, title=cover.title, made_at=MADE_AT))
    first, second = (document[number].get_textpage().get_text_bounded() for number in (0, 1))
    document.close()
    assert "Draft" in first and "In four sentences" not in first and "In four sentences" in second
