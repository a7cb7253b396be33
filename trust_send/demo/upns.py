"""Unique pupil numbers for children who do not exist, with check letters that are right."""

from stdnum.gb.upn import calc_check_digit

TEMPORARY_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def upn(laestab: str, year: int, serial: int) -> str:
    """A permanent number: school that gave it, year and serial."""
    body = f"{laestab}{year % 100:02}{serial:03}"
    return calc_check_digit(body) + body


def temporary_upn(laestab: str, year: int, serial: int) -> str:
    """A number for a child whose own is not known yet: it ends with a letter."""
    letter = TEMPORARY_LETTERS[serial % len(TEMPORARY_LETTERS)]
    body = f"{laestab}{year % 100:02}{serial % 100:02}{letter}"
    return calc_check_digit(body) + body
