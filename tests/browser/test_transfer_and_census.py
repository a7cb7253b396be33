"""A transfer file brings a child with contacts and history and is taken back; the census check is read on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.imports import FERNHOLLOW, SAMPLES, send
from tests.browser.looking import read_axe, sideways, violations
from tests.pupils.intake.test_alongside import ANNA, HOME, PAST
from tests.pupils.intake.xml import ctf
from tests.pupils.test_import_xml import ADA

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children

NEXT_WEEK = SAMPLES / "fernhollow_arbor_next_week.xlsx"


def test_a_child_comes_with_contacts_and_history_and_goes_again(opened, tmp_path):
    page, axe = opened("dee"), read_axe()
    file = tmp_path / "9991234_CTF_XXXXXXX_001.xml"
    joined = ADA.replace("<SENhistory>", PAST[: PAST.index("<SENneeds>")]).replace(
        "<Contacts>", f"{HOME}<Contacts>{ANNA}"
    )
    file.write_text(ctf(joined, made_for="XXXXXXX"))
    send(page, file)
    expect(page.locator("main")).to_contain_text("2 Contents")
    expect(page.locator("main")).to_contain_text("Contacts: Anna Bell (mother), Mertens (other adult).")
    expect(page.locator("main")).to_contain_text("there is a court order about Anna Bell (mother)")
    assert violations(page, axe) == []
    page.get_by_role("button", name="Bring in 1 row").click()
    expect(page.get_by_text("You can take it back until")).to_be_visible(timeout=60_000)
    done = page.url
    page.get_by_role("link", name="Mertens, Ada").click()
    expect(page.locator("main")).to_contain_text("Not verified")
    page.get_by_role("link", name=re.compile("All about the contacts")).click()
    expect(page.locator("main")).to_contain_text("Not verified: came with a file and nobody has checked it yet")
    page.goto(done)
    page.get_by_role("button", name="Take this import back").click()
    expect(page.get_by_text("Nobody is different because of this import any more.")).to_be_visible(timeout=60_000)


def test_the_census_check_leads_to_what_is_to_be_put_right(opened):
    page, axe = opened("dee"), read_axe()
    send(page, NEXT_WEEK)
    page.get_by_role("button", name=re.compile("Bring in")).click()
    expect(page.get_by_text("You can take it back until")).to_be_visible(timeout=60_000)
    done = page.url
    senco = opened("asha")
    senco.get_by_role("link", name="Schools", exact=True).click()
    senco.get_by_role("link", name=FERNHOLLOW).click()
    senco.get_by_role("link", name="Check before census day").click()
    expect(senco.get_by_role("heading", level=1)).to_have_text("Check before census day")
    for width in (1280, 390, 320):
        senco.set_viewport_size({"width": width, "height": 900})
        assert sideways(senco) <= 1, width
    assert violations(senco, axe) == []
    senco.get_by_role("link", name=re.compile(r"^Status \d+")).click()
    senco.get_by_role("link", name=re.compile("Say which is right")).first.click()
    expect(senco.get_by_role("button", name="Save the answer")).to_be_visible()
    page.goto(done)
    page.get_by_role("button", name="Take this import back").click()
    expect(page.get_by_text(re.compile("taken back on"))).to_be_visible(timeout=60_000)
