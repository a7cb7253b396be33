"""What the planner is told about the school and about the children it already knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .statuses import OwnStatus


@dataclass(frozen=True, slots=True)
class KnownPupil:
    """A child of the school as the register has it today, leavers included.

    `values` uses the names of `FIELDS`; what is not known is left out, None or empty. `sen_status` None means that
    no status was ever recorded. `needs` is a tuple of codes in order of rank: () means none, a missing key never any.
    """

    id: int
    values: Mapping[str, Any]
    on_roll: bool = True

    @property
    def name(self) -> str:
        """Forename and surname as the child is called, for sentences."""
        return " ".join(part for part in self._called() if part)

    @property
    def listed_name(self) -> str:
        """Surname first, for lists."""
        return ", ".join(part for part in reversed(self._called()) if part)

    def _called(self) -> tuple[str, str]:
        has = self.values
        forename = has.get("preferred_forename") or has.get("legal_forename") or ""
        return forename, has.get("preferred_surname") or has.get("legal_surname") or ""


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """The school whose file it is. `other_schools` names the trust's other schools by URN and by LAESTAB."""

    name: str
    urn: str = ""
    laestab: str = ""
    mis_leads: bool = False
    low_age: int | None = None
    high_age: int | None = None
    held_elsewhere: frozenset[str] = frozenset()  # UPNs of children at other schools of the trust
    other_schools: Mapping[str, str] = field(default_factory=dict)
    own_statuses: Mapping[str, OwnStatus] = field(default_factory=dict)  # by their names as files are compared
