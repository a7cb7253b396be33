"""The pages of a child's contacts: for who keeps them; others see names, or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pupils.models import ContactLink, Pupil
from tests.cast import vouched
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def noah(north):
    return north.one.pupils[0]


def link_of(north, child, name):
    with whole_trust(north.trust.pk):
        return ContactLink.objects.select_related("contact").get(pupil=child, contact__given_name=name)


def filled(**instead):
    return {
        "given_name": "Daniel",
        "family_name": "Hartley",
        "relationship": "father",
        "gives": ["has_parental_responsibility", "receives_correspondence"],
        "priority": "2",
        "phone": "01632 960 002",
        "email": "daniel@example.org",
        "address": "2 Mill Rise\r\n\r\n Northtown ",
        "postcode": "qq1 2aa",
        "reason": "Admission form",
    } | instead


def add(browser, child, **instead):
    return browser.post(f"/pupils/{child.pk}/contacts/add/", filled(**instead), follow=True)


def text_of(browser, child, more=""):
    return browser.get(f"/pupils/{child.pk}/{more}").content.decode()


def test_a_contact_is_added_verified_and_given_an_account(signed_in, north, noah):
    senco = signed_in(north.asha)
    page = add(senco, noah).content.decode()
    assert "Daniel Hartley is a contact of Noah Hartley" in page and "Not verified" in page
    assert "2 Mill Rise<br>" in page and "Northtown<br>" in page and "QQ1 2AA" in page and "Give an account" not in page
    link = link_of(north, noah, "Daniel")
    at = f"/pupils/{noah.pk}/contacts/{link.pk}"
    assert "Say how you checked" in senco.post(f"{at}/verify/").content.decode()
    page = senco.post(f"{at}/verify/", {"how": "Passport seen"}, follow=True).content.decode()
    assert f"Verified on {TODAY.day} {TODAY:%B %Y} by Asha Mistry" in page
    give = f"/pupils/{noah.pk}/family/add/?contact={link.pk}"
    assert give in page
    form = senco.get(give).content.decode()
    assert 'value="Daniel"' in form and 'value="daniel@example.org"' in form
    given = {"given_name": "Daniel", "family_name": "Hartley", "email": "daniel@example.org", "relationship": "father",
             "on": DAY, "reason": "Asked for", "checked": "on"}  # fmt: skip
    assert senco.post(give, given).status_code == 302
    assert "Signs in and sees what the school shares" in text_of(senco, noah, "contacts/")


def test_who_nobody_has_verified_gets_no_account(signed_in, north, noah):
    senco = signed_in(north.asha)
    add(senco, noah)
    given = {"given_name": "Daniel", "family_name": "Hartley", "email": "daniel@example.org", "relationship": "father",
             "on": DAY, "reason": "Asked for", "checked": "on"}  # fmt: skip
    answer = senco.post(f"/pupils/{noah.pk}/family/add/", given).content.decode()
    assert "Nobody has verified yet who Daniel Hartley is" in answer


def test_a_restriction_ends_sight_the_same_minute_and_the_history_tells_it(signed_in, north, noah):
    senco, eve = signed_in(north.asha), signed_in(north.eve)
    link = link_of(north, noah, "Eve")
    at = f"/pupils/{noah.pk}/contacts/{link.pk}"
    assert eve.get(f"/my-child/{noah.pk}/").status_code == 200
    limit = {"kind": "nocontact", "order_reference": "ZW26P00123", "first_day": DAY, "reason": "Order of the court"}
    assert "Look at the order first" in senco.post(f"{at}/restriction/", limit).content.decode()
    page = senco.post(f"{at}/restriction/", {**limit, "seen": "on"}, follow=True).content.decode()
    assert "Noted for Eve Hartley: no contact" in page and "(order ZW26P00123)" in page
    assert "None: the restriction forbids it" in page and "Their account no longer shows this child" in page
    assert eve.get(f"/my-child/{noah.pk}/").status_code == 403
    assert "No contact (order ZW26P00123)" in text_of(senco, noah)
    page = senco.post(f"{at}/restriction/lift/", {"reason": "Order discharged"}, follow=True).content.decode()
    assert "is lifted" in page and eve.get(f"/my-child/{noah.pk}/").status_code == 403
    history = text_of(senco, noah, "history/")
    assert "Restriction noted: Eve Hartley, mother" in history and "order ZW26P00123" in history
    assert "Restriction lifted: Eve Hartley, mother" in history and "Order discharged" in history
    assert "Sight ended: Eve Hartley" in history


def test_the_last_day_of_a_restriction_is_not_before_its_first(signed_in, north, noah):
    link = link_of(north, noah, "Eve")
    limit = {"kind": "super", "order_reference": "Z", "first_day": DAY, "seen": "on",
             "last_day": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}  # fmt: skip
    answer = signed_in(north.asha).post(f"/pupils/{noah.pk}/contacts/{link.pk}/restriction/", limit)
    assert answer.status_code == 200 and "must not be before the first day" in answer.content.decode()


def test_details_are_changed_and_the_history_says_from_what_to_what(signed_in, north, noah):
    senco, link = signed_in(north.asha), link_of(north, noah, "Eve")
    at = f"/pupils/{noah.pk}/contacts/{link.pk}/edit/"
    assert 'value="Eve"' in senco.get(at).content.decode()
    same = {"given_name": "Eve", "family_name": "Hartley", "email": north.eve.email, "priority": "1",
            "relationship": "mother", "gives": ["lives_with", "receives_correspondence"]}  # fmt: skip
    assert "Nothing was different" in senco.post(at, same, follow=True).content.decode()
    assert "Saved." in senco.post(at, {**same, "phone": "01632 960 009"}, follow=True).content.decode()
    history = text_of(senco, noah, "history/")
    assert "Contact’s details changed: Eve Hartley" in history and "not recorded → 01632 960 009" in history


def test_ending_asks_first_and_leaves_an_earlier_contact(signed_in, north, noah):
    senco, link = signed_in(north.asha), link_of(north, noah, "Eve")
    at = f"/pupils/{noah.pk}/contacts/{link.pk}/end/"
    asked = senco.get(at).content.decode()
    assert "Eve Hartley no longer sees what the school shares" in asked
    page = senco.post(at, {"reason": "Moved abroad"}, follow=True).content.decode()
    assert "is no longer a contact of Noah Hartley" in page and "Earlier contacts" in page
    assert senco.get(at).status_code == 404 and signed_in(north.eve).get("/my-child/").status_code == 403


def test_without_contacts_the_list_says_what_would_be_here(signed_in, north):
    otto = north.one.pupils[2]
    assert "No contacts yet" in text_of(signed_in(north.asha), otto, "contacts/")
    assert "No contacts yet." in text_of(signed_in(north.asha), otto)


def test_the_same_person_twice_is_refused_at_the_name(signed_in, north, noah):
    senco = signed_in(north.asha)
    add(senco, noah)
    assert "Daniel Hartley is a contact of Noah already" in add(senco, noah).content.decode()


def test_a_teacher_sees_names_and_nothing_of_who_is_kept_away(signed_in, north, noah):
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(pk=noah.pk)
        vouched(child, "Marcus", "Cole", by=north.asha, relationship="father", restriction="nocontact",
                restriction_from=TODAY, order_reference="ZW26P00417")  # fmt: skip
    page = text_of(signed_in(north.grace), noah)
    assert "Eve Hartley</span>, mother" in page
    for word in ("Marcus", "ZW26P00417", north.eve.email, "gets letters", "/contacts/"):
        assert word not in page
    assert signed_in(north.grace).get(f"/pupils/{noah.pk}/contacts/").status_code == 403


@pytest.mark.parametrize("who", ["hannah", "renata"])
def test_who_was_lent_a_child_or_helps_in_class_sees_no_contact(who, signed_in, north):
    child = north.one.pupils[0 if who == "hannah" else 1]
    with whole_trust(north.trust.pk):
        vouched(Pupil.objects.get(pk=child.pk), "Zelda", "Quill", by=north.asha)
    browser = signed_in(getattr(north, who))
    assert "Zelda" not in text_of(browser, child) and browser.get(f"/pupils/{child.pk}/contacts/").status_code == 403


def test_the_safeguarding_lead_sees_all_and_changes_nothing(signed_in, north, noah):
    page = text_of(signed_in(north.lena), noah, "contacts/")
    assert "Eve Hartley" in page and north.eve.email in page
    assert "Add a contact" not in page and "Note a restriction" not in page


def test_a_family_never_sees_the_other_household(signed_in, north, noah):
    with whole_trust(north.trust.pk):
        vouched(Pupil.objects.get(pk=noah.pk), "Daniel", "Elsewhere", by=north.asha, email="daniel@example.org")
    for person in (north.eve, north.noah):
        browser = signed_in(person)
        for address in ("/my-child/", f"/my-child/{noah.pk}/", "/me/", "/today/"):
            page = browser.get(address, follow=True).content.decode()
            assert "Daniel" not in page and "Elsewhere" not in page
        assert browser.get(f"/pupils/{noah.pk}/contacts/").status_code == 403
