"""What someone asked the register for: day, status, need, place, name and order, read from the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlencode

from pupils.codes import AREAS, NEED_TYPES, ON_REGISTER, SEN_STATUS
from pupils.layering import LAYERS, NO_LAYER
from pupils.year_groups import YEAR_GROUPS
from trust_send.platform.web.dates import read_date, write_date
from trust_send.platform.web.numbers import read_id

SORTS = ("name", "class", "year", "status", "school")
NO_AREA = "-"
"""Stands for children whose main need has no broad area, or none yet."""
LONGEST_NAME = 80
A_TERM = timedelta(weeks=13)
"""After which a need that is "not yet assessed" is asked about: a third of a year, whatever the school's dates."""


class ToDo(StrEnum):
    """What is left to do about a child by whoever keeps the register."""

    TELL_FAMILY = "family"
    """SEN support, and the family has not been told (Code of Practice 6.43; the law: section 68)."""
    ANSWER_FILE = "question"
    """A file of the MIS says otherwise, and nobody has said which is right."""
    SAY_NEED = "need"
    """On the register without a main need: the census asks."""
    FIND_NEED = "assessment"
    """SEN support with a need that has been "not yet assessed" for longer than a term."""


TO_DO_WORDS = {
    ToDo.TELL_FAMILY: "Family to tell",
    ToDo.ANSWER_FILE: "Question from a file",
    ToDo.SAY_NEED: "No main need",
    ToDo.FIND_NEED: "Not assessed for a term",
}


def to_do_query(to_do: ToDo, **more: object) -> str:
    """How is one of these lists written in an address? A file may ask about a child who is not on the register."""
    statuses = [("st", code) for code in "EKN"] if to_do == ToDo.ANSWER_FILE else []
    return f"?{urlencode([('todo', to_do.value), *statuses, *more.items()])}"


class Asked(Protocol):
    """The part of a query string that is read here."""

    def get(self, key: str, default: Any = "", /) -> Any: ...
    def getlist(self, key: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of looking at the register. ``on`` is the day it speaks of."""

    on: date
    today: date
    statuses: frozenset[str] = ON_REGISTER
    areas: frozenset[str] = frozenset()
    layer: str = ""
    need: str = ""
    school_id: int | None = None
    year: str = ""
    group_id: int | None = None
    name: str = ""
    to_do: str = ""
    sort: str = "name"
    descending: bool = False
    after: int | None = None
    before: int | None = None
    first: int = 1
    """The number of the first row of this page, as the reader counts."""
    asked_day: str = ""
    problem: str = ""

    @property
    def is_past(self) -> bool:
        """Does it speak of another day than today?"""
        return self.on != self.today

    @property
    def narrows_roll(self) -> bool:
        """Is a name, year, class, layer, need or thing to do chosen, so that not the whole roll is spoken of?"""
        return bool(self.layer or self.need or self.year or self.group_id or self.name or self.to_do)

    @property
    def sort_parameter(self) -> str:
        """How is the order written in an address? By name is the usual one and is not written."""
        return "" if self.sort == "name" and not self.descending else f"{'-' * self.descending}{self.sort}"

    def pairs(self, **instead: object) -> list[tuple[str, str]]:
        """How is this choice written in an address? Paging is left out; what stands in ``instead`` replaces."""
        parts: dict[str, object] = {
            "q": self.name,
            "on": write_date(self.on) if self.is_past else "",
            "st": [] if self.statuses == ON_REGISTER else sorted(self.statuses),
            "ar": sorted(self.areas),
            "layer": self.layer,
            "need": self.need,
            "todo": self.to_do,
            "school": self.school_id or "",
            "class": self._place(),
            "sort": self.sort_parameter,
        }
        parts.update(instead)
        return [(key, str(one)) for key, value in parts.items() for one in _each(value)]

    def query(self, **instead: object) -> str:
        """The same as the end of an address, with its question mark."""
        pairs = self.pairs(**instead)
        return f"?{urlencode(pairs)}" if pairs else ""

    def _place(self) -> str:
        if self.group_id:
            return f"g{self.group_id}"
        return f"y{self.year}" if self.year else ""


@dataclass(frozen=True, slots=True)
class _Day:
    on: date
    asked: str = ""
    problem: str = ""


def read_choice(asked: Asked, *, today: date, with_to_do: bool = False) -> Choice:
    """What does this query string ask for? Whatever cannot be read is left out, a wrong day is said.

    ``with_to_do``: does the reader keep the register, or answer for whoever does? Nobody else may ask what is left.
    """
    day = _read_day(asked.get("on", "") or "", today)
    place = asked.get("class", "") or ""
    sort = asked.get("sort", "") or "name"
    return Choice(
        on=day.on,
        today=today,
        asked_day=day.asked,
        problem=day.problem,
        statuses=_known(asked.getlist("st"), SEN_STATUS) or ON_REGISTER,
        areas=_known(asked.getlist("ar"), {**AREAS, NO_AREA: ""}),
        layer=_one(asked.get("layer", ""), {**LAYERS, NO_LAYER: ""}),
        need=_one(asked.get("need", ""), NEED_TYPES),
        school_id=read_id(asked.get("school", "")),
        year=_one(place[1:], YEAR_GROUPS) if place.startswith("y") else "",
        group_id=read_id(place[1:]) if place.startswith("g") else None,
        name=" ".join((asked.get("q", "") or "").replace("\x00", "").split())[:LONGEST_NAME],
        to_do=_one(asked.get("todo", ""), dict.fromkeys(ToDo)) if with_to_do else "",
        sort=_one(sort.removeprefix("-"), dict.fromkeys(SORTS)) or "name",
        descending=sort.startswith("-"),
        after=read_id(asked.get("after", "")),
        before=read_id(asked.get("before", "")),
        first=min(read_id(asked.get("n", "")) or 1, 10_000_000),
    )


def _read_day(text: str, today: date) -> _Day:
    if not text.strip():
        return _Day(today)
    try:
        day = read_date(text)
    except ValueError as problem:
        return _Day(today, text[:40], f"The day {problem}")
    if day > today:
        return _Day(today, text[:40], "The register can be shown as it was on a past day or today")
    return _Day(day, text[:40])


def _known(values: Iterable[str], known: Mapping[str, object]) -> frozenset[str]:
    return frozenset(value for value in values if value in known)


def _one(value: str | None, known: Mapping[str, object]) -> str:
    return value if value and value in known else ""


def _each(value: object) -> list[object]:
    if isinstance(value, (list, tuple)):
        return list(value)
    return [] if value in ("", None) else [value]
