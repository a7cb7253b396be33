"""The DfE's Common Transfer File: its pupils as the rows of a sheet, whatever its version says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pupils import year_groups

from . import dates
from .xml_parts import day, first_language, laestab, meals, needs_in_words, year_now

if TYPE_CHECKING:
    from trust_send.platform.tables.reading.xml_file import Part

    from .known import SchoolFacts

ROOTS = {"ctfile": "ctfpupildata", "atfile": "atfpupildata"}
"""The outermost name of a file, with the name that its pupils stand under; the second is the variant for admissions."""
PASSED_OVER = {
    "attendance": "attendance",
    "stageassessments": "assessments",
    "nawdetails": "details for Wales",
    "disabilities": "disabilities",
    "applicationreference": "applications",
    "admissions": "admissions",
}
"""Parts of a pupil that are not read, as people call them."""
ITS_OWN = {"phones": "the pupil’s own telephone number", "email": "the pupil’s own email address"}
"""Parts that are read of contacts only, as people call those of the pupil."""
OLDEST, NEWEST = 17, 25
_VERSION = re.compile(r"(\d{1,3})(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Who made the file, for whom and when."""

    version: str
    made_on: date | None
    is_partial: bool
    made_by: str  # the name of the school, with the program in brackets
    made_at: str  # its DfE number
    made_for: str
    school_year: int | None

    def notices(self, school: SchoolFacts) -> list[str]:
        """What is to be said above the preview about the file as a whole."""
        made = f"A Common Transfer File{f' of version {self.version}' if self.version else ''}"
        made += f", made by {self.made_by}" if self.made_by else ""
        made += f" on {dates.in_words(self.made_on)}" if self.made_on else ""
        told = [f"{made}. The number of a row is the place of the pupil in the file. Who is not in it stays as is."]
        found = _VERSION.fullmatch(self.version)
        if not found or not OLDEST <= int(found[1]) <= NEWEST:
            told.append(
                f"Versions {OLDEST} to {NEWEST} of this file are known. "
                f"This one says {self.version or 'no version'}: look at its rows with care."
            )
        if self.is_partial:
            told.append("The file is a partial one. What it does not tell stays as it is.")
        if self.is_elsewhere(school) and self.made_for not in school.other_schools:
            told.append(
                f"The file was made for the school with the DfE number {self.made_for}, not for {school.name}"
                f"{f' ({school.laestab})' if school.laestab else ''}. Make sure that it is meant for this school."
            )
        return told

    def is_own(self, school: SchoolFacts) -> bool:
        """Whether the school made the file itself, so that its dates and registration are those of this school."""
        return bool(self.made_at) and self.made_at == school.laestab

    def is_elsewhere(self, school: SchoolFacts) -> bool:
        """Whether the file names another school as the one that it is for."""
        return bool(self.made_for) and self.made_for != school.laestab and not self.is_own(school)


def read_header(part: Part | None) -> Header:
    """The header of a file; a file without one is read all the same."""
    if part is None:
        return Header("", None, is_partial=False, made_by="", made_at="", made_for="", school_year=None)
    source = next(part.all("sourceschool"), None)
    year = source.said("academicyear") if source else ""
    made_on = day(part.said("datetime"))
    by = " ".join(
        word
        for word in (source.said("schoolname") if source else "", f"({part.said('supplierid')})")
        if word not in ("", "()")
    )
    return Header(
        version=part.said("ctfversion")[:20] or part.said("atfversion")[:20],
        made_on=made_on,
        is_partial=part.said("documentqualifier").casefold() == "partial",
        made_by=by[:120],
        made_at=laestab(source) if source else "",
        made_for=next((laestab(one) for one in part.all("destschool")), ""),
        school_year=_school_year(year, made_on),
    )


def values_of(pupil: Part, *, header: Header, school: SchoolFacts, today: date) -> dict[str, str]:
    """What the file says about one pupil, by field, as cells of a row."""

    def basic(name: str) -> str:
        return pupil.said("basicdetails", name) or pupil.said(name)

    told = {
        "upn": pupil.said("upn"),
        "former_upn": basic("formerupn"),
        "legal_surname": pupil.said("surname"),
        "legal_forename": pupil.said("forename"),
        "preferred_surname": basic("preferredsurname"),
        "preferred_forename": basic("preferredforename"),
        "date_of_birth": pupil.said("dob")[:10],
        "sex": pupil.said("sex") or pupil.said("gender"),
        "year_group": year_now(basic("ncyearactual"), said_in=header.school_year, today=today),
        "ethnicity": basic("ethnicity"),
        "service_child": _service(basic("servicechild")),
        "looked_after": pupil.said("lookedafter", "incare"),
        "fsm": meals(pupil.all("fsmhistory", "fsminstance"), on=today),
        "needs": needs_in_words(pupil.all("senhistory", "senneeds", "senneed"), on=today),
        **first_language(pupil.all("basicdetails", "languages", "type")),
    }
    if status := current_status(pupil, today=today):
        told["sen_status"] = status.said("senprovision")
        told["sen_since"] = status.said("startdate")[:10]
    elif flat := basic("senprovision"):
        told["sen_status"] = flat
    if header.is_own(school):
        told["enrolment_kind"] = basic("enrolstatus")
        told |= _stay(pupil, school)
    elif header.made_for in school.other_schools and header.is_elsewhere(school):
        told["school_laestab"] = header.made_for
    return {name: text for name, text in told.items() if text}


def current_status(pupil: Part, *, today: date) -> Part | None:
    """The row of the SEN history that counts today: the latest start on or before it, of two the later in the file."""
    latest: tuple[date, Part] | None = None
    for row in pupil.all("senhistory", "sen"):
        starts_on = day(row.said("startdate")) or date.min
        if row.said("senprovision") and starts_on <= today and (latest is None or starts_on >= latest[0]):
            latest = starts_on, row
    return latest[1] if latest else None


def has_ended(status: Part, *, today: date) -> bool:
    """Whether the newest row of a history is over, so that the file leaves open what came after it."""
    ended = day(status.said("enddate"))
    return ended is not None and ended < today and status.said("senprovision").upper() != "N"


def _school_year(year: str, made_on: date | None) -> int | None:
    """The school year of the file by the calendar year in which it begins, which is the one that the header names."""
    if re.fullmatch(r"20[0-9]{2}", year):
        return int(year)
    return year_groups.academic_year(made_on) if made_on else None


def _service(code: str) -> str:
    # U and R say that it is not known or was refused.
    return code if code.casefold() in ("y", "n", "true", "false", "1", "0") else ""


def _stay(pupil: Part, school: SchoolFacts) -> dict[str, str]:
    """First and last day at the school that made the file, from the newest row of its school history."""
    rows = [row for row in pupil.all("schoolhistory", "school") if laestab(row) == school.laestab]
    newest = max(rows, key=lambda row: row.said("entrydate"), default=None)
    if newest is None:
        return {}
    return {"starts_on": newest.said("entrydate")[:10], "left_on": newest.said("leavingdate")[:10]}
