"""What would a school's MIS know of its pupils? One row per child on roll, ready for any vendor's shape."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from trust_send.demo.childhood import Enrolment, GroupMember, Need, SenStatus
from trust_send.demo.plan import Trust

Dated = TypeVar("Dated", Enrolment, GroupMember, Need, SenStatus)


@dataclass(slots=True)
class ExportedPupil:
    """A child as an export shows it. Text stays text, so that a wrong number can stand here too."""

    upn: str
    former_upn: str
    admission_number: str
    legal_surname: str
    legal_forename: str
    preferred_surname: str
    preferred_forename: str
    date_of_birth: date
    sex: str
    year_group: str
    class_name: str
    sen_status: str
    sen_since: date | None
    needs: list[str] = field(default_factory=list)
    fsm: bool = False
    fsm_ever6: bool = False
    pupil_premium: bool = False
    eal: bool = False
    looked_after: bool = False
    ever_looked_after: bool = False
    service_child: bool = False
    young_carer: bool = False
    ethnicity: str = ""
    first_language: str = ""
    enrolment_kind: str = "C"
    admitted_on: date | None = None
    left_on: date | None = None

    def but(self, **changes: object) -> "ExportedPupil":
        """The same child with some things written otherwise."""
        return replace(self, **changes)  # type: ignore[arg-type]


def exported(trust: Trust, school_key: str, on: date) -> list[ExportedPupil]:
    """The pupils on the roll of a school on a day, in the order of an office: by year, class and name."""
    enrolments = {row.pupil: row for row in _in_force(trust.enrolments, on) if row.at_school == school_key}
    statuses = {row.pupil: row for row in _in_force(trust.statuses, on)}
    needs: dict[int, list[Need]] = {}
    for need in sorted(_in_force(trust.needs, on), key=lambda one: one.rank):
        needs.setdefault(need.pupil, []).append(need)
    classes = {group.key: group.name for group in trust.groups if group.kind == "registration"}
    class_of = {row.pupil: classes[row.group] for row in _in_force(trust.group_members, on) if row.group in classes}
    rows = []
    for pupil in trust.pupils:
        if pupil.key not in enrolments:
            continue
        enrolment, status = enrolments[pupil.key], statuses[pupil.key]
        rows.append(
            ExportedPupil(
                upn=pupil.upn,
                former_upn=pupil.former_upn,
                admission_number=enrolment.admission_number,
                legal_surname=pupil.legal_surname,
                legal_forename=pupil.legal_forename,
                preferred_surname=pupil.surname,
                preferred_forename=pupil.forename,
                date_of_birth=pupil.date_of_birth,
                sex=pupil.sex,
                year_group=pupil.year_group,
                class_name=class_of.get(pupil.key, ""),
                sen_status=status.code,
                sen_since=status.starts_on if status.code != "N" else None,
                needs=[need.need_type for need in needs.get(pupil.key, [])],
                fsm=pupil.fsm,
                fsm_ever6=pupil.fsm_ever6,
                pupil_premium=pupil.pupil_premium,
                eal=pupil.eal,
                looked_after=pupil.looked_after,
                ever_looked_after=pupil.ever_looked_after,
                service_child=pupil.service_child,
                young_carer=pupil.young_carer,
                ethnicity=pupil.ethnicity,
                first_language=pupil.first_language,
                enrolment_kind=enrolment.kind,
                admitted_on=enrolment.starts_on,
            )
        )
    return sorted(rows, key=lambda row: (row.class_name, row.legal_surname, row.legal_forename))


def _in_force(rows: list[Dated], on: date) -> list[Dated]:
    return [row for row in rows if row.starts_on <= on and (row.ends_on is None or row.ends_on > on)]
