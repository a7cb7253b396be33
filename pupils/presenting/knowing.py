"""A diagnosis in a line, and the words for its pages."""

from __future__ import annotations

from pupils.models import Diagnosis
from pupils.presenting.words import day_words

NO_GATE = "Support needs no diagnosis. What a pupil needs in order to learn decides, with or without one."
"""Told wherever a diagnosis is written down."""


def source(diagnosis: Diagnosis) -> str:
    """Who found it and when, as far as it is known?"""
    by = f"by {diagnosis.diagnosed_by}" if diagnosis.diagnosed_by else ""
    when = f"on {day_words(diagnosis.diagnosed_on)}" if diagnosis.diagnosed_on else ""
    found = " ".join(part for part in (by, when) if part)
    return f"Found {found}" if found else "By whom and when is not recorded"
