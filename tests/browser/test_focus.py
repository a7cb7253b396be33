"""Where the keyboard is, is seen: at every kind of stop the focus changes a side's worth of pixels by 3:1 or more."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.chromium import DESK, PHONE

STRONG = 3.0
"""WCAG 1.4.11: what shows the focus stands out by this ratio. The yellow alone is 1.4:1 against white."""
MARGIN = 8
STOPS_AT_MOST = 150

HERE = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    at.scrollIntoView({block: "center", inline: "nearest"});
    const box = at.getBoundingClientRect();
    const over = at.parentElement;
    return {what: `${at.tagName} ${at.className} in ${over.className || over.tagName}`,
            place: [box.x + scrollX, box.y + scrollY],
            x: box.x, y: box.y, width: box.width, height: box.height};
}"""
LEAVE = "() => { window.left = document.activeElement; window.left.blur(); }"
RETURN = "() => window.left.focus({preventScroll: true})"


def luminance(pixel: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG counts it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in pixel))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def picture(page: Page, box: dict) -> Image.Image:
    """The stop and a little around it, as much of it as is in the window."""
    window = page.viewport_size
    assert window
    left, top = max(0, box["x"] - MARGIN), max(0, box["y"] - MARGIN)
    right = min(window["width"], box["x"] + box["width"] + MARGIN)
    bottom = min(window["height"], box["y"] + box["height"] + MARGIN)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]


def strong_pixels(page: Page, box: dict) -> int:
    """How many pixels does the focus change by 3:1 or more?"""
    focused = picture(page, box)
    page.evaluate(LEAVE)
    plain = picture(page, box)
    page.evaluate(RETURN)
    counted = Counter(zip(focused.get_flattened_data(), plain.get_flattened_data(), strict=True))
    return sum(times for (one, other), times in counted.items() if contrast(one, other) >= STRONG)


def faint_stops(page: Page) -> list[str]:
    """Walk by Tab once through the page; kinds of stops at which the focus is hardly seen."""
    met: set[str] = set()
    places: set[tuple[float, float]] = set()
    faint = []
    for _ in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        box = page.evaluate(HERE)
        if box is None or (place := (*box["place"], box["what"])) in places:
            break
        places.add(place)
        if box["what"] in met:
            continue
        met.add(box["what"])
        side = min(box["width"], box["height"], DESK)
        if (strong := strong_pixels(page, box)) < side:
            faint.append(f"{box['what']}: {strong} pixels of 3:1 at a side of {side:.0f}")
    assert len(met) > 3
    return faint


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize(
    ("who", "address"),
    [("asha", "/register/"), ("asha", "/documents/"), ("cai", "/overview/"), ("dee", "/imports/"), ("eve", "/")],
)
def test_focus_is_seen(who, address, width, opened):
    page = opened(who, width=width)
    page.goto(address)
    assert faint_stops(page) == []


def test_focus_is_seen_on_the_page_of_a_child_and_in_the_menu(opened):
    page = opened("asha")
    page.goto("/register/")
    page.locator("main table a[href^='/pupils/']").first.click()
    page.locator(".ts-menu > summary").press("Enter")
    assert faint_stops(page) == []
