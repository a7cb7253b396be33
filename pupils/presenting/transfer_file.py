"""A child who leaves, as a Common Transfer File 25 for the next school."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # nosec B405: written with, never read with

from pupils import languages, year_groups
from pupils.days import last_day

if TYPE_CHECKING:
    from pupils.models import Enrolment, Need, Pupil, SenStatus
    from pupils.selectors.handing_on import HandedOn
    from schools.models import School

VERSION = "25.0"
UNKNOWN, OUTSIDE = "XXXXXXX", "MMMMMMM"
"""What stands for the next school when nobody knows it, and when it is outside the state sector."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def file_name(school: School, *, to: str, number: int) -> str:
    """The name by which schools send each other such files: 8012000_CTF_9334259_001.xml."""
    return f"{school.laestab}_CTF_{to}_{number:03d}.xml"


def lacking(pupil: Pupil) -> list[str]:
    """What the next school's MIS may ask for and the record does not have."""
    found = []
    if not pupil.upn:
        found.append(
            f"{pupil.name} has no UPN in the register, so the next school’s MIS may not find the record by it."
        )
    if pupil.sex not in ("M", "F"):
        found.append("The register does not say the sex, which a transfer file has as M or F. It is left out.")
    return found


def content(handed: HandedOn, *, to: str, at: datetime) -> bytes:
    """The file. It is a partial one: there is nothing in it that the register does not hold."""
    root = ElementTree.Element("CTfile")
    root.append(_header(handed.pupil.school, to=to, at=at))
    _under(_under(root, "CTFpupilData"), "Pupil").extend(_pupil(handed))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _header(school: School, *, to: str, at: datetime) -> ElementTree.Element:
    header = ElementTree.Element("Header")
    _say(
        header,
        {
            "DocumentName": "Common Transfer File",
            "CTFversion": VERSION,
            "DateTime": at.strftime("%Y-%m-%dT%H:%M:%S"),
            "DocumentQualifier": "partial",
            "DataDescriptor": "Identity, SEN history and needs, school history",
            "SupplierID": "Trust SEND",
        },
    )
    source = _under(header, "SourceSchool")
    _say(source, {**_number(school.laestab), "URN": school.urn, "SchoolName": school.name})
    _say(source, {"AcademicYear": str(year_groups.academic_year(at.date()))})
    _say(_under(header, "DestSchool"), _number(to))
    return header


def _pupil(handed: HandedOn) -> list[ElementTree.Element]:
    pupil = handed.pupil
    part = ElementTree.Element("Pupil")
    _say(
        part,
        {
            "UPN": pupil.upn,
            "Surname": pupil.legal_surname,
            "Forename": pupil.legal_forename,
            "DOB": pupil.date_of_birth.isoformat(),
            "Sex": pupil.sex if pupil.sex in ("M", "F") else "",
        },
    )
    _basic(_under(part, "BasicDetails"), handed)
    if pupil.looked_after is not None:
        _say(_under(part, "LookedAfter"), {"InCare": str(pupil.looked_after).lower()})
    if handed.statuses or handed.needs:
        _sen(_under(part, "SENhistory"), handed)
    history = _under(part, "SchoolHistory")
    for row in handed.enrolments:
        _stay(_under(history, "School"), row, last=row is handed.enrolments[-1])
    return [child for child in part if len(child) or child.text]


def _basic(part: ElementTree.Element, handed: HandedOn) -> None:
    pupil = handed.pupil
    _say(
        part,
        {
            "FormerUPN": pupil.former_upn,
            "PreferredSurname": pupil.preferred_surname,
            "PreferredForename": pupil.preferred_forename,
            "NCyearActual": pupil.year_group,
            "Ethnicity": pupil.ethnicity,
        },
    )
    if code := languages.code_of(pupil.first_language):
        _say(_under(_under(part, "Languages"), "Type"), {"LanguageType": "F", "Language": code})
    kinds = [row.kind for row in handed.enrolments if row.at_school_id == pupil.school_id]
    _say(
        part,
        {
            "ServiceChild": "" if pupil.service_child is None else "Y" if pupil.service_child else "N",
            "EnrolStatus": kinds[-1] if kinds else "",
        },
    )


def _sen(part: ElementTree.Element, handed: HandedOn) -> None:
    for status in handed.statuses:
        _say(
            _under(part, "SEN"),
            {
                "StartDate": status.starts_on.isoformat(),
                "SENprovision": status.code,
                "EndDate": _last(status),
            },
        )
    if not handed.needs:
        return
    needs = _under(part, "SENneeds")
    for need in handed.needs:
        _say(
            _under(needs, "SENneed"),
            {
                "NeedStartDate": need.starts_on.isoformat(),
                "NeedEndDate": _last(need),
                "SENtypeRank": str(need.rank),
                "SENtype": need.need_type,
            },
        )


def _stay(part: ElementTree.Element, row: Enrolment, *, last: bool) -> None:
    _say(
        part,
        {
            **_number(row.at_school.laestab),
            "URN": row.at_school.urn,
            "SchoolName": row.at_school.name,
            "EntryDate": row.starts_on.isoformat(),
            "LeavingDate": _last(row),
            "LastSchool": str(last).lower(),
        },
    )


def _last(row: SenStatus | Need | Enrolment) -> str:
    """The last day of a row: the register keeps the first day without it."""
    day: date | None = last_day(row.ends_on)
    return day.isoformat() if day else ""


def _number(laestab: str) -> dict[str, str]:
    return {"LEA": laestab[:3], "Estab": laestab[3:]}


def _under(part: ElementTree.Element, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(part, name)


def _say(part: ElementTree.Element, told: Mapping[str, str]) -> None:
    """Add what there is to say; an empty element would say that there is nothing."""
    for name, text in told.items():
        if text:
            _under(part, name).text = _NOT_IN_XML.sub("", text)
