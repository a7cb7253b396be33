"""The unique pupil number: 13 signs of which the first checks the others."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum.exceptions import InvalidComponent
from stdnum.gb import upn as stdnum_upn

_SHAPE = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]", re.ASCII)
_SEPARATORS = re.compile(r"[\s.\-/]+")


def tidy(text: str) -> str:
    """The number without spaces and separators, in capitals."""
    return _SEPARATORS.sub("", text).upper()


def check_letter(last_twelve: str) -> str:
    """The letter that belongs in front of the other twelve signs: positions 2 to 13 are their own weights."""
    return stdnum_upn.calc_check_digit(last_twelve)


def is_valid(upn: str) -> bool:
    """Whether a tidied number has the right shape and check letter, whatever LA it names."""
    return problem_with(upn) is None


def problem_with(upn: str) -> str | None:
    """What is wrong with a number, as one of “length”, “letters”, “check letter”; None when it is right."""
    if len(upn) != 13:
        return "length"
    if not _SHAPE.fullmatch(upn):
        return "letters"
    return None if check_letter(upn[1:]) == upn[0] else "check letter"


def is_temporary(upn: str) -> bool:
    """Whether it is a temporary number, given until the permanent one is known; it ends in a letter."""
    return upn[-1:].isalpha()


def la_code(upn: str) -> str:
    """The code of the local authority in which the number was first given."""
    return upn[1:4]


def laestab(upn: str) -> str:
    """The DfE number of the school that first gave the number; not always the school the child is at."""
    return upn[1:8]


def names_known_la(upn: str) -> bool:
    """Whether the LA in the number is on the list of 2011 codes; newer LAs are not, so this may only warn."""
    return _is_listed_la(la_code(upn))


@lru_cache(maxsize=1000)
def _is_listed_la(code: str) -> bool:
    try:
        stdnum_upn.validate(check_letter(f"{code}000000000") + f"{code}000000000")
    except InvalidComponent:
        return False
    return True


def make(*, laestab: str, year: int, serial: int) -> str:
    """A permanent number for a school, a year of issue and a serial from 0 to 999."""
    rest = f"{laestab}{year % 100:02d}{serial:03d}"
    if len(rest) != 12 or not rest.isdigit():
        raise ValueError("A number needs a seven-digit school, a year and a serial below 1,000")
    return check_letter(rest) + rest
