"""Who has seen a child's record."""

from __future__ import annotations

from uuid import uuid4

import pytest

from pupils.selectors.seen import PAGE_ENTRIES
from trust_send.platform.readlog.models import How
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
