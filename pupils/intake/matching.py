"""Which known child a row is about: by UPN, then admission number, then name and date of birth with a human's yes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pupils import naming, upn

from .problems import Problem, problem
from .rows import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from .known import KnownPupil


WAYS = ("upn", "former upn", "admission number", "name and date of birth")  # the surest first


@dataclass(frozen=True, slots=True)
class Match:
    """The child found, how, whether a person has to say yes first, and what is to be said about it."""

    pupil: KnownPupil | None = None
    how: str = ""  # one of WAYS
    sure: bool = True
    problems: tuple[Problem, ...] = ()


class KnownPupils:
    """The children of a school, found by each of the three ways."""

    def __init__(self, pupils: Iterable[KnownPupil]) -> None:
        self.all = list(pupils)
        self._by_upn: dict[str, KnownPupil] = {}
        self._by_former_upn: dict[str, list[KnownPupil]] = defaultdict(list)
        self._by_admission: dict[str, list[KnownPupil]] = defaultdict(list)
        self._by_name: dict[tuple[str, str, date], list[KnownPupil]] = defaultdict(list)
        for pupil in self.all:
            self._put(pupil)

    def _put(self, pupil: KnownPupil) -> None:
        has = pupil.values
        if has.get("upn"):
            self._by_upn[has["upn"]] = pupil
        if has.get("former_upn"):
            self._by_former_upn[has["former_upn"]].append(pupil)
        if has.get("admission_number"):
            self._by_admission[bare(has["admission_number"])].append(pupil)
        if birth := has.get("date_of_birth"):
            for surname in _folded(has, "surname"):
                for forename in _folded(has, "forename"):
                    self._by_name[surname, forename, birth].append(pupil)

    def holder_of(self, admission_number: str | None) -> KnownPupil | None:
        """The child on roll whose admission number it is."""
        held = self._by_admission.get(bare(admission_number), []) if admission_number else []
        return next((pupil for pupil in held if pupil.on_roll), None)

    def find(self, values: Mapping[str, Any]) -> Match:
        """The known child that a row's values speak of."""
        number = values.get("upn")
        if number and (pupil := self._by_upn.get(number)):
            if not _resembles(pupil.values, values) or self._is_clearly_another(pupil, values):
                return Match(problems=(problem("upn_of_another", "upn", known=pupil.name),))
            return Match(pupil, "upn")
        if number and len(former := self._by_former_upn.get(number, [])) == 1 and _resembles(former[0].values, values):
            return Match(former[0], "former upn", problems=(problem("matched_former_upn", "upn"),))
        return self._by_admission_number(values) or self._by_name_and_birth(values)

    def _by_admission_number(self, values: Mapping[str, Any]) -> Match | None:
        given = values.get("admission_number")
        found = self._by_admission.get(bare(given), []) if given else []
        # An exact number wins over one that only lost its leading zeros on the way.
        found = [pupil for pupil in found if pupil.values["admission_number"] == given] or found
        if len(found) != 1:
            return None
        pupil = found[0]
        if _same_name(pupil.values, values) or (_resembles(pupil.values, values) and _same_birth(pupil.values, values)):
            return Match(pupil, "admission number", problems=_about_upn(pupil, values))
        if not ({"legal_surname", "legal_forename"} <= values.keys()):
            return Match(pupil, "admission number", sure=False, problems=_about_upn(pupil, values))
        if not pupil.on_roll:
            return None  # schools give a leaver's number out again
        return Match(problems=(problem("admission_of_another", "admission_number", value=given, known=pupil.name),))

    def _by_name_and_birth(self, values: Mapping[str, Any]) -> Match:
        found = self._named_and_born(values)
        if not found:
            return Match()
        if len(found) > 1:
            return Match(problems=(problem("several_known"),))
        pupil = next(iter(found.values()))
        return Match(pupil, "name and date of birth", sure=False, problems=_about_upn(pupil, values))

    def _named_and_born(self, values: Mapping[str, Any]) -> dict[int, KnownPupil]:
        birth = values.get("date_of_birth")
        if not birth or not {"legal_surname", "legal_forename"} <= values.keys():
            return {}
        return {
            pupil.id: pupil
            for surname in _folded(values, "surname")
            for forename in _folded(values, "forename")
            for pupil in self._by_name.get((surname, forename, birth), ())
        }

    def _is_clearly_another(self, pupil: KnownPupil, values: Mapping[str, Any]) -> bool:
        """Twins and siblings whose numbers were mixed up: name and date of birth are exactly another child's."""
        found = self._named_and_born(values)
        return bool(found) and pupil.id not in found


def _about_upn(pupil: KnownPupil, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What to say when the child was found otherwise and the UPNs are not the same."""
    before, after = pupil.values.get("upn"), values.get("upn")
    if not before or not after or before == after:
        return ()
    if upn.is_temporary(after) and not upn.is_temporary(before):
        return (problem("upn_now_temporary", "upn", known=pupil.name, before=before),)
    if upn.is_temporary(before) and upn.is_temporary(after):
        return ()  # one temporary number follows on another
    if upn.is_temporary(before):
        return (problem("upn_was_temporary", "upn", before=before),)
    return (problem("upn_differs", "upn", known=pupil.name, before=before),)


def _folded(values: Mapping[str, Any], part: str) -> set[str]:
    names = (values.get(f"legal_{part}"), values.get(f"preferred_{part}"))
    return {folded for name in names if name and (folded := naming.fold(name))}


def _same_birth(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    return bool(given.get("date_of_birth")) and known.get("date_of_birth") == given["date_of_birth"]


def _same_name(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    return all(_folded(known, part) & _folded(given, part) for part in ("surname", "forename"))


def _resembles(known: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether forename or date of birth agrees; a surname alone is a brother's or sister's too.

    A row that gives neither has nothing to disagree with but the surname.
    """
    if _same_birth(known, given) or _folded(known, "forename") & _folded(given, "forename"):
        return True
    if given.get("date_of_birth") or _folded(given, "forename"):
        return False
    return not _folded(given, "surname") or bool(_folded(known, "surname") & _folded(given, "surname"))
