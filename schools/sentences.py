"""What each verb lets a person do, in the words of the page "Who can see what"."""

from __future__ import annotations

from schools.roles import Verb

MAY = {
    Verb.SEE_TODAY: "see what is waiting for them",
    Verb.SEE_REGISTER: "read the register of the pupils they see",
    Verb.OPEN_PUPIL: "open the page of a pupil they see",
    Verb.EXPORT_REGISTER: "export the register",
    Verb.EDIT_PUPIL: "change a pupil’s details",
    Verb.EDIT_STATUS: "change SEN status and needs",
    Verb.MOVE_PUPIL: "move a pupil’s record to another school of the trust, or register the pupil at a second one",
    Verb.RAISE_CONCERN: "raise a concern about how a pupil learns, and read what came of it",
    Verb.DECIDE_CONCERN: "ask colleagues about a concern and decide what comes of it",
    Verb.SEE_CONTACTS: "see a pupil’s contacts, what each may get and what is restricted",
    Verb.EDIT_CONTACTS: "keep a pupil’s contacts: add, verify, restrict and end them",
    Verb.SEE_DIAGNOSES: "see which diagnoses the school was told of",
    Verb.SIGN_REVIEW: "sign the termly review of the school’s register",
    Verb.SEE_READ_LOG: "see who has opened a pupil’s record",
    Verb.LEND_PUPIL: "let one named person see one pupil until a date, and give a pupil’s family sight of their page",
    Verb.IMPORT_PUPILS: "bring in pupils from the school’s MIS",
    Verb.SEE_GROUPS: "see classes and groups",
    Verb.EDIT_GROUPS: "change classes and groups",
    Verb.SEE_SCHOOLS: "see the list of schools",
    Verb.EDIT_SCHOOLS: "change schools and term dates",
    Verb.SEE_PEOPLE: "see who holds which post",
    Verb.APPOINT: "appoint people and end posts",
    Verb.SEE_FIGURES: "read figures, which hold no child’s name",
    Verb.SEE_DOCUMENTS: "read documents about the school",
    Verb.MAKE_DOCUMENT: "make documents about the school",
    Verb.EDIT_TRUST: "change the trust’s name and colours",
    Verb.SEE_MY_CHILD: "see what the school shares about their own child",
    Verb.SEE_MY_PLAN: "see their own page",
}
"""Every verb in words; a test keeps it complete."""
