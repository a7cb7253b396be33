"""A judge of accessible PDFs: which rules of PDF/UA-1 that a machine can check does a document break?

Our own, on pikepdf, because no validator of that kind is in the package indexes. It reads the bytes and knows nothing
of how they were made. Each finding names the rule, the place and what is wrong.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .contents import judge_contents
from .findings import Finding
from .structure import Tree, judge_structure

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def judge(pdf: bytes) -> list[Finding]:
    """What keeps this document from being accessible? An empty list is a pass."""
    with pikepdf.open(BytesIO(pdf)) as document:
        tree = Tree(document)
        return [
            *_document(document),
            *_metadata(document),
            *_fonts(document),
            *_pages(document),
            *_links(document, tree),
            *judge_structure(tree),
            *judge_contents(document, tree),
        ]


def _document(document: pikepdf.Pdf) -> Iterator[Finding]:
    """Marked, in a language, with a tree, a displayed title and bookmarks; nothing hidden inside."""
    root = document.Root
    if "/StructTreeRoot" not in root:
        yield Finding("tree", "document", "there is no tree of tags")
    if not (root.get("/MarkInfo") or {}).get("/Marked"):
        yield Finding("marked", "document", "it does not say that it is tagged")
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield Finding("language", "document", f"no usable language: {str(root.get('/Lang', ''))!r}")
    if not (root.get("/ViewerPreferences") or {}).get("/DisplayDocTitle"):
        yield Finding("title", "document", "the file name would be shown instead of the title")
    if "/Outlines" not in root:
        yield Finding("bookmarks", "document", "there are no bookmarks")
    names = root.get("/Names") or {}
    if "/EmbeddedFiles" in names:
        yield Finding("attachment", "document", "a file is hidden inside")
    if "/JavaScript" in names or "/OpenAction" in root or "/AA" in root:
        yield Finding("action", "document", "opening it runs something")


def _metadata(document: pikepdf.Pdf) -> Iterator[Finding]:
    """The XMP packet says PDF/UA-1 and the same title as the document information."""
    title = str(document.docinfo.get("/Title", ""))
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield Finding("metadata", "document", "it does not say that it is PDF/UA-1")
        if not title or metadata.get("dc:title") != title:
            yield Finding("title", "document", f"the titles are {title!r} and {metadata.get('dc:title')!r}")


def _fonts(document: pikepdf.Pdf) -> Iterator[Finding]:
    """Every font is in the file and knows which letters its glyphs are."""
    for item in document.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        name = str(item.get("/BaseFont", "a font"))
        if item.get("/Subtype") in (Name.CIDFontType0, Name.CIDFontType2):
            continue  # judged with the Type0 font above it
        if "/ToUnicode" not in item:
            yield Finding("font", name, "its glyphs do not say which letters they are")
        descendants = item.get("/DescendantFonts")
        for one in descendants if isinstance(descendants, Array) else [item]:
            descriptor = one.get("/FontDescriptor") or {}
            if item.get("/Subtype") != Name.Type3 and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                yield Finding("font", name, "it is not embedded")


def _pages(document: pikepdf.Pdf) -> Iterator[Finding]:
    """The tab key follows the tags on every page."""
    for number, page in enumerate(document.pages, start=1):
        if page.get("/Tabs") != Name.S:
            yield Finding("tabs", f"page {number}", "the tab key does not follow the tags")


def _links(document: pikepdf.Pdf, tree: Tree) -> Iterator[Finding]:
    """Every link is described and hangs at a Link tag."""
    for number, page in enumerate(document.pages, start=1):
        annotations: Any = page.get("/Annots") or []
        for annotation in annotations:
            where = f"page {number}"
            if annotation.get("/Subtype") != Name.Link:
                yield Finding("annotation", where, f"an annotation {annotation.get('/Subtype')} is not expected")
                continue
            if not str(annotation.get("/Contents", "")).strip():
                yield Finding("link", where, "a link is not described")
            owner = tree.owners.get(int(annotation.get("/StructParent", -1)))
            if owner is None or owner.get("/S") != Name.Link or not tree.holds(owner):
                yield Finding("link", where, "a link does not hang in the tree of tags")
