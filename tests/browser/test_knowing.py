"""What is known of a child beside the census, a child who joins before the file, and a class on paper."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations


def test_the_familys_words_reach_who_teaches_and_a_diagnosis_does_not(opened, product):
    senco = opened("asha", width=390, java_script_enabled=False)
    senco.goto("/register/?class=y4&q=noah+hartley")
    senco.locator("main tbody a").first.click()
    address = senco.url
    main = senco.locator("main")
    senco.get_by_role("link", name="Note a diagnosis").click()
    expect(main).to_contain_text("Support needs no diagnosis")
    senco.get_by_label("What was found?").fill("Tourette syndrome")
    senco.get_by_role("button", name="Note it").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("Say how the school knows")
    senco.get_by_label("How does the school know?").fill("Letter of the clinic, on file")
    senco.get_by_role("button", name="Note it").click()
    expect(main).to_contain_text("Letter of the clinic, on file")
    senco.get_by_role("link", name="the family’s words").click()
    senco.get_by_label("How does the family want").fill("He ticks when he is tired, and it passes")
    senco.get_by_label("Who said so?").fill("His mother")
    senco.get_by_role("button", name="Keep these words").click()
    expect(main).to_contain_text("He ticks when he is tired")

    teacher, mother = opened("grace"), opened("eve", width=390)
    teacher.goto(address)
    expect(teacher.locator("main")).to_contain_text("He ticks when he is tired, and it passes")
    expect(teacher.locator("main")).not_to_contain_text("Tourette")
    expect(mother.get_by_role("heading", name="How we talk about this")).to_be_visible()
    expect(mother.locator("main")).to_contain_text("it passes")
    expect(mother.locator("main")).not_to_contain_text("Tourette")

    senco.get_by_role("link", name="Withdraw one").click()
    senco.get_by_label("Tourette syndrome").check()
    senco.get_by_label("Why?").fill("The clinic took it back")
    senco.get_by_role("button", name="Withdraw it").click()
    expect(main).to_contain_text("The history keeps it with your reason")


def test_who_may_be_the_same_child_is_shown_before_one_is_added(opened):
    manager, axe = opened("dee"), read_axe()
    surname = "".join("abcdefghij"[int(digit)] for digit in f"{datetime.now(UTC):%H%M%S%f}").title()
    manager.goto("/register/?q=noah+hartley")
    manager.get_by_role("link", name="Add a pupil").click()
    manager.get_by_role("button", name="Add the pupil").click()
    expect(manager.locator(".govuk-error-summary")).to_contain_text("Enter legal first name")
    schools = manager.get_by_label("School", exact=True)
    schools.select_option(index=schools.locator("option").count() - 1)
    manager.get_by_label("Legal first name").fill("Zofia")
    manager.get_by_label("Legal last name").fill(surname)
    manager.get_by_label("Date of birth").fill("26/3/2019")
    manager.get_by_label("Female").check()
    manager.get_by_label("Year group").select_option("3")
    manager.get_by_label("UPN").fill("A801200005001")
    manager.get_by_role("button", name="Add the pupil").click()
    expect(manager.locator(".govuk-error-summary")).to_contain_text("fails its check letter")
    manager.get_by_label("UPN").fill("")
    manager.get_by_role("button", name="Add the pupil").click()
    expect(manager.locator("main")).to_contain_text(f"Zofia {surname} is registered at")

    manager.goto("/pupils/add/")
    schools.select_option(index=schools.locator("option").count() - 1)
    for label, text in (
        ("Legal first name", "Zofia"),
        ("Legal last name", surname.lower()),
        ("Date of birth", "26/3/19"),
    ):
        manager.get_by_label(label).fill(text)
    manager.get_by_label("Female").check()
    manager.get_by_label("Year group").select_option("3")
    manager.get_by_role("button", name="Add the pupil").click()
    expect(manager.get_by_role("heading", name="Is it one of these pupils?")).to_be_visible()
    assert violations(manager, axe) == []
    manager.get_by_role("link", name=f"Zofia {surname}").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text(f"Zofia {surname}")


def test_a_class_list_is_taken_and_these_pages_have_no_faults(opened):
    senco, axe = opened("asha"), read_axe()
    senco.goto("/groups/")
    senco.get_by_role("link", name="4B", exact=True).click()
    with senco.expect_download() as coming:
        senco.get_by_role("link", name="Export as CSV").click()
    assert "Hartley, Noah" in coming.value.path().read_text("utf-8-sig")
    group = senco.url
    senco.get_by_role("link", name="Hartley, Noah", exact=True).click()
    child = senco.url
    for address in (
        group, child, f"{child}diagnoses/note/", f"{child}diagnoses/withdraw/", f"{child}words/", f"{child}needs/",
        "/pupils/add/",
    ):  # fmt: skip
        senco.goto(address)
        for width in (1280, 390, 320):
            senco.set_viewport_size({"width": width, "height": 900})
            assert sideways(senco) <= 1, (address, width)
        assert violations(senco, axe) == [], address
