"""A teacher and a teaching assistant see the children of their own class and groups, and no others."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("one after another")  # they count the same children


@pytest.mark.parametrize(("who", "other"), [("grace", "Isla Penrose"), ("renata", "Isla Penrose")])
def test_staff_see_their_own_class(opened, who, other):
    page = opened(who)
    expect(page.get_by_role("heading", name="4B: pupils with SEND")).to_be_visible()
    expect(page.get_by_role("link", name="Noah Hartley").first).to_be_visible()
    page.get_by_role("link", name="Classes", exact=True).click()
    expect(page.get_by_role("link", name="4B", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="1A", exact=True)).to_have_count(0)
    page.goto("/find/?q=Penrose")
    expect(page.get_by_role("link", name=other)).to_have_count(0)


def test_a_child_of_another_class_is_not_there(opened):
    senco, teacher = opened("asha"), opened("grace")
    senco.goto("/find/?q=Penrose")
    senco.get_by_role("link", name="Penrose").first.click()
    senco.wait_for_url("**/pupils/**")
    assert teacher.goto(senco.url).status == 404


def test_a_therapist_sees_the_one_child_she_was_lent(opened):
    page = opened("hannah")
    page.get_by_role("link", name="Noah Hartley").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Noah Hartley")
    assert page.goto("/register/").status in (200, 403)
    expect(page.get_by_role("link", name="Penrose, Isla")).to_have_count(0)
