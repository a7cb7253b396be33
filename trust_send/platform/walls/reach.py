"""What one person may see, and the one door through which the database is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows may this person read? Four arrays, each a database setting of its own (docs/adr/0004)."""

    user_id: int | None = None
    trust_id: int | None = None
    school_ids: frozenset[int] = frozenset()
    """Schools whose children's rows may be read."""
    figure_school_ids: frozenset[int] = frozenset()
    """Schools whose figures and documents may be read; they hold no child."""
    pupil_ids: frozenset[int] = frozenset()
    """Children lent to a member of staff or a professional, one by one."""
    family_pupil_ids: frozenset[int] = frozenset()
    """A family's own children. Never the same array as above: policies are ORed."""

    def __or__(self, other: Reach) -> Reach:
        """Add what another source lends to the same person in the same trust."""
        return Reach(
            user_id=self.user_id,
            trust_id=self.trust_id,
            school_ids=self.school_ids | other.school_ids,
            figure_school_ids=self.figure_school_ids | other.figure_school_ids,
            pupil_ids=self.pupil_ids | other.pupil_ids,
            family_pupil_ids=self.family_pupil_ids | other.family_pupil_ids,
        )


NOBODY = Reach()

_current: ContextVar[Reach] = ContextVar("reach", default=NOBODY)

_TELL = (
    "SELECT set_config('app.user_id', %s, true), set_config('app.trust_id', %s, true),"
    " set_config('app.school_ids', %s, true), set_config('app.figure_school_ids', %s, true),"
    " set_config('app.pupil_ids', %s, true), set_config('app.family_pupil_ids', %s, true)"
)


def current_reach() -> Reach:
    """As whom is this code running?"""
    return _current.get()


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(str(int(i)) for i in sorted(ids)) + "}"


def _tell_database(reach: Reach) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL,
            [
                str(reach.user_id or ""),
                str(reach.trust_id or ""),
                _array(reach.school_ids),
                _array(reach.figure_school_ids),
                _array(reach.pupil_ids),
                _array(reach.family_pupil_ids),
            ],
        )


def become(reach: Reach) -> None:
    """Replace the reach of the block we are in, once it is known in full."""
    if not connection.in_atomic_block:
        raise RuntimeError("become() only works inside acting_with()")
    if reach != _current.get():
        _tell_database(reach)
        _current.set(reach)


@contextmanager
def acting_with(reach: Reach) -> Iterator[Reach]:
    """Run a block, in one transaction, seeing only what ``reach`` allows.

    The settings are transaction-local: a pooled connection that comes back forgets them by itself.
    """
    before, nested = _current.get(), connection.in_atomic_block
    token = _current.set(reach)
    try:
        with transaction.atomic():
            _tell_database(reach)
            yield reach
            # COMMIT forgets for us and so does ROLLBACK, to a savepoint too; RELEASE SAVEPOINT does not.
            if nested and not connection.needs_rollback:
                _tell_database(before)
    finally:
        _current.reset(token)
