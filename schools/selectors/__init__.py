"""Reads about schools and people, each starting from a reach."""

from schools.selectors import groups, lending, people, places

__all__ = ["groups", "lending", "people", "places"]
