"""Who may do what: every verb of the product, and every role as a sentence and its verbs.

Roles are code, posts are data: a post stores the short code, which never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """One thing that a person may do."""

    SEE_TODAY = "see_today"
    SEE_REGISTER = "see_register"
    OPEN_PUPIL = "open_pupil"
    EXPORT_REGISTER = "export_register"
    EDIT_PUPIL = "edit_pupil"
    EDIT_STATUS = "edit_status"
    MOVE_PUPIL = "move_pupil"
    RAISE_CONCERN = "raise_concern"
    DECIDE_CONCERN = "decide_concern"
    SEE_CONTACTS = "see_contacts"
    EDIT_CONTACTS = "edit_contacts"
    SEE_DIAGNOSES = "see_diagnoses"
    SIGN_REVIEW = "sign_review"
    SEE_READ_LOG = "see_read_log"
    LEND_PUPIL = "lend_pupil"
    IMPORT_PUPILS = "import_pupils"
    SEE_GROUPS = "see_groups"
    EDIT_GROUPS = "edit_groups"
    SEE_SCHOOLS = "see_schools"
    EDIT_SCHOOLS = "edit_schools"
    SEE_PEOPLE = "see_people"
    APPOINT = "appoint"
    SEE_FIGURES = "see_figures"
    SEE_DOCUMENTS = "see_documents"
    MAKE_DOCUMENT = "make_document"
    EDIT_TRUST = "edit_trust"
    SEE_MY_CHILD = "see_my_child"
    SEE_MY_PLAN = "see_my_plan"


class Held(StrEnum):
    """At what kind of place a role is held."""

    SCHOOL = "school"
    HUB = "hub"
    TRUST = "trust"
    CHILD = "child"


class Sight(StrEnum):
    """What a role lends to the reach of its holder."""

    CHILDREN = "children"
    """All children of the school, its figures and documents."""
    FIGURES = "figures"
    """Figures and documents, which hold no child."""
    LENT = "lent"
    """Only the children of one's groups, interventions and grants."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role a person may hold, in words, with where it is held, what it sees and what it may do."""

    code: str
    name: str
    sentence: str
    held: frozenset[Held]
    sight: Sight
    verbs: frozenset[Verb]
    second_factor: bool = True


def _role(code: str, name: str, sentence: str, held: set[Held], sight: Sight, verbs: set[Verb], **more: bool) -> Role:
    return Role(code, name, sentence, frozenset(held), sight, frozenset(verbs), **more)


_READS = {Verb.SEE_TODAY, Verb.SEE_REGISTER, Verb.OPEN_PUPIL, Verb.SEE_GROUPS}
_CONCERNS = {Verb.RAISE_CONCERN, Verb.DECIDE_CONCERN}
_FIGURES = {Verb.SEE_FIGURES, Verb.SEE_DOCUMENTS}
_CONTACTS = {Verb.SEE_CONTACTS, Verb.EDIT_CONTACTS}
_LEADS = _CONTACTS | {
    Verb.EXPORT_REGISTER,
    Verb.SEE_DIAGNOSES,
    Verb.SEE_READ_LOG,
    Verb.SEE_SCHOOLS,
    Verb.SEE_PEOPLE,
    Verb.MAKE_DOCUMENT,
}

SENCO = _role(
    "senco",
    "SENCO",
    "Leads SEND in the school: sees and edits everything about its pupils with SEND.",
    {Held.SCHOOL},
    Sight.CHILDREN,
    _READS
    | _FIGURES
    | _LEADS
    | _CONCERNS
    | {Verb.EDIT_PUPIL, Verb.EDIT_STATUS, Verb.SIGN_REVIEW, Verb.LEND_PUPIL, Verb.EDIT_GROUPS},
)
HEADTEACHER = _role(
    "headteacher",
    "Headteacher",
    "Sees everything the SENCO sees and appoints people of the school.",
    {Held.SCHOOL},
    Sight.CHILDREN,
    _READS | _FIGURES | _LEADS | {Verb.APPOINT, Verb.SIGN_REVIEW, Verb.LEND_PUPIL, Verb.RAISE_CONCERN},
)
DSL = _role(
    "dsl",
    "Designated safeguarding lead",
    "Sees the pupils of the school and who has opened their records.",
    {Held.SCHOOL},
    Sight.CHILDREN,
    _READS | {Verb.SEE_CONTACTS, Verb.SEE_DIAGNOSES, Verb.SEE_READ_LOG, Verb.RAISE_CONCERN},
)
TEACHER = _role(
    "teacher",
    "Teacher",
    "Sees the pupils of their own classes and groups.",
    {Held.SCHOOL},
    Sight.LENT,
    _READS | {Verb.RAISE_CONCERN},
)
TEACHING_ASSISTANT = _role(
    "ta",
    "Teaching assistant",
    "Sees the pupils of their own groups.",
    {Held.SCHOOL},
    Sight.LENT,
    {Verb.SEE_TODAY, Verb.OPEN_PUPIL, Verb.SEE_GROUPS, Verb.RAISE_CONCERN},
)
DATA_MANAGER = _role(
    "data",
    "Data manager",
    "Brings in pupils from the MIS and keeps groups, contacts and terms in order.",
    {Held.SCHOOL, Held.TRUST},
    Sight.CHILDREN,
    _READS
    | _CONTACTS
    | {
        Verb.EXPORT_REGISTER,
        Verb.IMPORT_PUPILS,
        Verb.EDIT_PUPIL,
        Verb.EDIT_GROUPS,
        Verb.SEE_SCHOOLS,
        Verb.EDIT_SCHOOLS,
        Verb.SEE_PEOPLE,
    },
)
GOVERNOR = _role(
    "governor",
    "Governor",
    "Reads the school's figures and documents, never a child's name.",
    {Held.SCHOOL},
    Sight.FIGURES,
    _FIGURES | {Verb.SEE_TODAY},
)
TRUSTEE = _role(
    "trustee",
    "Trustee",
    "Reads the figures and documents of every school in the trust, never a child's name.",
    {Held.TRUST},
    Sight.FIGURES,
    _FIGURES | {Verb.SEE_TODAY, Verb.SEE_SCHOOLS},
)
HUB_LEAD = _role(
    "hublead",
    "Hub lead",
    "Compares the schools of a hub by their figures, without names.",
    {Held.HUB},
    Sight.FIGURES,
    _FIGURES | {Verb.SEE_TODAY, Verb.SEE_SCHOOLS, Verb.SEE_PEOPLE, Verb.MAKE_DOCUMENT},
)
TRUST_LEAD = _role(
    "trustlead",
    "Trust SEND lead",
    "Leads SEND across the trust: every school, its pupils, figures, documents and people.",
    {Held.TRUST},
    Sight.CHILDREN,
    _READS
    | _FIGURES
    | _LEADS
    | _CONCERNS
    | {
        Verb.EDIT_PUPIL,
        Verb.EDIT_STATUS,
        Verb.MOVE_PUPIL,
        Verb.LEND_PUPIL,
        Verb.IMPORT_PUPILS,
        Verb.EDIT_GROUPS,
        Verb.EDIT_SCHOOLS,
        Verb.APPOINT,
        Verb.EDIT_TRUST,
    },
)
PARENT = _role(
    "parent",
    "Parent or carer",
    "Sees what the school shares about their own child.",
    {Held.CHILD},
    Sight.LENT,
    {Verb.SEE_MY_CHILD},
    second_factor=False,
)
PUPIL = _role(
    "pupil",
    "Pupil",
    "Sees their own page.",
    {Held.CHILD},
    Sight.LENT,
    {Verb.SEE_MY_PLAN},
    second_factor=False,
)
PROFESSIONAL = _role(
    "professional",
    "Professional from outside",
    "Sees one child, until a date, because the school lent sight of that child.",
    {Held.CHILD},
    Sight.LENT,
    {Verb.SEE_TODAY, Verb.OPEN_PUPIL},
)

ROLES = {
    role.code: role
    for role in (
        SENCO,
        HEADTEACHER,
        DSL,
        TEACHER,
        TEACHING_ASSISTANT,
        DATA_MANAGER,
        GOVERNOR,
        TRUSTEE,
        HUB_LEAD,
        TRUST_LEAD,
        PARENT,
        PUPIL,
        PROFESSIONAL,
    )
}
"""Every role by its code."""

POST_ROLES = {code: role for code, role in ROLES.items() if Held.CHILD not in role.held}
"""The roles that are held by appointment; the others follow from a child."""

LENDABLE = {
    Verb.EDIT_GROUPS: "May edit the groups of this school",
    Verb.EXPORT_REGISTER: "May export the register of this school",
    Verb.IMPORT_PUPILS: "May bring in pupils of this school",
    Verb.MAKE_DOCUMENT: "May make documents for this school",
}
"""Verbs that a school may lend to one person beyond their role; the rules of lending are in ``schools.lending``."""
