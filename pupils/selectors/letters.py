"""Letters about a child, who is to be written to, and what the record knows for the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from pupils.letters import LeftOut, is_young_person, sorted_out, why_no_letter
from pupils.models import Contact, ContactLink, FamilyLetter, FamilyWords, GroupMember, Need, Pupil, SenStatus
from schools.models import GroupKind, GroupStaff, Post
from schools.querysets import in_force, not_over
from schools.roles import SENCO, TEACHING_ASSISTANT
from trust_send.platform.jobs.models import Job
from trust_send.platform.papers.models import Paper

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

PAPER = "letter"
"""The kind of job that sets a letter, and of the document it makes."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who is written to about a child on a day, who is not and why, and whether the pupil is written to in person."""

    gets: list[ContactLink]
    left: list[tuple[ContactLink, LeftOut]]
    in_person: bool

    def without(self, letters: Iterable[FamilyLetter]) -> Readers:
        """Those to whom none of these letters goes."""
        written = {letter.recipient_id for letter in letters}
        return Readers(
            [link for link in self.gets if link.pk not in written], self.left, self.in_person and None not in written
        )

    def __bool__(self) -> bool:
        return bool(self.gets) or self.in_person


@dataclass(frozen=True, slots=True)
class Known:
    """What the record says for the words of a letter."""

    teachers: list[str]
    sencos: list[str]
    family_words: FamilyWords | None
    needs: list[str]
    typed: dict[str, Any]
    """What was typed into the child's last letter."""
    school_typed: dict[str, Any]
    """What was typed into the school's last letter."""


def readers(*, pupil: Pupil, reach: Reach, on: date) -> Readers:
    """Who gets a letter about this child on a day? Contacts of the past are not among those who are left out."""
    links = (
        ContactLink.objects.within(reach)
        .filter(not_over(on), pupil=pupil)
        .select_related("contact")
        .order_by("priority", "pk")
    )
    gets, left = sorted_out(links, on=on, date_of_birth=pupil.date_of_birth)
    return Readers(gets, left, is_young_person(on=on, date_of_birth=pupil.date_of_birth))


def letters(*, pupil: Pupil, reach: Reach) -> list[FamilyLetter]:
    """Every letter about this child, the newest first."""
    found = FamilyLetter.objects.within(reach).filter(pupil=pupil)
    return list(found.select_related("pupil", "recipient__contact", "written_by").order_by("-written_at", "-pk"))


def standing(found: Iterable[FamilyLetter], *, status: SenStatus | None) -> list[FamilyLetter]:
    """Those of these letters that tell of this status and were not withdrawn."""
    return [letter for letter in found if status and letter.status_id == status.pk and letter.withdrawn_at is None]


def letter_or_404(*, pupil: Pupil, reach: Reach, letter_id: int) -> FamilyLetter:
    """One letter about this child."""
    found = (
        FamilyLetter.objects.within(reach)
        .filter(pupil=pupil)
        .select_related("pupil", "recipient__contact", "written_by")
    )
    return get_object_or_404(found, pk=letter_id)


def held_back(letter: FamilyLetter, *, on: date) -> LeftOut | None:
    """Why may this letter not go any more, though it was written? What has gone is a record, and stays readable."""
    if letter.recipient is None or letter.sent_on or letter.withdrawn_at:
        return None
    return why_no_letter(letter.recipient, on=on, date_of_birth=letter.pupil.date_of_birth)


def job_key(letter: FamilyLetter) -> str:
    """By what is the work known that sets this letter? A paper stays at its school; with the record it is set anew."""
    return f"{letter.pk}:{letter.school_id}"


def jobs_of(found: Iterable[FamilyLetter], *, reach: Reach) -> dict[int, Job]:
    """How far is the document of each of these letters, by the letter's number?"""
    by_key = {job_key(letter): letter.pk for letter in found}
    jobs = Job.objects.within(reach).filter(kind=PAPER, key__in=by_key)
    return {by_key[job.key]: job for job in jobs}


def paper_of(letter: FamilyLetter, *, reach: Reach) -> Paper | None:
    """The document of a letter, when it has been made."""
    found = Paper.objects.within(reach).filter(kind=PAPER, job__kind=PAPER, job__key=job_key(letter))
    return found.order_by("-pk").first()


def everybody_known(*, pupil: Pupil, reach: Reach) -> list[Contact]:
    """Every contact that the child has or had: none of them is named in a letter."""
    links = ContactLink.objects.within(reach).filter(pupil=pupil).select_related("contact")
    return [link.contact for link in links]


def known(*, pupil: Pupil, reach: Reach, on: date) -> Known:
    """What the record says for the words: who teaches, who leads, how the family speaks of it, what was typed last."""
    posts = Post.objects.filter(in_force(on), school_id=pupil.school_id, role=SENCO.code).select_related("user")
    typed = FamilyLetter.objects.within(reach).order_by("-written_at", "-pk").values_list("content__typed", flat=True)
    needs = Need.objects.within(reach).on(on).filter(pupil=pupil).order_by("rank")
    return Known(
        teachers=_teachers(pupil, reach=reach, on=on),
        sencos=[str(post.user) for post in posts.order_by("user__sort_key", "user_id")],
        family_words=FamilyWords.objects.within(reach).on(on).filter(pupil=pupil).first(),
        needs=list(needs.values_list("need_type", flat=True)),
        typed=typed.filter(pupil=pupil).first() or {},
        school_typed=typed.filter(school_id=pupil.school_id).first() or {},
    )


def _teachers(pupil: Pupil, *, reach: Reach, on: date) -> list[str]:
    classes = GroupMember.objects.within(reach).on(on).filter(pupil=pupil, group__kind=GroupKind.REGISTRATION)
    helps = Post.objects.filter(in_force(on), user=OuterRef("user"), role=TEACHING_ASSISTANT.code)
    staff = GroupStaff.objects.filter(in_force(on), group_id__in=classes.values("group_id")).exclude(Exists(helps))
    return [str(row.user) for row in staff.select_related("user").order_by("user__sort_key", "user_id")]
