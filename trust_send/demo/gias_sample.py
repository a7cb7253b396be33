"""The demo trust's schools as the register of schools would list them (columns of Get Information About Schools)."""

import csv
import io

from trust_send.demo.plan import School, Trust

HEADINGS = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)", "EstablishmentTypeGroup (name)", "EstablishmentStatus (code)",
    "EstablishmentStatus (name)", "OpenDate", "CloseDate", "PhaseOfEducation (code)", "PhaseOfEducation (name)",
    "StatutoryLowAge", "StatutoryHighAge", "NurseryProvision (name)", "OfficialSixthForm (name)", "SchoolCapacity",
    "NumberOfPupils", "PercentageFSM", "Trusts (code)", "Trusts (name)", "Town", "Postcode",
)  # fmt: skip
PHASES = {"PS": ("2", "Primary"), "SS": ("4", "Secondary"), "SP": ("0", "Not applicable")}
TYPES = {"SP": ("44", "Academy special converter")}
CLOSED = {"name": "Tidemill Row Infant School", "urn": "190099", "number": "2899", "closed": "31/08/2023"}


def gias_csv(trust: Trust) -> bytes:
    """One row a school in cp1252, as the download comes, and a closed one that is not to be taken over."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(HEADINGS)
    for school in trust.schools:
        write(_row(trust, school))
    before = next(school for school in trust.schools if school.key == "tidemill-row")
    write(_closed(_row(trust, before)))
    return out.getvalue().encode("cp1252")


def _row(trust: Trust, school: School) -> list[object]:
    return [
        school.urn, school.la_code, school.la_name, school.laestab[3:], school.name,
        *TYPES.get(school.phase, ("34", "Academy converter")), "Academies", "1", "Open", "01/09/2014", "",
        *PHASES[school.phase], school.low_age, school.high_age,
        "Has Nursery Classes" if school.has_nursery else "No Nursery Classes",
        "Has a sixth form" if school.has_sixth_form else "Does not have a sixth form", round(school.size * 1.1),
        school.size, f"{school.fsm:.1f}", "19999", trust.name.upper(), "", "",
    ]  # fmt: skip


def _closed(row: list[object]) -> list[object]:
    row = list(row)
    changes = {
        "URN": CLOSED["urn"],
        "EstablishmentNumber": CLOSED["number"],
        "EstablishmentName": CLOSED["name"],
        "EstablishmentStatus (code)": "2",
        "EstablishmentStatus (name)": "Closed",
        "CloseDate": CLOSED["closed"],
    }
    for heading, value in changes.items():
        row[HEADINGS.index(heading)] = value
    return row
