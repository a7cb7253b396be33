"""Which schools does the overview show? The choice is the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from reporting.presenting.england import LINE_NAMES, line_of
from reporting.selectors import SchoolFigures

NO_HUB = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """A hub and a kind of school, each empty for all."""

    hub: str = ""
    phase: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], schools: Iterable[SchoolFigures]) -> Choice:
        """Read an address; what is not there to be chosen chooses nothing."""
        found = list(schools)
        hub, phase = query.get("hub", ""), query.get("phase", "")
        return cls(
            hub if hub in {hub_of(each) for each in found} else "",
            phase if phase in {line_of(each.school.phase) for each in found} else "",
        )

    @property
    def query(self) -> str:
        """The choice as the end of an address."""
        chosen = {name: value for name, value in (("hub", self.hub), ("phase", self.phase)) if value}
        return f"?{urlencode(chosen)}" if chosen else ""

    def pick(self, schools: Iterable[SchoolFigures]) -> list[SchoolFigures]:
        """Keep the schools that are chosen."""
        return [
            each
            for each in schools
            if self.hub in ("", hub_of(each)) and self.phase in ("", line_of(each.school.phase))
        ]


@dataclass(frozen=True, slots=True)
class Option:
    """One line to choose."""

    value: str
    label: str
    chosen: bool


def hub_of(each: SchoolFigures) -> str:
    """The hub of a school as it stands in an address."""
    return str(each.school.hub_id) if each.school.hub_id else NO_HUB


def hub_name(each: SchoolFigures) -> str:
    """The hub of a school in words."""
    return each.school.hub.name if each.school.hub else "Schools in no hub"


def hubs(schools: Iterable[SchoolFigures], choice: Choice) -> list[Option]:
    """The hubs that may be chosen, by name; nothing where there is only one."""
    names = {hub_of(each): hub_name(each) for each in schools}
    ordered = sorted(names.items(), key=lambda item: (item[0] == NO_HUB, item[1]))
    return [Option(value, name, value == choice.hub) for value, name in ordered] if len(names) > 1 else []


def phases(schools: Iterable[SchoolFigures], choice: Choice) -> list[Option]:
    """The kinds of schools that may be chosen; nothing where there is only one."""
    there = {line_of(each.school.phase) for each in schools}
    lines = [line for line in LINE_NAMES if line in there]
    return [Option(line, LINE_NAMES[line], line == choice.phase) for line in lines] if len(lines) > 1 else []
