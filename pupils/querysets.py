"""The words in which children and rows about them are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from pupils.rights import BARS_ACCOUNT
from schools.naming import folded
from schools.querysets import in_force

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


class PupilQuerySet(models.QuerySet):
    """Children."""

    def within(self, reach: Reach) -> Self:
        """Keep the children that this reach may read: the same rule as the database's, said a second time."""
        seen = Q(school_id__among=reach.school_ids) | Q(pk__among=reach.pupil_ids | reach.family_pupil_ids)
        return self.filter(seen, trust_id=reach.trust_id)

    def for_staff(self, reach: Reach) -> Self:
        """Keep the children that this reach opens to a member of staff: one's own child is not among them."""
        seen = Q(school_id__among=reach.school_ids) | Q(pk__among=reach.pupil_ids)
        return self.filter(seen, trust_id=reach.trust_id)

    def called(self, name: str) -> Self:
        """Keep the children in whose name every one of these words begins a word, whatever the accents."""
        found = self
        for word in folded(name).split():
            # A range, because LIKE may not use an index in front of a policy.
            begins = Q(sort_key__gte=word, sort_key__lt=word + chr(0x10FFFF))
            legal = Q(legal_surname__istartswith=word) | Q(legal_forename__istartswith=word)
            found = found.filter(begins | Q(sort_key__contains=f" {word}") | legal)
        return found


class ChildRowQuerySet(models.QuerySet):
    """Rows about children."""

    def within(self, reach: Reach) -> Self:
        """Keep the rows about children that this reach may read as staff."""
        seen = Q(school_id__among=reach.school_ids) | Q(pupil_id__among=reach.pupil_ids)
        return self.filter(seen, trust_id=reach.trust_id)


class DatedChildQuerySet(ChildRowQuerySet):
    """Rows about children with a first and a last day."""

    def on(self, day: date) -> Self:
        """Keep those that are in force on a day."""
        return self.filter(in_force(day))


class WholeSchoolQuerySet(models.QuerySet):
    """Rows for those alone who see all children of a school."""

    def within(self, reach: Reach) -> Self:
        """Keep the rows of schools whose children this reach may all read."""
        return self.filter(school_id__among=reach.school_ids, trust_id=reach.trust_id)


class SchoolStateQuerySet(models.QuerySet):
    """Rows that say of a school how its work stands, and of no child anything."""

    def within(self, reach: Reach) -> Self:
        """Keep the rows of schools whose figures this reach may read."""
        return self.filter(school_id__among=reach.figure_school_ids, trust_id=reach.trust_id)


class FamilyLinkQuerySet(DatedChildQuerySet):
    """Accounts of families and pupils."""

    def seeing(self, day: date) -> Self:
        """Keep those that see on a day: where a contact stands behind the account, that contact must be free to."""
        contact = "contact_link__"
        restricted = Q(**{f"{contact}restriction__in": BARS_ACCOUNT, f"{contact}restriction_from__lte": day}) & (
            Q(**{f"{contact}restriction_until__isnull": True}) | Q(**{f"{contact}restriction_until__gt": day})
        )
        standing = Q(**{f"{contact}starts_on__lte": day, f"{contact}verified_on__lte": day}) & (
            Q(**{f"{contact}ends_on__isnull": True}) | Q(**{f"{contact}ends_on__gt": day})
        )
        return self.on(day).filter(Q(contact_link__isnull=True) | (standing & ~restricted))


class ContactQuerySet(models.QuerySet):
    """Contacts."""

    def within(self, reach: Reach) -> Self:
        """Keep the contacts of children that this reach may read as staff."""
        child = Q(links__school_id__among=reach.school_ids) | Q(links__pupil_id__among=reach.pupil_ids)
        return self.filter(child, trust_id=reach.trust_id).distinct()


class QuestionQuerySet(ChildRowQuerySet):
    """Questions to the SENCO."""

    def open(self) -> Self:
        """Keep those that wait for an answer."""
        return self.filter(answer="")


class ConcernQuerySet(models.QuerySet):
    """Concerns: all of a school for who sees its children; else one's own, and those one is asked about."""

    def within(self, reach: Reach) -> Self:
        """Keep those that this reach may read: the same rule as the database's, said a second time."""
        questions: Any = self.model._meta.get_field("questions").related_model
        asked = questions.objects.filter(concern=models.OuterRef("pk"), asked_of=reach.user_id)
        mine = Q(pupil_id__among=reach.pupil_ids) & (Q(raised_by=reach.user_id) | models.Exists(asked))
        return self.filter(Q(school_id__among=reach.school_ids) | mine, trust_id=reach.trust_id)

    def undecided(self) -> Self:
        """Keep those that wait for a decision."""
        return self.filter(outcome="", withdrawn_at__isnull=True)


class ConcernQuestionQuerySet(models.QuerySet):
    """Questions about concerns: all of a school for who sees its children; else those asked of oneself."""

    def within(self, reach: Reach) -> Self:
        """Keep those that this reach may read: the same rule as the database's, said a second time."""
        mine = Q(pupil_id__among=reach.pupil_ids, asked_of=reach.user_id)
        return self.filter(Q(school_id__among=reach.school_ids) | mine, trust_id=reach.trust_id)

    def waiting(self) -> Self:
        """Keep those that wait for an answer, about concerns that are still undecided."""
        return self.filter(answer="", concern__outcome="", concern__withdrawn_at__isnull=True)
