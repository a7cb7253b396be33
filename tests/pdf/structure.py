"""Is the tree of tags well formed? Headings, tables, lists, figures."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .findings import Finding

HEADINGS = {f"/H{level}": level for level in range(1, 7)}
GROUPS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private L LI Lbl LBody Table THead TBody"
)
WORDS = "P TFoot TR TH TD Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form"
STANDARD = {*HEADINGS, *(f"/{name}" for name in f"{GROUPS} {WORDS}".split())}
CHILDREN = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/L", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
}
PARENTS = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/LI": {"/L"},
    "/LBody": {"/LI"},
}


class Tree:
    """The tree of tags of a document, and which tag owns which marked content."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.root: Any = document.Root.get("/StructTreeRoot")
        self.owners: dict[int, Any] = {}
        if self.root is not None:
            numbers: Any = (self.root.get("/ParentTree") or {}).get("/Nums") or []
            self.owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
        self._held = {element.objgen for element, _, _ in self.walk()}

    def holds(self, element: Any) -> bool:
        """Does this tag hang in the tree?"""
        return isinstance(element, Dictionary) and element.objgen in self._held

    def walk(self) -> Iterator[tuple[Any, Any, str]]:
        """Every tag in reading order, with the tag above it and its type."""
        if self.root is not None:
            yield from _walk(self.root.get("/K"), self.root)


def kids(element: Any) -> list[Any]:
    """Which tags hang directly below this one?"""
    below = element.get("/K")
    below = below if isinstance(below, Array) else [below]
    return [kid for kid in below if isinstance(kid, Dictionary) and "/S" in kid]


def _walk(below: Any, above: Any) -> Iterator[tuple[Any, Any, str]]:
    for kid in below if isinstance(below, Array) else [below]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid, above, str(kid.S)
            yield from _walk(kid.get("/K"), kid)


def judge_structure(tree: Tree) -> Iterator[Finding]:
    """What is wrong in the tree of tags?"""
    level = 0
    for element, above, kind in tree.walk():
        if kind not in STANDARD:
            yield Finding("type", kind, "no reader knows this tag")
        if kind in HEADINGS:
            if HEADINGS[kind] > level + 1:
                yield Finding("headings", kind, f"it follows a heading of level {level}")
            level = HEADINGS[kind]
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield Finding("figure", "figure", "it has no alternative text")
        for kid in kids(element):
            if kind in CHILDREN and str(kid.S) not in CHILDREN[kind]:
                yield Finding("nesting", kind, f"{kid.S} may not stand in it")
        if kind in PARENTS and str(above.get("/S", "")) not in PARENTS[kind]:
            yield Finding("nesting", kind, f"it may not stand in {above.get('/S', 'the root')}")
        if kind == "/Table":
            yield from _table(element)


def _attribute(cell: Any, name: str) -> Any:
    attributes = cell.get("/A")
    for one in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(one, Dictionary) and name in one:
            return one[name]
    return None


def _table(table: Any) -> Iterator[Finding]:
    """Cells stand in rows, every row is as wide as the first, heads say what they head."""
    rows = [
        row for part in kids(table) for row in (kids(part) if str(part.S) != "/TR" else [part]) if str(row.S) == "/TR"
    ]
    ids = {bytes(cell["/ID"]) for row in rows for cell in kids(row) if "/ID" in cell}
    if not any(str(cell.S) == "/TH" for row in rows for cell in kids(row)):
        yield Finding("table", "table", "no cell is a head")
    widths: list[int] = []
    hanging: list[int] = []  # rows that a cell above still reaches into, one entry a column
    for row in rows:
        reached = sum(1 for left in hanging if left > 0)
        hanging = [left - 1 for left in hanging if left > 1]
        width = reached
        for cell in kids(row):
            columns, down = int(_attribute(cell, "/ColSpan") or 1), int(_attribute(cell, "/RowSpan") or 1)
            width += columns
            hanging += [down - 1] * columns if down > 1 else []
            if str(cell.S) == "/TH" and _attribute(cell, "/Scope") not in (Name.Row, Name.Column, Name.Both):
                yield Finding("table", "head", "it does not say whether it heads a row or a column")
            for head in _attribute(cell, "/Headers") or []:
                if bytes(head) not in ids:
                    yield Finding("table", "cell", "it names a head that is not there")
        widths.append(width)
    if len(set(widths)) > 1:
        yield Finding("table", "table", f"its rows are {sorted(set(widths))} cells wide")
