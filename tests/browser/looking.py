"""What is looked at on every page: axe, sideways scrolling, twice the size of letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from trust_send.supervisor.places import PROJECT

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Run outside the page's own world, so that its security policy stays as strict as for everybody.
RUN = "rules => axe.run(document, rules).then(found => found.violations)"
WIDER = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
CUT_OFF = """() => [...document.querySelectorAll('h1, h2, a, button, label, dt, th')].filter(each => {
    const style = getComputedStyle(each);
    return style.overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1
        && !each.matches('.govuk-visually-hidden, .govuk-skip-link');
}).map(each => each.textContent.trim().slice(0, 40))"""


def read_axe() -> str:
    """The program of axe-core."""
    return Path(AXE).read_text()


def violations(page: Page, axe: str, *, contrast: bool = True) -> list[str]:
    """What axe finds here, in one line each; contrast is most of its work and the same at every width."""
    if not page.evaluate("() => typeof axe === 'object'"):
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(RUN, RULES | {"rules": {"color-contrast": {"enabled": contrast}}})
    return [
        f"{each['id']}: {each['help']}: {', '.join(str(node['target'][0]) for node in each['nodes'][:3])}"
        for each in found
    ]


def sideways(page: Page) -> int:
    """By how many pixels is the page wider than the window?"""
    return int(page.evaluate(WIDER))


def cut_off(page: Page) -> list[str]:
    """Words that do not fit where they stand."""
    return list(page.evaluate(CUT_OFF))
