"""Every field that is stored has a decision in docs/data-map.md: what, why, for whom, how long."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.walls.catalogue import our_models

DATA_MAP = Path(__file__).parents[2] / "docs" / "data-map.md"
EVENTS = "Event tables"
BEGINS_EVENT = "pgh_"
COLUMNS = 5

_HEADING = re.compile(r"## (?P<name>.+)")
_FIELD = re.compile(r"\| `(?P<name>\w+)` \|")
_EVENT = re.compile(r"\| `(?P<event>[\w.]+)` \| `(?P<row>[\w.]+)` \|")


def sections() -> dict[str, list[str]]:
    """The lines of the data map under each heading."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in DATA_MAP.read_text().splitlines():
        if heading := _HEADING.fullmatch(line):
            name = heading["name"]
        found.setdefault(name, []).append(line)
    return found


def fields_in(lines: list[str]) -> list[str]:
    """The fields that a section has a line for."""
    return [match["name"] for line in lines if (match := _FIELD.match(line)) and line.count(" | ") == COLUMNS - 1]


def events_in(lines: list[str]) -> dict[str, str]:
    """Each event table with the row it tells of."""
    return {match["event"]: match["row"] for line in lines if (match := _EVENT.match(line))}


def stored() -> dict[str, list[str]]:
    """Every field of every table of ours."""
    return {model._meta.label: [field.name for field in model._meta.concrete_fields] for model in our_models()}


def event_labels() -> dict[str, str]:
    """Every event table with the label of the model it follows."""
    return {
        model._meta.label: model.pgh_tracked_model._meta.label
        for model in our_models()
        if hasattr(model, "pgh_tracked_model")
    }


def ready_to_paste(label: str, names: list[str]) -> str:
    """The lines that are missing, to be filled in by a person."""
    lines = "\n".join(f"| `{name}` | what | why | who | how long |" for name in names)
    return f"## {label}\n{lines}"


def test_every_field_has_a_decision():
    told, events = sections(), event_labels()
    undecided = {
        label: [name for name in names if name not in fields_in(told.get(label, []))]
        for label, names in stored().items()
        if label not in events
    }
    missing = [ready_to_paste(label, names) for label, names in undecided.items() if names]
    assert not missing, "Say in docs/data-map.md why we hold:\n\n" + "\n\n".join(missing)


def test_the_map_names_nothing_that_is_not_stored():
    there = stored()
    strangers = [
        f"{label}.{name}"
        for label, lines in sections().items()
        if "." in label
        for name in fields_in(lines)
        if name not in there.get(label, [])
    ]
    assert not strangers, f"docs/data-map.md speaks of fields that do not exist: {', '.join(strangers)}"


def test_no_field_is_decided_twice():
    for label, lines in sections().items():
        names = fields_in(lines)
        assert len(names) == len(set(names)), label


def test_every_decision_is_whole():
    """Four answers for each field, none of them left as the words of the template."""
    blank = [
        line
        for label, lines in sections().items()
        if "." in label
        for line in lines
        if _FIELD.match(line)
        and (line.count(" | ") != COLUMNS - 1 or any(not cell.strip() for cell in line.strip("| ").split(" | ")))
    ]
    assert not blank
    assert "| what | why | who | how long |" not in DATA_MAP.read_text()


def test_every_history_table_follows_its_row():
    told = sections()[EVENTS]
    assert events_in(told) == event_labels()
    assert_only_history_fields_differ(stored(), event_labels(), fields_in(told))


def assert_only_history_fields_differ(
    there: Mapping[str, list[str]], events: Mapping[str, str], told: list[str]
) -> None:
    """An event row is a copy of its row with pghistory's own fields beside it, and those are on the map."""
    for event, row in events.items():
        own = [name for name in there[event] if name.startswith(BEGINS_EVENT)]
        assert set(there[event]) - set(own) == set(there[row]), event
        assert set(own) == set(told), event


@pytest.mark.parametrize("label", ["pupils.Pupil", "schools.User"])
def test_a_forgotten_field_would_be_found(label):
    """The test above reads what it thinks it reads: take one line away and it is missing."""
    lines = sections()[label]
    some_field = stored()[label][-1]
    assert some_field in fields_in(lines)
    without = [line for line in lines if f"`{some_field}`" not in line]
    assert some_field not in fields_in(without)
    assert f"| `{some_field}` |" in ready_to_paste(label, [some_field])
