"""The data manager's way from a file to the register, as steps that several tests take."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from trust_send.supervisor.places import PROJECT

SAMPLES = PROJECT / "samples"
FERNHOLLOW = "Fernhollow Primary School"


def send(page: Page, file: Path, *, school: str = FERNHOLLOW) -> None:
    """Send a file and wait until it has been read."""
    page.goto("/imports/")
    page.get_by_label("School", exact=True).select_option(label=school)
    page.get_by_label("Pupil export").set_input_files(file)
    page.get_by_role("button", name="Send and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before anything changes", timeout=60_000)


def figure(page: Page, label: str) -> int:
    """A number at the top of the page."""
    found = page.locator(".ts-fig").filter(has_text=label).first.locator("b").inner_text()
    return int(re.sub(r"\D", "", found))


def row_of(page: Page, name: str) -> object:
    """The row of a child."""
    return page.get_by_role("row").filter(has_text=name)
