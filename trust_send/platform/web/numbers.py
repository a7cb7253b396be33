"""Numbers of rows as they stand in an address, where anything may stand."""

from __future__ import annotations

LARGEST_ID = 2**63 - 1
"""The largest number of a row that the database knows."""


def read_id(text: str | None) -> int | None:
    """Which row does this name? None for whatever is not the number of one."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > len(str(LARGEST_ID)):
        return None
    number = int(text)
    return number if 0 < number <= LARGEST_ID else None
