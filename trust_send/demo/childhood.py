"""The rows about a made-up child, before any database: what is planned, from when to when.

Periods are half-open: ``starts_on`` is in, ``ends_on`` is not. Rows name each other by key.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Pupil:
    """A child."""

    key: int
    school: str
    upn: str
    former_upn: str
    legal_forename: str
    legal_surname: str
    preferred_forename: str
    preferred_surname: str
    date_of_birth: date
    sex: str
    year_group: str
    heritage: str
    ethnicity: str
    first_language: str
    eal: bool
    fsm: bool
    fsm_ever6: bool
    pupil_premium: bool
    looked_after: bool = False
    ever_looked_after: bool = False
    service_child: bool = False
    young_carer: bool = False
    sen_unit: bool = False
    resourced_provision: bool = False
    joined_on: date = date.min  # first day at the school that holds the record now
    known_since: date = date.min  # first day at any school of the trust
    left_on: date | None = None
    class_name: str = ""  # asked for by the cast; else classes decide

    @property
    def forename(self) -> str:
        """By what first name the child is called."""
        return self.preferred_forename or self.legal_forename

    @property
    def surname(self) -> str:
        """By what last name the child is called."""
        return self.preferred_surname or self.legal_surname


@dataclass(slots=True)
class Enrolment:
    """A registration at a school."""

    pupil: int
    at_school: str
    admission_number: str
    kind: str  # C, M, S, G
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class SenStatus:
    """A SEN status for a period."""

    pupil: int
    code: str  # N, K, E
    starts_on: date
    ends_on: date | None = None
    reason: str = ""
    shared_with_family: bool = True
    family_told_on: date | None = None
    evidence: str = ""
    local_status: str = ""  # by its name


@dataclass(slots=True)
class SupportLayer:
    """A layer of support for a period."""

    pupil: int
    layer: str  # universal, targeted, plus, specialist
    starts_on: date
    ends_on: date | None
    reason: str
    family_told_on: date | None
    decided_by: str | None


@dataclass(slots=True)
class Diagnosis:
    """What a professional found in a child."""

    pupil: int
    name: str
    diagnosed_by: str
    diagnosed_on: date
    evidence: str
    noted_by: str
    noted_on: date


@dataclass(slots=True)
class FamilyWords:
    """How a family wants the needs named."""

    pupil: int
    words: str
    not_these: str
    said_by: str
    starts_on: date


@dataclass(slots=True)
class Need:
    """A ranked census need for a period."""

    pupil: int
    need_type: str
    rank: int
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class GroupMember:
    """A child in a group."""

    group: str
    pupil: int
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class FamilyLink:
    """Whose child this is (or the pupil: ``self``)."""

    pupil: int
    person: str
    relationship: str  # mother, father, carer, foster, grand, other, self
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class Contact:
    """Somebody whom a school turns to about a child."""

    key: str
    given_name: str
    family_name: str
    email: str
    phone: str
    address: str
    postcode: str
    language: str
    needs_interpreter: bool


@dataclass(slots=True)
class ContactLink:
    """What a contact is to a child. Whoever signs in has the key of their account as a contact, too."""

    pupil: int
    contact: str
    relationship: str
    has_parental_responsibility: bool
    lives_with: bool
    receives_correspondence: bool
    priority: int
    starts_on: date
    source: str = "typed"  # typed, file
    verified_on: date | None = None
    verified_by: str | None = None
    restriction: str = "none"
    order_reference: str = ""
    restriction_from: date | None = None


@dataclass(slots=True)
class Lending:
    """Sight of one child, lent to one named person; ``ends_on`` is the first day without it."""

    pupil: int
    person: str
    ends_on: date
    reason: str
    lent_by: str


@dataclass(slots=True)
class StatusQuestion:
    """A file said another status than the register."""

    pupil: int
    register_code: str
    file_code: str
    asked_on: date


@dataclass(slots=True)
class ConcernQuestion:
    """What the SENCO asked a colleague about a concern."""

    asked_by: str
    asked_of: str
    asked_on: date
    question: str
    answer: str = ""
    answered_on: date | None = None


@dataclass(slots=True)
class Concern:
    """What a colleague sees in a child, and what came of it."""

    pupil: int
    raised_by: str
    raised_on: date
    strengths: str
    observed: str
    tried: str
    tried_for: str
    area: str
    questions: list[ConcernQuestion]
    outcome: str = ""
    words_back: str = ""
    decided_by: str | None = None
    decided_on: date | None = None
    review_on: date | None = None
