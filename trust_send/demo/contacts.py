"""Whom do schools turn to? A contact behind every family account, a few more without one, and separated households."""

from collections.abc import Mapping
from datetime import date, timedelta

from trust_send.demo.childhood import Contact, ContactLink, FamilyLink, Pupil
from trust_send.demo.draws import stream
from trust_send.demo.places import FERNHOLLOW
from trust_send.demo.plan import Person, Trust

STREETS = (
    "Alder Close", "Bramble Lane", "Chapel Row", "Drovers Way", "Elm Terrace", "Fennel Road", "Garth Street",
    "Hawthorn Avenue", "Ivy Court", "Kiln Lane", "Larch Drive", "Mill Rise", "Orchard Gardens", "Quarry Hill",
)  # fmt: skip
APART = 0.2
"""Of fathers beside a mother: those who live somewhere else."""
BY_CARE = ("carer", "foster", "grand")
# Of Fernhollow's children that the guide names: a father who may have no contact, and a grandmother without an account.
KEPT_AWAY = ("Daisy", "Cole", "Marcus", "ZW26P00417")
GRANDMOTHER = ("Noah", "Hartley", "Joan")


class Contacts:
    """Writes down the contacts of the children whose families sign in."""

    def __init__(self, trust: Trust, *, on: date, start: int, seed: int) -> None:
        self._trust = trust
        self._on = on
        self._rng = stream(seed, start, trust.key, "contacts")
        self._pupils = {pupil.key: pupil for pupil in trust.pupils}
        self._sencos = {post.school: post.person for post in trust.posts if post.role == "senco" and not post.ends_on}
        self._known: dict[str, Contact] = {}
        self._homes: dict[int, tuple[str, str]] = {}

    def of_families(self, people: Mapping[str, Person]) -> None:
        """A verified contact for everyone who sees a child, and the two whom the guide names."""
        for link in self._trust.family_links:
            if link.relationship != "self":
                self._of(link, people[link.person])
        by_name = {(p.forename, p.surname): p for p in self._trust.pupils if p.school == FERNHOLLOW and not p.left_on}
        if daisy := by_name.get(KEPT_AWAY[:2]):
            self._kept_away(daisy)
        if noah := by_name.get(GRANDMOTHER[:2]):
            self._grandmother(noah)

    def _of(self, link: FamilyLink, person: Person) -> None:
        pupil, first = self._pupils[link.pupil], link.pupil not in self._homes
        apart = not first and link.relationship == "father" and self._rng.random() < APART
        if link.person not in self._known:
            home = self._somewhere(pupil) if apart else self._home(pupil)
            self._person(link.person, person.given_name, person.family_name, person.email, home, pupil)
        self._homes.setdefault(link.pupil, (self._known[link.person].address, self._known[link.person].postcode))
        self._trust.contact_links.append(
            ContactLink(
                link.pupil,
                link.person,
                link.relationship,
                has_parental_responsibility=link.relationship not in BY_CARE,
                lives_with=not apart,
                receives_correspondence=first or apart,
                priority=1 if first else 2,
                verified_on=link.starts_on,
                verified_by=self._sencos[pupil.school],
                starts_on=link.starts_on,
            )
        )

    def _kept_away(self, pupil: Pupil) -> None:
        """A father by a file, with an order that forbids contact: neither letters nor an account reach him."""
        _, surname, given_name, order = KEPT_AWAY
        key = f"contact/{pupil.key}/father"
        self._person(key, given_name, surname, "", ("", ""), pupil)
        since = self._since(pupil)
        self._trust.contact_links.append(
            ContactLink(
                pupil.key,
                key,
                "father",
                has_parental_responsibility=True,
                lives_with=False,
                receives_correspondence=True,
                priority=9,
                source="file",
                restriction="nocontact",
                order_reference=order,
                restriction_from=max(since, self._on - timedelta(days=120)),
                starts_on=since,
            )
        )

    def _grandmother(self, pupil: Pupil) -> None:
        """She lives with the family and was verified; she has no account yet."""
        key = f"contact/{pupil.key}/grand"
        self._person(key, GRANDMOTHER[2], pupil.surname, "", self._home(pupil), pupil)
        since = self._since(pupil)
        self._trust.contact_links.append(
            ContactLink(
                pupil.key,
                key,
                "grand",
                has_parental_responsibility=False,
                lives_with=True,
                receives_correspondence=False,
                priority=3,
                verified_on=since,
                verified_by=self._sencos[pupil.school],
                starts_on=since,
            )
        )

    def _since(self, pupil: Pupil) -> date:
        return min(pupil.joined_on, self._on)

    def _person(
        self, key: str, given_name: str, family_name: str, email: str, home: tuple[str, str], pupil: Pupil
    ) -> None:
        speaks = pupil.first_language if pupil.eal else ""
        self._known[key] = Contact(
            key,
            given_name,
            family_name,
            email,
            phone=f"07700 900{self._rng.randrange(1000):03}",
            address=home[0],
            postcode=home[1],
            language=speaks,
            needs_interpreter=bool(speaks) and self._rng.random() < 0.3,
        )
        self._trust.contacts.append(self._known[key])

    def _home(self, pupil: Pupil) -> tuple[str, str]:
        return self._homes.get(pupil.key) or self._somewhere(pupil)

    def _somewhere(self, pupil: Pupil) -> tuple[str, str]:
        """An address and a postcode that nobody has: no postcode of the country begins with QQ."""
        street, number = self._rng.choice(STREETS), self._rng.randrange(1, 120)
        postcode = f"QQ{self._rng.randrange(1, 10)} {self._rng.randrange(1, 10)}AA"
        return f"{number} {street}\n{self._trust.school(pupil.school).la_name}", postcode
