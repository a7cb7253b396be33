"""How the web processes run, here and in containers; the address comes from the command line."""

import gc
import ipaddress
import os

worker_class = "gthread"  # why not ASGI: docs/adr/0013
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # imported once and shared: less memory, quicker start
max_requests = 5000  # a slow leak never grows old
max_requests_jitter = 500
timeout = 60
graceful_timeout = 8  # less than the supervisor's ten seconds
keepalive = 5
accesslog = None  # addresses hold children's ids; the read log keeps who opened what
loglevel = "warning"


def on_starting(server) -> None:
    """Demo mode signs anybody in with one click, so it serves this machine only."""
    if os.environ.get("DEMO", "0").lower() not in {"1", "true", "yes", "on"}:
        return
    for address in server.cfg.address:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and not (host == "localhost" or ipaddress.ip_address(host).is_loopback):
            raise SystemExit(f"Demo mode serves this machine only: bind to 127.0.0.1, not to {host}.")


def when_ready(server) -> None:
    """What is loaded by now stays: the processes share it, and no page waits while it is walked through."""
    gc.collect()
    gc.freeze()
