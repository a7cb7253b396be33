"""Where does chance come from? From the seed and the name of what is drawn, so that no part disturbs another."""

from collections.abc import Mapping
from random import Random


def stream(*parts: object) -> Random:
    """Draws of its own for one part of the world, the same ones every time."""
    return Random(":".join(map(str, parts)))  # noqa: S311 -- made-up people, not secrets


def weighted(weights: Mapping[str, float], rng: Random) -> str:
    """One of the names, by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]
