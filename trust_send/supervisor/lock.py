"""One supervisor per local folder: the kernel lets go of the lock even after ``kill -9``."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trust_send.supervisor.failures import CannotStart


def is_held(file: Path) -> bool:
    """Does a supervisor live in this folder?"""
    try:
        with held(file):
            return False
    except CannotStart:
        return True


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the folder's lock, or say who does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(f"Trust SEND is already running from {file.parent}: stop that one first.") from None
        yield
