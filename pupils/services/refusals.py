"""Refusing a change in kind words, at the field where it can be put right."""

from __future__ import annotations

from django.core.exceptions import ValidationError


def refuse(field: str, words: str) -> ValidationError:
    """The error that a form shows beside ``field``."""
    return ValidationError({field: words})
