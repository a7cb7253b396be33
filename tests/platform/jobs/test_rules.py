"""The rules of claiming, by properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from trust_send.platform.jobs import rules
from trust_send.platform.jobs.rules import MAX_ATTEMPTS, Verdict, judge

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
leases = st.none() | st.integers(-3600, 3600).map(lambda seconds: NOW + timedelta(seconds=seconds))


@given(is_over=st.booleans(), lease_until=leases, attempts=st.integers(0, 9))
def test_a_job_is_begun_only_when_nobody_has_it_and_it_is_worth_trying(is_over, lease_until, attempts):
    verdict = judge(is_over=is_over, lease_until=lease_until, attempts=attempts, now=NOW)
    free = not is_over and (lease_until is None or lease_until <= NOW)
    assert (verdict is not Verdict.LEAVE) == free
    assert (verdict is Verdict.CLAIM) == (free and attempts < MAX_ATTEMPTS)


@given(st.integers(0, 32_000))
def test_reminders_come_later_each_time_but_come(sent):
    assert rules.seconds_to_reminder(sent) <= rules.seconds_to_reminder(sent + 1) <= 480


@given(st.integers(1, 600))
def test_help_is_called_only_after_the_lease(lease_seconds):
    assert rules.seconds_to_rescue(lease_seconds) > lease_seconds


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_page_asks_soon_at_first_and_never_more_often_later(one, other):
    young, old = sorted((one, other))
    assert 0.5 <= rules.seconds_to_next_look(young) <= rules.seconds_to_next_look(old) <= 2
    assert rules.seconds_to_next_look(0) == 0.5 and rules.seconds_to_next_look(1e6) == 2
