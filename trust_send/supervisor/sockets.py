"""Where unix sockets go: beside the data, or in a short private folder when the path would be too long."""

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from trust_send.supervisor.failures import CannotStart

# Linux allows 107 bytes and macOS 103; PostgreSQL and Redis add their own file name.
LONGEST_SOCKET_PATH = 100


def socket_folder(wanted: Path, *, longest_name: str) -> Path:
    """Which folder can hold a socket called ``longest_name``: ``wanted``, if its path is short enough?"""
    if len(os.fsencode(wanted / longest_name)) <= LONGEST_SOCKET_PATH:
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"trust-send-{os.getuid()}-{digest}"


def leave(folder: Path, *, data: Path) -> None:
    """Take away a short folder that was made for sockets alone."""
    if folder != data:
        with suppress(OSError):
            folder.rmdir()


def make_private(folder: Path, *, owner: int) -> None:
    """Make the folder for its owner alone. The temporary folder is everyone's: a stranger's folder is refused."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.getuid(), owner}:
        raise CannotStart(f"{folder} belongs to somebody else: remove it, or move this folder to a shorter path.")
    os.chown(folder, owner, -1)
    folder.chmod(0o700)
