"""Everyone who can sign in, each with an address of their own that leads nowhere."""

import unicodedata
from random import Random

from trust_send.demo.draws import weighted
from trust_send.demo.names import Names
from trust_send.demo.plan import Person

PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "ß": "ss", "ı": "i", "đ": "d"})
STAFF_HERITAGES = {
    "british": 88,
    "mixed": 2,
    "polish": 2,
    "indian": 2,
    "pakistani": 1.5,
    "nigerian": 1.5,
    "caribbean": 1,
}


class People:
    """Adds people one by one and keeps their addresses apart."""

    def __init__(self, names: Names) -> None:
        self.all: dict[str, Person] = {}
        self._names = names
        self._emails: set[str] = set()

    def add(self, given_name: str, family_name: str, domain: str) -> str:
        """Add a person of this name; the answer is their key."""
        base = f"{_plain(given_name)}.{_plain(family_name)}"
        email, number = f"{base}@{domain}", 2
        while email in self._emails:
            email, number = f"{base}{number}@{domain}", number + 1
        self._emails.add(email)
        self.all[email] = Person(email, given_name, family_name, email)
        return email

    def draw_staff(self, domain: str, rng: Random, *, women: float = 0.78) -> str:
        """Add a grown-up who works in a school."""
        heritage = weighted(STAFF_HERITAGES, rng)
        given, family = self._names.grown_up(heritage, "F" if rng.random() < women else "M", rng)
        return self.add(given, family, domain)


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words.translate(PLAIN)).lower()
    return "".join(letter for letter in folded if letter.isascii() and letter.isalnum())
