"""The words of a letter, their gaps, and what must never be typed into them. Rules without a database or a clock.

The words are data (``data/letters.json``). What a person types is the same for every reader, and each reader lives in
a household of their own: so it may hold nothing by which one would learn of another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from pupils.naming import fold

LETTERS_JSON = Path(__file__).resolve().parent.parent / "data" / "letters.json"

FROM_THE_RECORD = frozenset({"recipient_name", "pupil_first_name", "starts", "start_date"})
TYPED = frozenset(
    {"discussion_date", "strengths", "need_in_plain_words", "first_actions", "home_ideas", "review_date",
     "teacher_name", "senco_name", "senco_contact", "sendiass_name", "sendiass_contact"}
)  # fmt: skip
MUST_STAND = frozenset({"discussion_date", "start_date", "review_date", "sendiass_name", "sendiass_contact"})
"""The law's dates and the advice service: a school may choose other words, and never leave these out."""

PROSE = frozenset({"strengths", "need_in_plain_words", "first_actions", "home_ideas"})
"""Where somebody could be spoken of. A teacher or an advice service may share a first name with an aunt."""

_BETWEEN_WORDS = re.compile(r"[^\w’‘'-]+")
_GAP = re.compile(r"\{(\w+)\}")
_PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b", re.IGNORECASE)
_BLAME = re.compile(
    r"\b(?:refus(?:es|ed|ing) to|fails to|failed to|lazy|naughty|attention[ -]seeking)\b", re.IGNORECASE
)
_ALSO_WORDS = frozenset({"April", "August", "Faith", "Grace", "Hope", "Joy", "June", "Mark", "May", "Will"})
"""First names that are words besides. With the last name they are still found."""
SHORTEST_NUMBER, SHORTEST_LINE, SHORTEST_NAME = 7, 5, 3

NAMES_SOMEBODY = "Leave out “{words}”: each letter has one reader, and names or tells nothing of another contact"
HAS_A_NUMBER = "Leave out the pupil number: it never stands in a letter"
BLAMES = "Say it without “{words}”: write what {pupil} does and what helps"


class UnfilledError(ValueError):
    """A letter has a gap. It is not written."""


class Somebody(Protocol):
    """What is known of a contact."""

    given_name: str
    family_name: str
    email: str
    phone: str
    other_phone: str
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the few words above it; some stand only where something was typed."""

    text: str
    lead: str = ""
    only_with: str = ""

    @property
    def words(self) -> str:
        """Everything that it says."""
        return f"{self.lead} {self.text}"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on one letter, without a gap."""

    title: str
    greeting: str
    paragraphs: tuple[Paragraph, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of a kind of letter for one kind of reader, with gaps such as {start_date}."""

    title: str
    greeting: str
    paragraphs: tuple[Paragraph, ...]
    closing: str

    def __post_init__(self) -> None:
        if unknown := _gaps(self._everything) - FROM_THE_RECORD - TYPED:
            raise ValueError(f"nothing fills {', '.join(sorted(unknown))}")
        always = _gaps(" ".join(part.words for part in self.paragraphs if not part.only_with))
        if missing := MUST_STAND - always:
            raise ValueError(f"a letter always says {', '.join(sorted(missing))}")

    @property
    def _everything(self) -> str:
        return " ".join([self.title, self.greeting, *(part.words for part in self.paragraphs)])

    def filled(self, values: Mapping[str, str]) -> Words:
        """The letter with every gap filled; a paragraph that may be left out is, where nothing was typed for it."""
        standing = [part for part in self.paragraphs if not part.only_with or values.get(part.only_with, "").strip()]
        return Words(
            title=_fill(self.title, values),
            greeting=_fill(self.greeting, values),
            paragraphs=tuple(Paragraph(_fill(part.text, values), _fill(part.lead, values)) for part in standing),
            closing=self.closing,
        )


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A kind of letter, for a parent or carer and for a young person."""

    law: str
    family: LetterText
    young_person: LetterText


@lru_cache(maxsize=1)
def letter_kinds(path: Path = LETTERS_JSON) -> dict[str, LetterKind]:
    """Every kind of letter by its code; a text that leaves out what the law asks is refused here."""
    return {code: _kind(row) for code, row in json.loads(path.read_text(encoding="utf-8")).items()}


def must_not_stand(
    typed: Mapping[str, str], *, contacts: Iterable[Somebody], pupil: str, named: Iterable[str]
) -> dict[str, str]:
    """Which of these typed words may not stand in a letter, by field, and why?

    ``named`` are the people whom the letter itself names: a teacher may be called like somebody's aunt.
    """
    people = list(contacts)
    allowed = {word for name in named for word in name.split()}
    found: dict[str, str] = {}
    for field, text in typed.items():
        if _PUPIL_NUMBER.search(text):
            found[field] = HAS_A_NUMBER
        elif words := next(
            filter(None, (_tells_of(person, text, allowed, in_prose=field in PROSE) for person in people)), ""
        ):
            found[field] = NAMES_SOMEBODY.format(words=words)
        elif blame := _BLAME.search(text):
            found[field] = BLAMES.format(words=blame[0], pupil=pupil)
    return found


def _tells_of(person: Somebody, text: str, allowed: set[str], *, in_prose: bool) -> str:
    """By which words would a reader learn of this person? None when they do not."""
    said, packed = _spaced(text), fold(text)
    name = f"{person.given_name} {person.family_name}".strip()
    if person.given_name and not set(name.split()) <= allowed and _spaced(name) in said:
        return name
    alone = len(person.given_name) >= SHORTEST_NAME and person.given_name not in allowed | _ALSO_WORDS
    if in_prose and alone and re.search(rf"\b{re.escape(person.given_name)}\b", text):
        return person.given_name
    digits = _digits(text)
    for number in (person.phone, person.other_phone):
        if len(_digits(number)) >= SHORTEST_NUMBER and _digits(number) in digits:
            return number
    if person.email and person.email.lower() in text.lower():
        return person.email
    first, *others = person.address.splitlines() or [""]
    for line in (first, *(line for line in others if _digits(line))):
        if len(fold(line)) >= SHORTEST_LINE and _spaced(line) in said:
            return line
    return person.postcode if len(fold(person.postcode)) >= SHORTEST_LINE and fold(person.postcode) in packed else ""


def _spaced(text: str) -> str:
    """The words of a text one by one, without accents and capitals, so that no name is found across two words."""
    return " ".join(["", *filter(None, (fold(word) for word in _BETWEEN_WORDS.split(text))), ""])


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdecimal())


def _kind(row: dict[str, Any]) -> LetterKind:
    return LetterKind(row["law"], _text(row["family"]), _text(row["young_person"]))


def _text(row: dict[str, Any]) -> LetterText:
    parts = tuple(Paragraph(**part) for part in row["paragraphs"])
    return LetterText(row["title"], row["greeting"], parts, row["closing"])


def _gaps(text: str) -> set[str]:
    return set(_GAP.findall(text))


def _fill(text: str, values: Mapping[str, str]) -> str:
    """What is typed may hold braces: it is put in once and not read again."""
    if missing := sorted(gap for gap in _gaps(text) if not values.get(gap, "").strip()):
        raise UnfilledError(f"not filled in: {', '.join(missing)}")
    return _GAP.sub(lambda gap: values[gap[1]].strip(), text)
