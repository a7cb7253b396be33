"""When can a person open the page? Asked of ``/healthz`` until it says yes."""

import http.client
import threading
from collections.abc import Callable

ASK_EVERY_SECONDS = 0.2


def answers(*, port: int) -> bool:
    """Does everything answer, a worker included?"""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


class Readiness(threading.Thread):
    """Asks in the background and calls back once."""

    def __init__(self, *, port: int, then: Callable[[], None]) -> None:
        super().__init__(name="readiness", daemon=True)
        self.port = port
        self.then = then
        self.stopped = threading.Event()

    def run(self) -> None:
        """Ask until yes or until told to stop."""
        while not self.stopped.wait(ASK_EVERY_SECONDS):
            if answers(port=self.port):
                if not self.stopped.is_set():
                    self.then()
                return
