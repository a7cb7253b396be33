"""What render_pdf asks of a page, what it writes into the file, and what it costs a process that never calls it."""

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from tests.pdf.judge import judge
from trust_send.platform.papers.fetching import find_static
from trust_send.platform.papers.fingerprints import fingerprint
from trust_send.platform.papers.refusals import PaperRefusedError
from trust_send.platform.papers.render import Accent, render_pdf

MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
GOOD = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>T</title><link rel="stylesheet" href="paper:build/pdf.css"></head>'
    "<body><h1>Plan</h1>{body}</body></html>"
)


def made(body: str = "<p>Words.</p>", **options: object) -> bytes:
    return render_pdf(GOOD.format(body=body), **{"title": "A plan", "made_at": MADE_AT, **options})  # type: ignore[arg-type]


def test_the_smallest_document_passes_the_judge() -> None:
    assert judge(made()) == []


def test_title_author_and_date_are_ours_alone() -> None:
    with pikepdf.open(BytesIO(made(author="Tidewell Learning Trust"))) as document:
        info = document.docinfo
        assert str(info.Title) == "A plan" and str(info.Author) == "Tidewell Learning Trust"
        assert str(info.CreationDate) == str(info.ModDate) == "D:20261120090000+00'00"
        assert str(document.Root.Lang) == "en-GB"


def test_the_same_page_gives_the_same_bytes_and_another_does_not() -> None:
    assert made() == made()
    assert made() != made("<p>Other words.</p>")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<img src="paper:img/mark.svg">', "alternative text"),
        ('<svg viewBox="0 0 9 9"><circle r="4"/></svg>', "title"),
        ('<a href="/pupils/3">Noah</a>', "leads nowhere"),
    ],
)
def test_a_page_that_a_screen_reader_cannot_use_is_refused(body: str, reason: str) -> None:
    with pytest.raises(PaperRefusedError, match=reason):
        made(body)


def test_a_page_without_language_or_title_is_refused() -> None:
    with pytest.raises(PaperRefusedError, match="language"):
        render_pdf("<html><h1>Plan</h1></html>", title="A plan", made_at=MADE_AT)
    with pytest.raises(PaperRefusedError, match="title"):
        made(title=" ")


def test_a_date_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        made(made_at=datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001


@pytest.mark.parametrize("colour", ["red", "#fff", "#114b5f;}", "url(http://x)"])
def test_an_accent_is_a_colour_and_nothing_else(colour: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        Accent(main=colour)


def test_pictures_of_ours_are_served_and_decorations_are_not_tagged() -> None:
    pdf = made('<p><img alt="Trust SEND" src="paper:img/mark.svg"><img alt="" src="paper:img/mark.svg"> Words.</p>')
    assert judge(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        figures = [
            item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["Trust SEND"]


def test_only_names_that_exist_are_found() -> None:
    assert find_static("build/pdf.css") is not None
    assert find_static("build/none.css") is None


def test_a_fingerprint_follows_the_content_only() -> None:
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})
    assert len(fingerprint({})) == 8


def test_importing_the_renderer_does_not_import_weasyprint() -> None:
    """Web processes import the cover and the renderer's names; only a document costs the memory of WeasyPrint."""
    code = (
        "import sys, trust_send.platform.papers.covers, trust_send.platform.papers.render, trust_send.platform.charts\n"
        "heavy = {'weasyprint', 'fontTools', 'PIL', 'pydyf', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
