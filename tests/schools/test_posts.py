"""Appointing and ending: sight follows at the next request, and a trust is never left without a lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from schools.models import Membership, Post
from schools.services import posts
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate


def appoint(side, **changes):
    said = {
        "email": "new.person@example.org",
        "given_name": "New",
        "family_name": "Person",
        "role": "senco",
        "trust": side.trust,
        "school": side.one.school,
        "starts_on": date(2026, 9, 1),
        "by": side.people.get("cai") or side.sam,
        "reason": "test",
    }
    return posts.appoint(**said | changes)


def test_an_appointment_gives_sight_and_its_end_takes_it(north):
    with whole_trust(north.trust.pk):
        post = appoint(north)
    with acting_for(post.user_id, north.trust.pk) as (reach, standing):
        assert reach.school_ids == {north.one.school.pk}
        assert standing.may("edit_status", school_id=north.one.school.pk)
        assert not standing.may("edit_status", school_id=north.two.school.pk)
    with whole_trust(north.trust.pk):
        posts.end(post=post, on=TODAY(), by=north.cai, reason="left")
    with acting_for(post.user_id, north.trust.pk) as (reach, standing):
        assert reach.school_ids == frozenset() and not standing.may("open_pupil")


def test_a_post_that_begins_tomorrow_shows_nothing_today(north):
    with whole_trust(north.trust.pk):
        post = appoint(north, starts_on=TODAY() + timedelta(days=1))
    with acting_for(post.user_id, north.trust.pk) as (reach, _):
        assert reach.school_ids == frozenset()


def test_a_post_that_is_taken_back_never_applied_and_stays_on_record(north):
    with whole_trust(north.trust.pk):
        post = appoint(north, starts_on=TODAY())
        with pytest.raises(ValidationError, match="cannot end before"):
            posts.end(post=post, on=TODAY() - timedelta(days=1), by=north.cai, reason="x")
        posts.end(post=post, on=TODAY(), by=north.cai, reason="the wrong person")
        assert [event.pgh_label for event in post.events.order_by("pgh_id")] == ["insert", "update"]
        assert appoint(north, starts_on=TODAY()).pk != post.pk  # and the post can be given again on the same day
    with acting_for(post.user_id, north.trust.pk) as (reach, _):
        assert reach.school_ids == {north.one.school.pk}


def test_a_successor_who_is_taken_back_leaves_the_last_lead_in_place(north):
    with whole_trust(north.trust.pk):
        first, second = (
            Post.objects.get(user=north.cai),
            appoint(north, role="trustlead", school=None, starts_on=TODAY()),
        )
        posts.end(post=second, on=TODAY(), by=north.cai, reason="by mistake")
        with pytest.raises(ValidationError, match="last SEND lead"):
            posts.end(post=first, on=TODAY(), by=north.cai, reason="x")


def test_a_role_is_held_at_its_own_kind_of_place(north):
    with whole_trust(north.trust.pk), pytest.raises(ValidationError):
        appoint(north, role="trustlead")
    with whole_trust(north.trust.pk), pytest.raises(ValidationError):
        appoint(north, role="senco", school=None, hub=north.hub)


def test_the_same_post_is_not_given_twice(north):
    with whole_trust(north.trust.pk):
        appoint(north)
        with pytest.raises(ValidationError, match="already"):
            appoint(north)


def test_someone_known_to_another_trust_keeps_one_account(north, south):
    with whole_trust(south.trust.pk):
        theirs = appoint(south, email="new.person@example.org")
    with whole_trust(north.trust.pk):
        ours = appoint(north)
    assert ours.user_id == theirs.user_id
    assert Membership.objects.filter(user=ours.user_id).count() == 2


def test_the_last_lead_of_a_trust_cannot_be_ended(north):
    with whole_trust(north.trust.pk):
        last = Post.objects.get(user=north.cai)
        with pytest.raises(ValidationError, match="last SEND lead"):
            posts.end(post=last, on=TODAY(), by=north.cai, reason="x")
        appoint(north, role="trustlead", school=None, ends_on=TODAY() + timedelta(days=30))
        with pytest.raises(ValidationError, match="last SEND lead"):  # one who goes in a month is no successor
            posts.end(post=last, on=TODAY(), by=north.cai, reason="x")
        appoint(north, role="trustlead", school=None, email="second@example.org")
        assert posts.end(post=last, on=TODAY(), by=north.cai, reason="x").ends_on == TODAY()


def test_who_appointed_and_why_is_kept(north):
    with whole_trust(north.trust.pk):
        post = appoint(north, reason="maternity cover")
        event = Post.objects.get(pk=post.pk).events.get()
        assert event.pgh_context == {"by": north.cai.pk, "reason": "maternity cover"}
