"""What may come of a concern, when it is late, and of what the law reminds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pupils.concerning import (
    ALL_REMINDERS,
    BEHAVIOUR,
    ENGLISH,
    HEARD_WITHIN,
    LONGEST_REVIEW,
    LOOKED_AT_AGAIN,
    PROGRESS,
    Outcome,
    State,
    is_due_again,
    is_late,
    may_decide,
    possible_outcomes,
    problems,
    reminders,
    state,
)

TODAY = date(2026, 11, 23)
days = some.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
outcomes = some.sampled_from(["", *Outcome])
statuses = some.sampled_from("NKE")


@pytest.mark.parametrize(
    ("words", "eal", "expected"),
    [
        ("He mixes up letters and hides his book", False, ()),
        ("Her progress is slow", False, (PROGRESS,)),
        ("Working well below the others", False, (PROGRESS,)),
        ("Speaks little English with us", False, (ENGLISH,)),
        ("Points instead of speaking", True, (ENGLISH,)),
        ("Withdrawn since half-term, scores are falling", False, (PROGRESS, BEHAVIOUR)),
        ("Repeal of the real deal", False, ()),  # no word within a word
    ],
)
def test_the_law_reminds(words, eal, expected):
    assert reminders(words=words, eal=eal) == expected


@given(some.text(), some.text(), some.booleans())
def test_more_words_never_take_a_reminder_away(words, more, eal):
    few, many = reminders(words=words, eal=eal), reminders(words=f"{words}\n{more}", eal=eal)
    assert set(few) <= set(many) <= set(ALL_REMINDERS)
    assert (ENGLISH in few) >= eal


@given(outcomes, some.booleans(), some.integers(0, 5))
def test_a_concern_stands_in_one_place(outcome, is_withdrawn, unanswered):
    where = state(outcome=outcome, is_withdrawn=is_withdrawn, unanswered=unanswered)
    assert (where is State.WITHDRAWN) == is_withdrawn
    assert (where is State.DECIDED) == (bool(outcome) and not is_withdrawn)
    assert (where is State.ASKED) == (not outcome and not is_withdrawn and unanswered > 0)


@given(some.sampled_from(State), days, days)
def test_only_what_waits_is_late_and_it_stays_late(where, raised_on, on):
    late = is_late(where, raised_on=raised_on, on=on)
    if late:
        assert where in (State.OPEN, State.ASKED)
        assert on - raised_on > HEARD_WITHIN
        assert is_late(where, raised_on=raised_on, on=on + timedelta(days=1))
    assert not is_late(where, raised_on=raised_on, on=raised_on + HEARD_WITHIN)


@given(statuses)
def test_everything_but_sen_support_is_always_possible(status):
    possible = set(possible_outcomes(status))
    assert set(Outcome) - possible <= {Outcome.SUPPORT}
    assert (Outcome.SUPPORT in possible) == (status == "N")


@given(outcomes, statuses, some.none() | days, some.text(), days)
def test_what_is_refused_names_its_field(outcome, status, review_on, words_back, on):
    found = problems(outcome=outcome, status=status, review_on=review_on, words_back=words_back, on=on)
    assert found.keys() <= {"outcome", "review_on", "words_back"}
    assert all(found.values())
    if not found:
        assert outcome in possible_outcomes(status)
        assert words_back.strip()
        if outcome in LOOKED_AT_AGAIN:
            assert on < review_on <= on + LONGEST_REVIEW
            assert not is_due_again(outcome=outcome, review_on=review_on, on=on)
            assert is_due_again(outcome=outcome, review_on=review_on, on=review_on)


def test_a_reminder_never_stands_in_the_way():
    assert problems(outcome="support", status="N", review_on=None, words_back="We begin a plan", on=TODAY) == {}


@pytest.mark.parametrize(
    ("where", "outcome", "may"),
    [
        (State.OPEN, "", True),
        (State.ASKED, "", True),
        (State.WITHDRAWN, "", False),
        (State.DECIDED, Outcome.UNIVERSAL, True),
        (State.DECIDED, Outcome.MONITOR, True),
        (State.DECIDED, Outcome.SUPPORT, False),
        (State.DECIDED, Outcome.REFER, False),
    ],
)
def test_what_was_agreed_for_a_while_may_be_decided_anew(where, outcome, may):
    assert may_decide(where, outcome=outcome) is may
