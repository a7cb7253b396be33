"""How does a page become a document? HTML to tagged PDF/UA-1, from our own files only, the same bytes every time.

Importing this module is cheap; WeasyPrint (about 60 MB) is imported by the first document. Web processes never make
documents: tasks do, on a queue that limits time and memory, because WeasyPrint itself limits neither.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from .fingerprints import fingerprint

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Accent:
    """Which colours has a trust on paper? Three hex colours, whose contrast is checked where the trust is saved."""

    main: str = "#114b5f"
    deep: str = "#0b3443"
    tint: str = "#e3eef1"

    def __post_init__(self) -> None:
        for colour in (self.main, self.deep, self.tint):
            if not _HEX.fullmatch(colour.lower()):
                raise ValueError(f"{colour!r} is not a colour such as #114b5f")

    @property
    def css(self) -> str:
        """Which style rule carries the colours? Important, because a sheet given by us ranks below the page's own."""
        colours = {"": self.main, "-deep": self.deep, "-tint": self.tint}
        return ":root{" + "".join(f"--ts-accent{name}:{colour}!important;" for name, colour in colours.items()) + "}"


def render_pdf(html: str, *, title: str, made_at: datetime, author: str = "", accent: Accent | None = None) -> bytes:
    """Which PDF/UA document does this page make?

    ``title`` is shown by the reader's program and must not name a child; ``made_at`` (with time zone) is the only date
    in the file, so the same page gives the same bytes. Raises PaperRefusedError when the page asks for anything that is
    not ours or lacks what a screen reader needs.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from .fetching import AddressRefusedError, OwnFilesFetcher
    from .refusals import PaperRefusedError, reasons_against
    from .tagging import finish

    if not title.strip():
        raise PaperRefusedError("a document needs a title")
    if made_at.tzinfo is None:
        raise ValueError("made_at needs a time zone")
    fetcher = OwnFilesFetcher()
    try:
        page = HTML(string=html, base_url="paper:", url_fetcher=fetcher)
        if reasons := list(reasons_against(page.etree_element)):
            raise PaperRefusedError("; ".join(dict.fromkeys(reasons)))
        fonts = FontConfiguration()
        styles = [CSS(string=(accent or Accent()).css, url_fetcher=fetcher, font_config=fonts)]
        options = {"pdf_variant": "pdf/ua-1", "stylesheets": styles, "pdf_tags": True}
        document = page.render(font_config=fonts, **options)
        about = document.metadata
        about.title, about.authors, about.generator = title, [author] if author else [], "Trust SEND"
        about.created = about.modified = made_at.isoformat(timespec="seconds")
        identifier = sha256(f"{title}\0{html}".encode()).hexdigest()[:32].encode()
        return document.write_pdf(finisher=finish, pdf_identifier=identifier, **options)
    except AddressRefusedError as refused:
        raise PaperRefusedError(str(refused)) from refused


__all__ = ["Accent", "fingerprint", "render_pdf"]
