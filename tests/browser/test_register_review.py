"""The register review walked on a phone without JavaScript, then at the desk; its pages have no faults."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations


def test_a_check_is_settled_and_answered_on_a_phone_and_read_by_the_head(opened):
    senco, head = opened("asha", width=390, java_script_enabled=False), opened("ben")
    senco.goto("/")
    senco.get_by_role("link", name="register review").or_(
        senco.get_by_role("link", name="through the register")
    ).click()
    expect(senco.locator("h1")).to_have_text("Register review")
    here = senco.url
    senco.get_by_role("link", name="Layers of support are recorded").click()
    line = senco.locator("section .ts-list li").first
    child = line.locator("a").inner_text()
    line.locator("summary").click()
    line.get_by_role("button", name="Keep it as it is").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("Write why it is right as it is")
    senco.get_by_label("Why?").first.fill("Looked at together on Monday")
    senco.get_by_role("button", name="Keep it as it is").first.click()
    surname, forename = child.split(", ")
    expect(senco.locator("main")).to_contain_text(f"{forename} {surname} is right as it is")
    senco.get_by_label("No: see the list").check()
    senco.get_by_label("Note (optional)").fill("By half-term")
    senco.get_by_role("button", name="Save the answer").click()
    expect(senco.locator("main")).to_contain_text("Answered.")
    head.goto(here)
    expect(head.locator("main")).to_contain_text("By half-term")
    expect(head.get_by_role("button", name="Save the answer")).to_have_count(0)
    head.get_by_role("link", name="Layers of support are recorded").click()
    expect(head.locator("section", has_text="Listed:")).not_to_contain_text("Keep it as it is")


def test_pages_of_the_review_have_no_faults(opened):
    senco, lead = opened("asha"), opened("cai")
    axe = read_axe()
    senco.goto("/register/")
    review = senco.get_by_role("link", name="Register review").get_attribute("href")
    for page, addresses in (
        (senco, (f"{review}?check=RR-07", f"{review}?check=RR-15", f"{review}?check=RR-17")),
        (lead, ("/register-reviews/", review)),
    ):
        for address in addresses:
            page.goto(address)
            for width in (1280, 390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert sideways(page) <= 1, (address, width)
            assert violations(page, axe) == [], address
