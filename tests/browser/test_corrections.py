"""A wrong entry is put right: the child never left the register, and the history tells a correction from a change."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.looking import read_axe, violations


def test_a_wrong_first_day_is_put_right(opened):
    senco = opened("asha")
    senco.goto("/register/?st=K&sort=since")
    senco.locator("main tbody a").nth(3).click()
    senco.get_by_role("link", name="Correct a wrong entry").click()
    assert violations(senco, read_axe()) == []
    senco.locator("input[name=entry]").first.check()
    senco.get_by_label("SEN support", exact=True).check()
    senco.get_by_label("From which day").fill("3 November 2026")
    senco.get_by_role("button", name="Correct it").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("Say why")
    senco.get_by_label("Why?").fill("The letter says November")
    senco.get_by_role("button", name="Correct it").click()
    expect(senco.locator("main")).to_contain_text("From 3 November 2026")
    senco.get_by_role("link", name="History", exact=True).click()
    expect(senco.locator("main")).to_contain_text("The letter says November")
    expect(senco.locator("main")).to_contain_text("orrect")
