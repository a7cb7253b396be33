"""Concerns in words: where each stands, how long it has waited, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from pupils.concerning import State
from pupils.models import Concern
from pupils.presenting.words import day_words
from pupils.selectors.concerns import Listed
from trust_send.platform.web.marks import rag_mark

SHOWN = {
    "": "Waiting",
    "asked": "Waiting for an answer",
    "again": "To look at again",
    "decided": "Decided",
}
"""What the list can show, by its word in the address."""
EMPTY = {
    "": ("No concern is waiting", "When a colleague raises a concern about how a pupil learns, it stands here."),
    "asked": ("Nobody is being asked", "Questions to colleagues that wait for an answer stand here."),
    "again": ("Nothing to look at again", "When the day you set for strategies or watching has come, it stands here."),
    "decided": ("Nothing decided yet", "What came of each concern stands here, and those that were withdrawn."),
}

CAME_OF_IT = {"universal": "Strategies", "monitor": "Watching", "support": "SEN support", "refer": "Referral"}
"""Outcomes as short as the mark of a list needs them on a phone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A concern on its child's page."""

    url: str
    title: str
    mark: SafeString
    text: str


def days_words(days: int) -> str:
    """How long is that, as people count?"""
    if days < 1:
        return "today"
    if days <= 14:
        return "1 day" if days == 1 else f"{days} days"
    return f"{days // 7} weeks"


def mark_of(row: Listed) -> tuple[str, str]:
    """Where does it stand: the kind of mark, and its words?"""
    if row.state is State.WITHDRAWN:
        return "none", "Withdrawn"
    if row.is_due_again:
        return "warn", "Look again"
    if row.state is State.DECIDED:
        return "good", CAME_OF_IT[row.concern.outcome]
    if row.state is State.ASKED and not row.is_late:
        return "info", f"Asked, {days_words(row.days)}"
    waits = "Raised today" if row.days < 1 else f"Waiting for {days_words(row.days)}"
    return ("bad" if row.is_late else "warn"), waits


def mark(row: Listed) -> SafeString:
    """Where does it stand, as a mark?"""
    return rag_mark(*mark_of(row))


def line(row: Listed) -> Line:
    """A concern as the child's page shows it: who raised it, and what was said back."""
    concern = row.concern
    return Line(reverse("concern", args=[concern.pk]), raised(concern), mark(row), concern.words_back)


def raised(concern: Concern) -> str:
    """By whom and when was it raised?"""
    return f"Raised by {concern.raised_by} on {day_words(timezone.localdate(concern.raised_at))}"
