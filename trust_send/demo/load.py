"""Write a made-up world into the database: inside the walls, as the application, in one transaction a trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.utils.timezone import get_current_timezone

from pupils.models import (
    Concern,
    ConcernQuestion,
    Contact,
    ContactLink,
    Diagnosis,
    Enrolment,
    FamilyLink,
    FamilyWords,
    GroupMember,
    LocalStatus,
    Need,
    Pupil,
    PupilUserObjectPermission,
    SenStatus,
    StatusQuestion,
    SupportLayer,
)
from pupils.services.contacts import new_numbers
from reporting.services import counting
from schools.models import Group, GroupStaff, Hub, Membership, Post, School, Term, Trust, User
from schools.naming import folded, sort_key
from trust_send.demo import childhood, plan
from trust_send.demo.offices import office_of
from trust_send.demo.reviewed import add_reviews
from trust_send.demo.school_year import counted_censuses
from trust_send.platform.history import because
from trust_send.platform.walls.bulk import add_all, rewrite
from trust_send.platform.walls.reach import Reach, acting_with
from trust_send.platform.walls.sources import whole_trust

ROWS_AT_ONCE = 1000
REASON = "Made up for the demo"
PUPIL_FACTS = (
    "upn", "former_upn", "legal_forename", "legal_surname", "preferred_forename", "preferred_surname", "date_of_birth",
    "sex", "year_group", "fsm", "fsm_ever6", "pupil_premium", "looked_after", "ever_looked_after", "eal",
    "service_child", "young_carer", "sen_unit", "resourced_provision", "ethnicity", "first_language",
)  # fmt: skip
SCHOOL_FACTS = (
    "name", "urn", "laestab", "phase", "la_code", "la_name", "low_age", "high_age", "term_naming", "mis_leads",
)  # fmt: skip

Model = TypeVar("Model", bound=models.Model)


@transaction.atomic
def load(world: plan.World, *, password: str) -> list[Trust]:
    """Write everything down; every person of the world signs in with the same password."""
    people = _people(world.people.values(), password)
    return [_trust(trust, people, world) for trust in world.trusts]


def _people(people: Iterable[plan.Person], password: str) -> dict[str, int]:
    """Everyone's user id by key. One hash for all: making thousands of them would take minutes."""
    hashed = make_password(password)
    wanted = {person.key: person for person in people}
    User.objects.bulk_create(
        (
            User(
                email=person.email,
                given_name=person.given_name,
                family_name=person.family_name,
                sort_key=sort_key(person.family_name, person.given_name),
                password=hashed,
            )
            for person in wanted.values()
        ),
        batch_size=ROWS_AT_ONCE,
    )
    ids = dict(User.objects.filter(email__in=[person.email for person in wanted.values()]).values_list("email", "pk"))
    return {key: ids[person.email] for key, person in wanted.items()}


def _trust(planned: plan.Trust, people: Mapping[str, int], world: plan.World) -> Trust:
    colours = {name: getattr(planned, name) for name in ("accent", "accent_deep", "accent_tint")}
    trust = Trust.objects.create(name=planned.name, slug=planned.slug, is_demo=True, **colours)
    members = sorted(people[person] for person in planned.members())
    Membership.objects.bulk_create(Membership(user_id=user_id, trust=trust) for user_id in members)
    with acting_with(Reach(trust_id=trust.pk)), because(reason=REASON):
        writer = _Writer(people)
        writer.places(planned)
        with whole_trust(trust.pk):  # the schools are there now, so they and their children can be seen
            writer.work(planned)
            writer.children(planned)
            writer.figures(world.on)
            writer.reviews(planned, trust.pk, world)
    return trust


class _Writer:
    """Turns keys of the plan into ids of rows, table after table."""

    def __init__(self, people: Mapping[str, int]) -> None:
        self._people = people
        self._hubs: dict[str, int] = {}
        self._schools: dict[str, int] = {}
        self._groups: dict[str, int] = {}
        self._pupils: dict[int, int] = {}

    def places(self, planned: plan.Trust) -> None:
        """Hubs, schools and their terms."""
        hubs = add_all(Hub(name=hub.name, la_code=hub.la_code, la_name=hub.la_name) for hub in planned.hubs)
        self._hubs = {hub.key: row.pk for hub, row in zip(planned.hubs, hubs, strict=True)}
        schools = add_all(
            School(
                hub_id=self._hubs[school.hub] if school.hub else None,
                sort_key=folded(school.name),
                **_facts(school, SCHOOL_FACTS),
                **office_of(school),
            )
            for school in planned.schools
        )
        self._schools = {school.key: row.pk for school, row in zip(planned.schools, schools, strict=True)}
        add_all(Term(school_id=self._schools[term.school], **_but(term, "school")) for term in planned.terms)

    def work(self, planned: plan.Trust) -> None:
        """Posts, groups and who takes them."""
        add_all(
            Post(
                user_id=self._people[post.person],
                school_id=self._schools[post.school] if post.school else None,
                hub_id=self._hubs[post.hub] if post.hub else None,
                **_but(post, "person", "school", "hub"),
            )
            for post in planned.posts
        )
        groups = add_all(
            Group(school_id=self._schools[group.school], **_but(group, "key", "school")) for group in planned.groups
        )
        self._groups = {group.key: row.pk for group, row in zip(planned.groups, groups, strict=True)}
        add_all(
            GroupStaff(
                group_id=self._groups[row.group], user_id=self._people[row.person], **_but(row, "group", "person")
            )
            for row in planned.group_staff
        )

    def children(self, planned: plan.Trust) -> None:
        """Children, their registrations, the register, their groups, families and lendings."""
        pupils = add_all(
            Pupil(
                school_id=self._schools[pupil.school],
                sort_key=sort_key(pupil.surname, pupil.forename),
                **_facts(pupil, PUPIL_FACTS),
            )
            for pupil in planned.pupils
        )
        self._pupils = {pupil.key: row.pk for pupil, row in zip(planned.pupils, pupils, strict=True)}
        add_all(
            self._about(Enrolment, row, "at_school", at_school_id=self._schools[row.at_school])
            for row in planned.enrolments
        )
        self._statuses(planned)
        add_all(self._about(Need, row) for row in planned.needs)
        add_all(
            self._about(GroupMember, row, "group", group_id=self._groups[row.group]) for row in planned.group_members
        )
        self._families(planned)
        self._knowing(planned)
        self._questions(planned.questions)
        self._lendings(planned.lendings)
        self._concerns(planned.concerns)

    def figures(self, today: date) -> None:
        """What the register says of the last January censuses and of today, counted as every night."""
        for day in (*reversed(counted_censuses(today)), today):
            counting.count(school_ids=set(self._schools.values()), on=day, today=today)

    def reviews(self, planned: plan.Trust, trust_id: int, world: plan.World) -> None:
        """How far the schools are with this term's review of the register."""
        schools, pupils = frozenset(self._schools.values()), frozenset(self._pupils.values())
        reach = Reach(trust_id=trust_id, school_ids=schools, figure_school_ids=schools, pupil_ids=pupils)
        add_reviews(planned, self._schools, self._people, reach=reach, on=world.on, seed=world.seed)

    def _statuses(self, planned: plan.Trust) -> None:
        """The words of each school, then the register with them, and the layers beside it."""
        words = add_all(
            LocalStatus(school_id=self._schools[row.school], name=row.name, code=row.code)
            for row in planned.local_statuses
        )
        own = {(row.school_id, row.name): row.pk for row in words}
        school_of = {pupil.key: self._schools[pupil.school] for pupil in planned.pupils}
        add_all(
            self._about(
                SenStatus, row, "local_status", local_status_id=own.get((school_of[row.pupil], row.local_status))
            )
            for row in planned.statuses
        )
        add_all(
            self._about(
                SupportLayer, row, "decided_by", decided_by_id=self._people[row.decided_by] if row.decided_by else None
            )
            for row in planned.layers
        )

    def _knowing(self, planned: plan.Trust) -> None:
        """Diagnoses and the words of families. When a diagnosis was noted is filled by the model; here it lies back."""
        found = add_all(
            self._about(Diagnosis, row, "noted_by", "noted_on", noted_by_id=self._people[row.noted_by])
            for row in planned.diagnoses
        )
        for diagnosis, row in zip(found, planned.diagnoses, strict=True):
            diagnosis.noted_at = _ten(row.noted_on)
        rewrite(found, columns=["noted_at"])
        add_all(self._about(FamilyWords, row) for row in planned.family_words)

    def _about(self, model: type[Model], row: Any, *left_out: str, **keys: int | None) -> Model:
        return model(pupil_id=self._pupils[row.pupil], **keys, **_but(row, "pupil", *left_out))

    def _families(self, planned: plan.Trust) -> None:
        """Contacts after their links, because a contact is seen only through a child; then the accounts."""
        numbers = dict(
            zip((person.key for person in planned.contacts), new_numbers(len(planned.contacts)), strict=True)
        )
        links = add_all(
            self._about(
                ContactLink,
                row,
                "contact",
                "verified_by",
                contact_id=numbers[row.contact],
                verified_by_id=self._people[row.verified_by] if row.verified_by else None,
            )
            for row in planned.contact_links
        )
        behind = {(row.pupil, row.contact): link.pk for row, link in zip(planned.contact_links, links, strict=True)}
        Contact.objects.bulk_create(
            (Contact(pk=numbers[person.key], **_but(person, "key")) for person in planned.contacts),
            batch_size=ROWS_AT_ONCE,
        )
        add_all(
            self._about(
                FamilyLink,
                row,
                "person",
                user_id=self._people[row.person],
                contact_link_id=behind.get((row.pupil, row.person)),
            )
            for row in planned.family_links
        )

    def _questions(self, questions: Iterable[childhood.StatusQuestion]) -> None:
        for question in questions:
            asked = StatusQuestion.objects.create(
                pupil_id=self._pupils[question.pupil],
                register_code=question.register_code,
                file_code=question.file_code,
            )
            # The day of asking is filled by the model; here it lies some days back.
            back = asked.asked_at.replace(
                year=question.asked_on.year, month=question.asked_on.month, day=question.asked_on.day
            )
            StatusQuestion.objects.filter(pk=asked.pk).update(asked_at=back)

    def _concerns(self, concerns: Iterable[childhood.Concern]) -> None:
        """Each with its questions. When it was raised is filled by the model; here it lies some days back."""
        for row in concerns:
            raised = Concern.objects.create(
                pupil_id=self._pupils[row.pupil],
                raised_by_id=self._people[row.raised_by],
                outcome=row.outcome,
                words_back=row.words_back,
                decided_by_id=self._people[row.decided_by] if row.decided_by else None,
                decided_at=_morning(row.decided_on),
                review_on=row.review_on,
                **_facts(row, ("strengths", "observed", "tried", "tried_for", "area")),
            )
            Concern.objects.filter(pk=raised.pk).update(raised_at=_morning(row.raised_on))
            for question in row.questions:
                asked = ConcernQuestion.objects.create(
                    pupil_id=raised.pupil_id,
                    concern=raised,
                    asked_by_id=self._people[question.asked_by],
                    asked_of_id=self._people[question.asked_of],
                    question=question.question,
                    answer=question.answer,
                    answered_at=_morning(question.answered_on),
                )
                ConcernQuestion.objects.filter(pk=asked.pk).update(asked_at=_morning(question.asked_on))

    def _lendings(self, lendings: Iterable[childhood.Lending]) -> None:
        permission = Permission.objects.get(codename="see_pupil", content_type__app_label="pupils")
        add_all(
            PupilUserObjectPermission(
                permission=permission,
                user_id=self._people[lending.person],
                content_object_id=self._pupils[lending.pupil],
                lent_by_id=self._people[lending.lent_by],
                ends_on=lending.ends_on,
                reason=lending.reason,
            )
            for lending in lendings
        )


def _morning(day: date | None) -> datetime | None:
    """Ten o'clock of a day, where there is one."""
    return _ten(day) if day else None


def _ten(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=get_current_timezone())


def _facts(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _but(row: Any, *left_out: str) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(row) if one.name not in left_out}
