"""Lending one thing to do at one school to one person, from a day to a day, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from schools import lending, selectors
from schools.models import School, SchoolUserObjectPermission, User
from schools.roles import Verb


@transaction.atomic
def lend(
    *, verb: Verb, school: School, to: User, starts_on: date, until: date, by: User, reason: str
) -> SchoolUserObjectPermission:
    """Let a person do one thing more at a school, up to and including a day; it adds no sight of children."""
    today = timezone.localdate()
    if to.pk == by.pk:
        raise ValidationError("Nobody lends to themselves. Ask somebody else who appoints.")
    if until < max(today, starts_on):
        raise ValidationError({"until": "The last day must be today or later, and not before the first"})
    if until > max(today, starts_on) + lending.LONGEST:
        raise ValidationError({"until": "Choose a day within 13 months. It can be lent again then"})
    # What was lent to the lender is not theirs to lend on: only posts count.
    refused = lending.refusal(
        verb,
        lender=selectors.people.roles_at(school, user_id=by.pk, on=today),
        borrower=selectors.people.roles_at(school, user_id=to.pk, on=max(today, starts_on)),
    )
    if refused:
        raise ValidationError({"verb": refused})
    lent = SchoolUserObjectPermission.objects.assign_perm(verb, to, school)
    if lent.lent_by_id and (lent.ends_on is None or lent.ends_on > today):
        raise ValidationError({"verb": f"{to} has been lent this already. End that first"})
    lent.starts_on, lent.ends_on, lent.reason, lent.lent_by = starts_on, until + timedelta(days=1), reason, by
    lent.save(update_fields=["starts_on", "ends_on", "reason", "lent_by"])
    return lent


@transaction.atomic
def take_back(*, lent: SchoolUserObjectPermission) -> None:
    """End a lending today. The row stays, and says who could do what, why and until when."""
    lent.ends_on = max(timezone.localdate(), lent.starts_on)
    lent.save(update_fields=["ends_on"])
