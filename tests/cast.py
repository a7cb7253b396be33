"""Two trusts, two schools each, and a person of every role. Every test says who acts.

North: Asha the SENCO of One, Ben the head of Two, Cai the trust lead, Grace who teaches 4B, Renata the TA,
Dora the data manager, Helen the governor, Tom the trustee, Maryam the hub lead, Lena the DSL,
Hannah the therapist who was lent one child, Eve that child's mother, Noah the child.
South: Dee the SENCO of One, Sam the trust lead. Gus is SENCO of Two in both. Finn holds nothing anywhere.
Every word of South carries ZZSOUTH; every child of a school Two carries ZZTWO.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from pupils.models import (
    Contact,
    ContactLink,
    Enrolment,
    FamilyLink,
    GroupMember,
    Need,
    Pupil,
    PupilUserObjectPermission,
    SenStatus,
)
from pupils.services.contacts import new_numbers
from schools.models import Group, GroupStaff, Hub, Membership, Post, School, Term, Trust, User
from trust_send.platform.walls.reach import Reach, acting_with
from trust_send.platform.walls.sources import whole_trust

SINCE = date(2024, 9, 1)
TERM_STARTS_ON = date(2026, 9, 1)

NORTH_PEOPLE = {
    # name: (family name, role, place)
    "asha": ("Mistry", "senco", "one"),
    "ben": ("Okafor", "headteacher", "two"),
    "cai": ("Morgan", "trustlead", None),
    "grace": ("Okoro", "teacher", "one"),
    "renata": ("Nowak", "ta", "one"),
    "dora": ("Farrow", "data", "one"),
    "helen": ("Marsh", "governor", "one"),
    "tom": ("Abara", "trustee", None),
    "maryam": ("Siddiqui", "hublead", "hub"),
    "lena": ("Varga", "dsl", "one"),
}
SOUTH_PEOPLE = {"dee": ("ZZSOUTH", "senco", "one"), "sam": ("ZZSOUTH", "trustlead", None)}


@dataclass
class House:
    """One school of the cast with its children and its class."""

    school: School
    class_4b: Group
    pupils: list[Pupil] = field(default_factory=list)


@dataclass
class Side:
    """One trust of the cast."""

    trust: Trust
    hub: Hub
    one: House
    two: House
    people: dict[str, User] = field(default_factory=dict)

    @property
    def pupils(self) -> list[Pupil]:
        """Every child of this trust."""
        return [*self.one.pupils, *self.two.pupils]

    def reach(self, *houses: House) -> Reach:
        """Sight of the children of these schools, or of all."""
        ids = frozenset(house.school.pk for house in houses or (self.one, self.two))
        return Reach(trust_id=self.trust.pk, school_ids=ids, figure_school_ids=ids)

    def __getattr__(self, name: str) -> User:
        """People are found by their first name."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Cast:
    """Everybody."""

    north: Side
    south: Side
    gus: User
    finn: User

    @property
    def everyone(self) -> list[User]:
        """Every person who can sign in."""
        return [*self.north.people.values(), *self.south.people.values(), self.gus, self.finn]

    @classmethod
    def gathered(cls) -> Self:
        """Make the cast in a fresh database, as the application, inside the walls."""
        north, south = _side("north", "", NORTH_PEOPLE), _side("south", " ZZSOUTH", SOUTH_PEOPLE)
        _family_and_friends(north)
        gus = _person("gus", "Bell")
        finn = _person("finn", "Out")
        for side in (north, south):
            _appoint(side, gus, "senco", "two")
        return cls(north=north, south=south, gus=gus, finn=finn)


def _person(given_name: str, family_name: str, **more: str) -> User:
    email = f"{given_name}.{family_name}@example.org".lower()
    return User.objects.create_user(
        email, "a long password for tests", given_name=given_name.title(), family_name=family_name, **more
    )


def _side(slug: str, mark: str, people: dict[str, tuple[str, str, str | None]]) -> Side:
    trust = Trust.objects.create(name=f"{slug.title()} Trust{mark}", slug=slug)
    with acting_with(Reach(trust_id=trust.pk)):
        hub = Hub.objects.create(name=f"Coast hub{mark}", la_code="878", la_name="Devon")
        schools = [_school(slug, mark, number, hub if number == 1 else None) for number in (1, 2)]
    with whole_trust(trust.pk):
        houses = [
            _house(school, mark if number == 1 else f"{mark} ZZTWO", number, slug)
            for number, school in enumerate(schools, 1)
        ]
        side = Side(trust, hub, *houses)
        for given_name, (family_name, role, place) in people.items():
            side.people[given_name] = person = _person(given_name, family_name)
            _appoint(side, person, role, place)
    return side


def _school(slug: str, mark: str, number: int, hub: Hub | None) -> School:
    school = School.objects.create(
        name=f"{slug.title()} {['One', 'Two'][number - 1]} Primary School{mark}",
        sort_key=f"{slug} {number}",
        urn=f"{1 if slug == 'north' else 2}0000{number}",
        laestab=f"878200{number}",
        phase="PS",
        la_code="878",
        la_name="Devon",
        hub=hub,
    )
    Term.objects.create(school=school, year_start=2026, number=1, starts_on=TERM_STARTS_ON, ends_on=date(2026, 10, 23))
    return school


def _house(school: School, mark: str, number: int, slug: str) -> House:
    class_4b = Group.objects.create(school=school, name="4B", year_group="4", starts_on=SINCE)
    house = House(school, class_4b)
    for index, (forename, status, need) in enumerate([("Noah", "K", "SLCN"), ("Mina", "E", "ASD"), ("Otto", "N", "")]):
        pupil = Pupil.objects.create(
            school=school,
            legal_forename=forename,
            legal_surname=f"Hartley{mark}" if index == 0 else f"Adeyemi{mark}" if index == 1 else f"Lind{mark}",
            upn="",
            date_of_birth=date(2018, 3, 1 + index),
            sex="F" if index == 1 else "M",
            year_group="4",
        )
        Enrolment.objects.create(pupil=pupil, at_school=school, admission_number=f"00{number}{index}", starts_on=SINCE)
        GroupMember.objects.create(pupil=pupil, group=class_4b, starts_on=SINCE)
        SenStatus.objects.create(pupil=pupil, code=status, starts_on=SINCE, shared_with_family=index == 0)
        if need:
            Need.objects.create(pupil=pupil, need_type=need, rank=1, starts_on=SINCE)
        house.pupils.append(pupil)
    return house


def _appoint(side: Side, person: User, role: str, place: str | None) -> None:
    Membership.objects.create(user=person, trust=side.trust)
    with whole_trust(side.trust.pk):
        Post.objects.create(
            user=person,
            role=role,
            school=getattr(side, place).school if place in ("one", "two") else None,
            hub=side.hub if place == "hub" else None,
            starts_on=SINCE,
        )


def _family_and_friends(north: Side) -> None:
    noah, mina = north.one.pupils[:2]
    for given_name in ("eve", "noah", "hannah"):
        north.people[given_name] = person = _person(given_name, "Hartley" if given_name != "hannah" else "Lowe")
        Membership.objects.create(user=person, trust=north.trust)
    with whole_trust(north.trust.pk):
        eve = vouched(noah, "Eve", "Hartley", by=north.asha, relationship="mother", email=north.eve.email)
        FamilyLink.objects.create(pupil=noah, user=north.eve, relationship="mother", contact_link=eve, starts_on=SINCE)
        FamilyLink.objects.create(pupil=noah, user=north.noah, relationship="self", starts_on=SINCE)
        lent = PupilUserObjectPermission.objects.assign_perm("see_pupil", north.hannah, noah)
        PupilUserObjectPermission.objects.filter(pk=lent.pk).update(ends_on=date(2099, 7, 31), reason="Therapy")
        GroupStaff.objects.create(group=north.one.class_4b, user=north.grace, starts_on=SINCE)
        reading = Group.objects.create(school=north.one.school, name="Reading", kind="teaching", starts_on=SINCE)
        GroupMember.objects.create(pupil=mina, group=reading, starts_on=SINCE)
        GroupStaff.objects.create(group=reading, user=north.renata, starts_on=SINCE)


def vouched(
    child: Pupil, given_name: str, family_name: str, *, by: User, email: str = "", **link: object
) -> ContactLink:
    """A contact of this child who lives with it, gets letters and was verified by somebody."""
    about = {
        "relationship": "carer",
        "lives_with": True,
        "receives_correspondence": True,
        "starts_on": SINCE,
        "verified_on": SINCE,
        "verified_by": by,
    } | link
    made = ContactLink.objects.create(pupil=child, contact_id=new_numbers(1)[0], **about)
    Contact.objects.create(pk=made.contact_id, given_name=given_name, family_name=family_name, email=email)
    return made
