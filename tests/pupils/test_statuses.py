"""Changing a status from a day on, what it does to needs, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Need, Pupil, SenStatus
from pupils.services import needs, statuses, undoing
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
SINCE = date(2024, 9, 1)


@pytest.fixture
def noah(north):
    """A child with SEN support and one need, with the whole trust in sight."""
    with whole_trust(north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[0].pk)


def periods(child):
    rows = SenStatus.objects.filter(pupil=child).order_by("starts_on")
    return [(row.code, row.starts_on, row.ends_on) for row in rows]


def ranked(child, on=TODAY):
    return list(Need.objects.on(on).filter(pupil=child).order_by("rank").values_list("need_type", flat=True))


def change(child, north, code, on=TODAY, **more):
    return statuses.change(pupil=child, code=code, on=on, by=north.asha, **more)


def test_a_change_closes_the_running_period_and_opens_the_next(noah, north):
    on = date(2026, 3, 1)
    change(noah, north, "E", on, reason="Final plan issued", told_family=True)
    assert periods(noah) == [("K", SINCE, on), ("E", on, None)]
    last = SenStatus.objects.get(pupil=noah, code="E")
    assert last.shared_with_family and last.reason == "Final plan issued"
    assert last.school_id == noah.school_id
    assert ranked(noah) == ["SLCN"], "a plan keeps the needs"


def test_no_sen_ends_the_needs_and_keeps_their_history(noah, north):
    on = date(2026, 3, 1)
    change(noah, north, "N", on)
    assert ranked(noah) == [] and ranked(noah, on - timedelta(days=1)) == ["SLCN"]


def test_no_specialist_assessment_does_not_stand_beside_a_plan(noah, north):
    needs.set_ranked(pupil=noah, need_types=["NSA", "SLCN"], on=date(2025, 1, 1), by=north.asha)
    change(noah, north, "E")
    assert ranked(noah) == ["SLCN"]
    assert Need.objects.on(TODAY).get(pupil=noah).rank == 1


def test_a_change_on_the_first_day_of_the_running_period_corrects_it(noah, north):
    change(noah, north, "N", SINCE)
    assert periods(noah) == [("N", SINCE, None)] and ranked(noah, SINCE) == []


@pytest.mark.parametrize(
    ("code", "on", "field", "words"),
    [
        ("K", TODAY, "code", "SEN support is the status already, since 1 September 2024"),
        ("E", TODAY + timedelta(days=1), "on", "today or in the past"),
        ("X", TODAY, "code", "Choose"),
        ("E", date(2024, 1, 1), "on", "began on 1 September 2024"),
    ],
)
def test_what_cannot_be_is_refused_kindly(code, on, field, words, noah, north):
    with pytest.raises(ValidationError) as refused:
        change(noah, north, code, on)
    assert words in refused.value.message_dict[field][0]
    assert periods(noah) == [("K", SINCE, None)]


def test_a_first_status_needs_no_earlier_one(noah, north):
    SenStatus.objects.filter(pupil=noah).delete()
    change(noah, north, "K", date(2025, 1, 6))
    assert periods(noah) == [("K", date(2025, 1, 6), None)]


def test_who_and_why_are_kept(noah, north):
    change_id = change(noah, north, "N", date(2026, 3, 1), reason="Outcomes met")
    events = SenStatus.pgh_event_model.objects.filter(pupil=noah, pgh_context_id=change_id)
    assert {event.pgh_label for event in events} == {"update", "insert"}
    assert all(event.pgh_context == {"by": north.asha.pk, "reason": "Outcomes met"} for event in events)


@pytest.mark.parametrize(("code", "on"), [("N", date(2026, 3, 1)), ("N", SINCE), ("E", TODAY)])
def test_taking_back_restores_status_and_needs_exactly(code, on, noah, north):
    needs.set_ranked(
        pupil=noah, need_types=["NSA", "SLCN"], on=date(2024, 9, 2) if on != SINCE else SINCE, by=north.asha
    )
    before, needs_before = periods(noah), list(Need.objects.filter(pupil=noah).order_by("pk").values())
    change_id = change(noah, north, code, on)
    assert periods(noah) != before
    assert undoing.may_take_back(pupil=noah, change_id=change_id, by=north.asha)
    undoing.take_back(pupil=noah, change_id=change_id, by=north.asha)
    assert periods(noah) == before
    assert list(Need.objects.filter(pupil=noah).order_by("pk").values()) == needs_before


def test_only_the_last_change_by_the_same_person_is_taken_back(noah, north):
    first = change(noah, north, "N", date(2026, 3, 1))
    assert not undoing.may_take_back(pupil=noah, change_id=first, by=north.cai)
    change(noah, north, "K", date(2026, 4, 1))
    assert not undoing.may_take_back(pupil=noah, change_id=first, by=north.asha)
    with pytest.raises(ValidationError, match="no longer"):
        undoing.take_back(pupil=noah, change_id=first, by=north.asha)


def test_a_change_is_not_taken_back_over_needs_that_were_set_later(noah, north):
    change_id = change(noah, north, "E")
    needs.set_ranked(pupil=noah, need_types=["ASD"], on=TODAY, by=north.cai)
    assert not undoing.may_take_back(pupil=noah, change_id=change_id, by=north.asha)


def test_the_form_saves_offers_undo_and_takes_it_back(signed_in, north):
    noah, browser = north.one.pupils[0], signed_in(north.asha)
    saved = browser.post(f"/pupils/{noah.pk}/status/", {"code": "N", "on": "1/3/26", "reason": "Met"}, follow=True)
    text = saved.content.decode()
    assert "Noah Hartley has had no SEN since 1 March 2026." in text and "Take it back" in text
    assert "Take it back" not in signed_in(north.cai).get(f"/pupils/{noah.pk}/").content.decode()
    back = browser.post(f"/pupils/{noah.pk}/status/undo/", follow=True).content.decode()
    assert "as they were before" in back and "SEN support since 1 September 2024" in back and "Take it back" not in back
    again = browser.post(f"/pupils/{noah.pk}/status/undo/", follow=True).content.decode()
    assert "no change to take back" in again


def test_a_plan_without_needs_leads_on_to_the_needs(signed_in, north):
    otto = north.one.pupils[2]
    saved = signed_in(north.asha).post(
        f"/pupils/{otto.pk}/status/", {"code": "K", "on": "1/3/2026", "told_on": "1/3/2026"}
    )
    assert saved.url == f"/pupils/{otto.pk}/needs/"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose status"),
        ({"code": "K", "on": "today"}, "must be a day, month and year"),
        ({"code": "K", "on": "1/1/26"}, "SEN support is the status already"),
        ({"code": "E", "on": "1/1/2190"}, "today or in the past"),
    ],
)
def test_the_form_says_what_is_wrong(data, words, signed_in, north):
    page = signed_in(north.asha).post(f"/pupils/{north.one.pupils[0].pk}/status/", data)
    assert page.status_code == 200 and words in page.content.decode() and "There is a problem" in page.content.decode()


@pytest.mark.parametrize("who", ["grace", "lena", "dora", "hannah"])
def test_who_may_not_change_a_status_is_refused(who, signed_in, north):
    browser, noah = signed_in(getattr(north, who)), north.one.pupils[0]
    for address in ("status/", "status/undo/", "needs/"):
        assert browser.post(f"/pupils/{noah.pk}/{address}", {"code": "N", "on": "1/3/26"}).status_code == 403
    with whole_trust(north.trust.pk):
        assert periods(noah) == [("K", SINCE, None)]


def test_the_family_is_told_without_a_change_of_status(noah, north):
    SenStatus.objects.filter(pupil=noah).update(shared_with_family=False)
    before = periods(noah)
    statuses.family_told(pupil=noah, by=north.asha)
    assert periods(noah) == before and SenStatus.objects.get(pupil=noah).shared_with_family
    change(noah, north, "N")
    with pytest.raises(ValidationError):
        statuses.family_told(pupil=noah, by=north.asha)


def test_the_senco_notes_it_on_the_page_and_the_teacher_may_not(signed_in, north):
    mina = north.one.pupils[1]
    url = f"/pupils/{mina.pk}/"
    asha = signed_in(north.asha)
    assert "Note that the family has been told" in asha.get(url).content.decode()
    assert signed_in(north.grace).post(f"{url}family-told/").status_code == 403
    assert asha.post(f"/pupils/{north.two.pupils[0].pk}/family-told/").status_code == 404
    assert asha.post(f"{url}family-told/").status_code == 302
    assert "Note that the family has been told" not in asha.get(url).content.decode()


def test_support_asks_for_the_conversation_with_the_family_or_a_plain_not_yet(signed_in, north):
    otto, asha = north.one.pupils[2], signed_in(north.asha)
    asked = asha.post(f"/pupils/{otto.pk}/status/", {"code": "K", "on": "1/3/2026"}).content.decode()
    assert "Enter the day of the conversation, or say that it is still to come" in asked
    both = {"code": "K", "on": "1/3/2026", "told_on": "2/3/2026", "not_yet": "on"}
    assert "Either there was a conversation" in asha.post(f"/pupils/{otto.pk}/status/", both).content.decode()
    later = {"code": "K", "on": "1/3/2026", "told_on": "1/1/2190"}
    assert "must have been today or earlier" in asha.post(f"/pupils/{otto.pk}/status/", later).content.decode()
    sent = {"code": "K", "on": "1/3/2026", "not_yet": "on", "evidence": "Two cycles of support"}
    assert asha.post(f"/pupils/{otto.pk}/status/", sent).status_code == 302
    page = asha.get(f"/pupils/{otto.pk}/").content.decode()
    assert "Rests on: Two cycles of support" in page and "Not yet" in page and f"{north.asha}" in page
    assert asha.post(f"/pupils/{otto.pk}/family-told/", {"told_on": "5/3/2026"}).status_code == 302
    assert "On 5 March 2026" in asha.get(f"/pupils/{otto.pk}/").content.decode()


def test_what_is_taken_back_takes_evidence_and_conversation_along(noah, north):
    on = date(2026, 3, 1)
    statuses.family_told(pupil=noah, by=north.asha, told_on=on)
    before = list(SenStatus.objects.filter(pupil=noah).values())
    change_id = change(noah, north, "E", SINCE, evidence="Final plan", told_on=TODAY)
    undoing.take_back(pupil=noah, change_id=change_id, by=north.asha)
    assert list(SenStatus.objects.filter(pupil=noah).values()) == before
