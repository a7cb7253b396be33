"""The register while one chooses: no reload, the place of the cursor kept, and the same in print and without htmx."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

NAMES = "#main .ts-table tbody th a"


def test_choosing_answers_without_a_reload(opened):
    page = opened("asha")
    page.goto("/register/")
    page.evaluate("() => { window.stayed = true; }")
    box = page.get_by_label(re.compile("SEN support"))
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/register/\?st=E$"))
    expect(page.locator(".ts-toolbar .ts-strong")).to_have_text("12 pupils")
    expect(page.locator("#register-said")).to_contain_text("12 pupils")
    expect(page.get_by_label(re.compile("SEN support"))).to_be_focused()
    assert page.evaluate("() => window.stayed")
    assert page.get_by_role("button", name="Export to Excel").get_attribute("href").endswith("?st=E")
    page.go_back()
    expect(page.get_by_label(re.compile("SEN support"))).to_be_checked()
    expect(page).to_have_url(re.compile(r"/register/$"))


def test_the_keys_of_a_list_that_came_anew_can_be_turned_off(opened):
    page = opened("asha")
    page.goto("/register/")
    page.get_by_label(re.compile("SEN support")).press("Space")
    expect(page.locator(".ts-toolbar .ts-strong")).to_have_text("12 pupils")
    page.get_by_role("button", name="Turn these keys off").click()
    page.keyboard.press("j")
    expect(page.locator(".is-here")).to_have_count(0)
    page.get_by_role("button", name="Turn the list keys on").click()
    page.keyboard.press("j")
    expect(page.locator(".is-here")).to_have_count(1)


def test_a_name_is_looked_for_while_it_is_typed(opened):
    page = opened("asha")
    page.goto("/register/")
    page.evaluate("() => { window.stayed = true; }")
    name = page.get_by_label("Name", exact=True)
    name.press_sequentially("hartley", delay=30)
    expect(page).to_have_url(re.compile("q=hartley"))
    expect(page.locator(NAMES)).to_have_count(1)
    expect(name).to_be_focused()
    expect(name).to_have_value("hartley")
    page.keyboard.press("Backspace")
    expect(page).to_have_url(re.compile("q=hartle$"))
    assert page.evaluate("() => window.stayed")


def test_who_chooses_on_gets_the_answer_to_what_was_chosen_last(opened):
    page = opened("asha")
    page.goto("/register/")
    page.route("**/register/?*", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.get_by_label(re.compile("SEN support")).uncheck()
    page.get_by_label(re.compile("No SEN")).check()
    page.get_by_label(re.compile("EHC plan")).uncheck()
    expect(page).to_have_url(re.compile(r"/register/\?st=N$"))
    expect(page.get_by_label(re.compile("No SEN"))).to_be_checked()
    expect(page.get_by_label(re.compile("EHC plan"))).not_to_be_checked()
    expect(page.locator(".ts-toolbar .ts-strong")).to_have_text("357 pupils")


def test_a_wrong_day_is_told_at_the_top(opened):
    page = opened("asha")
    page.goto("/register/")
    day = page.get_by_label("As it was on")
    day.fill("yesterweek")
    day.press("Tab")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))


@pytest.mark.parametrize("script", [True, False])
def test_print_shows_what_is_chosen_and_every_column(script, opened):
    page = opened("asha", java_script_enabled=script)
    page.goto("/register/?st=K&q=a")
    expect(page.get_by_role("button", name="Print")).to_have_count(1 if script else 0)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 without its margins
    expect(page.locator(".moj-filter")).to_be_hidden()
    expect(page.get_by_text("SEN support").first).to_be_visible()
    expect(page.locator(".ts-toolbar")).to_contain_text("named “a”")
    expect(page.get_by_text("Printed by Asha Mistry")).to_be_visible()
    if script:
        wide = page.evaluate(
            "() => [...document.querySelectorAll('.ts-table th')].every("
            "each => each.getBoundingClientRect().right <= window.innerWidth)"
        )
        assert wide
