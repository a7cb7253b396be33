"""Which pages can this person come to? Followed link by link, one of each kind."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

# Files, and addresses that act or lead out.
NO_PAGES = re.compile(r"\.(csv|xlsx|pdf|css|svg)$|^/papers/|^/account/logout|/export/|^/static/|^/with/")
# Everybody comes to these, whatever the links on the page say.
FOR_ALL = ("/help/", "/privacy/", "/accessibility/", "/who-can-see-what/", "/account/password/change/", "/account/2fa/")
LINKS = "els => els.map(el => el.href)"


def kind_of(address: str) -> str:
    """Pages of one kind differ only in numbers: one of them is looked at."""
    parts = urlsplit(address)
    path = re.sub(r"(?<=/)\d+(?=/)", "N", parts.path)
    # The tabs of one page look different; a filter, an order or a next part of a list does not.
    tabs = re.findall(r"(?:^|&)(show)=([a-z]+)", parts.query)
    return path + "".join(f"-{value}" for _, value in tabs)


def name_of(kind: str) -> str:
    """A kind as the name of a picture."""
    return re.sub(r"[^A-Za-z0-9-]+", "_", kind).strip("_") or "home"


def crawl(
    page: Page, base: str, *, first: str, also: tuple[str, ...] = FOR_ALL, skip: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, int]]:
    """Walk from the first page; at each step the browser stands on the page whose kind and answer are given."""
    host = urlsplit(base).netloc
    waiting = deque(urljoin(base, address) for address in (first, *also))
    met = {kind_of(urljoin(base, address)) for address in skip}
    while waiting:
        address = waiting.popleft().partition("#")[0]
        kind = kind_of(address)
        if kind in met or urlsplit(address).netloc != host or NO_PAGES.search(urlsplit(address).path):
            continue
        met.add(kind)
        answer = page.goto(address)
        status = answer.status if answer else 0
        waiting.extend(page.eval_on_selector_all("a[href]", LINKS))
        yield kind, address, status
