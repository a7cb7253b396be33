"""A child leaves with a file for the next school and comes back; a school looks at its new year."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations


def test_a_child_leaves_with_a_file_and_comes_back(opened, product):
    senco = opened("asha", width=390, java_script_enabled=False)
    senco.goto("/register/?st=K&sort=-name")
    senco.locator("main tbody a").first.click()
    address = senco.url
    senco.get_by_role("link", name="File for the next school").click()
    senco.get_by_label("DfE number").fill("12")
    senco.get_by_role("button", name="Make the file").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("seven")
    senco.get_by_label("DfE number").fill("9334259")
    with senco.expect_download() as coming:
        senco.get_by_role("button", name="Make the file").click()
    assert coming.value.suggested_filename.endswith("_001.xml")
    assert b"<SEN" in coming.value.path().read_bytes()
    senco.goto(f"{address}leave/")
    senco.get_by_label("Last day at the school").fill("20/11/2026")
    senco.get_by_role("button", name="Record the leaving").click()
    expect(senco.locator("main")).to_contain_text("Not registered at a school of the trust today")
    senco.goto("/register/?st=K&sort=-name")
    expect(senco.locator(f"main tbody a[href='{address.removeprefix(product.base)}']")).to_have_count(0)
    senco.goto(f"{address}come-back/")
    senco.get_by_label("The child has not left").check()
    senco.get_by_role("button", name="Register again").click()
    expect(senco.locator("main")).to_contain_text("Leaves the school")


def test_the_new_year_is_looked_at_and_nothing_is_written(opened):
    manager, axe = opened("dee"), read_axe()
    manager.goto("/schools/")
    manager.get_by_role("link", name="Fernhollow").first.click()
    manager.get_by_role("link", name="New school year").click()
    expect(manager.get_by_role("heading", name="Year groups")).to_be_visible()
    for width in (1280, 390, 320):
        manager.set_viewport_size({"width": width, "height": 900})
        assert sideways(manager) <= 1, width
    assert violations(manager, axe) == []
    assert not manager.get_by_role("button", name="Begin").count()
