"""The tables of the pages as rows for a file: the same numbers, the same cells hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.measures import Measure
from reporting.presenting.england import per_cent_of
from reporting.presenting.groups import Groups
from reporting.presenting.needs import Needs
from reporting.presenting.overview import Overview, Row
from reporting.presenting.profile import Profile
from reporting.presenting.words import COUNTED_WHO, HIDDEN, NOT_APPLICABLE, WHY_HIDDEN, WHY_TOTALS, long_day, share_text
from reporting.selectors import Share

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a file, with what a reader must know about it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[tuple[str, str], ...]


SCHOOL_HEADINGS = (
    "Hub",
    "School",
    "Phase",
    "On roll",
    "SEN support",
    "SEN support %",
    "EHC plan",
    "EHC plan %",
    "All SEN %",
    "Counted on",
)
NEED_HEADINGS = ("Status", "Main need", "Pupils", "Out of", "Share", "95% range", "England")
PROFILE_HEADINGS = ("Table", "Group", "Measure", "Pupils", "Out of", "Share", "England", "England is")


def of_schools(about: Overview, *, filtered: str) -> Sheet:
    """The schools by hub with their sums, and England."""
    rows: list[tuple[Cell, ...]] = []
    phases = {each.school.pk: each.school.get_phase_display() for each in about.schools}
    for group in about.groups:
        rows += [_school(group.name, row, phases[row.school_id]) for row in group.rows if row.school_id]
        if about.has_subtotals:
            rows.append(_school(group.name, group.total, ""))
    rows.append(_school("", about.total, ""))
    for beside in about.england:
        support, plan, everyone = (
            f"{text} ({beside.year})" if text != NOT_APPLICABLE else text for text in beside.cells
        )
        name = f"England, {beside.name.lower()}"
        rows.append(("England", name, "", None, None, support, None, plan, everyone, None))
    return Sheet("Schools", SCHOOL_HEADINGS, tuple(rows), _about(filtered, about.source))


def of_needs(about: Overview, *, filtered: str) -> Sheet:
    """The main needs of pupils on SEN support and of pupils with an EHC plan."""
    rows = [row for each in about.needs for row in _needs(each)]
    sources = " ".join(dict.fromkeys(each.source for each in about.needs if each.source))
    return Sheet("Main needs", NEED_HEADINGS, tuple(rows), _about(filtered, sources))


def of_profile(about: Profile) -> Sheet:
    """Everything on the page of one school, one figure a row."""
    rows: list[tuple[Cell, ...]] = [
        ("Roll", "All", "On roll", about.roll, about.roll, "", NOT_APPLICABLE, ""),
    ]
    for line in (about.no_sen, *about.lines):
        rows.append(
            (
                "Register",
                "All",
                line.label,
                line.share.numerator,
                line.share.denominator,
                line.share_text,
                line.england_text,
                line.england_label,
            )
        )
    for each in about.needs:
        for row in each.rows:
            england = (per_cent_of(row.england), row.england.label) if row.england else (NOT_APPLICABLE, "")
            rows.append(("Main need", each.words, row.label, *_pair(row.share), share_text(row.share), *england))
    for letter, words, number in about.areas:
        rows.append(("Broad area", letter, words, _number(number), None, "", NOT_APPLICABLE, ""))
    for groups in about.groups.values():
        rows += _groups(groups)
    for point in about.trend.points:
        for label, share, beside in (
            ("SEN support", point.support, point.england_support),
            ("EHC plan", point.plan, point.england_plan),
        ):
            rows.append(("Over time", point.label, label, *_pair(share), share_text(share), beside, ""))
    return Sheet(
        "Figures",
        PROFILE_HEADINGS,
        tuple(rows),
        _about(f"{about.school.name}, counted on {long_day(about.counted_on)}", about.source),
    )


def _school(hub: str, row: Row, phase: str) -> tuple[Cell, ...]:
    if not row.is_counted:
        return (hub, row.name, phase, None, None, NOT_APPLICABLE, None, NOT_APPLICABLE, NOT_APPLICABLE, row.counted_on)
    support, plan = row.figures.share(Measure.SEN_SUPPORT), row.figures.share(Measure.EHC_PLAN)
    return (
        hub,
        row.name,
        phase,
        row.figures.roll,
        support.numerator,
        share_text(support),
        plan.numerator,
        share_text(plan),
        share_text(row.figures.share(Measure.ALL_SEN)),
        row.counted_on,
    )


def _needs(each: Needs) -> list[tuple[Cell, ...]]:
    status = "SEN support" if each.status == "K" else "EHC plan"
    if not each.rows:
        return [(status, each.hidden_words, HIDDEN if each.total else 0, each.total, HIDDEN, "", "")]
    return [(status, row.label, *_pair(row.share), row.cells[1], row.cells[2], row.cells[3]) for row in each.rows]


def _groups(groups: Groups) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for row in groups.rows:
        for label, share in (("SEN support", row.support), ("EHC plan", row.plan)):
            cells = (
                (HIDDEN, HIDDEN if row.roll is None else row.roll, HIDDEN)
                if share is None
                else (
                    *_pair(share),
                    share_text(share),
                )
            )
            rows.append((groups.title, row.label, label, *cells, NOT_APPLICABLE, ""))
    return rows


def _pair(share: Share) -> tuple[int, int]:
    return share.numerator, share.denominator


def _number(text: str) -> Cell:
    return int(text.replace(",", "")) if text != HIDDEN else HIDDEN


def _about(filtered: str, source: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Shows", filtered),
        ("Counted", COUNTED_WHO),
        ("Small numbers", f"{WHY_HIDDEN} {WHY_TOTALS}"),
        ("England", source or "No figure for England stands in this table."),
        ("Holds", "No child’s name and no child’s record."),
    )
