"""``id__among=ids``: one of these numbers, sent to the database as one array."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Field, ForeignObject, Lookup
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup):
    """Is this number one of them?

    ``in`` sends each number as a value of its own, so that the statement of a person with two schools is another one
    than that of a person with three; an array keeps it one statement, planned once (docs/adr/0014).
    """

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[int]) -> None:
        super().__init__(lhs, "{" + ",".join(str(int(number)) for number in sorted(rhs)) + "}")

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write ``lhs = ANY(array)``."""
        lhs, values = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s::bigint[])", (*values, self.rhs)


def register() -> None:
    """Teach it to every field and every key; called once, from ``AppConfig.ready``."""
    Field.register_lookup(Among)
    ForeignObject.register_lookup(Among)
