"""The words in which children and rows about them are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from schools.naming import folded
from schools.querysets import in_force

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


def _during(day: date, related: str) -> Q:
    """The same as ``in_force``, said about the rows of a relation."""
    open_end = Q(**{f"{related}__ends_on__isnull": True}) | Q(**{f"{related}__ends_on__gt": day})
    return Q(**{f"{related}__starts_on__lte": day}) & open_end


class PupilQuerySet(models.QuerySet):
    """Children."""

    def within(self, reach: Reach) -> Self:
        """Keep the children that this reach may read: the same rule as the database's, said a second time."""
        seen = Q(school_id__in=reach.school_ids) | Q(pk__in=reach.pupil_ids | reach.family_pupil_ids)
        return self.filter(seen, trust_id=reach.trust_id)

    def for_staff(self, reach: Reach) -> Self:
        """Keep the children that this reach opens to a member of staff: one's own child is not among them."""
        seen = Q(school_id__in=reach.school_ids) | Q(pk__in=reach.pupil_ids)
        return self.filter(seen, trust_id=reach.trust_id)

    def as_on(self, day: date, reach: Reach) -> Self:
        """Keep the children registered on a day at a school whose children this reach may read, each once.

        Joins their registration (``roll``), status (``state``) and main need (``main``) of that day. Who is
        registered at two schools of the trust counts at the first; guests are not on roll.
        """
        counted = Q(enrolments__kind__in=("C", "M")) | Q(enrolments__kind="S", enrolments__at_school=F("school"))
        there = Q(roll__at_school_id__in=reach.school_ids) | Q(pk__in=reach.pupil_ids)
        return (
            self.for_staff(reach)
            .annotate(
                roll=FilteredRelation("enrolments", condition=_during(day, "enrolments") & counted),
                state=FilteredRelation("senstatuss", condition=_during(day, "senstatuss")),
                main=FilteredRelation("needs", condition=_during(day, "needs") & Q(needs__rank=1)),
            )
            .filter(there, roll__isnull=False)
        )

    def called(self, name: str) -> Self:
        """Keep the children in whose name every one of these words begins a word, whatever the accents."""
        found = self
        for word in folded(name).split():
            # A range, because LIKE may not use an index in front of a policy.
            begins = Q(sort_key__gte=word, sort_key__lt=word + chr(0x10FFFF))
            legal = Q(legal_surname__istartswith=word) | Q(legal_forename__istartswith=word)
            found = found.filter(begins | Q(sort_key__contains=f" {word}") | legal)
        return found

    def on_roll(self, day: date) -> Self:
        """Keep the children registered at the school that holds their record, on a day."""
        enrolments = self._rows("enrolments").filter(in_force(day), at_school_id=OuterRef("school_id"))
        return self.filter(Exists(enrolments))

    def with_status(self, day: date, codes: list[str]) -> Self:
        """Keep the children who had one of these statuses on a day."""
        return self.filter(Exists(self._rows("senstatuss").filter(in_force(day), code__in=codes)))

    def with_need(self, day: date, need_types: list[str], *, primary_only: bool = False) -> Self:
        """Keep the children who had one of these needs on a day."""
        needs = self._rows("needs").filter(in_force(day), need_type__in=need_types)
        return self.filter(Exists(needs.filter(rank=1) if primary_only else needs))

    def in_group(self, group_id: int, day: date) -> Self:
        """Keep the children who were in a group on a day."""
        return self.filter(Exists(self._rows("groupmembers").filter(in_force(day), group_id=group_id)))

    def _rows(self, related_name: str) -> models.QuerySet:
        related = self.model._meta.get_field(related_name).related_model
        return related._default_manager.filter(pupil_id=OuterRef("pk"))


class ChildRowQuerySet(models.QuerySet):
    """Rows about children."""

    def within(self, reach: Reach) -> Self:
        """Keep the rows about children that this reach may read as staff."""
        seen = Q(school_id__in=reach.school_ids) | Q(pupil_id__in=reach.pupil_ids)
        return self.filter(seen, trust_id=reach.trust_id)


class DatedChildQuerySet(ChildRowQuerySet):
    """Rows about children with a first and a last day."""

    def on(self, day: date) -> Self:
        """Keep those that are in force on a day."""
        return self.filter(in_force(day))


class EnrolmentQuerySet(DatedChildQuerySet):
    """Registrations."""

    def counted(self, day: date, reach: Reach) -> Self:
        """Keep, once for each child on roll, the registrations of a day that ``PupilQuerySet.as_on`` joins."""
        return self.within(reach).filter(
            in_force(day),
            Q(at_school_id__in=reach.school_ids) | Q(pupil_id__in=reach.pupil_ids),
            Q(kind__in=("C", "M")) | Q(kind="S", at_school=F("school")),
        )


class QuestionQuerySet(ChildRowQuerySet):
    """Questions to the SENCO."""

    def open(self) -> Self:
        """Keep those that wait for an answer."""
        return self.filter(answer="")
