"""Every change is written down with who and why, exactly as long as the block lasts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from pghistory.models import Context

from schools.models import Post
from tests.conftest import as_role
from trust_send.platform.history import because
from trust_send.platform.walls.reach import acting_with


def told() -> tuple[str | None, str | None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('pghistory.context_id', true), current_setting('pghistory.context_metadata', true)"
        )
        return cursor.fetchone()


def last_change(person):
    event = Post.pgh_event_model.objects.filter(user_id=person.pk).order_by("-pgh_id").first()
    return event.pgh_context_id, event.pgh_context


def ends(person, day):
    Post.objects.filter(user=person).update(ends_on=day)


def test_what_is_written_inside_says_who_and_why_and_what_follows_does_not(north):
    with acting_with(north.reach()):
        with because(by=7, reason="Retired") as change:
            ends(north.grace, date(2030, 1, 1))
        assert last_change(north.grace) == (change.id, {"by": 7, "reason": "Retired"})
        ends(north.grace, date(2030, 1, 2))
        assert last_change(north.grace) == (None, None)


def test_a_block_within_a_block_is_the_same_change_and_says_more(north):
    with acting_with(north.reach()), because(job=3) as whole:
        with because(reason="A file"):
            ends(north.grace, date(2030, 1, 1))
        assert last_change(north.grace) == (whole.id, {"job": 3, "reason": "A file"})
        ends(north.grace, date(2030, 1, 2))
        assert last_change(north.grace) == (whole.id, {"job": 3})


def test_an_error_in_words_leaves_nothing_behind(north):
    with acting_with(north.reach()):
        with pytest.raises(ValueError, match="no"), because(by=7):
            raise ValueError("no")
        assert told() == ("", "")


def test_an_error_of_the_database_leaves_nothing_behind(north):
    with acting_with(north.reach()):
        with pytest.raises(ZeroDivisionError), transaction.atomic(), because(by=7):
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1/0")
            except Exception as error:
                raise ZeroDivisionError from error
        assert told() in {("", ""), (None, None)}


def test_outside_a_transaction_it_would_say_nothing_and_refuses():
    with pytest.raises(RuntimeError, match="inside a transaction"), because(by=7):
        pass


def test_history_is_written_once_for_all_rows_of_a_statement(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgtype & 1 FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%' AND NOT tgisinternal")
        levels = dict(cursor.fetchall())
    assert len(levels) > 20
    assert not [name for name, for_each_row in levels.items() if for_each_row]


def test_who_and_why_stand_in_no_table_outside_the_walls(north):
    with acting_with(north.reach()):
        with because(by=7, reason="Retired"):
            ends(north.grace, date(2030, 1, 1))
        assert last_change(north.grace)[1] == {"by": 7, "reason": "Retired"}
    with as_role("send_owner"):
        assert not Context.objects.exists()
