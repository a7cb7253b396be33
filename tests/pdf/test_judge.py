"""The judge must be able to fail: each rule is broken once, in a document that was good."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from .judge import judge
from .structure import Tree, kids


def broken(pdf: bytes, breaking: Callable[[pikepdf.Pdf], None]) -> set[str]:
    """Which rules does the document break after this?"""
    with pikepdf.open(BytesIO(pdf)) as document:
        breaking(document)
        out = BytesIO()
        document.save(out)
    return {finding.rule for finding in judge(out.getvalue())}


def first(document: pikepdf.Pdf, kind: str) -> Any:
    return next(element for element, _, found in Tree(document).walk() if found == kind)


def no_tree(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def not_marked(document: pikepdf.Pdf) -> None:
    document.Root.MarkInfo.Marked = False


def no_language(document: pikepdf.Pdf) -> None:
    document.Root.Lang = String("")


def no_displayed_title(document: pikepdf.Pdf) -> None:
    del document.Root.ViewerPreferences


def other_title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "Something else"


def no_metadata(document: pikepdf.Pdf) -> None:
    del document.Root.Metadata


def no_bookmarks(document: pikepdf.Pdf) -> None:
    del document.Root.Outlines


def an_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["secret.txt"] = b"secret"


def an_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def skipped_heading(document: pikepdf.Pdf) -> None:
    first(document, "/H2").S = Name.H4


def no_alternative(document: pikepdf.Pdf) -> None:
    del first(document, "/Figure").Alt


def no_scope(document: pikepdf.Pdf) -> None:
    del first(document, "/TH").A.Scope


def cell_outside_row(document: pikepdf.Pdf) -> None:
    first(document, "/TR").S = Name.Div


def ragged_table(document: pikepdf.Pdf) -> None:
    row = next(
        row for row, _, kind in Tree(document).walk() if kind == "/TR" and any(cell.S == Name.TD for cell in kids(row))
    )
    row.K = Array(list(row.K)[:-1])


def no_head_in_table(document: pikepdf.Pdf) -> None:
    for element, _, kind in list(Tree(document).walk()):
        if kind == "/TH":
            element.S = Name.TD


def head_that_is_not_there(document: pikepdf.Pdf) -> None:
    first(document, "/TD").A.Headers = Array([String("nowhere")])


def text_in_list(document: pikepdf.Pdf) -> None:
    first(document, "/LI").S = Name.P


def unknown_tag(document: pikepdf.Pdf) -> None:
    first(document, "/P").S = Name.Paragraph


def no_tabs(document: pikepdf.Pdf) -> None:
    del document.pages[0].Tabs


def _link(document: pikepdf.Pdf) -> Any:
    return next(link for page in document.pages for link in page.get("/Annots", []))


def undescribed_link(document: pikepdf.Pdf) -> None:
    _link(document).Contents = String("")


def loose_link(document: pikepdf.Pdf) -> None:
    del _link(document).StructParent


def _font(document: pikepdf.Pdf) -> Any:
    return next(
        item for item in document.objects if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Type0
    )


def font_not_embedded(document: pikepdf.Pdf) -> None:
    descriptor = _font(document).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def font_without_letters(document: pikepdf.Pdf) -> None:
    del _font(document).ToUnicode


def _append(document: pikepdf.Pdf, content: bytes) -> None:
    document.pages[0].contents_add(document.make_stream(content))


def untagged_painting(document: pikepdf.Pdf) -> None:
    _append(document, b"0 0 10 10 re f")


def loose_content(document: pikepdf.Pdf) -> None:
    _append(document, b"/Span <</MCID 9999>> BDC 0 0 10 10 re f EMC")


def unclosed_mark(document: pikepdf.Pdf) -> None:
    _append(document, b"/Artifact BMC 0 0 10 10 re f")


def cut_off_branch(document: pikepdf.Pdf) -> None:
    top = document.Root.StructTreeRoot.K[0]
    top.K = Array(list(top.K)[:-3])


def missing_glyph(document: pikepdf.Pdf) -> None:
    fonts = document.pages[0].Resources.Font
    name = next(str(key) for key in fonts if fonts[key].Subtype == Name.Type0)
    _append(document, f"/Artifact BMC BT {name} 9 Tf <0000> Tj ET EMC".encode())


@pytest.mark.parametrize(
    ("breaking", "rule"),
    [
        (no_tree, "tree"),
        (not_marked, "marked"),
        (no_language, "language"),
        (no_displayed_title, "title"),
        (other_title, "title"),
        (no_metadata, "metadata"),
        (no_bookmarks, "bookmarks"),
        (an_attachment, "attachment"),
        (an_action, "action"),
        (skipped_heading, "headings"),
        (no_alternative, "figure"),
        (no_scope, "table"),
        (ragged_table, "table"),
        (no_head_in_table, "table"),
        (head_that_is_not_there, "table"),
        (cell_outside_row, "nesting"),
        (text_in_list, "nesting"),
        (unknown_tag, "type"),
        (no_tabs, "tabs"),
        (undescribed_link, "link"),
        (loose_link, "link"),
        (font_not_embedded, "font"),
        (font_without_letters, "font"),
        (untagged_painting, "content"),
        (loose_content, "content"),
        (unclosed_mark, "content"),
        (cut_off_branch, "content"),
        (missing_glyph, "glyph"),
    ],
)
def test_each_fault_is_found(sample: bytes, breaking: Callable[[pikepdf.Pdf], None], rule: str) -> None:
    assert rule in broken(sample, breaking)


def test_reading_and_writing_alone_breaks_nothing(sample: bytes) -> None:
    assert broken(sample, lambda document: None) == set()
