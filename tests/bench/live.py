"""The real processes: from click to download, and how much memory they hold after work."""

from __future__ import annotations

import http.cookiejar
import json
import re
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

from tests.bench.timing import Times, amount, line
from trust_send.supervisor.children import Children
from trust_send.supervisor.places import Places
from trust_send.supervisor.rehearsal import rehearsal
from trust_send.supervisor.services import EmbeddedPostgres, operator_addresses

CLICKS = 20
LOOKS_AGAIN_SECONDS = 0.5  # as the page of a job does at first
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
        personas = json.loads((Path(folder) / "personas.json").read_text())
        lead = next(one["key"] for one in personas if one["role"] == "trustlead")  # of the larger trust
        browser = Browser(address)
        browser.sign_in(lead)
        with _database(Path(folder)) as database:
            _click_to_download(browser, database)
            _documents(browser, database)
        _requests(address, lead)
        _memory(Path(folder))


@contextmanager
def _database(folder: Path) -> Iterator[psycopg.Connection]:
    """The database of the rehearsal, past its walls: to change what was counted, and to see which jobs are done."""
    postgres = EmbeddedPostgres(Places(folder).postgres, children=Children(folder))
    with psycopg.connect(operator_addresses(postgres)["DATABASE_SUPERUSER_URL"], autocommit=True) as database:
        yield database


def _count_otherwise(database: psycopg.Connection) -> None:
    """Each school has one pupil fewer on SEN support: the same figures would give the stored document."""
    database.execute(
        "UPDATE reporting_figure SET numerator = numerator - 1"
        " WHERE measure IN ('sen_support', 'all_sen') AND \"group\" = 'all' AND numerator > 0"
    )


def _schools(browser: Browser) -> list[str]:
    return list(dict.fromkeys(re.findall(r"/overview/(\d+)/", browser.get("/overview/").decode())))


def _click_to_download(browser: Browser, database: psycopg.Connection) -> None:
    _count_otherwise(database)
    taken = []
    for school in _schools(browser)[: CLICKS + 2]:
        page = browser.get("/documents/")
        started = time.perf_counter()
        job, body = browser.post("/documents/nutshell/", page, school=school)
        while not (paper := re.search(rb"/papers/(\d+)/", body)):
            time.sleep(LOOKS_AGAIN_SECONDS)
            body = browser.get(job)
            if time.perf_counter() - started > 60:
                raise TimeoutError(job)
        assert browser.get(paper[0].decode()).startswith(b"%PDF")
        taken.append((time.perf_counter() - started) * 1000)
    times = Times(tuple(sorted(taken[2:])))  # the first two warm the fonts
    line("click_to_download", ours=times.median, bar=3_000, p95=f"{times.p95:.0f}", first=f"{taken[0]:.0f}")


def _documents(browser: Browser, database: psycopg.Connection) -> None:
    """Wear the worker in: every school's document again and again, each time with other figures."""
    started, before, made = time.perf_counter(), _documents_in(database, "done"), 0
    while made < DOCUMENTS:
        _count_otherwise(database)
        browser.post("/documents/nutshell/", browser.get("/documents/"), school="all")
        while _documents_in(database, "waiting", "running"):
            time.sleep(0.2)
            if time.perf_counter() - started > 900:
                raise TimeoutError(f"{made} documents")
        made, already = _documents_in(database, "done") - before, made
        if made == already:
            raise RuntimeError(f"the figures no longer change: {made} documents")
    rate = made / (time.perf_counter() - started)
    amount("documents_for_memory", ours=made, bar=made, unit="count", per_second=f"{rate:.2f}")


def _documents_in(database: psycopg.Connection, *states: str) -> int:
    query = "SELECT count(*) FROM jobs_job WHERE kind = 'nutshell' AND state = ANY(%s)"
    found = database.execute(query, [list(states)]).fetchone()
    return int(found[0]) if found else 0


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
        elif "trust_send.worker" in words or "celery" in words:
            workers.append(size)
    amount("web_memory", ours=max(web, default=0), bar=WEB_MB, unit="mb", processes=len(web))
    amount("worker_memory", ours=max(workers, default=0), bar=WORKER_MB, unit="mb", processes=len(workers))
