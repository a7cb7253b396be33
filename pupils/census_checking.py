"""What the census would refuse or count otherwise: the register beside what the MIS said, child by child.

Pure rules. The return is made by the MIS, the truth about a child's SEN stands in the register: where the two differ
on census day, the department counts the wrong thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pupils import upn as upns
from pupils.codes import NEED_TYPES, ON_REGISTER, SEN_STATUS
from pupils.year_groups import academic_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

UNASSESSED = "NSA"


class Kind(StrEnum):
    """How the two differ, or why the census would refuse."""

    REFUSED = "refused"
    STATUS = "status"
    NEEDS = "needs"
    RANKS = "ranks"
    UNASSESSED = "nsa"
    PLACE = "place"
    ONLY_REGISTER = "register"
    ONLY_FILE = "file"


class Side(StrEnum):
    """Where something is to be put right."""

    REGISTER = "register"
    MIS = "mis"
    BOTH = "both"


class About(StrEnum):
    """What of a child is to be looked at."""

    STATUS = "status"
    NEEDS = "needs"
    PLACE = "place"
    UPN = "upn"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Told:
    """A child as one side has it. None and an empty text mean that this side says nothing."""

    upn: str | None = ""
    status: str = ""
    needs: tuple[tuple[int, str], ...] | None = ()  # rank and type, in the order of rank
    sen_unit: bool | None = False
    resourced_provision: bool | None = False
    wrong: tuple[tuple[About, str], ...] = ()  # what was wrong with the row already when the file was read


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to put right about one child."""

    kind: Kind
    about: About
    side: Side
    register: str
    """What the register says, in words."""
    mis: str
    sentence: str = ""
    """Why the census would refuse."""


def compare(register: Told | None, mis: Told | None, *, census_day: date, with_needs: bool) -> list[Difference]:
    """Everything about one child that differs or would be refused; nothing when the census may come."""
    if register is None or mis is None:
        return [_on_one_side(register, mis)] if register or mis else []
    found = [*_refused(register, mis, census_day=census_day, with_needs=with_needs)]
    if mis.status and _status(register) != mis.status:
        found.append(_differs(Kind.STATUS, About.STATUS, _status_words(register), _status_words(mis)))
    elif with_needs and mis.needs is not None and mis.status in ON_REGISTER:
        found += _needs(register.needs or (), mis.needs)
    if mis.sen_unit is not None and mis.resourced_provision is not None and _place(register) != _place(mis):
        found.append(_differs(Kind.PLACE, About.PLACE, _place(register), _place(mis)))
    return found


def refusals(told: Told, *, census_day: date, with_needs: bool) -> Iterator[tuple[About, str]]:
    """Why would the census refuse what one side says of a child?"""
    if told.upn is not None:
        if not told.upn:
            yield About.UPN, "There is no UPN."
        elif upns.problem_with(told.upn):
            yield About.UPN, f"The UPN {told.upn} is not a valid number."
    if told.sen_unit and told.resourced_provision:
        yield About.PLACE, "A child is counted in a SEN unit or in resourced provision, not in both."
    if with_needs and told.needs is not None:
        yield from ((About.NEEDS, sentence) for sentence in _needs_refused(told, census_day))
    yield from told.wrong


def _needs_refused(told: Told, census_day: date) -> Iterator[str]:
    needs, status = told.needs or (), _status(told)
    if status not in ON_REGISTER:
        if needs:
            yield "There are need types and no SEN."
        return
    first = [code for rank, code in needs if rank == 1]
    if not first:
        yield f"{SEN_STATUS[status]} needs one type of need with rank 1."
    elif len(first) > 1:
        yield "Two types of need have rank 1."
    year = academic_year(census_day)
    for _, code in needs:
        need = NEED_TYPES.get(code)
        if need is None:
            yield f"{code} is not a need type of the census."
        elif year < need.first_year:
            yield f"{need.shown} is a need type only from {need.first_year}/{(need.first_year + 1) % 100:02d}."
        elif status not in need.statuses:
            yield f"{code} may stand only with SEN support."


def _refused(register: Told, mis: Told, *, census_day: date, with_needs: bool) -> Iterator[Difference]:
    """Each reason once, with the side or sides where it is so."""
    here, there = (
        dict.fromkeys(refusals(told, census_day=census_day, with_needs=with_needs)) for told in (register, mis)
    )
    for about, sentence in {**here, **there}:
        reason = about, sentence
        side = Side.BOTH if reason in here and reason in there else Side.REGISTER if reason in here else Side.MIS
        yield Difference(Kind.REFUSED, about, side, _says(about, register), _says(about, mis), sentence)


def _needs(register: tuple[tuple[int, str], ...], mis: tuple[tuple[int, str], ...]) -> Iterator[Difference]:
    ours, theirs = [code for _, code in register], [code for _, code in mis]
    if ours == theirs or not ours or not theirs:  # where there is none, the census refuses: that is told already
        return
    unassessed = {UNASSESSED} & (set(ours) ^ set(theirs))
    kind = Kind.UNASSESSED if unassessed else Kind.RANKS if sorted(ours) == sorted(theirs) else Kind.NEEDS
    yield _differs(kind, About.NEEDS, in_words(register), in_words(mis))


def _on_one_side(register: Told | None, mis: Told | None) -> Difference:
    if register is not None:
        return Difference(Kind.ONLY_REGISTER, About.ROLL, Side.BOTH, _status_words(register), "Not in the file")
    return Difference(Kind.ONLY_FILE, About.ROLL, Side.BOTH, "Not on roll", _status_words(mis or Told()))


def _differs(kind: Kind, about: About, register: str, mis: str) -> Difference:
    return Difference(kind, about, Side.BOTH, register, mis)


def _status(told: Told) -> str:
    """A child of whom nobody ever said anything counts as without SEN."""
    return told.status or "N"


def _status_words(told: Told) -> str:
    return SEN_STATUS.get(told.status, told.status) if told.status else "Nothing said"


def _place(told: Told) -> str:
    places = {"SEN unit": told.sen_unit, "Resourced provision": told.resourced_provision}
    return " and ".join(name for name, is_there in places.items() if is_there) or "In class"


def _says(about: About, told: Told) -> str:
    return {
        About.UPN: "" if told.upn is None else told.upn or "None",
        About.PLACE: _place(told),
        About.NEEDS: in_words(told.needs or ()),
        About.STATUS: _status_words(told),
        About.ROLL: "",
    }[about]


def in_words(needs: tuple[tuple[int, str], ...]) -> str:
    """Needs with their ranks as a line: “1 SLCN, 2 ASD”."""
    return ", ".join(f"{rank} {code}" for rank, code in needs) or "None"


_OF_A_ROW: Mapping[str, tuple[About, str]] = {
    "upn_length": (About.UPN, "upn"),
    "upn_letters": (About.UPN, "upn"),
    "upn_check_letter": (About.UPN, "upn"),
    "upn_scientific": (About.UPN, "upn"),
    "both_places": (About.PLACE, ""),
    "need_not_with_plan": (About.NEEDS, "needs"),
    "need_too_early": (About.NEEDS, "needs"),
    "need_unknown": (About.NEEDS, "needs"),
    "need_diagnosis": (About.NEEDS, "needs"),
    "need_earlier": (About.NEEDS, "needs"),
    "need_area": (About.NEEDS, "needs"),
    "needs_without_sen": (About.NEEDS, "needs"),
    "needs_same_rank": (About.NEEDS, "needs"),
    "status_unclear": (About.STATUS, "status"),
    "status_requested": (About.STATUS, "status"),
    "status_two_ways": (About.STATUS, "status"),
}
"""What was found when a row was read, and what of it the row then says nothing about any more."""


def told_by_file(
    given: Mapping[str, object], problems: list[tuple[str, str]], *, columns: frozenset[str], with_needs: bool
) -> Told:
    """A child as a row of the MIS's file has it. `problems` are kinds with their sentences.

    A field that no row of the file has is not in the file; a blank in one that others fill says no.
    """
    wrong, silent = [], set()
    for kind, sentence in problems:
        if kind in _OF_A_ROW:
            about, part = _OF_A_ROW[kind]
            silent.add(part or "place")
            if with_needs or about is not About.NEEDS:
                wrong.append((about, sentence))
    status = str(given.get("sen_status") or "")
    if not status and "sen_status" in columns and "status" not in silent:
        status = "N"
    codes = given.get("needs") or ()
    needs = tuple(enumerate(map(str, codes), 1)) if isinstance(codes, list | tuple) else ()
    upn = str(given.get("upn") or "")

    def flag(name: str) -> bool | None:
        return bool(given.get(name)) if name in columns and "place" not in silent else None

    return Told(
        upn=upn if "upn" in columns and "upn" not in silent else None,
        status=status,
        needs=needs if "needs" in columns and ("needs" not in silent or needs) else None,
        sen_unit=flag("sen_unit"),
        resourced_provision=flag("resourced_provision"),
        wrong=tuple(wrong),
    )
