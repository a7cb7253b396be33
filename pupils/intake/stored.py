"""Plans as JSON and back, for the rows of the preview that the database keeps."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from .comparing import Change, Question
from .fields import FIELDS
from .problems import Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATES = frozenset(name for name, field in FIELDS.items() if field.kind in ("birth date", "past date", "any date"))


def values_to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values with dates as text and needs as lists."""
    return {name: to_json(value) for name, value in values.items()}


def values_from_json(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The values that `values_to_json` stored."""
    return {name: from_json(name, value) for name, value in stored.items()}


def to_json(value: Any) -> Any:
    """One value as JSON takes it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def from_json(name: str, value: Any) -> Any:
    """One stored value of a field."""
    if name in _DATES and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if name == "needs" and isinstance(value, list) else value


def change_to_json(change: Change) -> dict[str, Any]:
    """A change as JSON."""
    return {**asdict(change), "value": to_json(change.value)}


def change_from_json(stored: Mapping[str, Any]) -> Change:
    """The change that `change_to_json` stored."""
    return Change(**{**stored, "value": from_json(stored["field"], stored["value"])})


def problem_to_json(problem: Problem) -> dict[str, str]:
    """A problem as JSON."""
    return {**asdict(problem), "weight": problem.weight.value}


def problem_from_json(stored: Mapping[str, str]) -> Problem:
    """The problem that `problem_to_json` stored."""
    return Problem(stored["kind"], stored["field"], stored["sentence"], Weight(stored["weight"]))


def question_to_json(question: Question) -> dict[str, Any]:
    """A question to the SENCO as JSON."""
    return {
        **asdict(question),
        "register_needs": list(question.register_needs),
        "file_needs": list(question.file_needs),
    }


def question_from_json(stored: Mapping[str, Any]) -> Question:
    """The question that `question_to_json` stored."""
    needs = {name: tuple(stored[name]) for name in ("register_needs", "file_needs")}
    return Question(**{**stored, **needs})
