"""How does each MIS write its export? The same children in four shapes, each with that vendor's habits."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Font

from pupils.codes import NEED_TYPES
from pupils.ethnicities import ETHNICITIES
from trust_send.demo.exported import ExportedPupil

SIMS_STATUS = {
    "N": "N - No Special Educational Need",
    "K": "K - SEN Support",
    "E": "E - Education, Health and Care Plan",
}
ARBOR_STATUS = {"N": "No Special Educational Need", "K": "SEN Support", "E": "EHCP"}
SIMS_HEADINGS = (
    "UPN", "Former UPN", "Adno", "Legal Surname", "Legal Forename", "Preferred Surname", "Preferred Forename", "DOB",
    "Gender", "Year taught in", "Reg Group", "SEN Status", "SEN Start Date", "SEN Need Type", "SEN Type Rank",
    "FSM Eligible", "FSM Ever 6", "Pupil Premium Indicator", "EAL", "In Care", "Ever in Care", "Service Child",
    "Young Carer", "Ethnicity", "First Language", "Enrolment Status", "Admission Date", "Leaving Date", "House",
)  # fmt: skip
ARBOR_HEADINGS = (
    "Legal last name", "Legal first name", "Preferred last name", "Preferred first name", "UPN", "Admission number",
    "Date of birth", "Sex", "Year group", "Registration form", "SEN status", "SEN needs", "SEN start date",
    "Pupil Premium recipient", "Free School Meals eligible", "Ever 6 FSM", "EAL", "In care", "Post-LAC",
    "Service child", "Young carer", "Ethnicity", "First language", "Enrolment date",
    "Leaving date", "Religion",
)  # fmt: skip
BROMCOM_HEADINGS = (
    "LegalLastName", "LegalFirstName", "PreferredLastName", "PreferredFirstName", "UPN", "AdmissionNumber",
    "DateOfBirth", "Gender", "YearGroup", "TutorGroup", "SENStage", "SENNeed1", "SENNeed2", "SENNeed3",
    "FSM", "Ever6FSM", "PupilPremium", "EAL", "LookedAfter", "PLAC", "ServiceChild", "YoungCarer", "EthnicityCode",
    "FirstLanguage", "AdmissionDate",
)  # fmt: skip
NO_ACCENT_TO_DROP = str.maketrans("łŁıđ", "lLid")
PLAIN_HEADINGS = (
    "UPN", "Surname", "Forename", "Known as", "Date of birth", "Sex", "Year", "Class", "SEN", "Primary need",
    "Secondary need", "Pupil premium", "FSM", "EAL",
)  # fmt: skip


def sims_csv(pupils: Iterable[ExportedPupil], *, made_on: date, with_mark: bool = False) -> bytes:
    """SIMS: a row for every need, dates dd/mm/yyyy, numbers guarded as `="…"`, lines at the foot of the report."""
    rows: list[list[str]] = []
    children = 0
    for pupil in pupils:
        children += 1
        for rank, need in enumerate(pupil.needs or [""], start=1):
            rows.append([_plain(cell) if not with_mark else cell for cell in _sims_row(pupil, need, rank)])
    text = _csv([SIMS_HEADINGS, *rows])
    text += f'\r\n"Total: {children}"\r\n"Printed on {made_on:%d/%m/%Y} 16:04","Page 1 of 1"\r\n'
    return text.encode("utf-8-sig") if with_mark else text.encode("cp1252")


def arbor_xlsx(pupils: Iterable[ExportedPupil], *, school: str, made_on: date) -> bytes:
    """Arbor: a workbook with two lines above the headings, real dates, words for statuses and needs."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Students"
    sheet.append([f"{school}: students, SEN and flags"])
    sheet.append([f"Generated {made_on:%d %b %Y} 07:30"])
    sheet.append([])
    sheet.append(list(ARBOR_HEADINGS))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for pupil in pupils:
        sheet.append(_arbor_row(pupil))
    for column, width in (("A", 18), ("B", 16), ("E", 16), ("G", 12), ("L", 40)):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=5):
        for place in (6, 12, 23, 24):
            row[place].number_format = "DD/MM/YYYY"
        row[5].number_format = "000000"
    out = io.BytesIO()
    book.save(out)
    return _of_that_day(out.getvalue(), made_on)


def bromcom_csv(pupils: Iterable[ExportedPupil]) -> bytes:
    """Bromcom: UTF-8 with a mark, headings without spaces, dates like 12-Mar-2018, needs in three columns."""
    return _csv([BROMCOM_HEADINGS, *(_bromcom_row(pupil) for pupil in pupils)]).encode("utf-8-sig")


def plain_csv(pupils: Iterable[ExportedPupil]) -> bytes:
    """A list somebody keeps by hand: few columns, UTF-8, ISO dates."""
    return _csv([PLAIN_HEADINGS, *(_plain_row(pupil) for pupil in pupils)]).encode()


def _of_that_day(workbook: bytes, made_on: date) -> bytes:
    """The same workbook with every part dated alike, so that the same pupils give the same bytes."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for part in parts.infolist():
            dated = ZipInfo(part.filename, (made_on.year, made_on.month, made_on.day, 7, 30, 0))
            # openpyxl writes the moment of saving over the one it was given.
            content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]{8}Z", f"{made_on}T07:30:00Z".encode(), parts.read(part))
            again.writestr(dated, content, ZIP_DEFLATED)
    return out.getvalue()


def _sims_row(pupil: ExportedPupil, need: str, rank: int) -> list[str]:
    return [
        pupil.upn, pupil.former_upn, f'="{pupil.admission_number}"', pupil.legal_surname, pupil.legal_forename,
        pupil.preferred_surname, pupil.preferred_forename, _slashed(pupil.date_of_birth), pupil.sex,
        _sims_year(pupil.year_group), pupil.class_name, SIMS_STATUS.get(pupil.sen_status, pupil.sen_status),
        _slashed(pupil.sen_since), _need_name(need), str(rank) if need else "",
        *("Y" if flag else "N" for flag in (pupil.fsm, pupil.fsm_ever6, pupil.pupil_premium, pupil.eal)),
        *("Y" if flag else "N" for flag in (pupil.looked_after, pupil.ever_looked_after)),
        *("Y" if flag else "N" for flag in (pupil.service_child, pupil.young_carer)),
        ETHNICITIES.get(pupil.ethnicity, ""), pupil.first_language, pupil.enrolment_kind, _slashed(pupil.admitted_on),
        _slashed(pupil.left_on), ("Red", "Blue", "Green", "Yellow")[len(pupil.legal_surname) % 4],
    ]  # fmt: skip


def _arbor_row(pupil: ExportedPupil) -> list[object]:
    yes_no = ("No", "Yes")
    number = pupil.admission_number
    return [
        pupil.legal_surname, pupil.legal_forename, pupil.preferred_surname, pupil.preferred_forename, pupil.upn,
        int(number) if number.isdigit() else number, pupil.date_of_birth, {"F": "Female", "M": "Male"}[pupil.sex],
        "Reception" if pupil.year_group == "R" else f"Year {pupil.year_group}", pupil.class_name,
        ARBOR_STATUS.get(pupil.sen_status, pupil.sen_status), "; ".join(map(_need_name, pupil.needs)), pupil.sen_since,
        yes_no[pupil.pupil_premium], yes_no[pupil.fsm], yes_no[pupil.fsm_ever6], yes_no[pupil.eal],
        yes_no[pupil.looked_after], yes_no[pupil.ever_looked_after], yes_no[pupil.service_child],
        yes_no[pupil.young_carer], ETHNICITIES.get(pupil.ethnicity, ""), pupil.first_language, pupil.admitted_on,
        pupil.left_on, "",
    ]  # fmt: skip


def _bromcom_row(pupil: ExportedPupil) -> list[str]:
    needs = [*pupil.needs, "", "", ""][:3]
    true_false = ("False", "True")
    return [
        pupil.legal_surname, pupil.legal_forename, pupil.preferred_surname, pupil.preferred_forename, pupil.upn,
        pupil.admission_number, f"{pupil.date_of_birth:%d-%b-%Y}", pupil.sex, pupil.year_group, pupil.class_name,
        pupil.sen_status, *needs,
        *(true_false[flag] for flag in (pupil.fsm, pupil.fsm_ever6, pupil.pupil_premium, pupil.eal)),
        *(true_false[flag] for flag in (pupil.looked_after, pupil.ever_looked_after)),
        *(true_false[flag] for flag in (pupil.service_child, pupil.young_carer)),
        pupil.ethnicity, pupil.first_language, f"{pupil.admitted_on:%d-%b-%Y}" if pupil.admitted_on else "",
    ]  # fmt: skip


def _plain_row(pupil: ExportedPupil) -> list[str]:
    needs = [*pupil.needs, "", ""][:2]
    return [
        pupil.upn, pupil.legal_surname, pupil.legal_forename, pupil.preferred_forename, pupil.date_of_birth.isoformat(),
        pupil.sex, pupil.year_group, pupil.class_name, pupil.sen_status, *needs,
        *("yes" if flag else "no" for flag in (pupil.pupil_premium, pupil.fsm, pupil.eal)),
    ]  # fmt: skip


def _csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _slashed(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _sims_year(year_group: str) -> str:
    return "Reception" if year_group == "R" else f"Year {year_group:>2}".replace("  ", " ")


def _need_name(code: str) -> str:
    return NEED_TYPES[code].name if code in NEED_TYPES else code


def _plain(cell: str) -> str:
    """An old program keeps no letter that Windows did not have in 1995: Błażej becomes Blazej there."""
    try:
        cell.encode("cp1252")
    except UnicodeEncodeError:
        spelled = cell.translate(NO_ACCENT_TO_DROP)
        folded = unicodedata.normalize("NFKD", spelled).encode("cp1252", errors="ignore")
        return folded.decode("cp1252")
    return cell
