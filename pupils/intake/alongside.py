"""What comes along with a child in a transfer file beside the row itself: contacts, and earlier status and needs.

All of it adds to what the register has and changes nothing of it: contacts whom the child does not have, and periods
that end before the first one that is known.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pupils import naming
from pupils.codes import NEED_TYPES, SEN_STATUS
from pupils.year_groups import academic_year

from . import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LAST_RANK = 99
_FIRST_LIST = 2014
"""The types of the first list stand for what schools recorded before it too; one that came later does not."""
CONTACTS, EARLIER = "contacts", "earlier"
"""Under these names such a change stands among the changes of a row."""
LABELS = {CONTACTS: "Contacts", EARLIER: "Earlier status and needs"}
RELATIONSHIPS = {
    "mother": "mother",
    "father": "father",
    "carer": "carer",
    "foster": "foster carer",
    "grand": "grandparent",
    "other": "other adult",
}
"""What a person may be to a child, by the codes in which a contact is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contact as a file has it. It gives nobody anything before somebody has checked."""

    family_name: str
    given_name: str = ""
    relationship: str = "other"
    has_parental_responsibility: bool = False
    lives_with: bool = False
    priority: int = 1
    phone: str = ""
    other_phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    court_order: bool = False  # the file says that there is one

    @property
    def key(self) -> tuple[str, str]:
        """By what a contact of one child is recognised: the name, and what they are to the child."""
        return key_of(self.given_name, self.family_name, self.relationship)

    @property
    def name(self) -> str:
        """First name and last name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def words(self) -> str:
        """The person with what they are to the child."""
        return f"{self.name} ({RELATIONSHIPS[self.relationship]})"


@dataclass(frozen=True, slots=True)
class Spell:
    """A status for a period; the end is the first day on which it is over."""

    code: str
    starts_on: date
    ends_on: date | None
    said: str = ""  # the code of earlier years that the file has for it

    @property
    def words(self) -> str:
        """The status with its days."""
        return f"{SEN_STATUS[self.code]}{f' ({self.said})' if self.said else ''} {_days(self.starts_on, self.ends_on)}"


@dataclass(frozen=True, slots=True)
class NeedSpell:
    """A need with its rank for a period."""

    need_type: str
    rank: int
    starts_on: date
    ends_on: date | None

    @property
    def words(self) -> str:
        """The need with its days."""
        return f"{self.rank} {self.need_type} {_days(self.starts_on, self.ends_on)}"


@dataclass(frozen=True, slots=True)
class Alongside:
    """Everything that comes along with one child."""

    contacts: tuple[Person, ...] = ()
    statuses: tuple[Spell, ...] = ()
    needs: tuple[NeedSpell, ...] = ()

    def __bool__(self) -> bool:
        """Does anything come along?"""
        return bool(self.contacts or self.statuses or self.needs)

    def __add__(self, other: Alongside) -> Alongside:
        """What two rows about one child bring; of the history that of the row which tells more."""
        longer = max(self, other, key=lambda each: len(each.statuses))
        return Alongside(once((*self.contacts, *other.contacts)), longer.statuses, longer.needs)


def key_of(given_name: str, family_name: str, relationship: str) -> tuple[str, str]:
    """By what a contact of one child is recognised."""
    return naming.fold(f"{given_name}{family_name}"), relationship


def once(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each contact once: the first of those who cannot be told apart."""
    found: dict[tuple[str, str], Person] = {}
    for person in people:
        found.setdefault(person.key, person)
    return tuple(found.values())


def still_new(
    given: Alongside,
    *,
    held: frozenset[tuple[str, str]],
    first_status: date | None,
    first_need: date | None,
    today: date,
) -> Alongside:
    """What of it the register does not have: other contacts, and what was before the first status and need."""
    statuses = statuses_before(given.statuses, before=first_status or today)
    first = min(day for day in (first_need, first_status, today) if day)
    return Alongside(
        tuple(person for person in given.contacts if person.key not in held),
        statuses,
        needs_before(given.needs, statuses=statuses, before=first),
    )


def of_new_child(
    given: Alongside, *, code: str | None, since: date, needs: Sequence[NeedSpell], today: date
) -> Alongside:
    """What comes beside the status and needs with which a child begins: the needs of that status before them too."""
    statuses = statuses_before(given.statuses, before=since if code else today)
    running = (Spell(code, since, None),) if code else ()
    past = needs_before(given.needs, statuses=(*statuses, *running), before=today, held=needs)
    return Alongside(given.contacts, statuses, past)


def needs_now(codes: Sequence[str], *, given: Alongside, since: date) -> tuple[NeedSpell, ...]:
    """The needs with which a child begins, each from the day that the file tells, at the earliest with its status."""
    began = {need.need_type: need.starts_on for need in given.needs if need.ends_on is None}
    return tuple(NeedSpell(code, rank, max(since, began.get(code, since)), None) for rank, code in enumerate(codes, 1))


def in_turn(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """The periods one after the other: each ends where the next begins at the latest; of one day the later counts."""
    by_day = {spell.starts_on: spell for spell in spells}
    ordered = [by_day[day] for day in sorted(by_day)]
    ended = []
    for spell, following in zip_longest(ordered, ordered[1:]):
        ends_on = min((day for day in (spell.ends_on, following and following.starts_on) if day), default=None)
        if ends_on is None or ends_on > spell.starts_on:
            ended.append(replace(spell, ends_on=ends_on))
    return tuple(ended)


def statuses_before(spells: Sequence[Spell], *, before: date) -> tuple[Spell, ...]:
    """The periods before a day, cut off there; two of the same that touch are one."""
    found: list[Spell] = []
    for spell in in_turn(spells):
        if spell.starts_on >= before:
            break
        ends_on = min(spell.ends_on or before, before)
        if found and found[-1].code == spell.code and found[-1].ends_on == spell.starts_on:
            said = ", ".join(dict.fromkeys(word for word in (found[-1].said, spell.said) if word))
            found[-1] = replace(found[-1], ends_on=ends_on, said=said)
        else:
            found.append(replace(spell, ends_on=ends_on))
    return tuple(found)


def needs_before(
    needs: Sequence[NeedSpell], *, statuses: Sequence[Spell], before: date, held: Sequence[NeedSpell] = ()
) -> tuple[NeedSpell, ...]:
    """The needs before a day, as long as a status was there with which the census takes them.

    No type and no rank stands twice on a day, those that the child has already counted in.
    """
    found: list[NeedSpell] = []
    for need in sorted(needs, key=lambda each: (each.rank, each.starts_on)):
        for piece in _with_status(need, statuses, before):
            beside = [other for other in (*held, *found) if _overlap(other, piece)]
            taken = {other.rank for other in beside}
            rank = next((rank for rank in range(need.rank, LAST_RANK + 1) if rank not in taken), None)
            if rank is not None and all(other.need_type != piece.need_type for other in beside):
                found.append(replace(piece, rank=rank))
    return tuple(sorted(found, key=lambda each: (each.starts_on, each.rank)))


def _with_status(need: NeedSpell, statuses: Sequence[Spell], before: date) -> Iterator[NeedSpell]:
    kind = NEED_TYPES[need.need_type]
    piece: NeedSpell | None = None
    for spell in statuses:
        starts_on = max(need.starts_on, spell.starts_on)
        ends_on = min(need.ends_on or before, spell.ends_on or before, before)
        fits = spell.code in kind.statuses and (
            kind.first_year == _FIRST_LIST or academic_year(starts_on) >= kind.first_year
        )
        if starts_on >= ends_on or not fits:
            continue
        if piece and piece.ends_on == starts_on:
            piece = replace(piece, ends_on=ends_on)
        else:
            if piece:
                yield piece
            piece = replace(need, starts_on=starts_on, ends_on=ends_on)
    if piece:
        yield piece


def _overlap(one: NeedSpell, other: NeedSpell) -> bool:
    return (other.ends_on is None or one.starts_on < other.ends_on) and (
        one.ends_on is None or other.starts_on < one.ends_on
    )


def _days(starts_on: date, ends_on: date | None) -> str:
    until = f" to {dates.in_words(ends_on - timedelta(days=1))}" if ends_on else ""
    return f"{dates.in_words(starts_on)}{until}"


def words(given: Alongside) -> dict[str, str]:
    """What comes along, in words: under CONTACTS the people, under EARLIER the periods."""
    told = {
        CONTACTS: ", ".join(person.words for person in given.contacts),
        EARLIER: "; ".join([*(each.words for each in given.statuses), *(each.words for each in given.needs)]),
    }
    return {name: text for name, text in told.items() if text}


def to_json(given: Alongside) -> dict[str, Any]:
    """All of it as JSON takes it."""
    plain: dict[str, Any] = asdict(given)
    for kind in ("statuses", "needs"):
        for each in plain[kind]:
            each |= {day: each[day] and each[day].isoformat() for day in ("starts_on", "ends_on")}
    return {kind: list(found) for kind, found in plain.items() if found}


def from_json(kept: Mapping[str, Any]) -> Alongside:
    """What ``to_json`` kept."""

    def dated(each: Mapping[str, Any]) -> dict[str, Any]:
        return {**each, **{day: each[day] and date.fromisoformat(each[day]) for day in ("starts_on", "ends_on")}}

    return Alongside(
        tuple(Person(**each) for each in kept.get("contacts", ())),
        tuple(Spell(**dated(each)) for each in kept.get("statuses", ())),
        tuple(NeedSpell(**dated(each)) for each in kept.get("needs", ())),
    )
