"""What the register knows of a school's children, as the planner of an import takes it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from pupils.intake import KnownPupil, SchoolFacts
from pupils.intake.fields import OWN_STATUS
from pupils.intake.statuses import OwnStatus, by_name
from pupils.models import Enrolment, GroupMember, Need, Pupil, SenStatus
from pupils.selectors.statuses import in_use
from schools.models import GroupKind, School
from schools.querysets import in_force, not_over

OWN_FIELDS = (
    "upn",
    "former_upn",
    "legal_forename",
    "legal_surname",
    "preferred_forename",
    "preferred_surname",
    "date_of_birth",
    "sex",
    "year_group",
    "fsm",
    "fsm_ever6",
    "pupil_premium",
    "looked_after",
    "ever_looked_after",
    "eal",
    "service_child",
    "young_carer",
    "sen_unit",
    "resourced_provision",
    "ethnicity",
    "first_language",
)
"""What a file says about the child itself, under the same names."""


def known_pupils(*, school_id: int, on: date) -> list[KnownPupil]:
    """Every child whose record the school holds, leavers included, with what is true on a day."""
    children = Pupil.objects.filter(school_id=school_id)
    values: dict[int, dict[str, Any]] = {row.pop("id"): row for row in children.values("id", *OWN_FIELDS)}
    for row in values.values():
        if row["sex"] == "U":
            row["sex"] = ""
    on_roll = _enrolments(school_id, values, on)
    statuses = SenStatus.objects.filter(in_force(on), school_id=school_id)
    for pupil_id, code, called in statuses.values_list("pupil_id", "code", "local_status__name"):
        values[pupil_id]["sen_status"], values[pupil_id][OWN_STATUS] = code, called or ""
    for pupil_id, needs in _needs(school_id, on).items():
        values[pupil_id]["needs"] = needs
    # A child who starts later has a class already: the first one counts, which is today's where there is one.
    members = GroupMember.objects.filter(
        not_over(on),
        school_id=school_id,
        group__kind=GroupKind.REGISTRATION,
        group__school_id=school_id,
    )
    for pupil_id, name in members.order_by("-starts_on", "-pk").values_list("pupil_id", "group__name"):
        values[pupil_id]["registration_group"] = name
    return [KnownPupil(pupil_id, row, on_roll=pupil_id in on_roll) for pupil_id, row in values.items()]


def _enrolments(school_id: int, values: dict[int, dict[str, Any]], on: date) -> set[int]:
    """Put each child's newest registration here beside its values; returns who is on roll."""
    on_roll = set()
    rows = Enrolment.objects.filter(at_school_id=school_id, pupil_id__in=values).order_by("starts_on", "pk")
    for row in rows.values("pupil_id", "admission_number", "kind", "starts_on", "ends_on"):
        of_child = values[row["pupil_id"]]
        of_child["admission_number"], of_child["enrolment_kind"] = row["admission_number"], row["kind"]
        # A file names the last day here, we keep the first day away.
        of_child["left_on"] = row["ends_on"] - timedelta(days=1) if row["ends_on"] else None
        if row["ends_on"] is None or row["ends_on"] > on:
            on_roll.add(row["pupil_id"])
    return on_roll


def _needs(school_id: int, on: date) -> dict[int, tuple[str, ...]]:
    ranked: dict[int, list[str]] = defaultdict(list)
    rows = Need.objects.filter(in_force(on), school_id=school_id).order_by("pupil_id", "rank")
    for pupil_id, need_type in rows.values_list("pupil_id", "need_type"):
        ranked[pupil_id].append(need_type)
    # A child with a status and no need has none; only of a child without a status is nothing known.
    for pupil_id in SenStatus.objects.filter(in_force(on), school_id=school_id).values_list("pupil_id", flat=True):
        ranked.setdefault(pupil_id, [])
    return {pupil_id: tuple(needs) for pupil_id, needs in ranked.items()}


def held_elsewhere(*, school_id: int) -> frozenset[str]:
    """Which UPNs belong to children at other schools of the trust? Needs sight of the whole trust; numbers only."""
    others = Pupil.objects.exclude(school_id=school_id).exclude(upn="")
    return frozenset(others.values_list("upn", flat=True))


def school_facts(*, school: School, elsewhere: frozenset[str]) -> SchoolFacts:
    """The school whose file it is, and the trust's other schools, so that a mixed-up file is noticed."""
    others = {}
    for urn, laestab, name in School.objects.exclude(pk=school.pk).values_list("urn", "laestab", "name"):
        others[urn] = others[laestab] = name
    return SchoolFacts(
        name=school.name,
        urn=school.urn,
        laestab=school.laestab,
        mis_leads=school.mis_leads,
        low_age=school.low_age,
        high_age=school.high_age,
        held_elsewhere=elsewhere,
        other_schools=others,
        own_statuses=by_name(OwnStatus(row.name, row.code) for row in in_use(school_id=school.pk)),
    )
