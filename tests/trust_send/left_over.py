"""Is anything still running that a supervisor started?"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from trust_send.supervisor.children import MARK


@contextmanager
def new_folder() -> Iterator[Path]:
    """A folder that a server running as another user can reach: every pytest that starts closes pytest's own again."""
    folder = Path(tempfile.mkdtemp(prefix="trust-send-")).resolve()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def processes_of(local: Path) -> list[str]:
    """Every process on the machine that carries the folder's mark or serves its data."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            command = process.cmdline()
            if process.environ().get(MARK) == str(local) or any(part.startswith(str(local)) for part in command):
                found.append(f"{process.pid} {process.status()} {' '.join(command)}")
    return found


def wait_until_none(local: Path, *, seconds: float = 20) -> list[str]:
    """What is left when the time is over: nothing, if all went well."""
    deadline = time.monotonic() + seconds
    while (found := processes_of(local)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found
