"""Editing what the school itself keeps about a child: what they like to be called, and flags."""

from __future__ import annotations

from django.db import transaction

from pupils.models import Pupil
from schools.models import User
from trust_send.platform.history import because

EDITABLE = (
    "preferred_forename", "preferred_surname", "year_group", "eal", "first_language", "fsm", "fsm_ever6",
    "pupil_premium", "looked_after", "ever_looked_after", "service_child", "young_carer", "sen_unit",
    "resourced_provision",
)  # fmt: skip


def hold(*, pupil: Pupil) -> Pupil:
    """The child as it is now; until this transaction is over nobody else changes it through these pages."""
    return Pupil.objects.select_for_update(of=("self",)).select_related("school").get(pk=pupil.pk)


@transaction.atomic
def edit(*, pupil: Pupil, by: User, reason: str = "", **facts: object) -> list[str]:
    """Change some of a child's details; returns which ones were different."""
    if unknown := facts.keys() - set(EDITABLE):
        raise TypeError(f"These are not edited here: {', '.join(sorted(unknown))}")
    changed = [name for name, value in facts.items() if getattr(pupil, name) != value]
    for name in changed:
        setattr(pupil, name, facts[name])
    pupil.full_clean(exclude=["school", "trust"])
    if changed:
        with because(by=by.pk, reason=reason):
            pupil.save(update_fields=changed)
    return changed
