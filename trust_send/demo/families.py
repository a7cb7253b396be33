"""Whose children are they? Families of pupils with SEND who can sign in, and people lent sight of one child."""

from datetime import date, timedelta

from trust_send.demo.childhood import FamilyLink, Lending, Pupil
from trust_send.demo.draws import stream
from trust_send.demo.names import Names
from trust_send.demo.people import People
from trust_send.demo.places import FERNHOLLOW, PENHALLOW
from trust_send.demo.plan import Trust

DOMAIN = "families.example"
FAMILIES_ELSEWHERE = 0.2  # of pupils with SEND at other schools whose family already signs in


class Families:
    """Links grown-ups to the children of one trust."""

    def __init__(self, trust: Trust, people: People, names: Names, *, on: date, start: int, seed: int) -> None:
        self._trust = trust
        self._people = people
        self._names = names
        self._on = on
        self._start = start
        self._rng = stream(seed, start, trust.key, "families")

    def link(self, pupils: list[Pupil], codes: dict[int, str], everyone_at: set[str]) -> None:
        """Families of pupils with SEND: all of some schools, and a part of the others."""
        for pupil in pupils:
            drawn = self._rng.random() < FAMILIES_ELSEWHERE or pupil.school in everyone_at
            if codes.get(pupil.key, "N") == "N" or pupil.left_on or not drawn or self._has_family(pupil):
                continue
            self._family_of(pupil)

    def named(self, pupils: list[Pupil]) -> dict[str, str]:
        """The families of the guide, the pupil who signs in, and the outside professionals."""
        by_name = {(pupil.school, f"{pupil.forename} {pupil.surname}"): pupil for pupil in pupils}
        noah = by_name[FERNHOLLOW, "Noah Hartley"]
        zainab, bilal = by_name[FERNHOLLOW, "Zainab Hussain"], by_name[PENHALLOW, "Bilal Hussain"]
        eve = self._add(noah, "Eve", "Hartley", "mother")
        self._add(noah, "Daniel", "Hartley", "father")
        pupil = self._add(noah, "Noah", "Hartley", "self")
        samina = self._add(zainab, "Samina", "Hussain", "mother")
        self._trust.family_links.append(FamilyLink(bilal.key, samina, "mother", self._since(bilal)))
        therapist = self._people.add("Hannah", "Lowe", "therapy.example")
        psychologist = self._people.add("Priya", "Nair", "psychology.example")
        senco = next(p.person for p in self._trust.posts if p.role == "senco" and p.school == FERNHOLLOW)
        until = date(self._start + 1, 8, 1)
        self._trust.lendings += [
            Lending(noah.key, therapist, until, "Speech and language therapy, targets for the group", senco),
            Lending(
                zainab.key,
                psychologist,
                min(until, self._on + timedelta(days=60)),
                "Advice for the annual review",
                senco,
            ),
        ]
        return {"eve": eve, "noah": pupil, "samina": samina, "hannah": therapist}

    def _has_family(self, pupil: Pupil) -> bool:
        return any(link.pupil == pupil.key for link in self._trust.family_links[:8])

    def _family_of(self, pupil: Pupil) -> None:
        chance = self._rng.random()
        if pupil.looked_after:
            self._grown_up(pupil, "F", "foster", same_name=False)
        elif chance < 0.04:
            self._grown_up(pupil, "F", "grand")
        elif chance < 0.07:
            self._grown_up(pupil, "F", "carer", same_name=False)
        elif chance < 0.15:
            self._grown_up(pupil, "M", "father")
        else:
            self._grown_up(pupil, "F", "mother")
            if self._rng.random() < 0.4:
                self._grown_up(pupil, "M", "father")

    def _grown_up(self, pupil: Pupil, sex: str, relationship: str, *, same_name: bool = True) -> None:
        given, family = self._names.in_family(pupil.legal_surname, pupil.heritage, sex, self._rng)
        if not same_name:
            given, family = self._names.grown_up("british", sex, self._rng)
        self._add(pupil, given, family, relationship)

    def _add(self, pupil: Pupil, given: str, family: str, relationship: str) -> str:
        person = self._people.add(given, family, DOMAIN)
        self._trust.family_links.append(FamilyLink(pupil.key, person, relationship, self._since(pupil)))
        return person

    def _since(self, pupil: Pupil) -> date:
        return min(max(pupil.joined_on, date(self._start - 1, 9, 1)), self._on)
