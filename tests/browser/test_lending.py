"""One thing to do, lent and ended by the trust lead without JavaScript, seen by who borrows it."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations


def test_the_senco_brings_in_pupils_while_it_is_lent(opened):
    lead, senco = opened("cai", java_script_enabled=False), opened("asha")
    assert senco.goto("/imports/").status == 403
    lead.goto("/people/?q=asha.mistry")
    lead.get_by_role("link", name="Asha Mistry").click()
    lead.get_by_role("link", name="Lend one thing to do").click()
    lead.get_by_role("button", name="Lend it").click()
    expect(lead.locator(".govuk-error-summary")).to_contain_text("What may they do?")
    lead.get_by_label("Bring in pupils").check()
    lead.get_by_label("Last day").fill(f"{date.today() + timedelta(days=30):%d/%m/%Y}")
    lead.get_by_label("Why?").fill("Dee is away")
    lead.get_by_role("button", name="Lend it").click()
    expect(lead.locator("main")).to_contain_text("Dee is away")
    assert senco.goto("/imports/").status == 200
    senco.goto("/desk/")
    expect(senco.locator("main")).to_contain_text("Bring in pupils")
    lead.get_by_role("button", name="End lending").click()
    expect(lead.locator("main")).to_contain_text("may no longer")
    assert senco.goto("/imports/").status == 403


def test_a_person_with_something_lent_is_a_page_without_faults(opened):
    lead = opened("cai")
    axe = read_axe()
    for address in ("/people/?q=asha.mistry", "/hubs/", "/hubs/add/"):
        lead.goto(address)
        if "people" in address:
            lead.get_by_role("link", name="Asha Mistry").click()
        for width in (1280, 390, 320):
            lead.set_viewport_size({"width": width, "height": 900})
            assert sideways(lead) <= 1
        assert violations(lead, axe) == []
