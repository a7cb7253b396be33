"""What may a document fetch while it is made? Our own styles, fonts and pictures by ``paper:``, and nothing else."""

import mimetypes
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "paper:"
_OURS = re.compile(r"build/pdf\.css|build/fonts/[\w-]+\.woff2|img/[\w/-]+\.(?:svg|png|jpg)")
_KINDS = {".css": "text/css", ".woff2": "font/woff2"}

Finder = Callable[[str], Path | None]


class AddressRefusedError(FatalURLFetchingError):
    """The document asked for something that is not ours. It stops the rendering: no half document is ever kept."""


def find_static(name: str) -> Path | None:
    """Where does this static file lie: in the source folders, or in what was collected for production?"""
    from django.conf import settings
    from django.contrib.staticfiles import finders

    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    if settings.STATIC_ROOT:
        collected = Path(settings.STATIC_ROOT) / name
        if collected.is_file():
            return collected
    return None


class OwnFilesFetcher(URLFetcher):
    """Serves ``paper:build/pdf.css``, the fonts and pictures of ours; refuses every other address without a look.

    It opens no socket and follows no path of the document's: only names that match ``_OURS`` are looked up, and only
    among our static files. Even ``data:`` is refused, because a document of ours has no need of it.
    """

    def __init__(self, find: Finder = find_static) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        # Belt and braces: without handlers the parent class could not fetch anything either.
        self.handlers: list[object] = []
        self.handle_open: dict[str, object] = {}
        self._find = find

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Which of our files is this?"""
        name = url.removeprefix(SCHEME)
        if name == url or not _OURS.fullmatch(name):
            raise AddressRefusedError(f"a document may not fetch {url[:120]!r}")
        path = self._find(name)
        if path is None:
            raise AddressRefusedError(f"our file {name} is missing: build the styles first")
        kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        content = _unpacked(path, path.stat().st_mtime_ns) if path.suffix == ".woff2" else path.read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": kind})


@lru_cache(maxsize=16)
def _unpacked(path: Path, changed_ns: int) -> bytes:
    """Which font is packed in this file? Unpacked once a process: WeasyPrint would do it for every document anew."""
    from fontTools.ttLib import woff2  # type: ignore[import-untyped]

    font = BytesIO()
    with path.open("rb") as packed:
        woff2.decompress(packed, font)
    return font.getvalue()
