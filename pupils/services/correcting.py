"""Putting right what was entered wrongly about a child's status: the entry itself changes, not the child's story.

A change says that something is otherwise from a day on. A correction says that it never was as it stood: nobody has
joined or left the register. The history keeps both, and tells them apart.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from pupils.codes import SEN_STATUS, SenCode
from pupils.models import Need, Pupil, SenStatus
from pupils.presenting.words import day_words
from pupils.services.needs import UNASSESSED
from pupils.services.refusals import refuse
from pupils.services.statuses import check_told
from schools.models import User
from schools.querysets import not_over
from trust_send.platform.history import because


@transaction.atomic
def correct(
    *,
    pupil: Pupil,
    entry: SenStatus,
    code: str,
    starts_on: date,
    by: User,
    reason: str,
    evidence: str = "",
    told_on: date | None = None,
    not_told: bool = False,
) -> None:
    """Say what an entry should have been from the beginning; neighbours follow its first day, needs its status.

    What is left empty of evidence and of the conversation with the family stays as it stands.
    """
    before, entry, after = _between(pupil, entry)
    besides = _besides(entry, code=code, evidence=evidence, told_on=told_on, not_told=not_told)
    _check(entry, before, code=code, starts_on=starts_on, reason=reason, besides=besides)
    check_told(pupil, told_on)
    with because(by=by.pk, reason=reason.strip(), correction=True):
        if starts_on != entry.starts_on:
            _begin(entry, before, starts_on)
        if code != entry.code:
            entry.code = code
            entry.save(update_fields=["code"])
        if besides:
            for name, value in besides.items():
                setattr(entry, name, value)
            entry.save(update_fields=list(besides))
        for each in filter(None, (before, entry)):
            _needs_follow(pupil, each)
        _join_alike(before, entry, after)


@transaction.atomic
def strike(*, pupil: Pupil, entry: SenStatus, by: User, reason: str) -> None:
    """Say that an entry never was; what stood before it goes on in its place."""
    before, entry, after = _between(pupil, entry)
    if before is None:
        raise refuse("entry", "Nothing stands before this entry. Say what the status was instead")
    if not reason.strip():
        raise refuse("reason", "Say why it is corrected")
    with because(by=by.pk, reason=reason.strip(), correction=True):
        _swallow(before, entry)
        _needs_follow(pupil, before)
        if after and _alike(after, before) and after.starts_on == before.ends_on:
            _swallow(before, after)


def _between(pupil: Pupil, entry: SenStatus) -> tuple[SenStatus | None, SenStatus, SenStatus | None]:
    """The entry as it is now, with its neighbours, held until the correction is done."""
    entries = list(SenStatus.objects.select_for_update().filter(pupil=pupil).order_by("starts_on"))
    place = next(place for place, row in enumerate(entries) if row.pk == entry.pk)
    before = entries[place - 1] if place else None
    return before, entries[place], next(iter(entries[place + 1 :]), None)


def _besides(entry: SenStatus, *, code: str, evidence: str, told_on: date | None, not_told: bool) -> dict[str, object]:
    """What is put right of an entry beside its status and first day, by column."""
    if told_on and not_told:
        raise refuse("told_on", "Either the family was told on this day, or it has not been told")
    right: dict[str, object] = {}
    if entry.local_status and entry.local_status.code != code:
        right["local_status_id"] = None  # the school's own word counts as another status
    if evidence.strip():
        right["evidence"] = evidence.strip()
    if told_on:
        right |= {"shared_with_family": True, "family_told_on": told_on}
    if not_told:
        right |= {"shared_with_family": False, "family_told_on": None}
    return {name: value for name, value in right.items() if getattr(entry, name) != value}


def _check(
    entry: SenStatus,
    before: SenStatus | None,
    *,
    code: str,
    starts_on: date,
    reason: str,
    besides: dict[str, object],
) -> None:
    if code not in SEN_STATUS:
        raise refuse("code", "Choose no SEN, SEN support or an EHC plan")
    if not reason.strip():
        raise refuse("reason", "Say why it is corrected")
    if starts_on > timezone.localdate():
        raise refuse("on", "The first day must be today or in the past")
    if entry.ends_on and starts_on >= entry.ends_on:
        raise refuse("on", f"The entry ends on {day_words(entry.ends_on)}. Choose an earlier first day")
    if before and starts_on <= before.starts_on:
        raise refuse(
            "on",
            f"{before.get_code_display()} began on {day_words(before.starts_on)}. Choose a later day, or correct that"
            " entry first",
        )
    if code == entry.code and starts_on == entry.starts_on and not besides:
        raise refuse("code", "This is what stands there already")


def _begin(entry: SenStatus, before: SenStatus | None, starts_on: date) -> None:
    """Move the first day; an entry that ended where this one began ends with it, and a gap stays a gap."""
    was = entry.starts_on
    touches = before is not None and before.ends_on == was
    if before and before.ends_on and before.ends_on > starts_on:
        _end(before, starts_on)
    entry.starts_on = starts_on
    entry.save(update_fields=["starts_on"])
    if before and touches and starts_on > was:
        _end(before, starts_on)
    if before is None or before.code == SenCode.NONE:
        # What was said of needs on the first day was said of the entry: it begins with it.
        said_then = Need.objects.filter(pupil=entry.pupil, starts_on=was)
        said_then.filter(not_over(starts_on)).update(starts_on=starts_on)


def _end(entry: SenStatus, ends_on: date | None) -> None:
    entry.ends_on = ends_on
    entry.save(update_fields=["ends_on"])


def _join_alike(before: SenStatus | None, entry: SenStatus, after: SenStatus | None) -> None:
    """Two entries of one status that touch are one."""
    if before and _alike(before, entry) and before.ends_on == entry.starts_on:
        _swallow(before, entry)
        entry = before
    if after and _alike(after, entry) and entry.ends_on == after.starts_on:
        _swallow(entry, after)


def _alike(one: SenStatus, other: SenStatus) -> bool:
    return one.code == other.code and one.local_status_id == other.local_status_id


def _swallow(entry: SenStatus, next_one: SenStatus) -> None:
    if next_one.code == entry.code and next_one.shared_with_family and not entry.shared_with_family:
        # The family has been told of this status, if of a later part of it.
        entry.shared_with_family, entry.family_told_on = True, next_one.family_told_on
        entry.save(update_fields=["shared_with_family", "family_told_on"])
    ends_on = next_one.ends_on
    next_one.letters.update(status=entry)
    next_one.delete()
    _end(entry, ends_on)


def _needs_follow(pupil: Pupil, entry: SenStatus) -> None:
    """Take out of the entry's days the needs that its status does not allow: all without SEN, NSA beside a plan."""
    needs = Need.objects.select_for_update().filter(pupil=pupil)
    if entry.code == SenCode.PLAN:
        needs = needs.filter(need_type=UNASSESSED)
    elif entry.code != SenCode.NONE:
        return
    for need in needs.order_by("starts_on", "rank"):
        _cut(need, entry.starts_on, entry.ends_on)


def _cut(need: Need, first: date, end: date | None) -> None:
    """Keep of a need what lies outside these days."""
    if (need.ends_on is not None and need.ends_on <= first) or (end is not None and need.starts_on >= end):
        return
    goes_on = end is not None and (need.ends_on is None or need.ends_on > end)
    if need.starts_on < first:
        rest = Need(pupil=need.pupil, need_type=need.need_type, rank=need.rank, ends_on=need.ends_on)
        need.ends_on = first
        need.save(update_fields=["ends_on"])
        if goes_on and end is not None:
            rest.starts_on = end
            rest.save()
    elif goes_on and end is not None:
        need.starts_on = end
        need.save(update_fields=["starts_on"])
    else:
        need.delete()
