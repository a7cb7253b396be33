"""A wrong entry put right: the entry changes, its neighbours and needs follow, and nobody seems to join or leave."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.models import Need, SenStatus
from pupils.services import correcting
from trust_send.platform.walls.sources import whole_trust

SEPT, JAN, MAY, OCT = date(2024, 9, 1), date(2025, 1, 6), date(2025, 5, 1), date(2025, 10, 1)
DAYS = [SEPT, JAN, MAY, OCT, date(2025, 12, 1), date(2026, 2, 1)]


@pytest.fixture
def otto(north):
    """A child with a story of his own: no SEN, SEN support with two needs, a plan."""
    with whole_trust(north.trust.pk):
        child = north.one.pupils[2]
        Need.objects.filter(pupil=child).delete()
        SenStatus.objects.filter(pupil=child).delete()
        SenStatus.objects.create(pupil=child, code="N", starts_on=SEPT, ends_on=JAN)
        SenStatus.objects.create(pupil=child, code="K", starts_on=JAN, ends_on=OCT)
        SenStatus.objects.create(pupil=child, code="E", starts_on=OCT)
        Need.objects.create(pupil=child, need_type="SLCN", rank=1, starts_on=JAN)
        Need.objects.create(pupil=child, need_type="NSA", rank=2, starts_on=JAN, ends_on=OCT)
        yield child


def story(child) -> list[tuple[str, date, date | None]]:
    return list(SenStatus.objects.filter(pupil=child).order_by("starts_on").values_list("code", "starts_on", "ends_on"))


def needs(child) -> list[tuple[str, date, date | None]]:
    found = Need.objects.filter(pupil=child).order_by("rank", "starts_on")
    return list(found.values_list("need_type", "starts_on", "ends_on"))


def entry(child, code: str) -> SenStatus:
    return SenStatus.objects.get(pupil=child, code=code)


def test_a_support_that_never_was_leaves_no_trace_in_the_story(otto, north):
    correcting.strike(pupil=otto, entry=entry(otto, "K"), by=north.asha, reason="Another Otto was meant")
    assert story(otto) == [("N", SEPT, OCT), ("E", OCT, None)]
    assert needs(otto) == [("SLCN", OCT, None)]


def test_a_plan_that_was_only_asked_for_is_joined_to_the_support_before(otto, north):
    correcting.correct(pupil=otto, entry=entry(otto, "E"), code="K", starts_on=OCT, by=north.asha, reason="Draft only")
    assert story(otto) == [("N", SEPT, JAN), ("K", JAN, None)]


def test_a_first_day_that_was_earlier_takes_its_needs_along(otto, north):
    day = date(2024, 11, 4)
    correcting.correct(
        pupil=otto, entry=entry(otto, "K"), code="K", starts_on=day, by=north.asha, reason="Letter found"
    )
    assert story(otto)[:2] == [("N", SEPT, day), ("K", day, OCT)]
    assert needs(otto) == [("SLCN", day, None), ("NSA", day, OCT)]


def test_a_first_day_that_was_later_takes_its_needs_along(otto, north):
    correcting.correct(pupil=otto, entry=entry(otto, "K"), code="K", starts_on=MAY, by=north.asha, reason="Typed wrong")
    assert story(otto)[:2] == [("N", SEPT, MAY), ("K", MAY, OCT)]
    assert needs(otto) == [("SLCN", MAY, None), ("NSA", MAY, OCT)]


def test_no_specialist_assessment_does_not_stand_beside_a_plan(otto, north):
    correcting.correct(
        pupil=otto, entry=entry(otto, "K"), code="E", starts_on=JAN, by=north.asha, reason="Plan was there"
    )
    assert story(otto) == [("N", SEPT, JAN), ("E", JAN, None)]
    assert needs(otto) == [("SLCN", JAN, None)]


@pytest.mark.parametrize(
    ("code", "starts_on", "field"),
    [("K", JAN, "code"), ("K", OCT, "on"), ("K", SEPT, "on"), ("K", date(2999, 1, 1), "on"), ("X", JAN, "code")],
)
def test_what_cannot_have_been_is_refused(code, starts_on, field, otto, north):
    with pytest.raises(ValidationError) as refused:
        correcting.correct(
            pupil=otto, entry=entry(otto, "K"), code=code, starts_on=starts_on, by=north.asha, reason="Why"
        )
    assert field in refused.value.message_dict


def test_a_reason_is_needed_and_the_first_entry_has_nothing_before_it(otto, north):
    with pytest.raises(ValidationError, match="Say why"):
        correcting.strike(pupil=otto, entry=entry(otto, "K"), by=north.asha, reason=" ")
    with pytest.raises(ValidationError, match="Nothing stands before"):
        correcting.strike(pupil=otto, entry=entry(otto, "N"), by=north.asha, reason="Why")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(which=st.integers(0, 2), code=st.sampled_from("NKE"), day=st.sampled_from(DAYS), gone=st.booleans())
def test_whatever_is_corrected_the_story_stays_one_story(which, code, day, gone, otto, north):
    """No overlap, no two alike that touch, no need on a day without SEN, and the days that had a status still have."""
    from django.db import transaction

    with transaction.atomic():
        row = SenStatus.objects.filter(pupil=otto).order_by("starts_on")[which]
        try:
            if gone:
                correcting.strike(pupil=otto, entry=row, by=north.asha, reason="Why")
            else:
                correcting.correct(pupil=otto, entry=row, code=code, starts_on=day, by=north.asha, reason="Why")
        except ValidationError:
            pass
        told = story(otto)
        for (one, _, ends), (other, starts, _) in zip(told, told[1:], strict=False):
            assert ends == starts and one != other
        assert told[-1][2] is None
        for need_type, starts, ends in needs(otto):
            for status, first, end in told:
                meet = (ends is None or first < ends) and (end is None or starts < end)
                assert not (meet and (status == "N" or (status == "E" and need_type == "NSA")))
        transaction.set_rollback(True)


def test_on_the_page_from_the_link_to_the_history(otto, signed_in, north):
    senco, path = signed_in(north.asha), f"/pupils/{otto.pk}/status/correct/"
    assert path in senco.get(f"/pupils/{otto.pk}/").content.decode()
    entry_id = str(entry(otto, "K").pk)
    assert "SEN support from 6 January 2025 until 30 September 2025" in senco.get(path).content.decode()
    refused = senco.post(path, {"entry": entry_id, "code": "never", "reason": ""}).content.decode()
    assert "Say why it is corrected" in refused
    done = senco.post(path, {"entry": entry_id, "code": "never", "reason": "Another Otto was meant"})
    assert done.url == f"/pupils/{otto.pk}/"
    with whole_trust(north.trust.pk):
        assert story(otto) == [("N", SEPT, OCT), ("E", OCT, None)]
    said = senco.get(f"/pupils/{otto.pk}/history/").content.decode()
    assert "Corrected: status taken out: SEN support" in said and "Another Otto was meant" in said
    assert senco.post(path, {"entry": "1", "code": "K", "reason": "Why"}).status_code == 200


def test_who_may_not_change_a_status_corrects_none(otto, signed_in, north):
    for who in (north.grace, north.dora, north.ben):
        assert signed_in(who).get(f"/pupils/{otto.pk}/status/correct/").status_code in (403, 404)


def test_what_it_rests_on_and_the_conversation_are_put_right_alone(otto, north):
    story_before = story(otto)
    about = {"pupil": otto, "by": north.asha, "reason": "Read off the minutes"}
    correcting.correct(**about, entry=entry(otto, "K"), code="K", starts_on=JAN, evidence="EP report", told_on=MAY)
    support = entry(otto, "K")
    assert (support.evidence, support.shared_with_family, support.family_told_on) == ("EP report", True, MAY)
    correcting.correct(**about, entry=support, code="K", starts_on=JAN, not_told=True)
    support.refresh_from_db()
    assert (support.evidence, support.shared_with_family, support.family_told_on) == ("EP report", False, None)
    assert story(otto) == story_before
