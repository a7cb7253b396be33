"""One product for the whole suite, everything really up; and people who open it in a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import DESK, context_arguments, launch_arguments
from tests.browser.people import enter
from tests.browser.product import JOIN, Product, served
from tests.browser.watch import Watch
from trust_send.supervisor.places import PROJECT

LOCAL = PROJECT / ".local" / "test" / "browser"
_held = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """With several workers, one product serves them all: it is started before them."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput") and JOIN not in os.environ:
        product = _held.enter_context(served(LOCAL))
        os.environ[JOIN] = str(product.local)
        _held.callback(os.environ.pop, JOIN)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse to run side by side what must run one after another: some releases of pytest drop the groups."""
    if getattr(session.config.option, "loadgroup", False):
        grouped = [item.nodeid for item in session.items if item.get_closest_marker("xdist_group")]
        loose = [nodeid for nodeid in grouped if "@" not in nodeid]
        if loose:
            raise pytest.UsageError(f"pytest-xdist has lost the groups of {len(loose)} tests, as of {loose[0]}")


def pytest_unconfigure() -> None:
    """The product ends with the suite."""
    _held.close()


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """Web, workers, relay, beat, PostgreSQL and Redis, with the demo's trusts."""
    with served(LOCAL) as found:
        yield found


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium."""
    return launch_arguments()


Opened = Callable[..., Page]


@pytest.fixture
def opened(product: Product, browser: Browser) -> Iterator[Opened]:
    """A page of an own browser, with somebody signed in or nobody; what it complains of fails the test."""
    watches: list[tuple[str, Watch]] = []
    with ExitStack() as closing:

        def open_page(key: str = "", *, width: int = DESK, **more: Any) -> Page:
            context = browser.new_context(**context_arguments(width) | more, base_url=product.base)  # type: ignore[arg-type]
            closing.callback(context.close)
            watches.append((key, Watch(context)))
            page = context.new_page()
            if key:
                enter(page, product.base, product.visitors[key])
            return page

        yield open_page
    assert [f"{key}: {said}" for key, watch in watches for said in watch.complaints] == []
