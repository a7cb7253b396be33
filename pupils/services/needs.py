"""Setting a child's needs in their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pupils.census_needs import refusal
from pupils.codes import ON_REGISTER, SenCode
from pupils.models import Need, Pupil, SenStatus
from pupils.services.refusals import refuse
from pupils.year_groups import academic_year
from schools.models import User
from schools.querysets import in_force
from trust_send.platform.history import because

UNASSESSED = "NSA"


@transaction.atomic
def set_ranked(*, pupil: Pupil, need_types: Sequence[str], on: date, by: User | None, reason: str = "") -> None:
    """Say which needs a child has from a day on, the main one first. What was true before stays in the history."""
    check(pupil=pupil, need_types=need_types, on=on)
    with because(by=by.pk if by else None, reason=reason):
        _rank(pupil=pupil, need_types=need_types, on=on)


def check(*, pupil: Pupil, need_types: Sequence[str], on: date) -> None:
    """Refuse an order of needs that the census could not take."""
    if on > timezone.localdate():
        raise refuse("on", "The first day must be today or in the past")
    status = SenStatus.objects.filter(in_force(on), pupil=pupil).values_list("code", flat=True).first()
    if status not in ON_REGISTER:
        raise refuse("on", f"{pupil.forename} had no SEN support or EHC plan on that day. Change the status first")
    if len(set(need_types)) < len(need_types):
        raise refuse("need_1", "Name each need once")
    for place, need_type in enumerate(need_types, 1):
        if why := refusal(need_type, status=status, academic_year=academic_year(on)):
            raise refuse(f"need_{place}", why)
    if later := Need.objects.filter(pupil=pupil, starts_on__gt=on).order_by("starts_on").first():
        raise refuse(
            "on", f"The needs were changed later, from {later.starts_on:%d %B %Y}. Choose that day or a later one"
        )


def status_for(*, pupil: Pupil, on: date) -> str:
    """With which status would needs stand on a day? SEN support where there is none yet: it comes first."""
    status = SenStatus.objects.filter(in_force(on), pupil=pupil).values_list("code", flat=True).first()
    return status if status in ON_REGISTER else SenCode.SUPPORT.value


def end_all(*, pupil: Pupil, on: date) -> None:
    """End every need on a day; runs inside the service that says by whom and why."""
    _rank(pupil=pupil, need_types=(), on=on)


def end_unassessed(*, pupil: Pupil, on: date) -> None:
    """End “no specialist assessment” and let the other needs move up."""
    held = list(_held(pupil, on).values_list("need_type", flat=True))
    if UNASSESSED in held:
        _rank(pupil=pupil, need_types=[need_type for need_type in held if need_type != UNASSESSED], on=on)


def _held(pupil: Pupil, on: date) -> QuerySet[Need]:
    return Need.objects.filter(in_force(on), pupil=pupil).order_by("rank")


def _rank(*, pupil: Pupil, need_types: Sequence[str], on: date) -> None:
    wanted = {need_type: rank for rank, need_type in enumerate(need_types, 1)}
    for need in _held(pupil, on):
        if wanted.get(need.need_type) == need.rank:
            del wanted[need.need_type]
        elif need.starts_on == on:
            # It never was in force for a day; the history keeps that it was said.
            need.delete()
        else:
            need.ends_on = on
            need.save(update_fields=["ends_on"])
    for need_type, rank in wanted.items():
        Need.objects.create(pupil=pupil, need_type=need_type, rank=rank, starts_on=on)
