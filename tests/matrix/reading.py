"""What does a response say, in whatever form it says it?"""

from __future__ import annotations

import html
import io
import re
import zipfile

import pypdfium2
from django.http import HttpResponse

_UNLIKE_EACH_TIME = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[A-Za-z0-9]{64}\b|session=\w+|csrf=\w+"
    r"|expires=[^;]+"
)


def body_text(response: HttpResponse) -> str:
    """The words of a page, a table, a workbook or a document."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if content[:4] == b"%PDF":
        document = pypdfium2.PdfDocument(content)
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
        return "\n".join([*pages, str(document.get_metadata_dict()), content.decode("latin-1")])
    return html.unescape(content.decode("utf-8", "replace"))


def header_text(response: HttpResponse) -> str:
    """The headers and cookies, where a name could hide as well as in a body."""
    return "\n".join([*(f"{name}: {value}" for name, value in response.items()), response.cookies.output()])


def everything(response: HttpResponse) -> str:
    """All that a response says."""
    return f"{header_text(response)}\n\n{body_text(response)}"


def said_of(response: HttpResponse, path: str) -> str:
    """All that a response says, apart from the address that was asked for and what differs each time."""
    text = everything(response).replace(path, "#path").replace(path.replace("/", "%2F"), "#path")
    return re.sub(r"Content-Length: \d+", "", _UNLIKE_EACH_TIME.sub("~", text))
