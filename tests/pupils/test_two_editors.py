"""Two people have the same child's form open: nothing that either wrote is lost without a word."""

from __future__ import annotations

import re
from html import unescape

import pytest

from pupils.models import ContactLink, Pupil
from trust_send.platform.walls.sources import whole_trust


def seen_on(page) -> str:
    return unescape(re.search(r'name="seen"[^>]*value="([^"]*)"', page.content.decode())[1])


def facts(pupil) -> dict[str, object]:
    return {"preferred_forename": "", "preferred_surname": "", "year_group": pupil.year_group, "first_language": ""}


@pytest.fixture
def noah(north):
    return north.one.pupils[0]


def test_what_each_changed_alone_is_kept(signed_in, north, noah):
    senco, dora, path = signed_in(north.asha), signed_in(north.dora), f"/pupils/{noah.pk}/details/"
    seen = seen_on(senco.get(path))
    assert dora.post(path, {**facts(noah), "first_language": "Polish", "known": ["eal"]}).status_code == 302
    saved = senco.post(path, {**facts(noah), "preferred_forename": "Noa", "known": ["fsm"], "seen": seen}, follow=True)
    kept_as_well = f"{north.dora} changed this meanwhile, and it is kept as well: First language, What is known"
    assert kept_as_well in saved.content.decode()
    with whole_trust(north.trust.pk):
        kept = Pupil.objects.get(pk=noah.pk)
    assert (kept.preferred_forename, kept.first_language, kept.eal, kept.fsm) == ("Noa", "Polish", True, True)


def test_what_both_changed_is_shown_and_saving_again_decides(signed_in, north, noah):
    senco, dora, path = signed_in(north.asha), signed_in(north.dora), f"/pupils/{noah.pk}/details/"
    seen = seen_on(senco.get(path))
    dora.post(path, {**facts(noah), "first_language": "Polish"})
    mine = {**facts(noah), "first_language": "Welsh"}
    asked = senco.post(path, {**mine, "seen": seen})
    assert f"{north.dora} changed this to “Polish” while you were writing" in unescape(asked.content.decode())
    assert 'value="Welsh"' in asked.content.decode()
    assert senco.post(path, {**mine, "seen": seen_on(asked)}).status_code == 302
    with whole_trust(north.trust.pk):
        assert Pupil.objects.get(pk=noah.pk).first_language == "Welsh"


@pytest.mark.parametrize(
    ("page", "theirs", "mine"),
    [
        ("status", {"code": "E", "on": "1/11/2026"}, {"code": "N", "on": "2/11/2026"}),
        ("needs", {"need_1": "ASD", "on": "1/11/2026"}, {"need_1": "SEMH", "on": "2/11/2026"}),
    ],
)
def test_a_status_or_needs_that_another_has_set_are_shown_first(page, theirs, mine, signed_in, north, noah):
    senco, lead, path = signed_in(north.asha), signed_in(north.cai), f"/pupils/{noah.pk}/{page}/"
    seen = seen_on(senco.get(path))
    assert lead.post(path, theirs).status_code == 302
    asked = senco.post(path, {**mine, "seen": seen})
    assert asked.status_code == 200
    assert f"{north.cai} changed this to" in unescape(asked.content.decode())
    assert senco.post(path, {**mine, "seen": seen_on(asked)}).status_code == 302


def test_two_people_edit_a_contact(signed_in, north, noah):
    with whole_trust(north.trust.pk):
        link = ContactLink.objects.filter(pupil=noah).select_related("contact").first()
    senco, dora = signed_in(north.asha), signed_in(north.dora)
    path = f"/pupils/{noah.pk}/contacts/{link.pk}/edit/"
    held = link.contact
    mine = {"given_name": held.given_name, "family_name": held.family_name, "email": held.email,
            "relationship": link.relationship, "priority": link.priority}  # fmt: skip
    seen = seen_on(senco.get(path))
    theirs = {**mine, "phone": "01632 960001", "priority": 3, "needs_interpreter": "on", "gives": ["lives_with"]}
    assert dora.post(path, theirs).status_code == 302
    saved = senco.post(path, {**mine, "postcode": "zz1 1zz", "gives": [], "seen": seen}, follow=True)
    assert f"{north.dora} changed this meanwhile, and it is kept as well" in saved.content.decode()
    with whole_trust(north.trust.pk):
        link = ContactLink.objects.select_related("contact").get(pk=link.pk)
    assert (link.priority, link.contact.phone, link.contact.needs_interpreter) == (3, "01632 960001", True)
    assert link.contact.postcode == "ZZ1 1ZZ"
    seen = seen_on(senco.get(path))
    dora.post(path, {**theirs, "phone": "01632 960002"})
    asked = senco.post(path, {**theirs, "phone": "01632 960003", "seen": seen})
    assert f"{north.dora} changed this to “01632 960002”" in unescape(asked.content.decode())
