"""What every form about a child asks: why."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from trust_send.platform.web.dates import write_date


class ReasonedForm(forms.Form):
    """A change that is kept with its reason."""

    reason = forms.CharField(
        label="Reason (optional)",
        max_length=200,
        required=False,
        help_text="Stays in the history with your name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def today(self) -> str:
        """What stands in a date box at first?"""
        return write_date(timezone.localdate())
