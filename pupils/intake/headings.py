"""Which column of a file brings which field: the school's saved mapping first, then the names that exports use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from trust_send.platform.tables.reading import column_letters

from .fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOT_USED = ""  # in a saved mapping: this heading is known and not wanted

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_IN_BRACKETS = re.compile(r"(.*?)[(\[]([^)\]]*)[)\]](.*)")
_OF_SOMEBODY_ELSE = re.compile(r"\b(former|previous|old|contact|parent|carer|mother|father|sibling|emergency|guardian)")
_FLAG_STARTS, _FLAG_ENDS = ("is", "has"), ("indicator", "flag", "status")
_ABOUT_THE_CHILD = ("pupil", "pupils", "student", "students", "child", "childs", "learner", "census", "current")
_NUMBERED_NEED = re.compile(r"(?P<name>[a-z]+?)(?P<rank>[1-9])(?P<rest>[a-z]*)")
_RANK_WORDS = {"primary": 1, "secondary": 2, "tertiary": 3, "first": 1, "second": 2, "third": 3}


@dataclass(kw_only=True)
class Columns:
    """What the columns of a file are taken for, ready to be shown, corrected and saved."""

    fields: dict[int, str]  # place of the column → field
    ranks: dict[int, int] = field(default_factory=dict)  # place of a need column → its rank
    unused: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)  # sentences about headings that could mean two things
    missing: str = ""  # a sentence naming the must-have columns that are not there
    headings: list[str] = field(default_factory=list)

    def place(self, name: str) -> int | None:
        """The column of a field, None where the file has none."""
        return next((place for place, found in self.fields.items() if found == name), None)

    def mapping(self) -> dict[str, str]:
        """What to save for the school: every heading with the field it brings, empty for not used."""
        return {
            normalised(heading): self.fields.get(place, NOT_USED)
            for place, heading in reversed(list(enumerate(self.headings)))
            if normalised(heading)
        }


@lru_cache(maxsize=4096)
def normalised(heading: str) -> str:
    """A heading without capitals, spaces and punctuation."""
    return "".join(letter for letter in heading.casefold().replace("&", "and") if letter.isalnum())


_STRENGTH: dict[str, tuple[str, int]] = {}
for _name, _field in FIELDS.items():
    for _place, _synonym in enumerate(_field.synonyms):
        _STRENGTH.setdefault(normalised(_synonym), (_name, _place))


def is_known(heading: str) -> bool:
    """Whether a text is a column heading of a pupil export."""
    return len(heading) <= 60 and _meaning(heading) is not None


@lru_cache(maxsize=4096)
def _meaning(heading: str) -> tuple[str, int, int | None] | None:
    """Field, how far down its list of names, and the rank that a need heading names."""
    texts = [heading]
    if found := _IN_BRACKETS.fullmatch(heading):
        # “Forename (Preferred)” is the preferred forename; “Surname (Mother)” is nobody's on the roll.
        texts.append(f"{found[2]} {found[1]} {found[3]}")
        if not _OF_SOMEBODY_ELSE.search(found[2].casefold()):
            texts.append(_BRACKETS.sub("", heading))
    for text in texts:
        key = normalised(text)
        for short in (key, *(key.removeprefix(word) for word in _ABOUT_THE_CHILD if key.startswith(word))):
            if short in _STRENGTH:
                name, strength = _STRENGTH[short]
                return name, strength, _rank_in_words(short) if name == "needs" else None
            numbered = _NUMBERED_NEED.fullmatch(short)
            if numbered and _STRENGTH.get(numbered["name"] + numbered["rest"], ("",))[0] == "needs":
                return "needs", 0, int(numbered["rank"])
            if short and (flag := _flag_in(short)):
                return *flag, None
    return None


def _flag_in(key: str) -> tuple[str, int] | None:
    """The yes-or-no field of “FSM Indicator”, “Is EAL”; other kinds of field need their whole name."""
    bare = next((key.removesuffix(end) for end in _FLAG_ENDS if key.endswith(end)), key)
    bare = next((bare.removeprefix(start) for start in _FLAG_STARTS if bare.startswith(start)), bare)
    found = _STRENGTH.get(bare)
    return found if found and FIELDS[found[0]].kind == "flag" else None


def _rank_in_words(key: str) -> int | None:
    return next((rank for word, rank in _RANK_WORDS.items() if word in key), None)


def recognise(headings: Sequence[str], *, saved: Mapping[str, str] | None = None) -> Columns:
    """Take the columns for fields. `saved` is the school's mapping as `Columns.mapping` gave it."""
    columns = Columns(fields={}, headings=list(headings))
    wanted: dict[str, list[tuple[int, int]]] = {}  # field → (strength, place)
    for place, heading in enumerate(headings):
        key = normalised(heading)
        if saved and key in saved:
            if saved[key] in FIELDS:
                wanted.setdefault(saved[key], []).append((-1, place))
                _note_rank(columns, place, _meaning(heading))
        elif meaning := _meaning(heading):
            wanted.setdefault(meaning[0], []).append((meaning[1], place))
            _note_rank(columns, place, meaning)
    for name, found in wanted.items():
        _settle(columns, name, sorted(found))
    _prefer_everyday_names(columns, wanted)
    _drop_needless_full_name(columns)
    _rank_need_columns(columns)
    last = max((place for place, heading in enumerate(headings) if heading), default=-1)
    columns.unused = [
        heading or f"column {column_letters(place)}, without a heading"
        for place, heading in enumerate(headings[: last + 1])
        if place not in columns.fields
    ]
    columns.missing = _missing(columns)
    return columns


def _note_rank(columns: Columns, place: int, meaning: tuple[str, int, int | None] | None) -> None:
    if meaning and meaning[2]:
        columns.ranks[place] = meaning[2]


def _settle(columns: Columns, name: str, found: list[tuple[int, int]]) -> None:
    if FIELDS[name].repeats:
        columns.fields.update({place: name for _, place in found})
        return
    strength, place = found[0]
    columns.fields[place] = name
    for other_strength, other in found[1:]:
        # The same heading twice is a question; a second, weaker name for the field is simply not needed.
        if other_strength == strength:
            heading = columns.headings[place]
            columns.unclear.append(
                f"Columns {column_letters(place)} and {column_letters(other)} could both be the {FIELDS[name].label} "
                f"(“{heading}” and “{columns.headings[other]}”). Column {column_letters(place)} is used."
            )


def _prefer_everyday_names(columns: Columns, wanted: Mapping[str, list[tuple[int, int]]]) -> None:
    """Beside a legal name, a plain “Surname” is the name the child goes by, as SIMS exports it."""
    for part in ("surname", "forename"):
        if columns.place(f"preferred_{part}") is not None:
            continue
        found = sorted(wanted.get(f"legal_{part}", ()))
        for strength, place in found[1:]:
            # The first three names of the field say “legal”; a plain name twice is more likely a parent's.
            if found[0][0] < 3 <= strength and place not in columns.fields:
                columns.fields[place] = f"preferred_{part}"
                break


def _drop_needless_full_name(columns: Columns) -> None:
    """Beside surname and forename a column “Student” only repeats them, in an order of its own."""
    place = columns.place("full_name")
    if place is not None and {"legal_surname", "legal_forename"} <= set(columns.fields.values()):
        del columns.fields[place]


def _rank_need_columns(columns: Columns) -> None:
    """Of several need columns those without a rank in their heading get the free ranks, from left to right."""
    places = sorted(place for place, name in columns.fields.items() if name == "needs")
    if len(places) > 1:
        free = iter(rank for rank in range(1, 100) if rank not in columns.ranks.values())
        columns.ranks.update({place: next(free) for place in places if place not in columns.ranks})


def _missing(columns: Columns) -> str:
    has = set(columns.fields.values())
    if "upn" in has and ("full_name" in has or {"legal_surname", "legal_forename"} <= has):
        return ""
    absent = [
        label
        for label, names in (
            ("surname", {"legal_surname", "full_name"}),
            ("forename", {"legal_forename", "full_name"}),
            ("date of birth (or UPN)", {"date_of_birth", "upn"}),
        )
        if not names & has
    ]
    if not absent:
        return ""
    listed = absent[0] if len(absent) == 1 else f"{', '.join(absent[:-1])} and {absent[-1]}"
    return f"The file has no column for {listed}. Add it to the export, or say which column it is."
