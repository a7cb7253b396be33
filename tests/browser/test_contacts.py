"""Contacts and rights by hand: somebody is added, verified, restricted and ended; no account without all of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.looking import read_axe, sideways, violations


def contacts_of(page: Page, name: str) -> str:
    """The address of a child's contacts, come to as everybody comes to it."""
    page.goto("/register/?q=" + name.replace(" ", "+"))
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Contacts", exact=True).first.click()
    page.wait_for_url("**/contacts/")
    return page.url


def test_an_aunt_becomes_a_contact_and_a_restriction_beats_what_she_may_do(opened):
    senco = opened("asha", width=390, java_script_enabled=False)
    contacts_of(senco, "Noah Hartley")
    senco.get_by_role("button", name="Add a contact").click()
    senco.get_by_role("button", name="Add the contact").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("last name")
    senco.get_by_label("First name").fill("Wren")
    senco.get_by_label("Last name").fill("Ashdown")
    senco.get_by_label("Other adult").check()
    senco.get_by_label("Parental responsibility").check()
    senco.get_by_label("Email address").fill("wren.ashdown@families.example")
    senco.get_by_role("button", name="Add the contact").click()
    card = senco.locator("section.ts-panel", has=senco.get_by_role("heading", name="Wren Ashdown"))
    expect(card).to_contain_text("Not verified")
    expect(card.get_by_role("link", name="Give an account")).to_have_count(0)
    card.get_by_role("link", name="Verify").click()
    senco.get_by_label("How did you check?").fill("Came to the office with her passport")
    senco.get_by_role("button", name="Verify").click()
    expect(card).to_contain_text("Verified on")
    expect(card.get_by_role("link", name="Give an account")).to_have_count(1)
    card.get_by_role("link", name="Note a restriction").click()
    senco.get_by_label("No contact").first.check()
    senco.get_by_label("Reference of the order").fill("FD26P00123")
    senco.get_by_label("First day").fill("20/11/2026")
    senco.get_by_label("I have seen the order").check()
    senco.get_by_role("button", name="Save the restriction").click()
    expect(card).to_contain_text("Restriction")
    expect(card.get_by_role("link", name="Give an account")).to_have_count(0)
    card.get_by_role("link", name="End", exact=False).last.click()
    senco.get_by_label("Reason").fill("Moved abroad")
    senco.get_by_role("button", name="End this contact").click()
    expect(senco.locator("main")).to_contain_text("Earlier contacts")


def test_pages_of_contacts_have_no_faults(opened):
    senco, axe = opened("asha"), read_axe()
    first = contacts_of(senco, "Noah Hartley")
    links = [first, f"{first}add/", *senco.locator("section.ts-panel a").evaluate_all("els => els.map(el => el.href)")]
    for address in links[:6]:
        senco.goto(address)
        for width in (1280, 390, 320):
            senco.set_viewport_size({"width": width, "height": 900})
            assert sideways(senco) <= 1, (address, width)
        assert violations(senco, axe) == [], address
