"""Every page as every person: nothing for axe to find, no complaint in the console, nothing wider than the window."""

from __future__ import annotations

import pytest

from tests.browser.chromium import DESK, HEIGHTS, NARROWEST, PHONE
from tests.browser.crawl import FOR_ALL, crawl
from tests.browser.looking import cut_off, read_axe, sideways, violations

STAFF = ("asha", "grace", "renata", "ben", "ruth", "maryam", "cai", "hannah", "dee")
WITHOUT_NAMES = ("margaret", "helen")
FAMILIES = ("eve", "noah")
EVERYBODY = (*STAFF, *WITHOUT_NAMES, *FAMILIES)
OF_THE_HOUSE = ("", "asha", "eve")
"""Pages for everyone look alike for all: a stranger, a member of staff and a parent stand for them."""
AT_BOTH_WIDTHS = ("", "asha", "grace", "cai", "dee", "helen", *FAMILIES)
"""Whose pages nobody else has. Others have the same pages with other people and colours on them."""


@pytest.fixture(scope="session")
def axe() -> str:
    """Read once."""
    return read_axe()


@pytest.mark.parametrize("who", ["", *EVERYBODY])
def test_pages_of(who, opened, product, axe):
    page = opened(who)
    also = FOR_ALL if who in OF_THE_HOUSE else ()
    faults, met = [], 0
    usual = PHONE if who in FAMILIES else DESK
    for kind, address, status in crawl(page, product.base, first="/", also=also, skip=() if also else FOR_ALL):
        met += 1
        if status >= 400:
            faults.append(f"{status} for {address}, to which a link leads")
        for width in (DESK, PHONE) if who in AT_BOTH_WIDTHS else (usual,):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            faults += [f"{kind} at {width}: {said}" for said in violations(page, axe, contrast=width == usual)]
        page.set_viewport_size({"width": NARROWEST, "height": HEIGHTS[NARROWEST]})
        if (wider := sideways(page)) > 1:  # widths are fractions; one pixel is their rounding
            faults.append(f"{kind} at {NARROWEST}: {wider} pixels too wide")
        page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    assert faults == []
    assert met >= 3  # who was lent one child has few pages of their own


@pytest.mark.parametrize(
    ("who", "address"), [("tomasz", "/overview/"), ("tomasz", "/register/"), ("joanna", "/today/")]
)
def test_the_colours_of_another_trust_can_be_read(who, address, opened, axe):
    """Two of Marlow Vale, whose pages are those of Cai and Asha in other colours."""
    page = opened(who)
    page.goto(address)
    assert violations(page, axe) == []


@pytest.mark.parametrize(
    ("who", "address"), [("", "/account/login/"), ("asha", "/today/"), ("asha", "/register/"), ("eve", "/my-child/")]
)
def test_twice_the_letters_still_fit(who, address, opened):
    page = opened(who)
    page.goto(address)
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')")
    page.reload()
    assert page.evaluate("() => getComputedStyle(document.body).fontSize") in ("32px", "36px", "38px")
    assert sideways(page) <= 0
    assert cut_off(page) == []


@pytest.mark.parametrize("who", ["asha", "eve"])
def test_forced_colours_keep_marks_and_buttons_apart(who, opened):
    page = opened(who, forced_colors="active")
    page.goto("/register/" if who == "asha" else "/")
    bare = page.evaluate(
        """() => [...document.querySelectorAll('main .govuk-button, .ts-status, .ts-panel')]
            .filter(each => !/[1-9]/.test(getComputedStyle(each).borderTopWidth)
                && !/[1-9]/.test(getComputedStyle(each).outlineWidth)
                && !each.querySelector('*'))
            .map(each => each.className)"""
    )
    assert bare == []
