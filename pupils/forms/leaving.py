"""A child leaves the school, or comes back to it."""

from __future__ import annotations

from typing import Any

from django import forms

from pupils.forms.reasoned import ReasonedForm
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField

RETURNS, MISTAKE = "returns", "mistake"


class LeaveSchoolForm(ReasonedForm):
    """The last day at the school, and where to."""

    last_day = DateField(label="Last day at the school", help_text="Today or a past day")
    to = forms.CharField(
        label="Where to? (optional)",
        max_length=100,
        required=False,
        help_text="A school, another country, home education, not known",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("last_day", "to", "reason")


class ComeBackForm(ReasonedForm):
    """From which day the child is here again, or that it never left."""

    what = forms.ChoiceField(
        label="What happened?",
        choices=[
            (RETURNS, Described("The child comes back", hint="Registered again from a day on, in no class yet")),
            (
                MISTAKE,
                Described("The child has not left", hint="Registration, groups and lent sight are as they were before"),
            ),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(
        label="First day back (only for a child who comes back)", help_text="Today or a past day", required=False
    )
    field_order = ("what", "on", "reason")

    def clean(self) -> dict[str, Any]:
        """Ask for the day where one is needed."""
        given = super().clean() or {}
        if given.get("what") == RETURNS and not given.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the first day back")
        return given
