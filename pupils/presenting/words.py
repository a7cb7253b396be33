"""The sentences around the register: the line under its heading, the chips of what is chosen, the heads that sort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pupils import year_groups
from pupils.choosing import NO_AREA, TO_DO_WORDS, Choice, ToDo
from pupils.codes import AREAS, NEED_TYPES, ON_REGISTER, SEN_STATUS
from pupils.layering import LAYERS, NO_LAYER
from pupils.shares import percent

if TYPE_CHECKING:
    from pupils.selectors.counts import Counts

AREA_LABELS = {
    "C": "Communication",
    "L": "Cognition",
    "S": "Social, emotional",
    "P": "Sensory, physical",
    NO_AREA: "Other or not yet known",
}
"""The four broad areas as short as a narrow column needs them."""
LAYER_LABELS = {**LAYERS, NO_LAYER: "None recorded"}
SORT_WORDS = {
    "name": "by surname",
    "class": "by class",
    "year": "by year",
    "status": "by status",
    "school": "by school",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is chosen, and the address without it."""

    words: str
    url: str


def day_words(day: date) -> str:
    """How is a day written in a sentence?"""
    return f"{day.day} {day:%B %Y}"


def pupils(number: int) -> str:
    """How many pupils, in words?"""
    return f"{number:,} {'pupil' if number == 1 else 'pupils'}"


def context_line(counts: Counts, choice: Choice) -> str:
    """Who is on the register, out of how many on roll?"""
    when = f"on {day_words(choice.on)}" if choice.is_past else "today"
    verb = "were" if choice.is_past else "are"
    if not counts.roll:
        return f"No pupils {verb} on roll {when}"
    if not counts.on_register:
        return f"No pupils {verb} on the register {when}, of {counts.roll:,} on roll"
    return (
        f"{pupils(counts.on_register)} on the register {when}: "
        f"{counts.support:,} on SEN support ({percent(counts.support, counts.roll)}) and "
        f"{counts.plan:,} with an EHC plan ({percent(counts.plan, counts.roll)}) of {counts.roll:,} on roll"
    )


def order_words(choice: Choice) -> str:
    """In which order are they shown?"""
    return SORT_WORDS[choice.sort] + (", last first" if choice.descending else "")


def caption(choice: Choice) -> str:
    """Of which day and in which order, for who hears the table?"""
    return f"on {day_words(choice.on)}, {order_words(choice)}"


def empty(counts: Counts, choice: Choice, *, may_import: bool) -> dict[str, str]:
    """What stands where the rows would be, and the one thing to do?"""
    if choice.is_past and not counts.roll:
        return {
            "title": "Nobody was on roll that day",
            "text": "Registrations are known from the day the first file was brought in, or the days it named.",
            "url": choice.query(on="") or "?",
            "link": "See the register as it is today",
        }
    if not counts.roll:
        text = "The pupils of your school appear here after the first import from the MIS."
        if not may_import:
            text = "Pupils appear here when they are registered at your school or a class is given to you."
        return {"title": "No pupils yet", "text": text}
    if choice.statuses == ON_REGISTER and not (choice.areas or choice.narrows_roll):
        return {
            "title": "No pupils on the register",
            "text": "Nobody on roll has SEN support or an EHC plan.",
            "url": choice.query(st=["N"]),
            "link": "See the pupils without SEN",
        }
    return {
        "title": "No pupils match",
        "text": "Nobody on roll fits everything that is chosen. Take a filter off.",
        "url": "?",
        "link": "Clear all filters",
    }


def chips(choice: Choice, *, schools: Mapping[int, str], groups: Mapping[int, str] | None = None) -> list[Chip]:
    """What is chosen, each with the address that leaves it out; the usual two statuses are chips like any other."""
    found = [
        Chip(SEN_STATUS[code], choice.query(st=sorted(choice.statuses - {code})) if choice.statuses - {code} else "")
        for code in sorted(choice.statuses, key="KEN".index)
    ]
    if choice.statuses == ON_REGISTER:
        found = [Chip(chip.words, "") for chip in found]
    if choice.is_past:
        found.append(Chip(f"as on {day_words(choice.on)}", choice.query(on="")))
    found += [
        Chip(AREAS.get(area, AREA_LABELS[area]), choice.query(ar=sorted(choice.areas - {area})))
        for area in sorted(choice.areas)
    ]
    if choice.to_do:
        found.append(Chip(TO_DO_WORDS[ToDo(choice.to_do)], choice.query(todo="")))
    if choice.layer:
        found.append(Chip(f"Layer: {LAYER_LABELS[choice.layer]}", choice.query(layer="")))
    if choice.need:
        found.append(Chip(NEED_TYPES[choice.need].shown, choice.query(need="")))
    if choice.school_id:
        found.append(Chip(schools.get(choice.school_id, "A school"), choice.query(school="", **{"class": ""})))
    if choice.year:
        found.append(Chip(year_groups.label(choice.year), choice.query(**{"class": ""})))
    if choice.group_id:
        found.append(Chip(f"Class {(groups or {}).get(choice.group_id, '')}".strip(), choice.query(**{"class": ""})))
    if choice.name:
        found.append(Chip(f"named “{choice.name}”", choice.query(q="")))
    return found


def sort_heads(choice: Choice, *, several: bool) -> dict[str, tuple[str, str]]:
    """For each column that sorts: the address that sorts by it (a second time the other way round) and its state."""
    heads = {}
    for key in ("name", "class", "status", "year", *(["school"] if several else [])):
        here = key == choice.sort
        turned = "-" if here and not choice.descending else ""
        sort = "" if key == "name" and not turned else f"{turned}{key}"
        state = ("descending" if choice.descending else "ascending") if here else ""
        heads[key] = (choice.query(sort=sort) or "?", state)
    return heads
