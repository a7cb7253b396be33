"""Each of the cast with where they stand, and the words that must never come before their eyes."""

from __future__ import annotations

from dataclasses import dataclass

from schools.models import User
from tests.walls.furniture import World


@dataclass(frozen=True)
class Onlooker:
    """One person in one trust: whose children they may read, and whose schools' figures and files."""

    name: str
    trust: str | None
    """``north``, ``south`` or neither."""
    children: tuple[str, ...] = ()
    """The places whose children they may read as staff."""
    family: tuple[str, ...] = ()
    """The places of their own children."""
    schools: tuple[str, ...] = ()
    """The places whose papers and figures without children they may read."""
    also: tuple[str, ...] = ()
    """Forenames of single children of 4B, when it is not the whole class."""

    def person(self, world: World) -> User | None:
        """Who is it?"""
        cast = world.cast
        if self.name == "anonymous":
            return None
        if self.name in ("gus", "gus-south"):
            return cast.gus
        return cast.finn if self.name == "finn" else getattr(self.side(world), self.name)

    def side(self, world: World):  # noqa: ANN201
        """In which trust do they work?"""
        return getattr(world.cast, self.trust or "north")


ONLOOKERS = {
    one.name: one
    for one in (
        Onlooker("asha", "north", children=("one", "class"), schools=("one",)),
        Onlooker("ben", "north", children=("two",), schools=("two",)),
        Onlooker("cai", "north", children=("one", "class", "two"), schools=("one", "two")),
        Onlooker("grace", "north", children=("one",)),
        Onlooker("renata", "north", children=("one",), also=("Mina",)),
        Onlooker("dora", "north", children=("one", "class"), schools=("one",)),
        Onlooker("helen", "north", schools=("one",)),
        Onlooker("tom", "north", schools=("one", "two")),
        Onlooker("maryam", "north", schools=("one",)),
        Onlooker("lena", "north", children=("one", "class"), schools=("one",)),
        Onlooker("hannah", "north", children=("one",), also=("Noah",)),
        Onlooker("eve", "north", family=("one",), also=("Noah",)),
        Onlooker("noah", "north", family=("one",), also=("Noah",)),
        Onlooker("gus", "north", children=("two",), schools=("two",)),
        Onlooker("dee", "south", children=("south",), schools=("south",)),
        Onlooker("sam", "south", children=("south", "southtwo"), schools=("south", "southtwo")),
        Onlooker("gus-south", "south", children=("southtwo",), schools=("southtwo",)),
        Onlooker("finn", None),
        Onlooker("anonymous", None),
    )
}
SIGNED_IN = [name for name in ONLOOKERS if name != "anonymous"]


def children_of(one: Onlooker, world: World) -> set[int]:
    """Which children may they read of, as staff or as family?"""
    found: set[int] = set()
    for place in (*one.children, *one.family):
        corner = world.corners[place]
        if place == "class":
            found.add(corner.child.pk)
        else:
            found |= {pupil.pk for pupil in corner.house.pupils if not one.also or pupil.legal_forename in one.also}
    return found


def forbidden_words(one: Onlooker, world: World) -> list[str]:
    """Every word that would be a leak on a page of theirs."""
    known = children_of(one, world)
    words = [word for pupil, both in world.children.items() if pupil not in known for word in both]
    if one.trust != "south":
        words.append("ZZSOUTH")
    if one.trust != "north":
        words.append("ZZNORTH")
    if not {"two", "southtwo"} & {*one.children, *one.schools}:
        words.append("ZZTWO")
    return words
