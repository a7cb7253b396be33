"""Where reach comes from: each app registers what it lends (posts, groups, grants, my own children).

Sources run in the order of the apps, each seeing what the ones before it have lent, because a later
one may need the schools of an earlier one to read its own rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from trust_send.platform.walls.reach import Reach, acting_with, become, current_reach
from trust_send.platform.walls.standing import NO_STANDING, Standing

type_of_source = Callable[[Reach], tuple[Reach, Standing]]

_sources: list[type_of_source] = []
_whole: list[Callable[[int], frozenset[int]]] = []


def register(source: type_of_source) -> None:
    """Add a source of reach; called once, from ``AppConfig.ready``."""
    if source not in _sources:
        _sources.append(source)


def register_whole_trust(schools: Callable[[int], frozenset[int]]) -> None:
    """Say how the ids of all schools of a trust are read."""
    _whole[:] = [schools]


def settle(user_id: int, trust_id: int | None) -> tuple[Reach, Standing]:
    """Work out, once, what this person may see and do in this trust, and tell the database.

    Must run inside ``acting_with``; leaves the full reach in force for the rest of its transaction.
    """
    reach, standing = Reach(user_id=user_id, trust_id=trust_id), NO_STANDING
    if trust_id is None:
        return reach, standing
    become(reach)
    for source in _sources:
        lent, verbs = source(reach)
        reach, standing = reach | lent, standing | verbs
        become(reach)
    return reach, standing


@contextmanager
def acting_for(user_id: int, trust_id: int | None) -> Iterator[tuple[Reach, Standing]]:
    """Run a block on behalf of a person, with the reach they hold at this moment."""
    with acting_with(Reach(user_id=user_id, trust_id=trust_id)):
        yield settle(user_id, trust_id)


@contextmanager
def whole_trust(trust_id: int, *, user_id: int | None = None) -> Iterator[Reach]:
    """Run a block inside one trust's wall with sight of all its schools: for tasks, never for a request."""
    with acting_with(Reach(user_id=user_id, trust_id=trust_id)):
        schools = _whole[0](trust_id)
        reach = current_reach() | Reach(school_ids=schools, figure_school_ids=schools)
        become(reach)
        yield reach
