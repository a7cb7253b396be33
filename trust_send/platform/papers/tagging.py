"""What does WeasyPrint leave out of an accessible PDF? The last step before the file is written adds it.

WeasyPrint 70 tags the text, but (1) what it prints in page margins hangs outside the tree of tags, (2) drawings carry
only their title, (3) header cells have no scope, and (4) links are described by their address. Each is put right here,
on the objects in memory, before they become bytes.
"""

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

from .refusals import SVG, alternative, is_decoration


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Complete the tags of a rendered document (WeasyPrint's ``finisher``)."""
    boxes = [box for page in document.pages for box in _boxes(page._page_box)]
    _describe_drawings(document, pdf)
    _scope_header_cells(boxes)
    _describe_links(boxes)
    _mark_artifacts(pdf)


def _boxes(box: Any) -> Iterator[Any]:
    """Every box of a page, placeholders of positioned ones resolved."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem" and item.get("S") == kind


def _describe_drawings(document: Any, pdf: pydyf.PDF) -> None:
    """Title and finding of a chart become its alternative text."""
    described: dict[str, str] = {}
    for drawing in document._html.etree_element.iter(f"{SVG}svg"):
        if not is_decoration(drawing):
            described.setdefault(drawing.findtext(f"{SVG}title", ""), alternative(drawing))
    for item in pdf.objects:
        if _is(item, "/Figure") and "Alt" in item:
            title = item["Alt"].string
            item["Alt"] = pydyf.String(described.get(title, title))


def _scope_header_cells(boxes: list[Any]) -> None:
    """A header cell says whether it heads its row or its column."""
    for box in boxes:
        cell = getattr(box, "mark", None)
        if cell is not None and cell.get("S") == "/TH":
            cell["A"]["Scope"] = "/Row" if box.element.get("scope") in ("row", "rowgroup") else "/Column"


def _describe_links(boxes: list[Any]) -> None:
    """A link is described by its words, with the address after them when it leads out of the document."""
    for box in boxes:
        annotation = getattr(box, "link_annotation", None)
        if annotation is None or box.element is None:
            continue
        words = " ".join("".join(box.element.itertext()).split()) or box.element.get("aria-label", "")
        address = box.element.get("href", "")
        outside = address and not address.startswith("#") and address not in words
        text = f"{words} ({address})" if words and outside else words or address
        annotation["Contents"] = pydyf.String(text)


def _mark_artifacts(pdf: pydyf.PDF) -> None:
    """Headers, footers and decorations become artifacts, so that nothing hangs outside the tree of tags."""
    by_number = {item.number: item for item in pdf.objects}
    root = by_number[_number(pdf.catalog["StructTreeRoot"])]
    _drop_decorations(root, by_number)
    reached = set(_reach(root, by_number))
    mapping = by_number[_number(root["ParentTree"])]["Nums"]
    pages = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"]
    for page in pages:
        owners = mapping[2 * page["StructParents"] + 1]
        loose = {mcid for mcid, owner in enumerate(owners) if _number(owner) not in reached}
        if loose:
            _to_artifacts(by_number[_number(page["Contents"])], loose)
            mapping[2 * page["StructParents"] + 1] = pydyf.Array(
                [b"null" if mcid in loose else owner for mcid, owner in enumerate(owners)]
            )
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem" and item.number not in reached:
            item.clear()


def _drop_decorations(root: pydyf.Dictionary, by_number: dict[int, Any]) -> None:
    """A figure without alternative text is a decoration (pages with other ones are refused): out of the tree."""
    for number in list(_reach(root, by_number)):
        element = by_number[number]
        kids = element.get("K")
        if isinstance(kids, list):
            element["K"] = pydyf.Array(
                [
                    kid
                    for kid in kids
                    if not (isinstance(kid, bytes) and _is(figure := by_number[_number(kid)], "/Figure"))
                    or "Alt" in figure
                ]
            )


def _reach(element: pydyf.Dictionary, by_number: dict[int, Any]) -> Iterator[int]:
    """Which objects hang in the tree, from this element down?"""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        yield current.number
        for kid in current.get("K", ()):
            if isinstance(kid, bytes):
                child = by_number[_number(kid)]
                if child.get("Type") == "/StructElem":
                    waiting.append(child)


def _to_artifacts(stream: pydyf.Stream, loose: set[int]) -> None:
    """Rewrite ``/Span <</MCID 7>> BDC`` as ``/Artifact BMC`` for the contents that nothing in the tree owns."""
    kept: list[Any] = []
    for item in stream.stream:
        marked = kept[-1] if kept else None
        if item == b"BDC" and isinstance(marked, pydyf.Dictionary) and marked.get("MCID") in loose:
            kept[-2:] = ["/Artifact", b"BMC"]
        else:
            kept.append(item)
    stream.stream = kept


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
