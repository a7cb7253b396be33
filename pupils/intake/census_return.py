"""The DfE's school census return: its pupils as the rows of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pupils import year_groups

from . import dates
from .xml_parts import day, first_language, laestab, language, meals, needs_in_words, year_now

if TYPE_CHECKING:
    from trust_send.platform.tables.reading.xml_file import Part

ROOT = "message"
ON_ROLL, NO_LONGER = "pupilsonroll", "pupilsnolongeronroll"
"""The names that the pupils of a return stand under, each pupil directly."""
PASSED_OVER = {
    "address": "addresses",
    "homeinformation": "addresses",
    "termlyattendance": "attendance",
    "annualattendance": "attendance",
    "summerhalfterm2attendance": "attendance",
    "attendance": "attendance",
    "exclusions": "suspensions and exclusions",
    "termlyexclusions": "suspensions and exclusions",
    "learningaims": "courses",
    "disabilities": "disabilities",
}
"""Parts of a pupil that are not read, as people call them."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which return it is, of which school and day."""

    collection: str
    of_day: date | None
    made_at: str  # the school's DfE number

    def notices(self) -> list[str]:
        """What is to be said above the preview about the return as a whole."""
        on = f" for {dates.in_words(self.of_day)}" if self.of_day else ""
        return [
            f"A school census return{on}. It shows the school as it was on that day; the number of a row is the place "
            "of the pupil in the file."
        ]


def read_header(part: Part | None) -> Header:
    """The header of a return; one without is read all the same."""
    if part is None:
        return Header("", None, "")
    details = next(part.within("collectiondetails"), part)
    source = next(part.within("source"), part)
    return Header(details.said("collection"), day(details.said("referencedate")), laestab(source))


def values_of(pupil: Part, *, header: Header, is_leaver: bool, today: date) -> dict[str, str]:
    """What the return says about one pupil, by field, as cells of a row.

    How deep a value stands differs between the years of the census, so each is looked for wherever it is.
    """

    def said(*names: str) -> str:
        return next((found.text for name in names for found in pupil.within(name) if found.text), "")

    on = header.of_day or today
    told = {
        "upn": said("upn"),
        "former_upn": said("formerupn"),
        "legal_surname": said("surname"),
        "legal_forename": said("forename"),
        "preferred_surname": said("preferredsurname"),
        "preferred_forename": said("preferredforename"),
        "date_of_birth": said("dob", "birthdate", "personbirthdate")[:10],
        "sex": said("sex", "gender"),
        "year_group": year_now(said("ncyearactual"), said_in=year_groups.academic_year(on), today=today),
        "ethnicity": said("ethnicity"),
        "fsm": meals(pupil.within("fsminstance"), on=on) or meals(pupil.within("fsmperiod"), on=on),
        "sen_status": said("senprovision"),
        "needs": needs_in_words(pupil.within("senneed"), on=on),
        "sen_unit": said("senunitindicator"),
        "resourced_provision": said("resourcedprovisionindicator"),
        "enrolment_kind": "" if is_leaver else said("enrolstatus"),
        "starts_on": said("entrydate")[:10],
        "left_on": said("leavingdate")[:10],
        "school_laestab": header.made_at,
    }
    if code := said("language"):
        types = list(pupil.within("type"))
        told |= first_language(types) if types else language(code)
    return {name: text for name, text in told.items() if text}
