"""Schools as the Department for Education lists them, and the hubs they work in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from schools.gias import SchoolFacts
from schools.models import Hub, School, User
from schools.naming import folded
from trust_send.platform.history import because

FROM_GIAS = ("urn", "laestab", "name", "phase", "la_code", "la_name", "low_age", "high_age")

CONTACT_FROM_GIAS = ("telephone", "website")


class Outcome(StrEnum):
    """What became of a school of the file."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "the same"


@dataclass(frozen=True, slots=True)
class Kept:
    """One school of the file, and what the file changed about it."""

    school: School
    outcome: Outcome
    changes: tuple[str, ...] = ()


@transaction.atomic
def keep(*, facts: SchoolFacts, by: int | None) -> Kept:
    """Add a school, or bring it up to date. An academy may get a new URN: then its DfE number tells who it is."""
    known = School.objects.filter(urn=facts.urn).first() or School.objects.filter(laestab=facts.laestab).first()
    school = known or School()
    changes = tuple(
        f"{_label(name)}: {getattr(school, name)} → {getattr(facts, name)}"
        for name in FROM_GIAS
        if known and getattr(school, name) != getattr(facts, name)
    )
    for name in FROM_GIAS:
        setattr(school, name, getattr(facts, name))
    # What the school has said itself stands: the register of schools fills only what is still empty.
    filled = tuple(
        f"{_label(name)}: {getattr(facts, name)}"
        for name in CONTACT_FROM_GIAS
        if getattr(facts, name) and not getattr(school, name)
    )
    for name in CONTACT_FROM_GIAS:
        setattr(school, name, getattr(school, name) or getattr(facts, name))
    school.sort_key = folded(facts.name)
    school.full_clean(exclude=["trust"])
    changes += filled if known else ()
    if known and not changes:
        return Kept(school, Outcome.SAME)
    with because(by=by, reason="From a list of schools"):
        school.save()
    return Kept(school, Outcome.CHANGED if known else Outcome.ADDED, changes)


def hold(*, school: School) -> School:
    """The school as it is now; until this transaction is over nobody else changes it."""
    return School.objects.select_for_update(of=("self",)).get(pk=school.pk)


@transaction.atomic
def describe(
    *,
    school: School,
    name: str,
    hub: Hub | None,
    term_naming: str,
    mis_leads: bool,
    telephone: str,
    email: str,
    website: str,
    by: User,
) -> School:
    """Change what the trust itself says about a school; hub leads see its figures from the next request on."""
    school.name, school.sort_key = name, folded(name)
    school.hub, school.term_naming, school.mis_leads = hub, term_naming, mis_leads
    school.telephone, school.email, school.website = telephone, email, website
    changed = ["name", "sort_key", "hub", "term_naming", "mis_leads", "telephone", "email", "website"]
    with because(by=by.pk, reason="School settings"):
        school.save(update_fields=changed)
    return school


def _label(name: str) -> str:
    """What is this field called?"""
    return str(getattr(School._meta.get_field(name), "verbose_name", name))
