"""Figures of schools."""

from reporting.models.figures import Figure

__all__ = ["Figure"]
