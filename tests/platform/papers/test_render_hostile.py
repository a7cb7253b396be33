"""What a hostile page tries: a server of ours counts every knock, a planted file shows every leak."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML
from weasyprint.urls import URLFetcherResponse, URLFetchingError

from trust_send.platform.papers.fetching import AddressRefusedError, OwnFilesFetcher
from trust_send.platform.papers.refusals import PaperRefusedError
from trust_send.platform.papers.render import render_pdf

MADE_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SECRET = "thesecretofthisfile"


@dataclass
class Canary:
    """A server that counts its visitors, and a file nobody may read."""

    address: str
    file: Path
    visits: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    visits: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"body { color: red }")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    file = tmp_path_factory.mktemp("local") / "secret.txt"
    file.write_text(SECRET)
    yield Canary(f"http://127.0.0.1:{server.server_port}", file, visits)
    server.shutdown()
    server.server_close()


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title>{head}</head><body><h1>Plan</h1>{body}</body></html>'


HEADS = {
    "attachment of a local file": '<link rel="attachment" href="file://FILE">',
    "attachment among other relations": '<link rel="help Attachment" href="file://FILE">',
    "attachment of our own file": '<link rel="attachment" href="paper:build/pdf.css">',
    "attachment from the net": '<link rel="attachment" href="HTTP/attachment">',
    "stylesheet from the net": '<link rel="stylesheet" href="HTTP/style.css">',
    "stylesheet from a file": '<link rel="stylesheet" href="file://FILE">',
    "import": '<style>@import url("HTTP/import.css");</style>',
    "import of a file": '<style>@import "file://FILE";</style>',
    "background": '<style>body { background: url("HTTP/background.png") }</style>',
    "content": '<style>h1::before { content: url("HTTP/content.png") }</style>',
    "list marker": '<style>h1 { display: list-item; list-style-image: url("HTTP/marker.png") }</style>',
    "font": '<style>@font-face { font-family: X; src: url("HTTP/font.woff2") } h1 { font-family: X }</style>',
    "font from a file": '<style>@font-face { font-family: X; src: url("file://FILE") } h1 { font-family: X }</style>',
    "colour profile": '<style>@color-profile --x { src: url("HTTP/x.icc") } h1 { color: color(--x 1 0 0) }</style>',
    "border image": '<style>h1 { border: 9px solid; border-image: url("HTTP/border.png") 9 }</style>',
    "base moves our own styles": '<base href="HTTP/"><link rel="stylesheet" href="style.css">',
}
BODIES = {
    "picture": '<img alt="x" src="HTTP/picture.png">',
    "picture with upper-case scheme": '<img alt="x" src="HtTpHTTP/picture.png">',
    "picture without scheme": '<img alt="x" src="//127.0.0.1/picture.png">',
    "picture by ftp": '<img alt="x" src="ftp://127.0.0.1/picture.png">',
    "local file": '<img alt="x" src="file://FILE">',
    "local file with a host": '<img alt="x" src="file://localhostFILE">',
    "local file by path": '<img alt="x" src="FILE">',
    "password file": '<img alt="x" src="file:///etc/passwd">',
    "object": '<object data="HTTP/object.svg"></object>',
    "object of a file": '<object data="file://FILE" type="image/svg+xml"></object>',
    "embed": '<embed src="HTTP/embed.svg">',
    "drawing with a picture": '<svg aria-hidden="true"><image href="HTTP/x.png"/></svg>',
    "script in a drawing": '<svg aria-hidden="true"><script>alert(1)</script></svg>',
    "drawing with a local picture": '<svg aria-hidden="true"><image xlink:href="file://FILE"/></svg>',
    "drawing that uses another": '<svg aria-hidden="true"><use href="HTTP/x.svg#a"/></svg>',
    "drawing with styles": '<svg aria-hidden="true"><style>@import url("HTTP/x.css");</style><text>x</text></svg>',
    "data": '<img alt="x" src="data:image/svg+xml;base64,PHN2Zy8+">',
    "data bomb": '<img alt="x" src="data:image/png;base64,' + "A" * 1_000_000 + '">',
    "out of our folder": '<img alt="x" src="paper:img/../../manage.py">',
    "out of our folder, escaped": '<img alt="x" src="paper:img/%2e%2e/%2e%2e/manage.py">',
    "other static file": '<img alt="x" src="paper:build/app.css">',
    "file that is not there": '<img alt="x" src="paper:img/nothing.png">',
    "attachment link": '<a rel="attachment" href="file://FILE">x</a>',
    "attachment link from the net": '<a rel="ATTACHMENT" href="HTTP/a">x</a>',
    "link to a file": '<a href="file://FILE">x</a>',
    "link that runs": '<a href=" JavaScript:alert(1)">x</a>',
    "link inside the application": '<a href="/pupils/3">x</a>',
}


def hostile(text: str, canary: Canary) -> str:
    text = text.replace("HtTpHTTP", canary.address.replace("http", "HtTp"))
    return text.replace("HTTP", canary.address).replace("FILE", str(canary.file))


@pytest.mark.parametrize("name", [*HEADS, *BODIES])
def test_nothing_is_fetched_and_no_document_is_made(name: str, canary: Canary) -> None:
    html = page("", hostile(HEADS[name], canary)) if name in HEADS else page(hostile(BODIES[name], canary))
    with pytest.raises(PaperRefusedError):
        render_pdf(html, title="Plan", made_at=MADE_AT)
    assert canary.visits == []


@pytest.mark.parametrize("name", [*HEADS, *BODIES])
def test_even_a_forgiving_renderer_gets_nothing_from_our_fetcher(name: str, canary: Canary) -> None:
    """The same pages without our refusals, errors swallowed as WeasyPrint does by default: still nothing comes in."""

    class Forgiving(OwnFilesFetcher):
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            try:
                return super().fetch(url, headers)
            except AddressRefusedError as refused:
                raise ValueError(str(refused)) from None

    html = page("", hostile(HEADS[name], canary)) if name in HEADS else page(hostile(BODIES[name], canary))
    try:
        pdf = HTML(string=html, base_url="paper:", url_fetcher=Forgiving()).write_pdf()
    except URLFetchingError:
        pdf = None  # a colour profile is the one thing WeasyPrint will not go without
    assert canary.visits == []
    if pdf:
        nothing_leaked(pdf, own_file_attached=name == "attachment of our own file")


def nothing_leaked(pdf: bytes, *, own_file_attached: bool = False) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert own_file_attached or not list(document.attachments)
        assert all(
            SECRET.encode() not in item.read_bytes() for item in document.objects if isinstance(item, pikepdf.Stream)
        )
    opened = pypdfium2.PdfDocument(pdf)
    assert all(SECRET not in one.get_textpage().get_text_bounded() for one in opened)
    opened.close()


def test_what_people_type_is_printed_not_obeyed(canary: Canary) -> None:
    from django.template import engines

    typed = f'<img src="{canary.address}/x.png"><link rel="attachment" href="file://{canary.file}">'
    html = engines["django"].from_string(page("<p>{{ typed }}</p>")).render({"typed": typed})
    pdf = render_pdf(html, title="Plan", made_at=MADE_AT)
    assert canary.visits == []
    nothing_leaked(pdf)
    document = pypdfium2.PdfDocument(pdf)
    assert "<img src=" in document[0].get_textpage().get_text_bounded()
    document.close()


def test_the_canary_is_alive(canary: Canary) -> None:
    """Last, so that its visit spoils nothing: zero visits above mean refusals, not a dead server."""
    import urllib.request

    with urllib.request.urlopen(f"{canary.address}/alive") as answer:
        assert answer.status == 200
    assert canary.visits == ["/alive"]
