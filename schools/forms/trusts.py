"""What a trust says about itself."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.colours import Colours
from schools.models import Trust


class TrustForm(forms.ModelForm):
    """The trust's own name and colours, refused where text could not be read on them."""

    class Meta:
        model = Trust
        fields = ["name", "accent", "accent_deep", "accent_tint"]
        labels = {"name": "Name of the trust"}
        help_texts = {
            "accent": "Buttons and the current page, for example #114b5f. It must stand out against white.",
            "accent_deep": "The band at the top; white words stand on it.",
            "accent_tint": "What is selected; words in the main colour stand on it.",
        }

    def clean(self) -> dict[str, Any]:
        """Colours must leave everything readable."""
        said = super().clean() or {}
        if {"accent", "accent_deep", "accent_tint"} <= said.keys():
            for name, problem in Colours(said["accent"], said["accent_deep"], said["accent_tint"]).problems().items():
                self.add_error(name, problem)
        return said
