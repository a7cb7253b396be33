"""The letter that SEN support starts, from the form to the paper that a worker made, on a phone too; without faults."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations

TYPED = {
    "Day of the conversation with the family": "today",
    "What is the pupil good at?": "Tells stories that everybody wants to hear",
    "What do you want to help with?": "Finding words",
    "What will you do first?": "Pictures in each lesson, and a talk on Fridays",
    "Name of the advice service": "The SEND advice service",
    "How is the advice service reached?": "01632 960555",
}


def test_a_letter_is_written_set_and_noted_as_sent(opened):
    senco, axe = opened("asha"), read_axe()
    senco.goto("/find/?q=noah+hartley")
    senco.locator("main").get_by_role("link", name="Hartley").first.click()
    record = senco.url
    senco.get_by_role("link", name="Letters", exact=True).click()
    expect(senco.locator("main")).to_contain_text("No letters yet")
    pages = [senco.url, f"{senco.url}write/"]
    for page in pages:
        senco.goto(page)
        for width in (1280, 390, 320):
            senco.set_viewport_size({"width": width, "height": 900})
            assert sideways(senco) <= 1, (page, width)
        assert violations(senco, axe) == [], page
    day = senco.evaluate("new Date().toLocaleDateString('en-GB')")
    later = senco.evaluate("new Date(Date.now() + 60 * 864e5).toLocaleDateString('en-GB')")
    for label, words in TYPED.items():
        senco.get_by_label(label).fill(day if words == "today" else words)
    senco.get_by_label("Day to look how it is going").fill(later)
    senco.get_by_label("Ideas for home").fill("Call Eve on 01632 960001")
    senco.get_by_role("button", name="Write").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("each letter has one reader")
    senco.get_by_label("Ideas for home").fill("A picture book at bedtime")
    senco.get_by_role("button", name="Write").click()
    expect(senco.locator("main")).to_contain_text("Not sent yet")
    with senco.expect_download() as paper:
        for _ in range(30):
            senco.goto(f"{record}letters/")
            if senco.get_by_role("link", name="PDF of the letter").count():
                break
            senco.wait_for_timeout(500)
        senco.get_by_role("link", name="PDF of the letter").first.click()
    assert paper.value.suggested_filename.startswith("letter-") and "noah" not in paper.value.suggested_filename
    senco.get_by_role("link", name="It has gone").first.click()
    senco.get_by_label("Given by hand").check()
    senco.get_by_role("button", name="Save").click()
    expect(senco.locator("main")).to_contain_text("Given by hand,")
    assert violations(senco, axe) == []
    for width in (1280, 390, 320):
        senco.set_viewport_size({"width": width, "height": 900})
        assert sideways(senco) <= 1, width
