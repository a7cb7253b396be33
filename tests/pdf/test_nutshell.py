"""The Nutshell on paper: one page for every kind of school, accessible, and with the numbers of the figures."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from reporting.nutshells import Nutshell, nutshell
from reporting.selectors import Figures
from schools.models import Trust
from tests.pdf.judge import judge
from tests.reporting.figures import JANUARIES, TODAY, cells, counted, figures_of
from trust_send.platform.papers.render import render_pdf

MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TRUST = Trust(
    name="Tidewell Learning Trust", accent="#114b5f", accent_deep="#0b3443", accent_tint="#e3eef1", slug="tidewell"
)
SECONDARY = tuple(str(year) for year in range(7, 14))
ALL_THROUGH = ("N1", "N2", "R", *(str(year) for year in range(1, 15)), "X")
MANY = ("SLCN", "ASD", "SPLD", "MLD", "SLD", "PMLD", "DS", "SEMH", "HI", "VI", "MSI", "PD", "OTH", "")
MARGIN = 14 / 25.4 * 72 - 1

SCHOOLS = {
    "primary": {},
    "small": {"none": 32, "support": {"SLCN": 4, "SEMH": 2, "MLD": 1}, "plan": {"ASD": 1}},
    "large": {
        "phase": "SS",
        "name": "Penhallow Academy",
        "none": 1236,
        "support": {
            "SEMH": 58,
            "SPLD": 57,
            "MLD": 32,
            "SLCN": 24,
            "ASD": 21,
            "OTH": 13,
            "PD": 9,
            "HI": 7,
            "VI": 3,
            "": 8,
        },
        "plan": {"ASD": 13, "SEMH": 7, "MLD": 5, "SLD": 4, "HI": 3},
        "years": SECONDARY,
    },
    "special": {
        "phase": "SP",
        "name": "Compass House School",
        "none": 0,
        "support": {"SLCN": 1},
        "plan": {"ASD": 41, "SLCN": 24, "SEMH": 14, "MLD": 11, "SLD": 8, "PMLD": 5, "PD": 3, "MSI": 1},
        "years": ALL_THROUGH,
    },
    "nobody": {"none": 180, "support": {}, "plan": {}},
    "everything": {
        "phase": "AT",
        "name": "The Blessed Margaret Clitherow and Saint Bartholomew-on-the-Water Church of England Academy",
        "none": 1900,
        "support": {need: 60 - 3 * place for place, need in enumerate((*MANY, "NSA"))},
        "plan": {need: 40 - 2 * place for place, need in enumerate(MANY)},
        "years": ALL_THROUGH,
    },
}


def page_of(kind: str, *, past: bool = True, trust: Trust = TRUST) -> Nutshell:
    """The Nutshell of a made-up school."""
    more = dict(SCHOOLS[kind])
    name, phase = more.pop("name", "Fernhollow Primary School"), more.pop("phase", "PS")
    found = counted(name, pk=1, phase=phase, **more)
    before: list[tuple[object, Figures]] = [(day, found.figures) for day in JANUARIES] if past else []
    return nutshell(trust, found, past=before, today=TODAY)


def pdf_of(page: Nutshell) -> bytes:
    """The document."""
    return render_pdf(page.html(), title=page.title, made_at=MADE_AT, author=page.trust.name, accent=page.accent)


def text_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [" ".join(one.get_textpage().get_text_bounded().split()) for one in document]
    document.close()
    return texts


@pytest.fixture(scope="module", params=SCHOOLS)
def made(request: pytest.FixtureRequest) -> tuple[Nutshell, bytes]:
    page = page_of(request.param)
    return page, pdf_of(page)


def test_it_is_one_accessible_page(made: tuple[Nutshell, bytes]) -> None:
    page, pdf = made
    assert judge(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert str(document.docinfo.Title) == page.title and page.title.startswith("SEND in a Nutshell, ")
        assert str(document.Root.Lang) == "en-GB"


def test_it_has_the_numbers_of_the_figures(made: tuple[Nutshell, bytes]) -> None:
    page, pdf = made
    (text,) = text_of(pdf)
    about = page.about
    assert f"{about.roll_text} pupils on roll" in text
    for line in about.lines:
        assert f"{line.label} {line.number} {line.share_text} {line.range_text} {line.england_text}" in text
        assert f"{line.share_text} {line.label}: {line.number}" in text
    for point in about.trend.points:
        assert f"{point.cells[1]} ({point.cells[2]})" in text
    assert (
        f"As known on 20 November 2026 · {about.school.get_phase_display()}, Cornwall · Version {page.version}" in text
    )
    assert all(sentence in text for sentence in about.sentences)


def test_nothing_lies_over_the_edges_or_over_the_footer(made: tuple[Nutshell, bytes]) -> None:
    _, pdf = made
    document = pypdfium2.PdfDocument(pdf)
    one = document[0]
    width, _ = one.get_size()
    words = one.get_textpage()
    boxes = [words.get_rect(number) for number in range(words.count_rects())]
    document.close()
    assert all(left >= MARGIN and right <= width - MARGIN for left, _, right, _ in boxes)
    footer = min(top for _, _, _, top in boxes)  # the lowest line is the footer's own
    body = sorted({round(bottom) for _, bottom, _, top in boxes if top > footer + 4})
    assert body[0] > footer + 8


def test_the_large_school_shows_as_much_as_fits() -> None:
    page = page_of("large")
    assert [len(each.rows) for each in page.about.needs][0] >= 4
    assert len(page_of("primary").about.needs[0].rows) == 4


def test_without_past_counts_it_says_not_enough_yet() -> None:
    (text,) = text_of(pdf_of(page_of("primary", past=False)))
    assert "Not enough yet: a second count is needed" in text


def test_small_numbers_are_hidden_on_paper_too() -> None:
    (text,) = text_of(pdf_of(page_of("small")))
    assert "No main need is shared by five pupils or more" in text and "Fewer than five pupils" in text
    assert "Speech and language" not in text and "Autism" not in text


def test_special_schools_never_stand_beside_primary_schools() -> None:
    (text,) = text_of(pdf_of(page_of("special")))
    assert "state-funded special, January 2019" in text and "primary" not in text
    assert "EHC plans at special schools" in text


def test_the_same_figures_are_the_same_bytes_and_the_same_version() -> None:
    assert pdf_of(page_of("primary")) == pdf_of(page_of("primary"))
    assert page_of("primary").version == page_of("primary").version != page_of("small").version


def test_a_trusts_own_colours_are_part_of_the_version() -> None:
    red = Trust(name=TRUST.name, accent="#7a1f3d", accent_deep="#4d1327", accent_tint="#f5e4ea", slug="red")
    assert page_of("primary", trust=red).version != page_of("primary").version
    assert judge(pdf_of(page_of("primary", trust=red))) == []


def test_the_charts_are_read_with_their_findings() -> None:
    html = page_of("primary").html()
    assert "Speech and language is the most common main need of pupils on SEN support: 21 of 49 (42.9%)" in html
    assert figures_of(cells(none=1, support={}, plan={})).roll == 1
