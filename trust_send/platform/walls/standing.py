"""What a person may do, and where: the verbs of their posts and grants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NO_VERBS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Which verbs does this person hold: in the whole trust, at one school, or for one child?"""

    everywhere: frozenset[str] = NO_VERBS
    by_school: Mapping[int, frozenset[str]] = field(default_factory=dict)
    by_pupil: Mapping[int, frozenset[str]] = field(default_factory=dict)

    def may(self, verb: str, *, school_id: int | None = None, pupil_id: int | None = None) -> bool:
        """May this person do ``verb``: there, for that child, or (neither given) anywhere at all?"""
        if verb in self.everywhere:
            return True
        if school_id is None and pupil_id is None:
            held = [*self.by_school.values(), *self.by_pupil.values()]
            return any(verb in verbs for verbs in held)
        return verb in self.by_school.get(school_id or 0, NO_VERBS) or verb in self.by_pupil.get(
            pupil_id or 0, NO_VERBS
        )

    def schools_for(self, verb: str) -> frozenset[int] | None:
        """At which schools is ``verb`` held? ``None`` means in the whole trust."""
        if verb in self.everywhere:
            return None
        return frozenset(school for school, verbs in self.by_school.items() if verb in verbs)

    def __or__(self, other: Standing) -> Standing:
        """Add the verbs that another source lends."""
        return Standing(
            everywhere=self.everywhere | other.everywhere,
            by_school=_joined(self.by_school, other.by_school),
            by_pupil=_joined(self.by_pupil, other.by_pupil),
        )


def _joined(one: Mapping[int, frozenset[str]], two: Mapping[int, frozenset[str]]) -> dict[int, frozenset[str]]:
    return {key: one.get(key, NO_VERBS) | two.get(key, NO_VERBS) for key in {*one, *two}}


NO_STANDING = Standing()
