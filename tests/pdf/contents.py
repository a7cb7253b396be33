"""Is everything that is painted either tagged or marked as an artifact, and has every letter a glyph?"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .findings import Finding
from .structure import Tree

PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
SHOWING = {"Tj", "TJ", "'", '"'}


def judge_contents(document: pikepdf.Pdf, tree: Tree) -> Iterator[Finding]:
    """What is painted without a tag, or with a tag that hangs nowhere?"""
    for number, page in enumerate(document.pages, start=1):
        where = f"page {number}"
        owners: Any = tree.owners.get(int(page.get("/StructParents", -1)))
        owners = owners if isinstance(owners, Array) else Array()
        loose: set[str] = set()
        for finding in _page(page, owners, tree, where):
            if finding.what not in loose:
                loose.add(finding.what)
                yield finding


def _page(page: pikepdf.Page, owners: Any, tree: Tree, where: str) -> Iterator[Finding]:
    stack: list[str] = []  # one entry for each open mark: artifact, tagged, or neither
    wide: bool = False
    seen: set[int] = set()
    fonts: Any = (page.get("/Resources") or {}).get("/Font") or {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BMC":
            stack.append("artifact" if str(operands[0]) == "/Artifact" else "open")
        elif name == "BDC":
            mcid = operands[1].get("/MCID") if isinstance(operands[1], Dictionary) else None
            if str(operands[0]) == "/Artifact":
                stack.append("artifact")
                if mcid is not None:
                    yield Finding("artifact", where, "an artifact has a number as if it were tagged")
            elif mcid is None:
                stack.append("open")
            else:
                stack.append("tagged")
                if int(mcid) in seen:
                    yield Finding("content", where, f"the number {mcid} is used twice")
                seen.add(int(mcid))
                owner = owners[int(mcid)] if int(mcid) < len(owners) else None
                if owner is None or not tree.holds(owner):
                    yield Finding("content", where, f"content {mcid} belongs to no tag in the tree")
            if stack[-1] == "tagged" and "artifact" in stack:
                yield Finding("content", where, "tagged content stands inside an artifact")
        elif name == "EMC":
            stack.pop()
        elif name in PAINTING and not {"artifact", "tagged"} & set(stack):
            yield Finding("content", where, f"something is painted ({name}) without a tag and not as an artifact")
        if name == "Tf":
            wide = (fonts.get(str(operands[0])) or {}).get("/Subtype") == Name.Type0
        if name in SHOWING and wide and _holds_gap(operands):
            yield Finding("glyph", where, "a letter has no glyph in its font")
    if stack:
        yield Finding("content", where, "a mark is never closed")


def _holds_gap(operands: Any) -> bool:
    """Is glyph number 0, the empty box, among the letters shown?"""
    for operand in operands:
        for piece in operand if isinstance(operand, Array) else [operand]:
            if isinstance(piece, pikepdf.String):
                raw = bytes(piece)
                if any(raw[place : place + 2] == b"\0\0" for place in range(0, len(raw), 2)):
                    return True
    return False
