"""Coming in and going out: password, code by e-mail, second factor, another desk, the locked page."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from tests.browser.people import enter_with_password, leave
from tests.browser.product import side_door

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children


def test_password_and_the_way_out(opened, product):
    page = opened()
    page.goto("/register/")
    expect(page).to_have_url(re.compile("/account/login/"))
    enter_with_password(page, product.base, product.visitors["ruth"])
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    leave(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    page.goto("/today/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_wrong_password_says_nothing_of_who_exists(opened):
    page = opened()
    said = []
    for address in ("asha.mistry@tidewell.example", "nobody@tidewell.example"):
        page.goto("/account/login/")
        page.get_by_label("Email address").fill(address)
        page.get_by_role("button", name="Continue", exact=True).click()
        page.get_by_label("Password", exact=True).fill("not the password at all")
        page.get_by_role("button", name="Sign in", exact=True).click()
        said.append(page.locator(".govuk-error-summary").inner_text())
    assert said[0] == said[1] and "do not belong together" in said[0]


def test_a_code_by_email(opened):
    page = opened()
    page.goto("/account/login/")
    page.get_by_label("Email address").fill("eve.hartley@families.example")
    page.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_role("button", name="Send me a code by email").click()
    post = page.context.new_page()
    post.goto("/demo/mail/")
    code = re.search(r"\b[A-Z0-9]{4}-?[A-Z0-9]{4,5}\b", post.locator("main").inner_text())[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Noah Hartley")


def test_who_works_in_two_trusts_changes_desks(opened):
    page = opened("joanna")
    trusts = []
    for _ in range(2):
        trusts.append(page.locator(".ts-where").inner_text())
        page.locator(".ts-menu summary").click()
        page.get_by_role("link", name="Switch school or trust").click()
        page.get_by_role("button", name=re.compile("Work here")).click()
    assert len(set(trusts)) == 2
    assert page.locator(".ts-where").inner_text() == trusts[0]


@pytest.fixture(scope="module")
def strict(product):
    """The same trust with the second factor on and a page that locks after seconds."""
    with side_door(product, MFA_REQUIRED="1", DEMO="1", SESSION_IDLE_SECONDS="3600") as address:
        yield address


def test_staff_set_up_a_second_factor_before_anything_else(opened, product, strict):
    # A colleague who is nobody's choice on the sign-in page: no other test needs her without it.
    someone = replace(product.visitors["renata"], name="Jo Pascoe", email="jo.pascoe@tidewell.example")
    page = opened()
    enter_with_password(page, strict, someone)
    expect(page.get_by_role("heading", name="Set up the authenticator app")).to_be_visible()
    page.goto(f"{strict}/groups/")
    expect(page.get_by_role("heading", name="Set up the authenticator app")).to_be_visible()
    page.get_by_text("The picture cannot be scanned").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("Six digits from the app").fill("000000")
    page.get_by_role("button", name="Set up the app").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("not the code")
    page.get_by_label("Six digits from the app").fill(code_now(secret))
    page.get_by_role("button", name="Set up the app").click()
    page.goto(f"{strict}/groups/")
    expect(page.get_by_role("heading", name="Set up the authenticator app")).to_have_count(0)
    again = opened()
    enter_with_password(again, strict, someone)
    expect(again.get_by_role("heading", level=1)).not_to_have_text("Today")
    again.goto(f"{strict}/groups/")
    expect(again).to_have_url(re.compile("/account/"))


def code_now(secret: str) -> str:
    """What an authenticator app would show."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_locked_page_keeps_what_was_typed(opened, product):
    with side_door(product, SESSION_IDLE_SECONDS="12") as hasty:
        page = opened()
        enter_with_password(page, hasty, product.visitors["asha"])
        page.goto(f"{hasty}/find/?q=Frost")
        page.get_by_role("link", name=re.compile("Frost, Hudson|Hudson Frost")).first.click()
        page.get_by_role("button", name="Set needs").click()
        page.get_by_label("Reason (optional)").fill("Seen by the therapist on Friday")
        time.sleep(14)
        page.get_by_role("button", name="Save the needs").click()
        expect(page.locator("body")).to_contain_text("Everything you wrote is kept")
        page.get_by_label("Email address").fill(product.visitors["asha"].email)
        page.get_by_role("button", name="Continue", exact=True).click()
        page.get_by_label("Password", exact=True).fill(product.visitors["asha"].password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_text("Read what is kept").click()
        expect(page.locator("main")).to_contain_text("Seen by the therapist on Friday")
        page.get_by_role("button", name="Send what I wrote").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Hudson Frost")
