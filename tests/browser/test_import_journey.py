"""From the export of the MIS to the governor's page: the way that the whole product is for."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.imports import FERNHOLLOW, SAMPLES, figure, send

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children

NEXT_WEEK = SAMPLES / "fernhollow_arbor_next_week.xlsx"


def test_a_data_manager_brings_next_week_in_and_takes_it_back(opened):
    page = opened("dee")
    page.goto("/register/?st=K&st=E&st=N")
    send(page, NEXT_WEEK)
    problems, new = figure(page, "problems"), figure(page, "new pupils")
    assert problems >= 5 and new >= 1 and figure(page, "changed") >= 1 and figure(page, "not in the file") >= 1
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("nothing is saved yet")
    apply = page.get_by_role("button", name=re.compile("Bring in"))
    before = apply.inner_text()
    # A row is decided, and the button says what it will do now.
    page.goto(page.url.partition("?")[0] + "?show=changed")
    page.get_by_role("button", name=re.compile("Leave out")).first.click()
    expect(page.get_by_role("button", name=re.compile("Take that back")).first).to_be_visible()
    assert apply.inner_text() != before
    apply.click()
    expect(page.get_by_text("You can take it back until")).to_be_visible(timeout=60_000)
    assert figure(page, "new pupils") == new and figure(page, "questions to the SENCO") >= 1
    page.get_by_role("button", name="Take this import back").click()
    expect(page.get_by_text(re.compile("taken back on"))).to_be_visible(timeout=60_000)


def test_what_is_no_list_of_pupils_is_said_in_words(opened, tmp_path):
    page = opened("dee")
    page.goto("/imports/")
    page.get_by_role("button", name="Send and check").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose")
    nonsense = tmp_path / "pupils.csv"
    nonsense.write_bytes(b"\x00\x01\x02 nothing to read \xff\xfe" * 50)
    page.get_by_label("School", exact=True).select_option(label=FERNHOLLOW)
    page.get_by_label("Pupil export").set_input_files(nonsense)
    page.get_by_role("button", name="Send and check").click()
    expect(page.locator("main")).to_contain_text(re.compile("could not be read|cannot be read|problem"), timeout=60_000)


def test_the_senco_finds_the_register_right_and_answers_a_question(opened):
    page = opened("asha")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    page.get_by_role("link", name="Register", exact=True).click()
    expect(page.locator("main")).to_contain_text("49 on SEN support (11.7%) and 12 with an EHC plan (2.9%) of 418")
    page.get_by_role("link", name="Today", exact=True).click()
    page.get_by_role("link", name="Which status is right for Reuben Jarvis?").click()
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.get_by_label("The register: SEN support").check()
    page.get_by_role("button", name="Save the answer").click()
    page.goto("/today/")
    expect(page.get_by_role("link", name="Which status is right for Reuben Jarvis?")).to_have_count(0)


def test_a_trust_lead_sees_every_school_side_by_side(opened):
    page = opened("cai")
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trust overview")
    schools = page.get_by_role("region", name="Schools").get_by_role("link")
    assert schools.count() >= 36
    assert page.locator("figure svg[role=img]").count() >= 4
    page.get_by_text("Table and how it was worked out").first.click()
    expect(page.locator(".ts-chart details[open] table").first).to_be_visible()
    page.get_by_label("Hub").select_option(label="Harbour hub")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour hub")


@pytest.fixture
def nutshell(opened) -> None:
    """The headteacher has had the page made."""
    page = opened("ben")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("button", name="Make the Nutshell").first.click()
    expect(page.get_by_role("button", name="Download the document")).to_be_visible(timeout=60_000)


def test_a_governor_downloads_the_nutshell_and_no_other_schools(opened, nutshell):
    page = opened("helen")
    page.get_by_role("link", name="Documents", exact=True).click()
    link = page.get_by_role("link", name=re.compile("Nutshell")).first
    paper = link.get_attribute("href")
    answer = page.request.get(paper)
    assert answer.status == 200 and answer.headers["content-type"] == "application/pdf"
    words = pypdfium2.PdfDocument(answer.body())[0].get_textpage().get_text_bounded()
    assert "Fernhollow" in words and "11.7%" in words and "Noah" not in words
    # Another school's figures, register and children: typed by hand they are not there.
    for address in ("/register/", "/imports/", "/people/"):
        assert page.goto(address).status == 403, address
    mine = page.goto("/overview/").url
    assert "Fernhollow" in page.locator("h1").inner_text(), mine
    number = int(re.search(r"/overview/(\d+)/", page.url + page.content())[1])
    for other in (number - 1, number + 1, number + 2):
        assert page.goto(f"/overview/{other}/").status == 404
    stranger = opened("tomasz")
    assert stranger.request.get(paper).status == 404
