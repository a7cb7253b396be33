"""A SENCO adds a grandmother to a child; she comes in by her mail, sees the child, and at once no longer does."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import PHONE

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children


def test_a_grandmother_is_added_comes_in_and_is_out_again(opened):
    address = f"gran.{datetime.now(UTC):%H%M%S%f}@families.example"
    senco = opened("asha")
    senco.goto("/find/?q=Noah Hartley")
    senco.get_by_role("link", name="Hartley, Noah").first.click()
    expect(senco.locator("nav a[aria-current]", has_text="Register")).to_have_count(1)
    senco.get_by_role("link", name="Add a family member").click()
    senco.get_by_role("button", name="Give sight").click()
    expect(senco.get_by_role("alert")).to_contain_text("Enter email address")
    for label, words in (("First name", "Joan"), ("Last name", "Hartley"), ("Email address", address)):
        senco.get_by_label(label).fill(words)
    senco.get_by_label("Grandparent").check()
    senco.get_by_label("Reason").fill("Asked for at the meeting")
    senco.get_by_label(re.compile("The school has checked")).check()
    senco.get_by_role("button", name="Give sight").click()
    expect(senco.locator("main")).to_contain_text("Joan Hartley sees what the school shares about Noah Hartley")

    gran = opened(width=PHONE)
    gran.goto("/demo/mail/")
    mail = gran.locator("section", has_text=address).first
    expect(mail).to_contain_text("invites you to Trust SEND")
    expect(mail).not_to_contain_text("Noah")
    gran.goto(re.search(r"https?://\S+/with/\S+", mail.inner_text()).group())
    gran.get_by_label("Password", exact=False).first.fill("violet tractor noon")
    gran.get_by_role("button", name="Keep this password and sign in").click()
    expect(gran.get_by_role("heading", level=1)).to_have_text("Noah Hartley")
    assert gran.goto("/register/").status == 403

    senco.get_by_role("link", name="End sight of Joan Hartley").click()
    expect(senco.locator("main")).to_contain_text("It can be given again.")
    senco.get_by_role("button", name="End their sight").click()
    expect(senco.locator("main")).to_contain_text("Joan Hartley no longer sees")
    assert gran.goto("/my-child/").status == 403
