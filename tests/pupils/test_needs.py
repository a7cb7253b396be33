"""Needs in their order: what the census takes, and what stays of what was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pupils.census_needs import not_offered, refusal
from pupils.codes import NEED_TYPES, needs_allowed
from pupils.models import Need, Pupil
from pupils.services import needs
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()


@pytest.fixture
def noah(north):
    """A child with SEN support and one need, with the whole trust in sight."""
    with whole_trust(north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[0].pk)


def ranked(child, on=TODAY):
    return list(Need.objects.on(on).filter(pupil=child).order_by("rank").values_list("rank", "need_type"))


def test_a_new_order_closes_what_changed_and_leaves_what_did_not(noah, north):
    needs.set_ranked(pupil=noah, need_types=["SLCN", "SPLD"], on=date(2025, 1, 1), by=north.asha, reason="Report")
    needs.set_ranked(pupil=noah, need_types=["SPLD", "SLCN"], on=date(2026, 1, 1), by=north.asha)
    assert ranked(noah) == [(1, "SPLD"), (2, "SLCN")]
    assert ranked(noah, date(2025, 12, 31)) == [(1, "SLCN"), (2, "SPLD")]
    assert ranked(noah, date(2024, 12, 31)) == [(1, "SLCN")]
    first = Need.objects.filter(pupil=noah).order_by("pk").first()
    assert (first.starts_on, first.ends_on) == (date(2024, 9, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("types", "on", "field", "words"),
    [
        (["SLCN", "SLCN"], TODAY, "need_1", "once"),
        (["XX"], TODAY, "need_1", "not taken by the census"),
        (["SLCN"], TODAY + timedelta(days=1), "on", "today or in the past"),
        (["SLCN"], date(2024, 8, 31), "on", "had no SEN support"),
        (["DS"], date(2025, 1, 1), "need_1", "not taken by the census"),
    ],
)
def test_what_the_census_could_not_take_is_refused(types, on, field, words, noah, north):
    with pytest.raises(ValidationError) as refused:
        needs.set_ranked(pupil=noah, need_types=types, on=on, by=north.asha)
    assert words in refused.value.message_dict[field][0] and ranked(noah) == [(1, "SLCN")]


def test_no_specialist_assessment_stands_only_with_sen_support(noah, north):
    needs.set_ranked(pupil=noah, need_types=["NSA"], on=TODAY, by=north.asha)
    assert ranked(noah) == [(1, "NSA")]
    mina = Pupil.objects.get(pk=north.one.pupils[1].pk)
    with pytest.raises(ValidationError, match="only stand with SEN support"):
        needs.set_ranked(pupil=mina, need_types=["NSA"], on=TODAY, by=north.asha)


def test_a_day_before_a_later_change_is_refused(noah, north):
    needs.set_ranked(pupil=noah, need_types=["ASD"], on=date(2026, 1, 1), by=north.asha)
    with pytest.raises(ValidationError, match="changed later"):
        needs.set_ranked(pupil=noah, need_types=["MLD"], on=date(2025, 6, 1), by=north.asha)


@settings(max_examples=30, deadline=None)
@given(status=st.sampled_from("KE"), year=st.integers(2014, 2035), code=st.sampled_from([*NEED_TYPES, "BESD"]))
def test_what_is_offered_is_what_is_taken_and_the_rest_is_explained(status, year, code):
    why = refusal(code, status=status, academic_year=year)
    assert (why == "") == (code in needs_allowed(status=status, academic_year=year))
    assert why == "" or code == "BESD" or why in not_offered(status=status, academic_year=year)
    if year >= 2025 and status == "K":
        assert not_offered(status=status, academic_year=year) == []


def test_the_form_offers_what_the_census_of_the_day_takes_and_says_what_not(signed_in, north):
    noah, mina, browser = north.one.pupils[0], north.one.pupils[1], signed_in(north.asha)
    now = browser.get(f"/pupils/{noah.pk}/needs/").content.decode()
    assert 'value="DS"' in now and 'value="NSA"' in now and "Not offered" not in now
    plan = browser.get(f"/pupils/{mina.pk}/needs/").content.decode()
    assert 'value="DS"' in plan and 'value="NSA"' not in plan and "may only stand with SEN support" in plan
    past = browser.post(f"/pupils/{noah.pk}/needs/", {"need_1": "MLD", "need_2": "DS", "on": "1/6/2025"})
    page = past.content.decode()
    assert "it is a type of need from 2025/26 on" in page and page.count('value="DS"') == 1


def test_the_filter_of_a_past_register_names_the_needs_of_its_time(signed_in, north):
    browser = signed_in(north.asha)
    assert "(DS)" in browser.get("/register/").content.decode()
    assert "(DS)" not in browser.get("/register/?on=1/6/2025").content.decode()


TYPES = [code for code, need in NEED_TYPES.items() if need.first_year < 2020]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=st.lists(st.lists(st.sampled_from(TYPES), unique=True, max_size=4), min_size=1, max_size=4))
def test_after_any_orders_ranks_run_from_one_and_yesterday_is_as_it_was(orders, noah, north):
    start, before = date(2025, 1, 1), ranked(noah, date(2024, 12, 31))
    Need.objects.filter(pupil=noah, starts_on__gte=start).delete()
    Need.objects.filter(pupil=noah).update(ends_on=None)
    for place, types in enumerate(orders):
        needs.set_ranked(pupil=noah, need_types=types, on=start + timedelta(days=place), by=north.asha)
        assert ranked(noah, start + timedelta(days=place)) == list(enumerate(types, 1))
    assert ranked(noah, date(2024, 12, 31)) == before


def test_the_form_closes_gaps_and_says_what_is_wrong(signed_in, north):
    noah, browser = north.one.pupils[0], signed_in(north.asha)
    page = browser.get(f"/pupils/{noah.pk}/needs/").content.decode()
    assert '<option value="SLCN" selected' in page
    wrong = browser.post(f"/pupils/{noah.pk}/needs/", {"need_1": "SLCN", "need_2": "SLCN", "on": "1/3/26"})
    assert "Name each need once" in wrong.content.decode()
    saved = browser.post(f"/pupils/{noah.pk}/needs/", {"need_1": "ASD", "need_3": "SEMH", "on": "1/3/26"}, follow=True)
    assert "The needs are Autism, then Social, emotional and mental health." in saved.content.decode()
    with whole_trust(north.trust.pk):
        assert ranked(noah) == [(1, "ASD"), (2, "SEMH")]
