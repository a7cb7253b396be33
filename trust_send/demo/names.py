"""What are they called? Pools of names made once, so that thousands of people take no time."""

from collections.abc import Callable
from random import Random

from faker import Faker

from trust_send.demo.forenames import SHORT_FORMS
from trust_send.demo.heritages import HERITAGES, Heritage

POOL_SIZE = 260
TITLES_IN_SURNAMES = ("dr", "mr", "mrs", "ms", "miss")

# Faker gives some languages a different last name for women.
LOCALES_WITH_TWO_FORMS = ("pl_PL",)


class Names:
    """Draws names for children and grown-ups, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._surnames: dict[tuple[str, str], list[str]] = {}
        self._grown_ups: dict[str, list[str]] = {}
        for heritage in HERITAGES.values():
            for sex in "FM":
                self._surnames[heritage.key, sex] = _surnames(heritage, sex, seed)
        british = _faker("en_GB", seed)
        self._grown_ups = {
            "F": _unique(british.first_name_female, 160),
            "M": _unique(british.first_name_male, 160),
        }

    def child(self, heritage: str, sex: str, rng: Random) -> tuple[str, str]:
        """A first and a last name for a child."""
        one = HERITAGES[heritage]
        forename = rng.choice(one.girls if sex == "F" else one.boys)
        return forename, self.surname(heritage, sex, rng)

    def surname(self, heritage: str, sex: str, rng: Random) -> str:
        """A last name; some children of two families carry both."""
        surname = rng.choice(self._surnames[heritage, sex])
        if heritage in ("british", "mixed") and rng.random() < 0.04:
            return f"{surname}-{rng.choice(self._surnames[heritage, sex])}"
        return surname

    def grown_up(self, heritage: str, sex: str, rng: Random) -> tuple[str, str]:
        """A first and a last name for a grown-up."""
        one = HERITAGES[heritage]
        if one.faker_locale == "en_GB" or heritage == "caribbean":
            return rng.choice(self._grown_ups[sex]), rng.choice(self._surnames[heritage, sex])
        return self.child(heritage, sex, rng)

    def in_family(self, surname: str, heritage: str, sex: str, rng: Random) -> tuple[str, str]:
        """A grown-up of a child's family: mostly of the same last name."""
        given, other = self.grown_up(heritage, sex, rng)
        return given, surname if rng.random() < 0.8 else other


def called(forename: str, rng: Random) -> str:
    """What a child is called, where that is not the legal first name."""
    return SHORT_FORMS[forename] if forename in SHORT_FORMS and rng.random() < 0.3 else ""


def _surnames(heritage: Heritage, sex: str, seed: int) -> list[str]:
    if heritage.surnames:
        return list(heritage.surnames)
    fake = _faker(heritage.faker_locale, seed)
    if heritage.faker_locale in LOCALES_WITH_TWO_FORMS:
        return _unique(fake.last_name_female if sex == "F" else fake.last_name_male, POOL_SIZE)
    return _unique(fake.last_name, POOL_SIZE)


def _faker(locale: str, seed: int) -> Faker:
    fake = Faker(locale)
    fake.seed_instance(seed)
    return fake


def _unique(draw: Callable[[], str], wanted: int) -> list[str]:
    """Different names, in the order drawn; as many as the locale has."""
    found: dict[str, None] = {}
    for _ in range(wanted * 4):
        found.setdefault(draw().strip())
        if len(found) == wanted:
            break
    return [name for name in found if name.split(" ")[0].lower().rstrip(".") not in TITLES_IN_SURNAMES]
