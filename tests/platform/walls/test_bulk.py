"""Many rows at once are the rows that would have been written one by one, and stay inside the same walls."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pupils.models import Pupil, SenStatus
from trust_send.platform.history import because
from trust_send.platform.tables.models import ImportRow, RowState, TableImport
from trust_send.platform.walls import bulk
from trust_send.platform.walls.bulk import add_all, rewrite
from trust_send.platform.walls.reach import acting_with

BORN = date(2017, 5, 4)


def child(school, number: int, **given) -> Pupil:
    facts = {"legal_surname": 'Óg \\ "Quote", {brace}', "legal_forename": f"Child {number}", "date_of_birth": BORN}
    return Pupil(school=school, sort_key=f"{number:05d}", year_group="4", **{**facts, **given})


def test_rows_come_back_in_their_order_with_everything_that_was_given(north):
    with acting_with(north.reach()):
        made = add_all(child(north.one.school, number, fsm=(None, True, False)[number % 3]) for number in range(25))
        for number, pupil in enumerate(made):
            kept = Pupil.objects.get(pk=pupil.pk)
            assert (kept.legal_forename, kept.sort_key) == (f"Child {number}", f"{number:05d}")
            assert kept.legal_surname == 'Óg \\ "Quote", {brace}'
            assert (kept.fsm, kept.date_of_birth, kept.upn) == ((None, True, False)[number % 3], BORN, "")
            assert kept.trust_id == north.trust.pk and kept.created_at


def test_the_number_of_statements_does_not_grow_with_the_rows(north):
    def statements(number: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            add_all(child(north.one.school, at) for at in range(number))
        return len(asked)

    with acting_with(north.reach()):
        assert statements(2) == statements(200) == 1


def test_many_go_in_portions(north, monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 10)
    with acting_with(north.reach()), CaptureQueriesContext(connection) as asked:
        made = add_all(child(north.one.school, number) for number in range(25))
        assert len(asked) == 3
        assert Pupil.objects.filter(pk__in=[pupil.pk for pupil in made]).count() == 25


def test_the_database_fills_the_school_and_every_row_has_its_history(north):
    with acting_with(north.reach()), because(by=7, reason="A file") as change:
        made = add_all(child(north.one.school, number) for number in range(3))
        statuses = add_all(SenStatus(pupil=pupil, code="K", starts_on=date(2026, 9, 1)) for pupil in made)
        kept = SenStatus.objects.filter(pk__in=[status.pk for status in statuses])
        assert set(kept.values_list("school_id", "trust_id")) == {(north.one.school.pk, north.trust.pk)}
        for model, rows in ((Pupil, made), (SenStatus, statuses)):
            told = model.pgh_event_model.objects.filter(pgh_obj_id__in=[row.pk for row in rows])
            assert set(told.values_list("pgh_label", "pgh_context_id", "school_id")) == {
                ("insert", change.id, north.one.school.pk)
            }
            assert told.count() == 3


def test_a_school_that_is_not_the_childs_is_refused(north):
    with acting_with(north.reach()):
        pupil = Pupil.objects.filter(school=north.one.school).first()
        with pytest.raises(IntegrityError), transaction.atomic():
            add_all([SenStatus(pupil=pupil, school=north.two.school, code="K", starts_on=date(2039, 1, 1))])


def test_no_row_gets_into_another_trust_or_an_unseen_school(north, south):
    with acting_with(north.reach()), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        add_all([child(north.one.school, 1), child(south.one.school, 2)])
    with acting_with(north.reach()), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        add_all([child(north.one.school, 1, trust_id=south.trust.pk)])


def test_what_is_too_long_is_refused_and_never_cut(north):
    with acting_with(north.reach()), pytest.raises(DataError, match="too long"), transaction.atomic():
        add_all([child(north.one.school, 1, legal_surname="x" * 81)])


def test_a_column_given_for_some_only_is_refused(north):
    with acting_with(north.reach()), pytest.raises(ValueError, match="given for some rows"):
        add_all([child(north.one.school, 1, trust_id=north.trust.pk), child(north.one.school, 2)])


def test_rewriting_writes_the_named_columns_and_no_other(north):
    with acting_with(north.reach()):
        table = TableImport.objects.create(kind="pupils", school=north.one.school, file_name="a.csv", sha256="")
        rows = add_all(
            ImportRow(table=table, school=north.one.school, number=at, state=RowState.NEW, name=f"n{at}")
            for at in range(5)
        )
        for row in rows:
            row.before, row.subject_id, row.name = {"new": True, "ids": [row.number]}, row.number or None, "unsaid"
        rewrite(rows, columns=["before", "subject_id"])
        for row in table.rows.all():
            assert row.before == {"new": True, "ids": [row.number]}
            assert (row.subject_id, row.name) == (row.number or None, f"n{row.number}")


def test_rewriting_reaches_no_row_of_another_trust(north, south):
    with acting_with(south.reach()):
        theirs = Pupil.objects.filter(school=south.one.school).first()
        before = theirs.legal_forename
    with acting_with(north.reach()):
        theirs.legal_forename = "Changed"
        rewrite([theirs], columns=["legal_forename"])
    with acting_with(south.reach()):
        assert Pupil.objects.get(pk=theirs.pk).legal_forename == before


def test_nothing_to_write_asks_nothing(north):
    with acting_with(north.reach()), CaptureQueriesContext(connection) as asked:
        assert add_all([]) == []
        rewrite([], columns=["before"])
    assert not [one for one in asked if "recordset" in one["sql"]]
