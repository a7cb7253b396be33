"""Pictures of every page as every person, at the desk and on the phone: python -m tests.browser.shots [PERSON …]

Left in ``.local/shots/<person>/<width>/<page>.png``. Ends with 1 when a page failed or complained.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import scenes
from tests.browser.chromium import DESK, PHONE, context_arguments, launch_arguments
from tests.browser.crawl import crawl, name_of
from tests.browser.people import enter
from tests.browser.product import Product, served
from tests.browser.watch import Watch
from trust_send.supervisor.console import say
from trust_send.supervisor.places import PROJECT

SHOTS = PROJECT / ".local" / "shots"
UNFOLD = "document.querySelectorAll('.ts-scroll').forEach(each => each.scrollLeft = 0); window.scrollTo(0, 0)"


class Album:
    """The pictures of one person, and what went wrong while they were taken."""

    def __init__(self, product: Product, browser: Browser, folder: Path) -> None:
        self.product, self.browser, self.folder = product, browser, folder
        self.taken = 0
        self.faults: list[str] = []

    def take(self, page: Page, name: str) -> None:
        """One picture of the whole page at each width."""
        for width in (DESK, PHONE):
            size = context_arguments(width)["viewport"]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.evaluate(UNFOLD)
            file = self.folder / str(width) / f"{name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=file, full_page=True)
            self.taken += 1

    def walk(self, first: str) -> None:
        """Follow every link of this person and picture one page of each kind."""
        context = self.browser.new_context(**context_arguments(DESK))  # type: ignore[arg-type]
        watch = Watch(context)
        page = context.new_page()
        if key := self.product.visitors.get(self.folder.name):
            enter(page, self.product.base, key)
        for kind, address, status in crawl(page, self.product.base, first=first):
            if status >= 400:
                self.faults.append(f"{self.folder.name}: {status} for {address}, to which a link leads")
            self.take(page, name_of(kind))
            self.faults += [f"{self.folder.name}: {kind}: {each}" for each in watch.taken()]
        context.close()

    def stage(self) -> None:
        """Picture what no link leads to: empty lists, errors, steps of a job."""
        for scene in scenes.of(self.folder.name):
            context = self.browser.new_context(**context_arguments(DESK))  # type: ignore[arg-type]
            watch = Watch(context)
            page = context.new_page()
            if person := self.product.visitors.get(self.folder.name):
                enter(page, self.product.base, person)
            for name in scene.play(page, self.product.base):
                self.take(page, f"{scene.name}-{name}" if name else scene.name)
            self.faults += [f"{self.folder.name}: {scene.name}: {each}" for each in watch.taken()]
            context.close()


def main(wanted: Sequence[str]) -> int:
    """Take the pictures, of everybody or of the persons named."""
    faults: list[str] = []
    with served(PROJECT / ".local" / "shots-product") as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())  # type: ignore[arg-type]
        for key in [*product.visitors, scenes.STRANGER]:
            if wanted and key not in wanted:
                continue
            shutil.rmtree(SHOTS / key, ignore_errors=True)
            album = Album(product, browser, SHOTS / key)
            album.walk("/")
            album.stage()
            say(f"{key:<10} {album.taken:>3} pictures" + (f", {len(album.faults)} faults" if album.faults else ""))
            faults += album.faults
        browser.close()
    for fault in faults:
        say(re.sub(r"\s+", " ", fault)[:400])
    say(f"Pictures are in {SHOTS.relative_to(PROJECT)}. " + (f"{len(faults)} faults." if faults else "No faults."))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
