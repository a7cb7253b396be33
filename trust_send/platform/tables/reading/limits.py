"""How large a file may be, and what the reader says when it cannot read one."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much the reader takes before it refuses; every number is checked before or while reading, never after."""

    max_bytes: int = 50 * MEGABYTE
    max_unpacked_bytes: int = 300 * MEGABYTE
    max_unpacked_ratio: int = 150  # a real worksheet packs 5 to 30 times; the densest zip bomb 1,000 times
    ratio_counts_from_bytes: int = 4 * MEGABYTE  # a small file full of one value may pack well and does no harm
    max_members: int = 2_000
    max_small_part_bytes: int = 8 * MEGABYTE  # workbook, styles and relations of a workbook
    max_shared_text_bytes: int = 120 * MEGABYTE
    max_rows: int = 50_000
    max_columns: int = 300
    max_cell_characters: int = 10_000
    max_merged_areas: int = 100_000
    heading_within_rows: int = 20


LIMITS = Limits()


class Unreadable(Exception):  # noqa: N818 - reads as a sentence where it is caught
    """A file that cannot be read, with one sentence that says what the person can do about it."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence


class WhichSheet(Unreadable):
    """A workbook in which several sheets could be meant: the person has to choose one."""

    def __init__(self, names: list[str]) -> None:
        shown = ", ".join(f"“{name}”" for name in names)
        super().__init__("which_sheet", f"More than one sheet could be the one to read: {shown}. Choose one of them.")
        self.names = names


def in_megabytes(size_bytes: int) -> str:
    """A size as people say it, for example “200 MB”."""
    return f"{size_bytes / MEGABYTE:,.0f} MB" if size_bytes >= MEGABYTE else f"{max(1, size_bytes // 1024):,} KB"
