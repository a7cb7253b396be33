"""The register as a list to work on: filter, order, export, keys; and without JavaScript."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.imports import SAMPLES, send

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children

NAMES = "#main .ts-table tbody th a"


def test_the_workbook_is_the_list(opened):
    page = opened("asha")
    page.goto("/register/?st=E")
    names = page.locator(NAMES).all_inner_texts()
    assert len(names) == 12
    link = page.get_by_role("button", name="Export to Excel")
    answer = page.request.get(link.get_attribute("href"))
    assert answer.status == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body())).worksheets[0]
    cells = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    surnames = [name.partition(",")[0] for name in names]
    assert all(any(surname in cell for cell in cells) for surname in surnames)
    rows = [row for row in sheet.iter_rows(values_only=True) if any(str(v).startswith("E") for v in row if v)]
    assert len(rows) >= 12


def test_filter_and_order_live_in_the_address(opened):
    page = opened("asha")
    page.goto("/register/")
    page.get_by_label(re.compile("EHC plan")).uncheck()
    page.get_by_label(re.compile("Communication")).check()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"st=K&ar="))  # each choice answers by itself: wait for both
    number = int(re.match(r"\d+", page.locator(".ts-toolbar .ts-strong").inner_text())[0])
    assert 0 < number == page.locator(NAMES).count() < 49
    page.get_by_role("link", name=re.compile("^Pupil")).click()
    first = page.locator(NAMES).all_inner_texts()
    assert first == sorted(first, reverse=True)
    page.reload()
    assert page.locator(NAMES).all_inner_texts() == first


def test_by_keyboard_alone(opened):
    page = opened("asha")
    page.goto("/today/")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main"))
    page.goto("/register/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(NAMES).nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(NAMES).nth(0)).to_be_focused()
    name = page.locator(NAMES).nth(0).inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.partition(",")[0])
    page.goto("/register/")
    page.keyboard.press("/")
    page.keyboard.type("noah hart")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Noah")
    page.goto("/register/?st=E")
    box = page.get_by_label(re.compile("SEN support"))
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ts-toolbar .ts-strong")).to_have_text("61 pupils")
    expect(page).to_have_url(re.compile("/register/$"))  # both statuses: that is the register as it opens


def test_the_menu_of_a_person_opens_and_closes_by_keyboard(opened):
    page = opened("asha")
    menu = page.locator("details.ts-menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Your account")).to_be_hidden()


def test_without_javascript_the_register_is_filtered(opened):
    page = opened("asha", java_script_enabled=False)
    page.goto("/register/")
    page.get_by_label(re.compile("SEN support")).uncheck()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".ts-toolbar .ts-strong")).to_have_text("12 pupils")


def test_without_javascript_a_file_is_looked_at_and_decided(opened):
    page = opened("dee", java_script_enabled=False)
    send(page, SAMPLES / "brackenby_sims_next_week.csv", school="Brackenby Primary School")
    page.goto(page.url.partition("?")[0] + "?show=new")
    page.get_by_role("button", name=re.compile("Leave out")).first.click()
    expect(page.get_by_role("button", name=re.compile("Take that back")).first).to_be_visible()
    page.get_by_role("button", name="Throw away").click()
    expect(page.locator("main")).to_contain_text("Nothing was changed")
