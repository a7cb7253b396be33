"""The forms of a register review: an answer to a check, a child left as it is, a signature and its taking back."""

from __future__ import annotations

from typing import Any

from django import forms

from pupils.models import ReviewAnswer
from pupils.review_checks import CHECK_BY_ID


class OfCheck(forms.Form):
    """Something about one check."""

    check_id = forms.ChoiceField(
        choices=[(check_id, check_id) for check_id in CHECK_BY_ID],
        widget=forms.HiddenInput,
        error_messages={"required": "Choose a check", "invalid_choice": "Choose a check"},
    )


class AnswerForm(OfCheck):
    """One of the three answers of the checklist, with a note."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=ReviewAnswer.Answer.choices,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
        error_messages={"required": "Choose yes, no or not sure"},
    )
    note = forms.CharField(
        label="Note (optional)",
        help_text="What will be done, by whom and until when",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SettleForm(OfCheck):
    """Why a child that a check found is right as it is, or that this is taken back."""

    pupil_id = forms.IntegerField(
        min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput, error_messages={"required": "Choose a pupil"}
    )
    reason = forms.CharField(label="Why is it right as it is?", max_length=300, required=False)
    back = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """A reason is needed unless it is taken back."""
        given = super().clean() or self.cleaned_data
        if not given.get("back") and not given.get("reason") and not self.errors:
            self.add_error("reason", "Write why it is right as it is")
        return given


class SignForm(forms.Form):
    """Whose signature, and why it is taken back."""

    part = forms.ChoiceField(choices=[("senco", "SENCO"), ("head", "Headteacher")], widget=forms.HiddenInput)
    back = forms.BooleanField(required=False)
    reason = forms.CharField(label="Why do you take it back?", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Taking back needs a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("back") and not given.get("reason"):
            self.add_error("reason", "Write why you take your signature back")
        return given
