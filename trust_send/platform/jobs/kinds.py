"""Which kinds of jobs exist, and which task does each? Apps register theirs in ``AppConfig.ready``."""

from __future__ import annotations

from dataclasses import dataclass

LEASE_SECONDS = 30
"""How long a worker that fell silent keeps its job; living ones renew it every third of that."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job: its name in words for the progress page, and where it is done."""

    code: str
    task: str
    label: str
    queue: str = "default"
    lease_seconds: int = LEASE_SECONDS
    every_night: bool = False


_kinds: dict[str, Kind] = {}


def register(
    code: str,
    *,
    task: str,
    label: str,
    queue: str = "default",
    lease_seconds: int = LEASE_SECONDS,
    every_night: bool = False,
) -> Kind:
    """Make a kind known; ``every_night`` has it asked once a day for each trust."""
    kind = Kind(code, task, label, queue, lease_seconds, every_night)
    if _kinds.setdefault(code, kind) != kind:
        raise ValueError(f"two kinds of job are called {code!r}")
    return kind


def find(code: str) -> Kind:
    """Which kind has this code? Asking for one that nobody registered is a mistake in the code."""
    try:
        return _kinds[code]
    except KeyError:
        raise LookupError(f"no app has registered the kind of job {code!r}") from None


def label_of(code: str) -> str:
    """What is this kind called on a page? Rows outlive the kinds they were made for."""
    return _kinds[code].label if code in _kinds else "Work in the background"


def nightly() -> list[Kind]:
    """Which kinds are done every night, in a steady order?"""
    return sorted((kind for kind in _kinds.values() if kind.every_night), key=lambda kind: kind.code)
