"""How a signal becomes an orderly end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """A signal asked us to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


class _Hold:
    """What must not be cut in two is under way; a signal that comes meanwhile waits."""

    def __init__(self) -> None:
        self.depth = 0
        self.waiting: int | None = None


_hold = _Hold()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn SIGINT, SIGTERM and SIGHUP into ``Stopped`` once; while we tidy up, more of them change nothing."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(number: int, _frame: FrameType | None) -> None:
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        if _hold.depth:
            _hold.waiting = number
        else:
            raise Stopped(number)

    # Under nohup the terminal's end is none of our business.
    heard = [number for number in numbers if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a signal wait until the block is over: a process that was started must also be written down."""
    if threading.current_thread() is not threading.main_thread():  # signals reach the main thread only
        yield
        return
    _hold.depth += 1
    try:
        yield
    finally:
        _hold.depth -= 1
    if not _hold.depth and _hold.waiting is not None:
        number, _hold.waiting = _hold.waiting, None
        raise Stopped(number)
