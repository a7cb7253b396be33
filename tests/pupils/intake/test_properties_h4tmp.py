"""What holds for every file: planning again changes nothing, blanks wipe nothing, a stored plan is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pupils import upn
from pupils.codes import NEED_TYPES
from pupils.intake import FileRow, KnownPupil, PlannedRow, plan_rows, stored
from pupils.intake.comparing import Change, Question
from pupils.intake.problems import problem
from pupils.intake.rows import merge
from tests.pupils.intake.files import FERNHOLLOW, TODAY

NAMES = st.sampled_from(["Hartley", "O’Neill", "Zoë", "Smith-Jones", "Nguyễn", "van der Berg", "ALI", "sam"])
VALUES = st.fixed_dictionaries(
    {
        "legal_surname": NAMES,
        "legal_forename": NAMES,
        "date_of_birth": st.dates(date(2008, 9, 1), date(2022, 8, 31)),
        "year_group": st.sampled_from(["R", "1", "4", "9", "X"]),
    },
    optional={
        "upn": st.builds(lambda n: upn.make(laestab="8012000", year=20, serial=n), st.integers(0, 5)),
        "admission_number": st.integers(1, 5).map(lambda n: f"{n:06d}"),
        "preferred_forename": NAMES,
        "sex": st.sampled_from("MFU"),
        "registration_group": st.sampled_from(["4A", "4B"]),
        "sen_status": st.sampled_from("NKE"),
        "needs": st.lists(st.sampled_from(sorted(NEED_TYPES)), unique=True, min_size=1, max_size=3).map(tuple),
        "fsm": st.booleans(),
        "ethnicity": st.sampled_from(["WBRI", "APKN"]),
        "left_on": st.dates(date(2026, 12, 1), date(2027, 7, 31)),
    },
)
REGISTERS = st.lists(VALUES, max_size=4, unique_by=lambda values: values.get("upn", values["date_of_birth"])).map(
    lambda all_values: [
        KnownPupil(n, {name: value for name, value in values.items() if name != "left_on"})
        for n, values in enumerate(all_values)
    ]
)
FILES = st.lists(VALUES, min_size=1, max_size=5).map(
    lambda all_values: merge([FileRow(n + 2, dict(values)) for n, values in enumerate(all_values)])
)
ANYONE = replace(FERNHOLLOW, mis_leads=True)


def applied(register: list[KnownPupil], rows: list[PlannedRow]) -> list[KnownPupil]:
    """The register after everything a plan proposes without a human's word is done."""
    after = {pupil.id: dict(pupil.values) for pupil in register}
    for row in rows:
        if row.state == "new":
            after[max(after, default=0) + 1] = dict(row.values)
        elif row.state in ("changed", "question"):
            assert row.pupil_id is not None
            after[row.pupil_id].update({change.field: change.value for change in row.changes})
    return [KnownPupil(id_, values) for id_, values in after.items()]


@given(REGISTERS, FILES, st.booleans())
@settings(deadline=None, max_examples=4000)
def test_a_plan_done_leaves_nothing_to_do(register, rows, mis_leads):
    school = replace(FERNHOLLOW, mis_leads=mis_leads)
    first = plan_rows(rows, register, school, TODAY)
    again = plan_rows(rows, applied(register, first.rows), school, TODAY)
    for before, after in zip(first.rows, again.rows, strict=True):
        if before.state in ("changed", "same"):
            assert after.state == "same", (before, after)
        if before.state == "question":
            assert (after.state, after.changes) == ("question", [])


@given(REGISTERS, FILES)
@settings(deadline=None, max_examples=600)
def test_planning_twice_gives_the_same_plan_and_touches_nothing(register, rows):
    values_before = [dict(row.values) for row in rows]
    known_before = [dict(pupil.values) for pupil in register]
    assert plan_rows(rows, register, ANYONE, TODAY) == plan_rows(rows, register, ANYONE, TODAY)
    assert [row.values for row in rows] == values_before
    assert [pupil.values for pupil in register] == known_before


@given(REGISTERS, FILES, st.data())
@settings(deadline=None, max_examples=600)
def test_what_the_file_does_not_say_is_never_changed(register, rows, data):
    for row in rows:
        for name in data.draw(st.lists(st.sampled_from(sorted(row.values)), unique=True)):
            if name not in ("legal_surname", "legal_forename", "date_of_birth"):
                del row.values[name]
    said = {row.number: set(row.values) for row in rows}
    for row in plan_rows(rows, register, ANYONE, TODAY).rows:
        assert {change.field for change in row.changes} <= said[row.number]
        assert all(change.value not in (None, "", ()) for change in row.changes)


@given(REGISTERS, FILES)
@settings(deadline=None, max_examples=600)
def test_nobody_is_lost_and_nobody_is_claimed_twice(register, rows):
    found = plan_rows(rows, register, ANYONE, TODAY)
    assert [row.number for row in found.rows] == [row.number for row in rows]
    claimed = [row.pupil_id for row in found.rows if row.state in ("changed", "same", "question", "ask")]
    assert len(claimed) == len(set(claimed))
    absent = {pupil.id for pupil in found.not_in_file}
    assert absent.isdisjoint(row.pupil_id for row in found.rows if row.pupil_id is not None)
    assert absent | {row.pupil_id for row in found.rows if row.pupil_id is not None} == {pupil.id for pupil in register}


@given(REGISTERS, FILES)
@settings(deadline=None, max_examples=600)
def test_a_status_is_never_changed_by_a_file_alone(register, rows):
    statuses = {pupil.id: pupil.values.get("sen_status") for pupil in register}
    for row in plan_rows(rows, register, FERNHOLLOW, TODAY).rows:
        for change in row.changes:
            if change.field == "sen_status":
                assert statuses[row.pupil_id] is None


@given(REGISTERS, FILES)
@settings(deadline=None, max_examples=4000)
def test_a_stored_plan_reads_back_the_same(register, rows):
    import json

    def round_trip(data: Any) -> Any:
        return json.loads(json.dumps(data))

    for row in plan_rows(rows, register, FERNHOLLOW, TODAY).rows:
        assert stored.values_from_json(round_trip(stored.values_to_json(row.values))) == row.values
        for change in row.changes:
            assert stored.change_from_json(round_trip(stored.change_to_json(change))) == change
        for found in row.problems:
            assert stored.problem_from_json(round_trip(stored.problem_to_json(found))) == found
        if row.question:
            assert stored.question_from_json(round_trip(stored.question_to_json(row.question))) == row.question


def test_stored_shapes_are_plain():
    change = Change("date_of_birth", "Date of birth", "", "4 March 2018", date(2018, 3, 4))
    assert stored.change_to_json(change)["value"] == "2018-03-04"
    assert stored.problem_to_json(problem("no_surname", "legal_surname"))["weight"] == "row"
    question = Question("K", "N", ("ASD",), (), "x")
    assert stored.question_to_json(question)["register_needs"] == ["ASD"]
