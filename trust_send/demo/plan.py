"""The rows of a made-up world, before any database: what is planned, for whom, from when to when.

Periods are half-open: ``starts_on`` is in, ``ends_on`` is not. Rows name each other by key.
"""

from dataclasses import dataclass, field
from datetime import date

from trust_send.demo.childhood import (
    Concern,
    Contact,
    ContactLink,
    Diagnosis,
    Enrolment,
    FamilyLink,
    FamilyWords,
    GroupMember,
    Lending,
    Need,
    Pupil,
    SenStatus,
    StatusQuestion,
    SupportLayer,
)


@dataclass(slots=True)
class Hub:
    """Schools that work together in one local authority."""

    key: str
    name: str
    la_code: str
    la_name: str


@dataclass(slots=True)
class School:
    """A school, with the shares it is to be filled by (percent of its roll)."""

    key: str
    name: str
    kind: str  # primary, infant, junior, secondary, special
    hub: str | None
    urn: str
    laestab: str
    phase: str
    la_code: str
    la_name: str
    low_age: int
    high_age: int
    term_naming: str
    mis_leads: bool
    size: int
    has_nursery: bool = False
    has_sixth_form: bool = False
    fsm: float = 0.0
    eal: float = 0.0
    sen_support: int = 0  # pupils
    ehc_plan: int = 0  # pupils
    inset_days: int = 0
    early_summer: int = 0

    @property
    def stage(self) -> str:
        """Which spread and which national line it belongs to."""
        return self.kind if self.kind in ("secondary", "special") else "primary"


@dataclass(slots=True)
class Term:
    """A half-term of one school. Unlike other periods its last day is a school day."""

    school: str
    year_start: int
    number: int
    starts_on: date
    ends_on: date


@dataclass(slots=True)
class Person:
    """Someone who can sign in."""

    key: str
    given_name: str
    family_name: str
    email: str


@dataclass(slots=True)
class Post:
    """A role held by a person at a school, a hub or (neither named) the trust."""

    person: str
    role: str
    school: str | None
    hub: str | None
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class Group:
    """A registration class or a teaching group."""

    key: str
    school: str
    name: str
    kind: str  # registration, teaching
    year_group: str
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class GroupStaff:
    """Who takes a group."""

    group: str
    person: str
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class LocalStatus:
    """What a school calls a status of its own, and how the census counts it."""

    school: str
    name: str
    code: str


@dataclass(slots=True)
class Trust:
    """A whole trust, ready to be written down."""

    key: str
    name: str
    slug: str
    accent: str
    accent_deep: str
    accent_tint: str
    hubs: list[Hub] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    group_staff: list[GroupStaff] = field(default_factory=list)
    pupils: list[Pupil] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    statuses: list[SenStatus] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    local_statuses: list[LocalStatus] = field(default_factory=list)
    layers: list[SupportLayer] = field(default_factory=list)
    diagnoses: list[Diagnosis] = field(default_factory=list)
    family_words: list[FamilyWords] = field(default_factory=list)
    group_members: list[GroupMember] = field(default_factory=list)
    family_links: list[FamilyLink] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    contact_links: list[ContactLink] = field(default_factory=list)
    lendings: list[Lending] = field(default_factory=list)
    questions: list[StatusQuestion] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)

    def school(self, key: str) -> School:
        """The school of that key."""
        return next(school for school in self.schools if school.key == key)

    def members(self) -> set[str]:
        """Everyone who may choose this trust after signing in."""
        people = {post.person for post in self.posts}
        people |= {link.person for link in self.family_links}
        return people | {lending.person for lending in self.lendings}


@dataclass(slots=True)
class Persona:
    """A person to be, on the sign-in page of the demo."""

    key: str
    initials: str
    name: str
    blurb: str
    email: str
    role: str
    trust: str


@dataclass(slots=True)
class World:
    """Both trusts, everyone in them, and who is offered on the sign-in page."""

    seed: int
    on: date
    trusts: list[Trust] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    personas: list[Persona] = field(default_factory=list)
