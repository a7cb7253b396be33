"""A document with everything in it, made once."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import engines

from trust_send.platform.charts import (
    Cell,
    Comparator,
    Figure,
    Series,
    Share,
    Strip,
    beyond_chance,
    dots,
    funnel,
    heat,
    lines,
    table_of_shares,
)
from trust_send.platform.papers.covers import Cover
from trust_send.platform.papers.fingerprints import fingerprint
from trust_send.platform.papers.render import render_pdf

MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ENGLAND = Comparator("England", 0.148)
SCHOOLS = [
    Share("Brackenby Primary", 34, 203),
    Share("Fernhollow Primary", 49, 418),
    Share("Millrace Junior", 61, 356),
    Share("Penhallow Academy", 267, 1124),
    Share("St Wenna’s Catholic Primary", 24, 209),
    Share("Ysgol Ŵyn Łódź", 1, 4),
]
NEEDS = [
    Share("Autism", 38, 103, "c", 0.315),
    Share("Social, emotional and mental health", 19, 103, "s", 0.207),
    Share("Moderate learning difficulty", 8, 103, "l", 0.106),
    Share("Hearing impairment", 3, 103, "p", 0.014),
]
SAMPLE = Path(__file__).with_name("sample.html")


def figures() -> list[Figure]:
    """One figure of each form."""
    finding = beyond_chance(SCHOOLS, ENGLAND)
    table = table_of_shares(SCHOOLS, caption="SEN support by school", comparator=ENGLAND)
    needs = table_of_shares(NEEDS, caption="Main need", first="Need", in_name_order=False)
    years = ["Autumn 2024", "Autumn 2025", "Autumn 2026"]
    over_time = [Series("SEN support", (SCHOOLS[0], SCHOOLS[1], SCHOOLS[2]))]
    strips = [Strip(f"Year {year}", (Cell(year, str(year)), Cell(None, "c"), Cell(0, "0"))) for year in range(1, 7)]
    about = {"finding": finding, "width": 720}
    drawings = [
        dots(SCHOOLS, key="dots", title="SEN support by school", comparator=ENGLAND, **about),
        funnel(SCHOOLS, key="funnel", title="SEN support by size of school", comparator=ENGLAND, **about),
        dots(NEEDS, key="needs", title="Main need", diamonds="England, EHC plans 0–25, January 2025", **about),
        lines(over_time, years, key="lines", title="SEN support over time", comparator=ENGLAND, **about),
        heat(strips, ["Communication", "Learning", "Physical"], key="heat", title="Need by year group", **about),
    ]
    return [
        Figure(
            drawing.title, drawing, finding, needs if drawing.key == "needs" else table, method="Wilson 95% intervals."
        )
        for drawing in drawings
    ]


def page(*, holds_children: bool = False, whole_page: bool = False) -> tuple[str, Cover]:
    """The HTML of the sample and its cover."""
    cover = Cover(
        "SEND in a Nutshell",
        "Tidewell Learning Trust",
        date(2026, 11, 20),
        "Draft",
        fingerprint({"schools": 6}),
        school="Fernhollow Primary School",
        term="Autumn 2026",
        holds_children=holds_children,
        whole_page=whole_page,
    )
    context = {"cover": cover, "figures": figures(), "numbers": range(1, 61)}
    return engines["django"].from_string(SAMPLE.read_text()).render(context), cover


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The sample as PDF."""
    html, cover = page(holds_children=True)
    return render_pdf(html, title=f"{cover.title} – {cover.school}", made_at=MADE_AT, author=cover.trust)
