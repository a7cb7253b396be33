"""A group is opened, given to somebody, closed and opened again, without JavaScript; its page tells of each step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.looking import read_axe, sideways, violations


def test_a_group_from_its_first_day_to_its_last_and_on(opened):
    name = f"Times tables {datetime.now(UTC):%H%M%S%f}"
    senco = opened("asha", java_script_enabled=False)
    senco.goto("/groups/open/")
    senco.get_by_label("Name").fill(name)
    senco.get_by_label("Teaching group").check()
    senco.get_by_label("First day").fill(f"{date.today() - timedelta(days=30):%d/%m/%Y}")
    senco.get_by_role("button", name="Open the group").click()
    senco.get_by_label("Give it to").select_option(label="Renata Nowak")
    senco.get_by_label("Why?").fill("Every Tuesday")
    senco.get_by_role("button", name="Give them the group").click()
    changed = senco.locator("section", has=senco.get_by_role("heading", name="What has changed"))
    expect(changed).to_contain_text("Renata Nowak: got the group by Asha Mistry")
    expect(changed).to_contain_text("Every Tuesday")

    senco.get_by_role("button", name="Close this group").click()
    expect(senco.locator("main")).to_contain_text(f"1 member of staff leaves {name} after its last day.")
    senco.get_by_label("Last day").fill("")
    senco.get_by_role("button", name=f"Close {name}").click()
    expect(senco.locator(".govuk-error-summary")).to_contain_text("last day")
    senco.get_by_label("Last day").fill(f"{date.today() - timedelta(days=1):%d/%m/%Y}")
    senco.get_by_role("button", name=f"Close {name}").click()
    # Renata got it today, so yesterday was too early.
    expect(senco.locator(".govuk-error-summary")).to_contain_text("Somebody got the group on")
    senco.get_by_label("Last day").fill(f"{date.today():%d/%m/%Y}")
    senco.get_by_role("button", name=f"Close {name}").click()
    expect(senco.get_by_role("heading", name="Its last day is today.")).to_be_visible()

    senco.get_by_role("link", name="Open it again").click()
    expect(senco.locator("main")).to_contain_text("1 member of staff is in it again.")
    senco.get_by_role("button", name=f"Open {name} again").click()
    expect(changed).to_contain_text("The group was opened again by Asha Mistry")
    senco.get_by_role("link", name="Take back from Renata Nowak").click()
    senco.get_by_role("button", name="Take it back").click()
    senco.get_by_role("button", name="Close this group").click()
    senco.get_by_label("Last day").fill(f"{date.today() - timedelta(days=1):%d/%m/%Y}")
    senco.get_by_label("Reason").fill("Caught up")
    senco.get_by_role("button", name=f"Close {name}").click()
    senco.goto("/groups/")
    expect(senco.get_by_role("link", name=name)).to_have_count(0)
    senco.get_by_role("link", name="Closed").click()
    senco.get_by_role("link", name=name).click()
    expect(changed).to_contain_text("Caught up")


def test_closing_and_the_closed_list_are_pages_without_faults(opened):
    senco, axe = opened("asha"), read_axe()
    senco.goto("/groups/")
    senco.get_by_role("link", name="4B", exact=True).click()
    senco.wait_for_url("**/groups/*/")
    for address in (senco.url, f"{senco.url}close/", "/groups/?show=closed"):
        senco.goto(address)
        for width in (1280, 390, 320):
            senco.set_viewport_size({"width": width, "height": 900})
            assert sideways(senco) <= 1
        assert violations(senco, axe) == []
