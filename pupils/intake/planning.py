"""The plan of an import: for every row what it means for the register, before anything is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pupils import year_groups
from pupils.codes import NEED_TYPES

from .comparing import Change, Question, compare, in_words
from .matching import WAYS, KnownPupils, Match
from .problems import Problem, problem, stops
from .reading import identity_problem, understand
from .rows import FileRow, listed
from .whole_file import judge, names_another_school, strange_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from trust_send.platform.tables.reading import Row

    from .headings import Columns
    from .known import KnownPupil, SchoolFacts


@dataclass(slots=True)
class PlannedRow:
    """One row of the preview. `state` is problem, ask, question, new, changed or same.

    `changes` and `values` are complete in every state, so that a person's yes needs no second reading.
    """

    number: int
    state: str
    name: str
    label: str  # class, else year group
    pupil_id: int | None
    values: dict[str, Any]
    changes: list[Change] = field(default_factory=list)
    question: Question | None = None
    problems: list[Problem] = field(default_factory=list)
    how: str = ""  # how the child was found
    also: list[int] = field(default_factory=list)
    asks: str = ""  # the sentence of an `ask`


@dataclass(slots=True)
class Plan:
    """All rows in the order of the file, the children who are not in it, and what concerns the file as a whole."""

    rows: list[PlannedRow]
    not_in_file: list[KnownPupil]
    notices: list[str]
    refusal: str = ""

    def counts(self) -> dict[str, int]:
        """How many rows of each state, values changed, and children not in the file."""
        counts = Counter(row.state for row in self.rows)
        return {
            **{state: counts[state] for state in ("problem", "ask", "question", "new", "changed", "same")},
            "absent": len(self.not_in_file),
            "values_changed": sum(len(row.changes) for row in self.rows if row.state in ("changed", "question")),
            "new_on_register": sum(
                row.state == "new" and row.values.get("sen_status") in ("K", "E") for row in self.rows
            ),
        }


def plan(
    rows: Iterable[Row],
    known_pupils: Iterable[KnownPupil],
    school: SchoolFacts,
    columns: Columns,
    today: date,
    *,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
) -> Plan:
    """Read the rows of a sheet and say what each means for the register of one school."""
    if columns.missing:
        return Plan([], [], [], columns.missing)
    file_rows = understand(rows, columns=columns, today=today, corrections=corrections)
    made = plan_rows(file_rows, known_pupils, school, today)
    if strange := strange_columns(file_rows, columns):
        made.notices.insert(0, strange)
    return made


def plan_rows(
    file_rows: Sequence[FileRow], known_pupils: Iterable[KnownPupil], school: SchoolFacts, today: date
) -> Plan:
    """The plan for rows that are already understood; the same rows and register always give the same plan."""
    known = KnownPupils(known_pupils)
    matches = [(row, known.find(row.values)) for row in file_rows]
    matched_ids = {match.pupil.id for _, match in matches if match.pupil}
    on_roll = [pupil for pupil in known.all if pupil.on_roll]
    verdict = judge(file_rows, school=school, matched=len(matched_ids), known=len(on_roll))
    if verdict.refusal:
        return Plan([], [], verdict.notices, verdict.refusal)
    claimed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, match in matches:
        if match.pupil:
            claimed[match.pupil.id].append((WAYS.index(match.how), row.number))
    planned = [_planned(row, match, school, today, known, claimed) for row, match in matches]
    not_in_file = [pupil for pupil in on_roll if pupil.id not in matched_ids]
    return Plan(planned, not_in_file, verdict.notices)


def _planned(
    row: FileRow,
    match: Match,
    school: SchoolFacts,
    today: date,
    known: KnownPupils,
    claimed: Mapping[int, list[tuple[int, int]]],
) -> PlannedRow:
    values = dict(row.values)
    problems = [*row.problems, *match.problems]
    for found in (identity_problem(row), names_another_school(row, school)):
        if found:
            problems.append(found)
    if not match.pupil and values.get("upn") in school.held_elsewhere:
        second = values.get("enrolment_kind") in ("M", "S", "G")
        problems.append(problem("upn_elsewhere_too" if second else "upn_elsewhere", "upn"))
    holder = known.holder_of(values.get("admission_number"))
    if holder and holder is not match.pupil and not any(found.field == "admission_number" for found in problems):
        problems.append(
            problem("admission_held", "admission_number", value=values.pop("admission_number"), known=holder.name)
        )
    _check_needs(values, match.pupil, problems, today)
    made = PlannedRow(
        row.number,
        "",
        row.name or (match.pupil.name if match.pupil else ""),
        values.get("registration_group") or year_groups.label(values.get("year_group", "")),
        match.pupil.id if match.pupil else None,
        values,
        problems=problems,
        how=match.how,
        also=list(row.also),
    )
    if match.pupil:
        _compare(made, match, school, claimed)
    else:
        _check_new(made, today)
    _check_year(made, today)
    made.state = _state(made, match)
    return made


def _compare(made: PlannedRow, match: Match, school: SchoolFacts, claimed: Mapping[int, list[tuple[int, int]]]) -> None:
    pupil = match.pupil
    assert pupil is not None  # noqa: S101 - for the type checker; the caller looked
    # The surest way of finding a child wins: a row found by UPN is not doubted because another has the name.
    way = WAYS.index(match.how)
    others = [number for other_way, number in claimed[pupil.id] if number != made.number and other_way <= way]
    if others:
        made.problems.append(problem("same_child_twice", rows=listed(others), known=pupil.name))
    comparison = compare(pupil, made.values, mis_leads=school.mis_leads)
    made.changes, made.question = comparison.changes, comparison.question
    made.problems.extend(comparison.problems)
    if not match.sure:
        made.asks = f"Is this {pupil.name}, found by {match.how}?"
    elif not pupil.on_roll and "left_on" not in made.values:
        left = in_words("left_on", pupil.values.get("left_on")) or "an earlier day"
        made.problems.append(problem("left_before", "left_on", known=pupil.name, value=left))
        made.asks = f"Is {pupil.name} back?"


def _check_new(made: PlannedRow, today: date) -> None:
    """A child we do not know needs a whole name and a date of birth, and must still be here."""
    has, problems = made.values, made.problems
    if not any(found.kind == "no_identity" for found in problems):
        for name, kind in (
            ("legal_surname", "no_surname"),
            ("legal_forename", "no_forename"),
            ("date_of_birth", "no_date_of_birth"),
        ):
            if name not in has and not any(found.field in (name, "full_name") for found in problems):
                problems.append(problem(kind, name))
    left_on = has.get("left_on")
    if left_on and left_on < today:
        problems.append(problem("left_already", "left_on", value=in_words("left_on", left_on)))
    birth = has.get("date_of_birth")
    if "year_group" not in has and birth:
        usual = year_groups.usual_year_group(birth, academic_year=year_groups.academic_year(today))
        if usual:
            has["year_group"] = usual
            problems.append(problem("year_missing", "year_group", value=year_groups.label(usual)))
        else:
            problems.append(problem("year_unknown", "year_group"))


def _check_year(made: PlannedRow, today: date) -> None:
    birth, year = made.values.get("date_of_birth"), made.values.get("year_group")
    usual = birth and year_groups.usual_year_group(birth, academic_year=year_groups.academic_year(today))
    if usual and year and (apart := year_groups.years_apart(usual, year)) >= 2:
        made.problems.append(problem("year_and_age", "year_group", value=year_groups.label(year), count=apart))


def _check_needs(values: dict[str, Any], pupil: KnownPupil | None, problems: list[Problem], today: date) -> None:
    """Only needs that the census takes with this status in this year stay."""
    given: tuple[str, ...] = values.get("needs", ())
    if not given:
        return
    status = values.get("sen_status") or (pupil.values.get("sen_status") if pupil else None)
    if status not in ("K", "E"):
        if values.get("sen_status") == "N" or not pupil:
            problems.append(problem("needs_without_sen", "needs"))
        del values["needs"]
        return
    year = year_groups.academic_year(today)
    kept = []
    for code in given:
        need = NEED_TYPES[code]
        if year < need.first_year:
            problems.append(problem("need_too_early", "needs", value=need.shown))
        elif status not in need.statuses:
            problems.append(problem("need_not_with_plan", "needs"))
        else:
            kept.append(code)
    if kept:
        values["needs"] = tuple(kept)
    else:
        del values["needs"]


def _state(made: PlannedRow, match: Match) -> str:
    if stops(made.problems):
        return "problem"
    if made.asks:
        return "ask"
    if made.question:
        return "question"
    if not match.pupil:
        return "new"
    return "changed" if made.changes else "same"
