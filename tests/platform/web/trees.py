"""HTML as a tree that two pieces of markup can be compared by."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"input", "br", "meta", "link", "img", "hr"}


class TreeBuilder(HTMLParser):
    """Which elements, attributes and words does this markup hold, whatever its white space and order?"""

    def __init__(self) -> None:
        """Begin with an empty root."""
        super().__init__()
        self.root: list = []
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        pairs = {
            name: (" ".join(sorted(set((value or "").split()))) if name == "class" else value or "")
            for name, value in attrs
        }
        element = [tag, tuple(sorted(pairs.items())), []]
        self.open[-1].append(element)
        if tag not in VOID:
            self.open.append(element[2])

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep words, without their white space."""
        if words := " ".join(data.split()):
            self.open[-1].append(words)


def tree(markup: str) -> list:
    """What does this markup say?"""
    builder = TreeBuilder()
    builder.feed(markup)
    builder.close()
    return builder.root
