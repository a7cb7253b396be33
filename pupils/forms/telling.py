"""Whether the family has been told, and on which day."""

from __future__ import annotations

from typing import Any

from django import forms

from trust_send.platform.web.fields import DateField


class ToldForm(forms.Form):
    """The day of the conversation with the family, or that it is still to come."""

    told_on = DateField(
        label="Day of the conversation with the family",
        required=False,
        help_text="When SEN support begins: this day, or “not yet”. The family then sees the status when they sign in",
    )
    not_yet = forms.BooleanField(
        label="Not yet: the conversation is still to come",
        required=False,
        help_text="Today and the register remind you of it",
    )

    def check_told(self, data: dict[str, Any], *, asked: bool) -> None:
        """Take one answer: where SEN support begins the law asks that the family is told, so one must be there."""
        not_yet = data.pop("not_yet", False)
        if not_yet and data.get("told_on"):
            self.add_error("told_on", "Either there was a conversation on this day, or it is still to come")
        elif asked and not (not_yet or data.get("told_on") or "told_on" in self.errors):
            self.add_error("told_on", "Enter the day of the conversation, or say that it is still to come")
