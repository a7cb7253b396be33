"""Reach told to the database: what is visible is exactly what the definition says."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from pupils.models import Need, Pupil, SenStatus
from trust_send.platform.walls.reach import NOBODY, Reach, acting_with, become, current_reach
from trust_send.platform.walls.sources import acting_for, whole_trust


def names() -> set[str]:
    return set(Pupil.objects.values_list("legal_surname", flat=True))


def test_no_reach_shows_nothing(cast):
    assert current_reach() == NOBODY
    assert not Pupil.objects.exists() and not Need.objects.exists()


def test_trust_and_school_are_filled_by_the_database(north):
    assert {p.trust_id for p in north.pupils} == {north.trust.pk}
    with acting_with(north.reach()):
        for status in SenStatus.objects.select_related("pupil"):
            assert (status.trust_id, status.school_id) == (north.trust.pk, status.pupil.school_id)


def test_another_trusts_school_in_the_array_opens_nothing(north, south):
    with acting_with(Reach(trust_id=north.trust.pk, school_ids=frozenset({south.one.school.pk}))):
        assert names() == set()


def test_nested_reach_is_restored(north, south):
    with acting_with(north.reach(north.one)):
        before = names()
        with acting_with(south.reach()):
            assert all("ZZSOUTH" in name for name in names())
        assert names() == before and "Hartley" in before
    assert names() == set()


def test_become_needs_a_transaction_of_ours():
    with pytest.raises(RuntimeError):
        become(Reach(trust_id=1))


def test_a_row_cannot_be_written_into_another_trust(north, south):
    with (
        acting_with(north.reach()),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(trust_id=south.trust.pk)


def test_the_application_cannot_alter_the_wall(cast):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pupils_pupil DISABLE ROW LEVEL SECURITY")


def test_a_task_sees_its_trust_and_nothing_else(north, south):
    with whole_trust(north.trust.pk):
        assert Pupil.objects.count() == len(north.pupils)
    with acting_for(north.asha.pk, south.trust.pk) as (reach, standing):
        assert reach.school_ids == frozenset() and not standing.may("open_pupil") and names() == set()
