"""The check before census day in words: what differs, where it is put right, and how long there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from pupils import year_groups
from pupils.census_checking import About, Kind, Side
from pupils.census_days import asks_for_needs
from pupils.presenting.words import day_words
from pupils.selectors.census_check import Line
from schools.roles import Verb
from trust_send.platform.tables.models import TableImport
from trust_send.platform.walls.standing import Standing

KIND_WORDS = {
    Kind.REFUSED: "The census would refuse",
    Kind.STATUS: "Status",
    Kind.NEEDS: "Need types",
    Kind.RANKS: "Ranks",
    Kind.UNASSESSED: "NSA on one side",
    Kind.PLACE: "Unit or resourced provision",
    Kind.ONLY_REGISTER: "Only in the register",
    Kind.ONLY_FILE: "Only in the file",
}
_MARKS = {Kind.REFUSED: "bad", Kind.ONLY_REGISTER: "none", Kind.ONLY_FILE: "none"}
_SIDES = {Side.REGISTER: "In the register", Side.MIS: "In the MIS", Side.BOTH: "Register or MIS"}
HEADINGS = ["Pupil", "Class or year", "What", "Why", "Register", "MIS", "Put right"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference as the page shows it."""

    name: str
    label: str
    pupil_url: str
    kind_words: str
    mark: str
    sentence: str
    register: str
    mis: str
    where: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of difference, with how many there are."""

    kind: str
    words: str
    count: int


def tabs(lines: Iterable[Line]) -> list[Tab]:
    """Which kinds are there, and how many of each?"""
    counted = Counter(line.difference.kind for line in lines)
    return [Tab(kind.value, words, counted[kind]) for kind, words in KIND_WORDS.items() if counted[kind]]


def shown(line: Line, *, table: TableImport, standing: Standing) -> Shown:
    """A difference with the place where this reader can put it right."""
    difference = line.difference
    url, link = _place(line, table, standing)
    return Shown(
        name=line.name,
        label=_label(line),
        pupil_url=reverse("pupil", args=[line.pupil_id]) if line.pupil_id else "",
        kind_words=KIND_WORDS[difference.kind],
        mark=_MARKS.get(difference.kind, "warn"),
        sentence=difference.sentence,
        register=difference.register,
        mis=difference.mis,
        where=_SIDES[difference.side],
        url=url,
        link=link,
    )


def _place(line: Line, table: TableImport, standing: Standing) -> tuple[str, str]:
    """Where this reader puts a line right, and what the link says. What only the MIS has wrong is put right there."""
    about, school_id = line.difference.about, table.school_id
    is_senco = standing.may(Verb.EDIT_STATUS, school_id=school_id)
    if line.pupil_id is None:
        if standing.may(Verb.IMPORT_PUPILS, school_id=school_id):
            return reverse("import", args=[table.pk]), f"Row {line.row} of the file"
        return "", ""
    if line.difference.side is Side.MIS:
        return "", ""
    pupil = [line.pupil_id]
    if line.difference.kind is Kind.ONLY_FILE:
        return reverse("pupil-come-back", args=pupil), "Comes back to this school"
    if line.question_id and is_senco and about in (About.STATUS, About.NEEDS):
        return reverse("pupil-question", args=[*pupil, line.question_id]), "Say which is right"
    if about is About.UPN and standing.may(Verb.IMPORT_PUPILS, school_id=school_id):
        return f"{reverse('imports')}?school={school_id}#send", "A file with the UPN"
    if about is About.ROLL:
        return reverse("pupil-leave", args=pupil), "Leaves the school"
    if about is About.PLACE:
        return reverse("pupil-edit", args=pupil), "Details"
    if about is About.STATUS and is_senco:
        return reverse("pupil-status", args=pupil), "Status"
    if about is About.NEEDS and is_senco:
        return reverse("pupil-needs", args=pupil), "Needs"
    return "", ""


def _label(line: Line) -> str:
    return year_groups.label(line.label) if line.label in year_groups.YEAR_GROUPS else line.label


def as_table(lines: Sequence[Line]) -> list[list[str]]:
    """The differences for a spreadsheet."""
    return [
        [
            line.name,
            _label(line),
            KIND_WORDS[line.difference.kind],
            line.difference.sentence,
            line.difference.register,
            line.difference.mis,
            _SIDES[line.difference.side],
        ]
        for line in lines
    ]


def days_left(census_day: date, *, today: date) -> str:
    """How long is there until census day?"""
    days = (census_day - today).days
    if days == 0:
        return "Census day is today"
    return f"Census day is {day_words(census_day)}, in {days} day{'' if days == 1 else 's'}"


def asks(census_day: date) -> str:
    """What does the census of this day ask about SEN?"""
    if asks_for_needs(census_day):
        return "The spring census asks for status, types of need with their ranks, and places in units."
    return "This census asks for status and places in units. Types of need and ranks are asked for in spring only."
