"""Who is written to about a child, each in a letter of their own? Rules without a database, a clock or a setting.

Section 68 of the Children and Families Act 2014: when special educational provision is made and there is no EHC plan,
the school tells the parent, or the young person. Whom it may tell follows from ``pupils.rights``; the words are in
``pupils.letter_words``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from pupils.rights import Held, Right, Why, why_not
from pupils.year_groups import age_on

LEAVING_AGE, GROWN_UP = 16, 18
FRIDAY = 4


class LeftOut(StrEnum):
    """Why is somebody whom the school knows not written to?"""

    RESTRICTED = "A restriction stands, and it beats everything else"
    NOT_YET = "Not a contact yet"
    NO_LONGER = "Not a contact any more"
    NOT_A_PARENT = "Neither a parent nor somebody with whom the child lives"
    NO_LETTERS = "It is noted that no letters go to them"
    NOT_VERIFIED = "Not verified yet: check who they are first"
    GROWN_UP = "The pupil is 18 and is written to in person"


Link = TypeVar("Link", bound=Held)


def why_no_letter(link: Held, *, on: date, date_of_birth: date) -> LeftOut | None:
    """Why does this contact get no letter about the child on a day? Nothing when they get one."""
    reasons = {why_not(link, right, on) for right in (Right.INFORMATION, Right.LETTERS)}
    if Why.RESTRICTED in reasons:
        return LeftOut.RESTRICTED
    if Why.NOT_NOW in reasons:
        return LeftOut.NOT_YET if link.starts_on > on else LeftOut.NO_LONGER
    if is_grown_up(on=on, date_of_birth=date_of_birth):
        return LeftOut.GROWN_UP
    if why_not(link, Right.INFORMATION, on) is Why.NOT_GIVEN:
        return LeftOut.NOT_A_PARENT
    # Who was typed in may be called before anybody has checked; a letter about needs waits for the check.
    if Why.NOT_VERIFIED in reasons or link.verified_on is None or link.verified_on > on:
        return LeftOut.NOT_VERIFIED
    return LeftOut.NO_LETTERS if Why.NOT_GIVEN in reasons else None


def sorted_out(
    links: Iterable[Link], *, on: date, date_of_birth: date
) -> tuple[list[Link], list[tuple[Link, LeftOut]]]:
    """Who of these contacts gets a letter on a day, and who does not and why?"""
    gets: list[Link] = []
    left: list[tuple[Link, LeftOut]] = []
    for link in links:
        why = why_no_letter(link, on=on, date_of_birth=date_of_birth)
        if why is None:
            gets.append(link)
        else:
            left.append((link, why))
    return gets, left


def last_day_of_compulsory_age(date_of_birth: date) -> date:
    """The last Friday of June in the school year in which somebody turns 16 (Education Act 1996, section 8)."""
    year, month = date_of_birth.year + LEAVING_AGE, date_of_birth.month
    last_of_june = date(year + 1 if month >= 9 else year, 6, 30)
    return last_of_june - timedelta(days=(last_of_june.weekday() - FRIDAY) % 7)


def is_young_person(*, on: date, date_of_birth: date) -> bool:
    """Is the pupil over compulsory school age, so that the law has the pupil told in person?"""
    return on > last_day_of_compulsory_age(date_of_birth)


def is_grown_up(*, on: date, date_of_birth: date) -> bool:
    """Has nobody parental responsibility any more?"""
    return age_on(on, date_of_birth=date_of_birth) >= GROWN_UP
