"""From a concern about a child to a decision: what may be decided, when it is late, and what the law reminds us of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pupils.codes import SenCode

HEARD_WITHIN = timedelta(days=14)
"""Whoever raised a concern should have heard by then. A custom of ours: no law names a number of days."""
USUAL_REVIEW = timedelta(weeks=6)
LONGEST_REVIEW = timedelta(weeks=13)
"""What was agreed is looked at again within a term, as plans are (SEND Code of Practice 6.65)."""


class Outcome(StrEnum):
    """What may come of a concern."""

    UNIVERSAL = "universal"
    MONITOR = "monitor"
    SUPPORT = "support"
    REFER = "refer"


LOOKED_AT_AGAIN = frozenset({Outcome.UNIVERSAL, Outcome.MONITOR})
"""Outcomes with a day on which somebody looks whether they helped; after it, something else may be decided."""


class State(StrEnum):
    """Where a concern stands."""

    OPEN = "open"
    ASKED = "asked"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that the law says about concerns like this: to think of, never a block."""

    title: str
    text: str


ENGLISH = Reminder(
    "Learning English is not SEN",
    "Difficulty that comes only from learning English as an additional language is not a special educational need. "
    "How does the child get on in their first language? (Children and Families Act 2014, section 20(4); "
    "Code of Practice 6.24)",
)
PROGRESS = Reminder(
    "Slow progress alone is not SEN",
    "Slow progress or low attainment does not mean by itself that a child has SEN, and good attainment does not mean "
    "that a child has none. What else is seen, and what has good teaching changed? (Code of Practice 6.23)",
)
BEHAVIOUR = Reminder(
    "Behaviour tells that something is wrong, not what",
    "Disruptive or withdrawn behaviour does not mean by itself that a child has SEN. Look for what is behind it: "
    "learning, language, mental health, home. (Code of Practice 6.21)",
)
ALL_REMINDERS = (ENGLISH, PROGRESS, BEHAVIOUR)

_PROGRESS_WORDS = re.compile(
    r"\b(progress\w*|attain\w*|behind|below|working towards|catch\w* up|falling back|slow\w*|scores?|levels?)\b", re.I
)
_BEHAVIOUR_WORDS = re.compile(
    r"\b(behavio\w*|disrupt\w*|outbursts?|withdrawn|hits?|hitting|angry|anger|refus\w*)\b", re.I
)
_ENGLISH_WORDS = re.compile(r"\b(EAL|(new to|learning) english|speaks? (no|little) english)\b", re.I)


def reminders(*, words: str, eal: bool) -> tuple[Reminder, ...]:
    """Of what does the law remind whoever reads these words about this child?"""
    found = (
        (ENGLISH, eal or _ENGLISH_WORDS.search(words)),
        (PROGRESS, _PROGRESS_WORDS.search(words)),
        (BEHAVIOUR, _BEHAVIOUR_WORDS.search(words)),
    )
    return tuple(reminder for reminder, applies in found if applies)


def state(*, outcome: str, is_withdrawn: bool, unanswered: int) -> State:
    """Where does a concern stand, with so many questions unanswered?"""
    if is_withdrawn:
        return State.WITHDRAWN
    if outcome:
        return State.DECIDED
    return State.ASKED if unanswered else State.OPEN


def is_late(where: State, *, raised_on: date, on: date) -> bool:
    """Should whoever raised it have heard by this day?"""
    return where in (State.OPEN, State.ASKED) and on > raised_on + HEARD_WITHIN


def is_due_again(*, outcome: str, review_on: date | None, on: date) -> bool:
    """Has the day come to look whether what was agreed has helped?"""
    return outcome in LOOKED_AT_AGAIN and review_on is not None and review_on <= on


def possible_outcomes(status: str) -> tuple[Outcome, ...]:
    """What may be decided for a child with this status? Who has SEN support or a plan is not moved to it again."""
    return tuple(outcome for outcome in Outcome if outcome is not Outcome.SUPPORT or status == SenCode.NONE)


def may_decide(where: State, *, outcome: str) -> bool:
    """Is there anything to decide: for the first time, or anew after strategies or watching?"""
    return where in (State.OPEN, State.ASKED) or (where is State.DECIDED and outcome in LOOKED_AT_AGAIN)


def problems(*, outcome: str, status: str, review_on: date | None, words_back: str, on: date) -> dict[str, str]:
    """What speaks against this decision, by the field where it can be put right?"""
    found: dict[str, str] = {}
    if outcome not in possible_outcomes(status):
        found["outcome"] = (
            "The child has SEN support or an EHC plan already" if outcome == Outcome.SUPPORT else "Choose an outcome"
        )
    if outcome in LOOKED_AT_AGAIN:
        if review_on is None:
            found["review_on"] = "Say when you will look whether it has helped"
        elif review_on <= on:
            found["review_on"] = "The day to look again must be after today"
        elif review_on > on + LONGEST_REVIEW:
            found["review_on"] = "Look again within 13 weeks"
    if not words_back.strip():
        found["words_back"] = "Write what whoever raised the concern should know and do"
    return found
