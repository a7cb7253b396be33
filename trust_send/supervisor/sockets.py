"""Where unix sockets go: beside the data, or in a short private folder when the path would be too long."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from trust_send.supervisor.failures import CannotStart

# Linux allows 107 bytes and macOS 103; PostgreSQL and Redis add their own file name.
LONGEST_SOCKET_PATH = 100


def socket_folder(wanted: Path, *, longest_name: str) -> Path:
    """A folder in which a socket called ``longest_name`` can be opened: ``wanted`` if its path is short enough."""
    if len(os.fsencode(wanted / longest_name)) <= LONGEST_SOCKET_PATH:
        wanted.mkdir(parents=True, exist_ok=True)
        return wanted
    digest = hashlib.sha256(os.fsencode(wanted)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"trust-send-{os.getuid()}-{digest}"
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    # The temporary folder is everyone's: somebody else's folder under our name would read our traffic.
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.getuid(), _server_uid()}:
        raise CannotStart(f"{short} belongs to somebody else: remove it, or move this folder to a shorter path.")
    short.chmod(0o700)
    return short


def _server_uid() -> int:
    import pwd

    try:
        return pwd.getpwnam("pgserver").pw_uid if os.getuid() == 0 else os.getuid()
    except KeyError:
        return os.getuid()
