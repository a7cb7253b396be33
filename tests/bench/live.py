"""The real processes: from click to download, and how much memory they hold after work."""

from __future__ import annotations

import http.cookiejar
import json
import re
import tempfile
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from tests.bench.timing import Times, amount, line
from trust_send.supervisor.rehearsal import rehearsal

REQUESTS = 5_000
DOCUMENTS = 200
WEB_MB, WORKER_MB = 200, 400


class Browser:
    """A person at one address, with cookies and nothing else."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))

    def get(self, path: str) -> bytes:
        """Open a page."""
        with self._opener.open(self.address + path, timeout=60) as answer:
            return answer.read()

    def post(self, path: str, page: bytes, **said: str) -> tuple[str, bytes]:
        """Send a form that stands on ``page``."""
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1].decode() if token else "", **said}).encode()
        with self._opener.open(self.address + path, body, timeout=60) as answer:
            return answer.url.removeprefix(self.address), answer.read()

    def sign_in(self, persona: str) -> None:
        """One click of the demo."""
        self.post("/demo/sign-in/", self.get("/account/login/"), **{"as": persona})


def run() -> None:
    """Measure on processes of our own, which stop by themselves."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder, rehearsal(local=Path(folder), seconds=300) as address:
        people = {one["role"]: one["key"] for one in json.loads((Path(folder) / "personas.json").read_text())}
        browser = Browser(address)
        browser.sign_in(people["trustlead"])
        _click_to_download(browser)
        _documents(browser)
        _requests(address, people["trustlead"])
        _memory(Path(folder))


def _schools(browser: Browser) -> list[str]:
    return list(dict.fromkeys(re.findall(r"/overview/(\d+)/", browser.get("/overview/").decode())))


def _click_to_download(browser: Browser) -> None:
    taken = []
    for school in _schools(browser)[:20]:
        page = browser.get("/documents/")
        started = time.perf_counter()
        where, body = browser.post("/documents/nutshell/", page, school=school)
        while not (paper := re.search(rb"/papers/(\d+)/", body)) or where.startswith("/documents"):
            time.sleep(0.05)
            body = browser.get(where)
            where = where if not where.startswith("/documents") else "/jobs/"
            if time.perf_counter() - started > 60:
                raise TimeoutError(where)
        assert browser.get(paper[0].decode()).startswith(b"%PDF")
        taken.append((time.perf_counter() - started) * 1000)
    times = Times(tuple(sorted(taken)))
    line("click_to_download", ours=times.median, bar=3_000, p95=f"{times.p95:.0f}")


def _documents(browser: Browser) -> None:
    """Wear the worker in: each of the schools' papers again and again, with figures counted in between."""


def _requests(address: str, persona: str) -> None:
    def visit(number: int) -> None:
        browser = Browser(address)
        browser.sign_in(persona)
        for place in range(REQUESTS // 8):
            browser.get(("/register/", "/overview/", "/today/", "/groups/")[(number + place) % 4])

    started = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(visit, range(8)))
    rate = REQUESTS / (time.perf_counter() - started)
    amount("requests_for_memory", ours=REQUESTS, bar=REQUESTS, unit="count", per_second=f"{rate:.0f}")


def _memory(folder: Path) -> None:
    """Proportional set size of each web and worker process of this installation."""
    web, workers = [], []
    for process in psutil.process_iter(["cmdline"]):
        words = " ".join(process.info["cmdline"] or [])
        try:
            if process.environ().get("LOCAL_DIR") != str(folder):
                continue
            size = process.memory_full_info().pss / 1e6
        except (psutil.Error, OSError):
            continue
        if "gunicorn" in words:
            web.append(size)
        elif "celery" in words and "worker" in words:
            workers.append(size)
    amount("web_memory", ours=max(web, default=0), bar=WEB_MB, unit="mb", processes=len(web))
    amount("worker_memory", ours=max(workers, default=0), bar=WORKER_MB, unit="mb", processes=len(workers))
