"""A register review in words: each check with its answer, the children it found, the shares, how schools stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from pupils import year_groups
from pupils.models import RegisterReview, ReviewAnswer, SettledCheck
from pupils.presenting.words import day_words, pupils
from pupils.review_checks import CHECK_BY_ID, CHECKS, Check, Fix
from pupils.reviewing import Finding, Share
from pupils.shares import percent
from pupils.terms import term_label
from trust_send.platform.web.marks import rag_mark

if TYPE_CHECKING:
    from pupils.selectors.reviewing import State, Walk
    from schools.models import School

ANSWER_MARKS = {"yes": ("good", "Yes"), "no": ("warn", "No"), "unsure": ("info", "Not sure")}
PARTS = {
    "F": "Girls",
    "M": "Boys",
    "U": "Sex not known",
    "yes": "Pupil premium or free school meals",
    "no": "Neither",
    "autumn": "Born September to December",
    "spring": "Born January to April",
    "summer": "Born May to August",
    "": "All on roll",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A child whom a check found, or found when it was signed, and whether it is settled."""

    pupil_id: int
    name: str
    url: str
    fact: str
    reason: str = ""
    by: str = ""

    @property
    def is_settled(self) -> bool:
        """Is it right as it is?"""
        return bool(self.by)


@dataclass(frozen=True, slots=True)
class Row:
    """One check with its answer and what it found."""

    check: Check
    number: int
    mark: SafeString
    found: str
    answer: ReviewAnswer | None
    lines: tuple[Line, ...] = ()


def term_words(school: School, review: RegisterReview | None, state: State | None = None) -> str:
    """Which term is it?"""
    if review is not None:
        return term_label(review.term.year_start, review.term.number, school.term_naming)
    return term_label(state.term.year_start, state.term.halves[0], school.term_naming) if state and state.term else ""


def progress(answered: int) -> str:
    """How far has it come?"""
    return f"{answered} of {len(CHECKS)} checks answered"


def open_rows(walk: Walk, *, keeps: bool) -> list[Row]:
    """The checks of a review that is not signed, with what they find today."""
    return [
        _row(
            number,
            check,
            walk.answers.get(check.id),
            _found_today(check, walk),
            tuple(_lines(check, walk, keeps=keeps)),
        )
        for number, check in enumerate(CHECKS, 1)
    ]


def frozen_rows(walk: Walk, review: RegisterReview) -> list[Row]:
    """The checks of a review as it was signed, or as far as it had come."""
    ids = list(dict.fromkeys([*CHECK_BY_ID, *review.found, *walk.answers]))
    checks = [CHECK_BY_ID.get(check_id) or Check(check_id, f"Check {check_id}", "") for check_id in ids]
    return [
        _row(
            number,
            check,
            walk.answers.get(check.id),
            _found_then(check, review.found.get(check.id)),
            tuple(_settled_line(row) for row in walk.settled.get(check.id, {}).values()),
        )
        for number, check in enumerate(checks, 1)
    ]


def _row(number: int, check: Check, answer: ReviewAnswer | None, found: str, lines: tuple[Line, ...]) -> Row:
    kind, words = ANSWER_MARKS[answer.answer] if answer else ("none", "To answer")
    return Row(check, number, rag_mark(kind, words), found, answer, lines)


def _found_today(check: Check, walk: Walk) -> str:
    if not check.lists_children:
        if check.shows_shares:
            return "Look at the shares"
        return "Answered by hand" if check.id in walk.answers else "To answer by hand"
    settled = walk.settled.get(check.id, {})
    children = [finding.child.pupil_id for finding in walk.found.get(check.id, ())]
    return _found_words(len(children), sum(child in settled for child in children))


def _found_then(check: Check, counts: Mapping[str, int] | None) -> str:
    if counts is None:
        return ""
    if not check.lists_children:
        return "" if check.shows_shares else "Answered by hand"
    return _found_words(counts.get("found", 0), counts.get("settled", 0))


def _found_words(found: int, settled: int) -> str:
    if not found:
        return "Nobody found"
    return f"{pupils(found)} found" + (
        f", {settled} right as {'it is' if settled == 1 else 'they are'}" * bool(settled)
    )


def _lines(check: Check, walk: Walk, *, keeps: bool) -> Iterable[Line]:
    """The children of a check, those first who are not settled."""
    settled = walk.settled.get(check.id, {})
    found = walk.found.get(check.id, ())
    for finding in sorted(found, key=lambda each: each.child.pupil_id in settled):
        row = settled.get(finding.child.pupil_id)
        yield Line(
            finding.child.pupil_id,
            finding.child.name,
            fix_url(check, finding, keeps=keeps),
            fact(finding),
            reason=row.reason if row else "",
            by=_by(row) if row else "",
        )


def _settled_line(row: SettledCheck) -> Line:
    return Line(row.pupil_id, row.pupil.listed_name, row.pupil.get_absolute_url(), "", row.reason, _by(row))


def _by(row: SettledCheck) -> str:
    return f"{row.settled_by}, {day_words(timezone.localdate(row.settled_at))}"


def fact(finding: Finding) -> str:
    """What was found in a child, and since when?"""
    words = finding.words
    if finding.since:
        day = day_words(finding.since)
        words = words.replace("{day}", day) if "{day}" in words else f"{words}, since {day}"
    year = year_groups.label(finding.child.year_group)
    return f"{year} · {words}" if year else words


_PAGES = {
    Fix.NEEDS: "pupil-needs",
    Fix.STATUS: "pupil-status",
    Fix.LAYER: "pupil-layer",
    Fix.HANDING_ON: "pupil-transfer-file",
}


def fix_url(check: Check, finding: Finding, *, keeps: bool) -> str:
    """Where is it put right, by who keeps the register? Others are led to the child's page."""
    child = finding.child.pupil_id
    if check.fix is Fix.CONCERN and finding.row_id:
        return reverse("concern", args=[finding.row_id])
    if keeps and check.fix is Fix.QUESTION and finding.row_id:
        return reverse("pupil-question", args=[child, finding.row_id])
    return reverse(_PAGES.get(check.fix, "pupil") if keeps else "pupil", args=[child])


def share_rows(shares: Iterable[Share]) -> list[tuple[str, str, str, str]]:
    """Each part of the roll: how many, how many of them on the register, and their share; years in school order."""
    found = sorted(shares, key=_share_order)
    return [
        (
            PARTS.get(each.part, "") if each.heading != "Year" else year_groups.label(each.part) or "No year recorded",
            f"{each.roll:,}",
            f"{each.on_register:,}",
            percent(each.on_register, each.roll),
        )
        for each in found
    ]


def _share_order(share: Share) -> tuple[int, int]:
    headings = ("All", "Sex", "Disadvantage", "Born", "Year")
    place = year_groups.order(share.part) if share.heading == "Year" else list(PARTS).index(share.part)
    return headings.index(share.heading), place


def signature(person: object, at: date | None) -> str:
    """Who signed, and when?"""
    return f"{person}, {day_words(at)}" if at else ""


def signatures(review: RegisterReview | None) -> dict[str, str]:
    """Both signatures in words, empty where there is none."""
    found = {}
    for part in ("senco", "head"):
        at = getattr(review, f"{part}_signed_at", None)
        found[part] = signature(getattr(review, f"{part}_signed_by"), timezone.localdate(at)) if at else ""
    return found


def state_mark(state: State) -> SafeString:
    """How does a school stand, as a mark?"""
    return rag_mark(*state_words(state))


def state_words(state: State) -> tuple[str, str]:
    """How does a school stand: the kind of mark, and its words?"""
    if state.term is None:
        return "none", "No term dates"
    if state.is_countersigned:
        return "good", "Signed by both"
    if state.is_signed:
        return "info", "Signed by the SENCO"
    if state.answered:
        return "warn", f"{state.answered} of {len(CHECKS)} answered"
    return "warn", "Begun" if state.review else "Not begun"
