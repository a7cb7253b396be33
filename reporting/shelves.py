"""Which documents stand on the shelf of each school, the newest first, and who had them made?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from reporting.nutshells import KIND, TITLE
from reporting.presenting.words import long_day
from schools.models import School
from trust_send.platform.jobs.models import Job
from trust_send.platform.papers import selectors as papers
from trust_send.platform.papers.models import Paper
from trust_send.platform.papers.querysets import PaperQuerySet
from trust_send.platform.walls.reach import Reach

MOST = 100


@dataclass(frozen=True, slots=True)
class Book:
    """One document and who had it made."""

    paper: Paper
    made_by: str

    @property
    def label(self) -> str:
        """What kind of document is it? The school stands beside it."""
        return TITLE if self.paper.kind == KIND else self.paper.title

    @property
    def known_on(self) -> str:
        """As known on which day, and at what time?"""
        return known_words(self.paper)

    @property
    def made_at(self) -> str:
        """When was it made?"""
        moment = timezone.localtime(self.paper.made_at)
        return f"{long_day(moment.date())}, {moment:%H:%M}"

    @property
    def size(self) -> str:
        """How large is the file?"""
        return f"{max(1, round(self.paper.bytes / 1024)):,} KB"


def known_words(paper: Paper) -> str:
    """As known when, and is it not the first of that day? ``paper`` comes from ``numbered``."""
    words = long_day(paper.as_known_on)
    if paper.as_known_at:
        words += f", {timezone.localtime(paper.as_known_at):%H:%M}"
    return f"{words}, version {paper.version}" if paper.version > 1 else words  # type: ignore[attr-defined]  # by numbered()


def numbered(found: PaperQuerySet) -> PaperQuerySet:
    """Each document with its ``version`` among those of its day, and how many its school has ``kept`` of its kind."""
    same_day = [F("school_id"), F("kind"), F("as_known_on")]
    return found.annotate(
        version=Window(RowNumber(), partition_by=same_day, order_by=[F("made_at"), F("pk")]),
        kept=Window(Count("pk"), partition_by=[F("school_id"), F("kind")]),
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of one school, or of the whole trust."""

    school: School | None
    books: tuple[Book, ...]
    may_make: bool

    @property
    def has_earlier(self) -> bool:
        """Are there older ones than those that stand here?"""
        return sum(book.paper.kept for book in self.books) > len(self.books)  # type: ignore[attr-defined]  # by numbered()

    @property
    def has_nutshell(self) -> bool:
        """Is there a Nutshell already?"""
        return any(book.paper.kind == KIND for book in self.books)


def shelves(
    *, reach: Reach, school_ids: Collection[int], with_earlier: bool, with_trust: bool, may_make: Collection[int]
) -> list[Shelf]:
    """One shelf for each of these schools, by name, the trust's own first where it has one.

    Without ``with_earlier`` only the newest document of each kind stands on a shelf. Documents that hold children are
    kept with the children, not here.
    """
    found = numbered(papers.papers(reach).filter(holds_children=False))
    if with_earlier:
        found = found.filter(school_id__among=school_ids)[:MOST]
    else:
        found = found.order_by("school_id", "kind", "-made_at", "-pk").distinct("school_id", "kind")
    by_school: dict[int | None, list[Paper]] = defaultdict(list)
    for paper in found:
        by_school[paper.school_id].append(paper)
    makers = _makers(reach, [paper for each in by_school.values() for paper in each])
    schools = School.objects.of_figures(reach).filter(pk__among=school_ids).order_by("sort_key", "pk")
    own = [Shelf(school, _books(by_school.get(school.pk, []), makers), school.pk in may_make) for school in schools]
    trust = [Shelf(None, _books(by_school[None], makers), may_make=False)] if with_trust and by_school.get(None) else []
    return trust + own


def _books(found: list[Paper], makers: dict[int, str]) -> tuple[Book, ...]:
    newest_first = sorted(found, key=lambda paper: (paper.made_at, paper.pk), reverse=True)
    return tuple(Book(paper, makers.get(paper.job_id, "")) for paper in newest_first)


def _makers(reach: Reach, found: list[Paper]) -> dict[int, str]:
    """Who asked for each document? Read apart: a job that is out of sight must not take its document along."""
    jobs = Job.objects.within(reach).filter(pk__in=[paper.job_id for paper in found])
    rows = jobs.values_list("pk", "by__given_name", "by__family_name")
    return {job_id: f"{given or ''} {family or ''}".strip() or "Trust SEND" for job_id, given, family in rows}
