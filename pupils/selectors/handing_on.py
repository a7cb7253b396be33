"""What a child takes along to the next school: who it is, every status and need it had, and where it was."""

from __future__ import annotations

from dataclasses import dataclass

from pupils.models import Enrolment, Need, Pupil, SenStatus


@dataclass(frozen=True, slots=True)
class HandedOn:
    """One child with the whole history of status, needs and schools, each from the first day on."""

    pupil: Pupil
    statuses: list[SenStatus]
    needs: list[Need]
    enrolments: list[Enrolment]


def handed_on(*, pupil: Pupil) -> HandedOn:
    """Everything about a child that a transfer file holds. The caller has opened the child's record."""
    return HandedOn(
        pupil=pupil,
        statuses=list(SenStatus.objects.filter(pupil=pupil).order_by("starts_on", "pk")),
        needs=list(Need.objects.filter(pupil=pupil).order_by("starts_on", "rank", "pk")),
        enrolments=list(Enrolment.objects.filter(pupil=pupil).select_related("at_school").order_by("starts_on", "pk")),
    )
