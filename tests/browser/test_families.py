"""What a mother and her son see on a phone and a tablet: their own page, in plain words, and nobody else's."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children


def test_a_parent_sees_her_own_child_alone(opened):
    page = opened("eve", width=PHONE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Noah Hartley")
    expect(page.locator("main")).to_contain_text("SEN support")
    expect(page.locator("main")).to_contain_text("Asha Mistry")
    number = int(page.url.rstrip("/").rpartition("/")[2])
    for address in (f"/my-child/{number + 1}/", f"/pupils/{number}/"):
        assert page.goto(address).status in (403, 404), address
    for address in ("/register/", "/today/", "/overview/", "/find/?q=Noah"):
        assert page.goto(address).status == 403, address


def test_a_pupil_sees_a_page_of_his_own(opened):
    page = opened("noah", width=PHONE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Noah")
    assert page.goto("/my-child/").status == 403
    assert page.goto("/register/").status == 403


def test_targets_are_large_enough_for_a_thumb(opened):
    page = opened("eve", width=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a[href].govuk-button, main button, nav a')]
            .filter(each => each.getBoundingClientRect().height > 0 && each.getBoundingClientRect().height < 44)
            .map(each => each.textContent.trim())"""
    )
    assert small == []
