"""Charts on a phone: letters that can be read, in a frame that a finger and a keyboard move; on paper all of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import DESK, PHONE

LEAST_PX = 12
LETTERS = """() => [...document.querySelectorAll('.ts-chart svg')].map(svg => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const sizes = [...svg.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize));
    return Math.min(...sizes) * scale;
})"""
WIDTHS = "frame => [frame.clientWidth, frame.scrollWidth]"


def school(page: Page) -> None:
    page.goto("/overview/")
    page.locator("main a[href^='/overview/'][href$='/']").first.click()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("where", ["trust", "school"])
def test_no_letter_of_a_chart_is_below_twelve_pixels(opened, where, width):
    page = opened("cai", width=width)
    page.goto("/overview/")
    if where == "school":
        school(page)
    letters = page.evaluate(LETTERS)
    assert letters and min(letters) >= LEAST_PX, letters
    assert page.get_by_text("Move the chart sideways").first.is_visible() == (width == PHONE)


def test_a_keyboard_moves_it_and_paper_has_all_of_it(opened):
    page = opened("cai", width=PHONE)
    school(page)
    frame = page.get_by_role("region", name="Chart: Main need, pupils on SEN support")
    visible, whole = frame.evaluate(WIDTHS)
    assert whole > visible
    frame.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("frame => frame.scrollLeft > 100", arg=frame.element_handle())
    page.emulate_media(media="print")
    visible, whole = frame.evaluate(WIDTHS)
    assert whole <= visible
