"""Reads about schools and people, each starting from a reach."""

from schools.selectors import groups, last_change, lending, people, places

__all__ = ["groups", "last_change", "lending", "people", "places"]
