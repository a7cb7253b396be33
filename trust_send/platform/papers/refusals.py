"""Why is a document not made? Reasons that the caller shows or logs."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element  # nosec B405

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    f"{SVG}{name}"
    for name in ("g", "line", "circle", "ellipse", "rect", "path", "polyline", "polygon", "text", "title", "desc")
)
LINK_SCHEMES = ("http://", "https://", "mailto:", "tel:")


class PaperRefusedError(ValueError):
    """The HTML asks for something that no document of ours may have, or lacks what an accessible one needs."""


def reasons_against(root: Element) -> Iterator[str]:
    """What in this page would make a document unsafe or unreadable for a screen reader?"""
    if not (root.get("lang") or "").strip():
        yield "the page does not say its language"
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if "attachment" in (element.get("rel") or "").lower().split():
            yield f"<{tag} rel=attachment> would put a file into the document"
        if tag == "img" and element.get("alt") is None:
            yield f"the picture {(element.get('src') or '')[:80]!r} has no alternative text"
        if tag == f"{SVG}svg":
            if not is_decoration(element) and not alternative(element):
                yield "a drawing has neither a title nor aria-hidden"
            yield from (
                f"a drawing may not hold {part.tag!r}" for part in element.iter() if part.tag not in {tag, *SHAPES}
            )
        if tag == "a" and (href := element.get("href")):
            address = href.strip().lower()
            if not address.startswith(("#", *LINK_SCHEMES)):
                yield f"the link {href[:80]!r} leads nowhere from a document"


def is_decoration(drawing: Element) -> bool:
    """Is this drawing only a mark beside words that say the same?"""
    return drawing.get("aria-hidden") == "true"


def alternative(drawing: Element) -> str:
    """What is read aloud for this drawing? Its title and the one-sentence finding."""
    texts = [drawing.findtext(f"{SVG}{name}", "").strip() for name in ("title", "desc")]
    return ". ".join(text.rstrip(".") for text in texts if text) + ("." if texts[0] or texts[1] else "")
