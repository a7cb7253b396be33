"""Contacts and the whole SEN history of a pupil in a Common Transfer File."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from . import needs, statuses
from .alongside import LAST_RANK, Alongside, NeedSpell, Person, Spell, in_turn, once
from .xml_parts import day

if TYPE_CHECKING:
    from trust_send.platform.tables.reading.xml_file import Part

_RELATIONSHIPS = {
    "PAM": "mother",
    "PAF": "father",
    "FOM": "foster",
    "FOF": "foster",
    "CAR": "carer",
    "GDN": "carer",
    "GRM": "grand",
    "GRF": "grand",
    "GRP": "grand",
    "MOTHER": "mother",
    "FATHER": "father",
    "CARER": "carer",
    "GUARDIAN": "carer",
    "FOSTER MOTHER": "foster",
    "FOSTER FATHER": "foster",
    "FOSTER CARER": "foster",
    "GRANDMOTHER": "grand",
    "GRANDFATHER": "grand",
    "GRANDPARENT": "grand",
}
"""Codes and words of the file; step-parents, social workers and everybody else are other adults."""
_MOBILE = "M"
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,160}\.[^@\s,;<>\".]{2,20}")
_TRUE = frozenset(("true", "1", "y", "yes"))
_ADDRESS = ("saon", "paon", "street", "locality", "town", "administrativearea", "posttown")
_LINES = tuple(f"addressline{number}" for number in range(1, 6))
_MOST_CONTACTS = 30
_EARLIEST = date(1990, 1, 1)
"""No child in a school was born before; an earlier day stands for a day that nobody knew."""


def alongside_of(pupil: Part, *, today: date) -> Alongside:
    """What the file has of a pupil beside the row: contacts, and every status and need with its days."""
    people = [_person(part, pupil, place) for place, part in enumerate(pupil.all("contacts", "contact"), 1)]
    ordered = sorted((person for person in people if person), key=lambda person: person.priority)
    return Alongside(once(ordered)[:_MOST_CONTACTS], _statuses(pupil, today), _needs(pupil, today))


def uses_own_address(pupil: Part) -> bool:
    """Does a contact live at the pupil's address, so that it is kept as theirs?"""
    return any(_is_true(part, "address", "addressaspupil") for part in pupil.all("contacts", "contact"))


def _person(part: Part, pupil: Part, place: int) -> Person | None:
    given, family = _text(part, "forename", most=80), _text(part, "surname", most=80)
    if not given and not family:
        return None
    lives_with = _is_true(part, "address", "addressaspupil")
    home = next((pupil if lives_with else part).all("address"), None)
    phones = _phones(part)
    email = part.said("email").strip()
    order = part.said("order")
    return Person(
        family_name=family or given,
        given_name=given if family else "",
        relationship=_RELATIONSHIPS.get(part.said("relationship").upper(), "other"),
        has_parental_responsibility=_is_true(part, "responsibility"),
        lives_with=lives_with,
        priority=min(int(order), LAST_RANK) if _is_number(order) else min(place, LAST_RANK),
        phone=phones[0] if phones else "",
        other_phone=phones[1] if len(phones) > 1 else "",
        email=email if _EMAIL.fullmatch(email) else "",
        address=_lines(home)[:300] if home else "",
        postcode=_text(home, "postcode", most=10).upper() if home else "",
        court_order=_is_true(part, "suppinfo", "courtorder"),
    )


def _phones(part: Part) -> list[str]:
    """The numbers, a mobile one first."""
    found = [
        (phone.said("telephonetype").upper() != _MOBILE, _text(phone, "phoneno", most=30))
        for phone in part.all("phones", "phone")
    ]
    return list(dict.fromkeys(number for _, number in sorted(found, key=lambda each: each[0]) if number))


def _lines(home: Part) -> str:
    """The address as it stands on an envelope, line by line; a number stands before its street."""
    of_parts = next(home.all("bs7666address"), None)
    if of_parts:
        said = {name: of_parts.said(name) for name in _ADDRESS}
        number = " ".join(word for word in (said.pop("saon"), said.pop("paon")) if word)
        street = " ".join(word for word in (number, said.pop("street")) if word)
        lines = [street, *said.values()]
    else:
        inner = next(home.all("addresslines"), home)
        lines = [inner.said(name) for name in _LINES]
    return "\n".join(dict.fromkeys(line for line in (*lines, home.said("county")) if line))


def _statuses(pupil: Part, today: date) -> tuple[Spell, ...]:
    """Every status that began by today on a day that the file tells, one after the other."""
    found = []
    for row in pupil.all("senhistory", "sen"):
        starts_on, said = day(row.said("startdate")), row.said("senprovision")
        reading = statuses.read(said) if said else None
        if starts_on and _EARLIEST <= starts_on <= today and reading and reading.code:
            legacy = said[:20] if reading.how == "legacy" else ""
            found.append(Spell(reading.code, starts_on, _after(row.said("enddate")), legacy))
    return in_turn(found)


def _needs(pupil: Part, today: date) -> tuple[NeedSpell, ...]:
    """Every need that began by today on a day that the file tells."""
    found = []
    for place, row in enumerate(pupil.all("senhistory", "senneeds", "senneed"), 1):
        starts_on, ends_on = day(row.said("needstartdate")), _after(row.said("needenddate"))
        rank = row.said("sentyperank")
        codes = needs.read(row.said("sentype")).needs
        if (
            starts_on
            and _EARLIEST <= starts_on <= today
            and len(codes) == 1
            and (ends_on is None or ends_on > starts_on)
        ):
            number = int(rank) if _is_number(rank) else place
            found.append(NeedSpell(codes[0][0], min(number, LAST_RANK), starts_on, ends_on))
    return tuple(found)


def _after(text: str) -> date | None:
    """The first day on which something is over whose last day the file tells; None where it tells none."""
    last = day(text)
    return last + timedelta(days=1) if last and last.year < 9999 else None


def _is_true(part: Part, *path: str) -> bool:
    return part.said(*path).casefold() in _TRUE


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4 and int(text) > 0


def _text(part: Part, name: str, *, most: int) -> str:
    return part.said(name)[:most].strip()
