"""What follows when a table has been brought in: apps that know of more than the import say so here."""

from __future__ import annotations

from collections.abc import Callable

from trust_send.platform.tables.models import TableImport

Follow = Callable[[TableImport], None]

_following: list[Follow] = []


def register(follow: Follow) -> None:
    """Have ``follow`` called with every import, inside the transaction that applies it or takes it back."""
    if follow not in _following:
        _following.append(follow)


def after_applied(table_import: TableImport) -> None:
    """Let everything follow that was registered, in the order of registration."""
    for follow in _following:
        follow(table_import)
