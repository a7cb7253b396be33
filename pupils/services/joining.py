"""A child joins a school of the trust whom no file has brought."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from pupils.models import Enrolment, Pupil
from pupils.services.refusals import refuse
from schools.models import School, User
from trust_send.platform.history import because

_TAKEN = {
    # What lies out of reach is not read: the database refuses, and says no more than that.
    "pupils_pupil_upn_once_per_trust": (
        "upn",
        "This UPN is in use in your trust. Ask the trust SEND lead, who can move the record here",
    ),
    "pupils_enrolment_admission_number_once": ("admission_number", "Another pupil has this admission number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Who the child is."""

    legal_forename: str
    legal_surname: str
    date_of_birth: date
    sex: str
    year_group: str
    preferred_forename: str = ""
    preferred_surname: str = ""
    upn: str = ""


def one_at_a_time(*, school: School) -> School:
    """The school as it is now; until this transaction is over nobody else adds a child to it by hand."""
    return School.objects.select_for_update(no_key=True).get(pk=school.pk)


@transaction.atomic
def join(
    *, school: School, newcomer: Newcomer, on: date, by: User, admission_number: str = "", reason: str = ""
) -> Pupil:
    """Begin a record and register the child from a day on. No status is set: nobody has said one yet."""
    if school.closes_on and school.closes_on <= on:
        raise refuse("on", f"{school.name} is closed on that day")
    if on <= newcomer.date_of_birth:
        raise refuse("on", "The first day must be after the day of birth")
    try:
        with transaction.atomic(), because(by=by.pk, reason=reason or "Added by hand"):
            pupil = Pupil.objects.create(school=school, **asdict(newcomer))
            Enrolment.objects.create(
                pupil=pupil, at_school=school, admission_number=admission_number.strip(), starts_on=on
            )
    except IntegrityError as refused:
        taken = _TAKEN.get(getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None) or "")
        if taken is None:
            raise
        raise refuse(*taken) from refused
    return pupil
