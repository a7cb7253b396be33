"""Many rows of a walled table in one statement, sent as one JSON text that the database takes apart.

The ORM's ``bulk_create`` sends a value at a time where the database fills a column, as it fills the trust of every
row here, and its ``bulk_update`` writes one ``CASE`` for each row. Measured over 7,300 pupils in docs/adr/0010.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar, cast

from django.db import connection, models
from django.db.models import Field
from django.db.models.expressions import DatabaseDefault

ROWS_AT_ONCE = 1_000

Row = TypeVar("Row", bound=models.Model)


def add_all(rows: Iterable[Row]) -> list[Row]:
    """Write new rows in the order given, one kind after the other, and give each its number if it has none.

    Columns that the database fills are left to it. Like ``bulk_create``, no row's own ``save`` runs.
    """
    written = list(rows)
    for model, of_model in groupby(written, key=type):
        for portion in _portions(list(of_model)):
            _add(model, portion)
    return written


def rewrite(rows: Iterable[Row], *, columns: Sequence[str]) -> None:
    """Write these columns of rows that are there already, all of one kind."""
    for portion in _portions(list(rows)):
        model = type(portion[0])
        key = model._meta.pk
        fields = [cast("Field", model._meta.get_field(name)) for name in columns]
        settings = ", ".join(f"{_name(field)} = given.{_name(field)}" for field in fields)
        sql = (
            f"UPDATE {model._meta.db_table} SET {settings} FROM {_taken_apart([key, *fields])}"  # noqa: S608
            f" WHERE {model._meta.db_table}.{_name(key)} = given.{_name(key)}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [_sent([key, *fields], portion, add=False)])


def _add(model: type[models.Model], rows: list[Row]) -> None:
    key = model._meta.pk
    numbered = rows[0].pk is not None
    fields = [
        field for field in model._meta.concrete_fields if (field is not key or numbered) and not _left(field, rows)
    ]
    names = ", ".join(map(_name, fields))
    sql = (
        f"INSERT INTO {model._meta.db_table} ({names})"  # noqa: S608 - names of our own columns
        f" SELECT {names} FROM {_taken_apart(fields)} ORDER BY in_turn RETURNING {_name(key)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_sent(fields, rows, add=True)])
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk, row._state.adding, row._state.db = number, False, connection.alias


def _taken_apart(fields: Iterable[Field]) -> str:
    columns = [(_name(field), str(field.db_type(connection))) for field in fields]
    kinds = ", ".join(f"{name} {kind}" for name, kind in columns)
    names = ", ".join(name for name, _ in columns)
    return f"ROWS FROM (json_to_recordset(%s) AS ({kinds})) WITH ORDINALITY AS given ({names}, in_turn)"


def _sent(fields: Sequence[Field], rows: Sequence[models.Model], *, add: bool) -> str:
    named = [(field.column, field) for field in fields]
    return json.dumps(
        [{name: field.get_prep_value(field.pre_save(row, add)) for name, field in named} for row in rows], default=str
    )


def _left(field: Field, rows: Iterable[models.Model]) -> bool:
    """Is this column the database's to fill?"""
    left = {isinstance(getattr(row, field.attname), DatabaseDefault) for row in rows}
    if len(left) > 1:
        raise ValueError(f"{field} is given for some rows and left to the database for others.")
    return left.pop()


def _name(field: Field) -> str:
    return connection.ops.quote_name(str(field.column))


def _portions(rows: list[Row]) -> Iterator[list[Row]]:
    for first in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[first : first + ROWS_AT_ONCE]
