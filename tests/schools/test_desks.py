"""A person with several trusts works in one at a time."""

from __future__ import annotations

from django.urls import reverse


def test_the_desk_names_trusts_and_posts(signed_in, cast):
    page = signed_in(cast.gus, cast.north.trust).get(reverse("desk")).content.decode()
    assert "North Trust" in page and "South Trust ZZSOUTH" in page
    assert "North Two Primary School" in page and "South Two" not in page, "posts of this trust only"


def test_changing_trust_changes_what_is_seen(signed_in, cast):
    visitor = signed_in(cast.gus, cast.north.trust)
    assert visitor.post(reverse("desk"), {"trust": cast.south.trust.pk}).status_code == 302
    page = visitor.get(reverse("desk"))
    assert page.wsgi_request.reach.trust_id == cast.south.trust.pk
    assert "South Two Primary School ZZSOUTH" in page.content.decode()


def test_a_trust_that_is_not_mine_does_not_exist(signed_in, cast):
    visitor = signed_in(cast.north.asha)
    for trust in (cast.south.trust.pk, "999999999", "x", "", "9" * 60):
        assert visitor.post(reverse("desk"), {"trust": trust}).status_code == 404
    assert visitor.session["trust_id"] == cast.north.trust.pk


def test_without_a_membership_the_desk_says_so(signed_in, cast):
    page = signed_in(cast.finn).get(reverse("desk")).content.decode()
    assert "You do not belong to a trust yet" in page and "No post yet" in page


def test_a_session_that_claims_another_trust_gets_nothing(signed_in, cast):
    visitor = signed_in(cast.north.asha, cast.south.trust)
    assert visitor.get(reverse("desk")).wsgi_request.reach.school_ids == frozenset()


def test_looking_changes_nothing(signed_in, cast):
    visitor = signed_in(cast.gus, cast.north.trust)
    visitor.get(reverse("desk"), {"trust": cast.south.trust.pk})
    assert visitor.session["trust_id"] == cast.north.trust.pk
