"""A concern from the class to the SENCO and back, on a phone and without JavaScript; its pages have no faults."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations


def test_a_concern_goes_from_the_class_to_the_senco_and_back(opened):
    teacher, senco = opened("grace", width=390, java_script_enabled=False), opened("asha")
    teacher.goto("/")
    teacher.get_by_role("link", name="Raise a concern").first.click()
    teacher.locator("main ul a").last.click()
    child = teacher.locator(".govuk-breadcrumbs a").last.inner_text()
    teacher.get_by_label("What I see").fill("Turns away when others sing")
    teacher.get_by_role("button", name="Send to the SENCO").click()
    expect(teacher.locator(".govuk-error-summary")).to_contain_text("one thing that goes well")
    expect(teacher.get_by_label("What I see")).to_have_value("Turns away when others sing")
    teacher.get_by_label("What goes well").fill("Builds for hours")
    teacher.get_by_label("What I have tried").fill("Nothing yet")
    teacher.get_by_label("Not yet").check()
    teacher.get_by_role("button", name="Send to the SENCO").click()
    expect(teacher.locator("main")).to_contain_text("Your SENCO has your concern")
    senco.goto("/concerns/")
    senco.get_by_role("link", name=child).first.click()
    senco.get_by_role("button", name="Decide").click()
    senco.get_by_label("Keep watching").check()
    senco.get_by_label("Your words to whoever raised it").fill("I come and sing with you on Tuesday")
    senco.get_by_role("button", name="Save the decision").click()
    expect(senco.locator("main")).to_contain_text("You look again on")
    teacher.goto("/")
    expect(teacher.locator("main")).to_contain_text("I come and sing with you on Tuesday")


def test_pages_of_concerns_have_no_faults(opened):
    senco, teacher = opened("asha"), opened("grace")
    axe = read_axe()
    senco.goto("/concerns/")
    first = senco.locator("main .ts-list a").first.get_attribute("href")
    for page, addresses in (
        (senco, ("/concerns/", "/concerns/?show=decided", first, f"{first}decide/", f"{first}ask/")),
        (teacher, ("/", "/concerns/", "/concerns/raise/", first, f"{first}withdraw/")),
    ):
        for address in addresses:
            page.goto(address)
            for width in (1280, 390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert sideways(page) <= 1, (address, width)
            assert violations(page, axe) == [], address
