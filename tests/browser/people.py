"""The people of the demo, as a browser meets them: one click, or an address and a password."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may be chosen on the sign-in page."""

    key: str
    name: str
    role: str
    trust: str
    email: str
    password: str


def visitors(local: Path) -> dict[str, Visitor]:
    """Everybody, as ``manage.py demo`` wrote them down for scripts."""
    rows = json.loads((local / "personas.json").read_text())
    return {
        row["key"]: Visitor(row["key"], row["name"], row["role"], row["trust"], row["email"], row["password"])
        for row in rows
    }


def enter(page: Page, base: str, visitor: Visitor) -> None:
    """Sign in with the one click of the demo."""
    page.goto(urljoin(base, "/account/login/"))
    page.get_by_role("button", name=visitor.name).click()
    page.wait_for_url(lambda address: "/account/login" not in address)


def enter_with_password(page: Page, base: str, visitor: Visitor) -> None:
    """Sign in as everybody does."""
    page.goto(urljoin(base, "/account/login/"))
    page.get_by_label("Email address").fill(visitor.email)
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_label("Password", exact=True).fill(visitor.password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def leave(page: Page) -> None:
    """Sign out by the menu under one's name."""
    page.locator(".ts-menu summary").click()
    page.get_by_role("button", name="Sign out").click()
