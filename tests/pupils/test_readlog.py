"""Who has seen a child's record."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from pupils.models import FamilyLink
from pupils.selectors.seen import PAGE_ENTRIES
from trust_send.platform.readlog.models import How, ReadLog
from trust_send.platform.readlog.record import seen
from trust_send.platform.walls.sources import whole_trust


@pytest.mark.parametrize("who", ["asha", "lena", "cai"])
def test_those_who_keep_children_safe_read_it(who, signed_in, north):
    noah = north.one.pupils[0]
    signed_in(north.grace).get(f"/pupils/{noah.pk}/")
    signed_in(north.grace).get("/register/")
    text = signed_in(getattr(north, who)).get(f"/pupils/{noah.pk}/read-log/").content.decode()
    assert text.count("Grace Okoro") == 2 and "opened the page" in text and "saw it in a list" in text


def test_it_pages_by_key(signed_in, north):
    noah = north.one.pupils[0]
    with whole_trust(north.trust.pk):
        for _ in range(PAGE_ENTRIES + 5):
            seen([(noah.pk, noah.school_id)], how=How.LISTED, page="x", user_id=north.grace.pk, request_id=uuid4())
    browser = signed_in(north.lena)
    first = browser.get(f"/pupils/{noah.pk}/read-log/").content.decode()
    assert first.count("<tr>") == PAGE_ENTRIES + 1
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].rstrip('" ')
    second = browser.get(f"/pupils/{noah.pk}/read-log/{address}").content.decode()
    assert second.count("<tr>") == 7 and 'rel="next"' not in second
    assert browser.get(f"/pupils/{noah.pk}/read-log/?before=x").status_code == 200


def test_another_childs_readers_are_not_in_it(signed_in, north):
    signed_in(north.grace).get(f"/pupils/{north.one.pupils[1].pk}/")
    text = signed_in(north.asha).get(f"/pupils/{north.one.pupils[0].pk}/read-log/").content.decode()
    assert "Grace Okoro" not in text


@pytest.fixture
def ashas_child(north):
    """Noah, whose mother is the SENCO of his school."""
    noah = north.one.pupils[0]
    with whole_trust(north.trust.pk):
        FamilyLink.objects.create(pupil=noah, user=north.asha, relationship="mother", starts_on=date(2024, 9, 1))
    return noah


def looks(north, person):
    """What the log says of a person's looks: which child, on which page, and whether it is their own."""
    with whole_trust(north.trust.pk):
        found = ReadLog.objects.filter(user=person).order_by("pk")
        return list(found.values_list("pupil_id", "page", "own_child"))


def test_staff_who_look_at_their_own_child_are_marked(signed_in, north, ashas_child):
    senco, other = signed_in(north.asha), north.one.pupils[1]
    page = senco.get(f"/pupils/{ashas_child.pk}/").content.decode()
    assert "You are of Noah’s family" in page and "Change status" in page, "the role stays"
    assert "s family. You see" not in senco.get(f"/pupils/{other.pk}/").content.decode()
    senco.get("/register/")
    said = looks(north, north.asha)
    assert (ashas_child.pk, "pupil", True) in said and (other.pk, "pupil", False) in said
    assert {own for pupil_id, page, own in said if page == "register" and pupil_id == ashas_child.pk} == {True}
    assert {own for pupil_id, page, own in said if page == "register" and pupil_id != ashas_child.pk} == {False}


def test_whoever_may_see_who_has_looked_reads_that_it_was_a_relative(signed_in, north, ashas_child):
    signed_in(north.asha).get(f"/pupils/{ashas_child.pk}/")
    signed_in(north.grace).get(f"/pupils/{ashas_child.pk}/")
    text = signed_in(north.lena).get(f"/pupils/{ashas_child.pk}/read-log/").content.decode()
    rows = {row.split("</td>")[0].split("<td>")[-1]: row for row in text.split("<tr>")[2:]}
    assert "Own child" in rows["Asha Mistry"] and "Own child" not in rows["Grace Okoro"]


def test_a_parent_and_the_pupil_are_marked_on_their_own_pages(signed_in, north):
    noah = north.one.pupils[0]
    signed_in(north.eve).get(f"/my-child/{noah.pk}/")
    signed_in(north.noah).get("/me/")
    assert looks(north, north.eve) == [(noah.pk, "my-child", True)]
    text = signed_in(north.lena).get(f"/pupils/{noah.pk}/read-log/").content.decode()
    assert "Own child" in text and "Own record" in text


def test_when_the_link_has_ended_new_looks_are_not_marked_and_old_ones_stay(signed_in, north, ashas_child):
    senco, address = signed_in(north.asha), f"/pupils/{ashas_child.pk}/"
    senco.get(address)
    with whole_trust(north.trust.pk):
        FamilyLink.objects.filter(user=north.asha).update(ends_on=timezone.localdate())
    senco.get(address)
    assert [own for _, page, own in looks(north, north.asha) if page == "pupil"] == [True, False]
    assert looks(north, north.grace) == []
