"""Term dates of a school: each academy sets its own."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from schools.calendar import TermDates, term_name, year_start
from schools.models import School, Term


@transaction.atomic
def set_year(*, school: School, start: int, dates: Sequence[TermDates]) -> list[Term]:
    """Set the half-terms of one school year. They must follow each other and lie in that year."""
    ordered = sorted(dates, key=lambda term: term.number)
    for term in ordered:
        name = term_name(term.number, school.term_naming)
        if term.ends_on <= term.starts_on:
            raise ValidationError(f"{name}: the last day must be after the first day.")
        if {year_start(term.starts_on), year_start(term.ends_on)} != {start}:
            raise ValidationError(f"{name} must lie between 1 September {start} and 31 August {start + 1}.")
    for before, after in zip(ordered, ordered[1:], strict=False):
        if after.starts_on <= before.ends_on:
            raise ValidationError(
                f"{term_name(after.number, school.term_naming)} begins before the one before it ends."
            )
    Term.objects.filter(school=school, year_start=start).delete()
    return Term.objects.bulk_create(
        Term(school=school, year_start=start, number=term.number, starts_on=term.starts_on, ends_on=term.ends_on)
        for term in ordered
    )
