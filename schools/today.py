"""What *Today* is made of. Each app gives the parts it knows of; the page puts them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from schools.roles import Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing

SHOWN = 5
"""How many rows of each kind stand on the page; the heading says how many there are."""


@dataclass(frozen=True, slots=True)
class Here:
    """For whom and for which day the page is made."""

    user_id: int
    reach: Reach
    standing: Standing
    on: date

    def may(self, verb: Verb) -> bool:
        """May this person do it anywhere here?"""
        return self.standing.may(verb)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do or to look at, with one line of why and a mark."""

    text: str
    url: str = ""
    why: str = ""
    mark: str = ""
    mark_words: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Things of one kind; an empty one says what would be here and the one thing to do."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    note: str = ""
    url: str = ""
    link: str = ""
    empty: str = ""
    is_aside: bool = False
    is_good_when_empty: bool = False
    """Is nothing left to do then, rather than nothing there yet?"""

    @classmethod
    def counted(
        cls,
        panel_id: str,
        title: str,
        items: Iterable[Item],
        *,
        total: int,
        everything: str = "",
        **more: Any,
    ) -> Panel:
        """A panel that shows the first of many, says how many there are, and leads to all of them at ``everything``."""
        if total > SHOWN and everything:
            return cls(panel_id, title, tuple(items), url=everything, link=f"All {total:,}", **more)
        note = f"{total:,}" if total <= SHOWN else f"{SHOWN} of {total:,}"
        return cls(panel_id, title, tuple(items), note=note if total else "", **more)


@dataclass(frozen=True, slots=True)
class Fig:
    """A number at the top that leads somewhere."""

    number: str
    label: str
    url: str
    note: str = ""
    kind: str = "info"


@dataclass(frozen=True, slots=True)
class Part:
    """What one app has to say today, and which children it shows (pupil id, school id)."""

    figs: tuple[Fig, ...] = ()
    panels: tuple[Panel, ...] = ()
    children: tuple[tuple[int, int], ...] = field(default=())
    lead: str = ""


NOTHING = Part()
