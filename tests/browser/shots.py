"""Pictures of every page as every person, at the desk and on the phone: python -m tests.browser.shots [PERSON …]

Left in ``.local/shots/<person>/<width>/<page>.png``. Ends with 1 when a page failed or complained.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.browser import scenes
from tests.browser.chromium import DESK, PHONE, context_arguments, launch_arguments
from tests.browser.crawl import crawl, name_of
from tests.browser.people import enter
from tests.browser.product import Product, served
from tests.browser.watch import Watch
from trust_send.supervisor.console import say
from trust_send.supervisor.places import PROJECT

SHOTS = PROJECT / ".local" / "shots"


class Album:
    """The pictures of one person at one width, and what went wrong while they were taken."""

    def __init__(self, product: Product, browser: Browser, *, key: str, width: int) -> None:
        self.product, self.browser, self.key, self.width = product, browser, key, width
        self.folder = SHOTS / key / str(width)
        self.taken = 0
        self.faults: list[str] = []

    @contextmanager
    def opened(self, doing: str) -> Iterator[tuple[Page, Watch]]:
        """A fresh browser in which this person is signed in."""
        context = self.browser.new_context(**context_arguments(self.width))  # type: ignore[arg-type]
        watch, page = Watch(context), context.new_page()
        try:
            if person := self.product.visitors.get(self.key):
                enter(page, self.product.base, person)
            yield page, watch
        except Error as failure:
            self.faults.append(f"{self.key} at {self.width}: {doing}: {failure}")
        finally:
            context.close()

    def take(self, page: Page, name: str, watch: Watch) -> None:
        """One picture of the whole page."""
        self.folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        self.taken += 1
        self.faults += [f"{self.key} at {self.width}: {name}: {said}" for said in watch.taken()]

    def walk(self) -> None:
        """Follow every link of this person and picture one page of each kind."""
        with self.opened("walking") as (page, watch):
            for kind, address, status in crawl(page, self.product.base, first="/"):
                if status >= 400:
                    self.faults.append(f"{self.key}: {status} for {address}, to which a link leads")
                self.take(page, name_of(kind), watch)

    def stage(self) -> None:
        """Picture what no link leads to: empty lists, errors, steps of a job."""
        for scene in scenes.of(self.key):
            with self.opened(scene.name) as (page, watch):
                for step in scene.play(page, self.product.base):
                    self.take(page, f"{scene.name}-{step}" if step else scene.name, watch)


def main(wanted: Sequence[str]) -> int:
    """Take the pictures, of everybody or of the persons named."""
    faults: list[str] = []
    with served(PROJECT / ".local" / "shots-product") as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())  # type: ignore[arg-type]
        for key in [*product.visitors, scenes.STRANGER]:
            if wanted and key not in wanted:
                continue
            shutil.rmtree(SHOTS / key, ignore_errors=True)
            albums = [Album(product, browser, key=key, width=width) for width in (DESK, PHONE)]
            for album in albums:
                album.walk()
                album.stage()
                faults += album.faults
            say(f"{key:<10} {sum(album.taken for album in albums):>3} pictures")
        browser.close()
    for fault in faults:
        say(re.sub(r"\s+", " ", fault)[:400])
    say(f"Pictures are in {SHOTS.relative_to(PROJECT)}. " + (f"{len(faults)} faults." if faults else "No faults."))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
