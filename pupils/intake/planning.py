"""The plan of an import: for every row what it means for the register, before anything is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pupils import naming, year_groups
from pupils.codes import NEED_TYPES

from .comparing import Change, Question, compare, in_words
from .matching import WAYS, KnownPupils, Match
from .problems import Problem, Weight, problem, stops
from .reading import identity_problem, understand
from .rows import FileRow, listed
from .whole_file import is_beyond, judge, names_another_school, strange_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from trust_send.platform.tables.reading import Row

    from .alongside import Alongside
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
    alongside: dict[int, Alongside] = field(default_factory=dict)  # by the row: what comes with a child beside it
    kind: str = ""  # of the file
    found: list[str] = field(default_factory=list)  # what a file without columns tells, as people call it

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
    whole_roll: bool = True,
) -> Plan:
    """Read the rows of a sheet and say what each means for the register of one school.

    A sheet that is not of the whole roll, such as a file that comes with new children, says nothing of the others.
    """
    if columns.missing:
        return Plan([], [], [], columns.missing)
    file_rows = understand(
        rows, columns=columns, today=today, corrections=corrections, own_statuses=school.own_statuses
    )
    made = plan_rows(file_rows, known_pupils, school, today, whole_roll=whole_roll)
    made.notices[:0] = strange_columns(made.rows, columns)
    return made


def plan_rows(
    file_rows: Sequence[FileRow],
    known_pupils: Iterable[KnownPupil],
    school: SchoolFacts,
    today: date,
    *,
    whole_roll: bool = True,
) -> Plan:
    """The plan for rows that are already understood; the same rows and register always give the same plan."""
    known = KnownPupils(known_pupils)
    matches = [(row, known.find(row.values)) for row in file_rows]
    matched_ids = {match.pupil.id for _, match in matches if match.pupil}
    on_roll = [pupil for pupil in known.all if pupil.on_roll]
    verdict = judge(file_rows, school=school, matched=len(matched_ids), known=len(on_roll), whole_roll=whole_roll)
    if verdict.refusal:
        return Plan([], [], verdict.notices, verdict.refusal)
    claimed: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, match in matches:
        if match.pupil:
            claimed[match.pupil.id].append((WAYS.index(match.how), row.number))
    planned = [_planned(row, match, school, today, known, claimed) for row, match in matches]
    _say_same_names(planned)
    not_in_file = [pupil for pupil in on_roll if whole_roll and pupil.id not in matched_ids]
    return Plan(planned, not_in_file, [*verdict.notices, *_left_out_of_same(planned)])


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
    if any(found.kind == "upn_now_temporary" for found in problems):
        values.pop("upn", None)
        problems = [found for found in problems if found.kind != "upn_temporary"]
    if match.pupil and row.whole_name and _is_called(match.pupil, row.whole_name):
        problems = [found for found in problems if found.kind != "full_name_order"]
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
    if any(found.kind == "year_nursery" for found in problems):
        _settle_nursery(values, match.pupil, today)
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
        _compare(made, match, match.pupil, school=school, claimed=claimed)
    else:
        _check_new(made, today)
    _check_year(made, school, today)
    made.state = _state(made, match)
    return made


def _compare(
    made: PlannedRow,
    match: Match,
    pupil: KnownPupil,
    *,
    school: SchoolFacts,
    claimed: Mapping[int, list[tuple[int, int]]],
) -> None:
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
    if any(found.kind == "enrolment_not_on_roll" for found in problems):
        problems.append(problem("not_on_roll", "enrolment_kind"))
    starts_on = has.get("starts_on")
    if starts_on and starts_on > today:
        problems.append(problem("starts_later", "starts_on", value=in_words("starts_on", starts_on)))
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


def _left_out_of_same(planned: Sequence[PlannedRow]) -> list[str]:
    """Rows that change nothing are not looked at, so the values that are left out there are told above them."""
    rows = [
        row.number
        for row in planned
        if row.state == "same" and any(found.weight is Weight.VALUE for found in row.problems)
    ]
    if not rows:
        return []
    if len(rows) == 1:
        return [
            f"A value that could not be used stands in a row that otherwise changes nothing: row {rows[0]}. "
            "The reason is told under “The same”."
        ]
    named = listed(rows) if len(rows) <= 10 else f"{', '.join(map(str, rows[:10]))} and {len(rows) - 10} more"
    return [
        f"Values that could not be used stand in {len(rows)} rows that otherwise change nothing: rows {named}. "
        "The reasons are told under “The same”."
    ]


def _settle_nursery(values: dict[str, Any], pupil: KnownPupil | None, today: date) -> None:
    """Which of the two nursery years is meant, where the date of birth can say it; another year is never put in."""
    birth = values.get("date_of_birth") or (pupil.values.get("date_of_birth") if pupil else None)
    usual = birth and year_groups.usual_year_group(birth, academic_year=year_groups.academic_year(today))
    if usual in ("N1", "N2"):
        values["year_group"] = usual


def _is_called(pupil: KnownPupil, whole_name: str) -> bool:
    """Whether a name in whatever order is the child's, legal or as the child is called."""
    has = pupil.values
    given = _words(whole_name)
    return any(
        given == _words(f"{has.get(f'{one}_forename') or ''} {has.get(f'{other}_surname') or ''}")
        for one in ("legal", "preferred")
        for other in ("legal", "preferred")
    )


def _words(name: str) -> list[str]:
    return sorted(naming.fold(word) for word in name.split())


def _say_same_names(planned: Sequence[PlannedRow]) -> None:
    """Two new children of one name and birthday may be twins of one name, or one child written down twice."""
    same: dict[tuple[str, str, date], list[PlannedRow]] = defaultdict(list)
    for row in planned:
        has = row.values
        if row.state == "new":
            same[naming.fold(has["legal_surname"]), naming.fold(has["legal_forename"]), has["date_of_birth"]].append(
                row
            )
    for together in same.values():
        for row in together if len(together) > 1 else ():
            others = listed([other.number for other in together if other is not row])
            row.problems.append(problem("same_name_and_birth", "date_of_birth", rows=others))


def _check_year(made: PlannedRow, school: SchoolFacts, today: date) -> None:
    birth, year = made.values.get("date_of_birth"), made.values.get("year_group")
    usual = birth and year_groups.usual_year_group(birth, academic_year=year_groups.academic_year(today))
    if usual and year and (apart := year_groups.years_apart(usual, year)) >= 2:
        made.problems.append(problem("year_and_age", "year_group", value=year_groups.label(year), count=apart))
    if year and is_beyond(year, school):
        made.problems.append(
            problem(
                "year_beyond_school",
                "year_group",
                value=year_groups.label(year),
                school=school.name,
                low=school.low_age,
                high=school.high_age,
            )
        )


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
