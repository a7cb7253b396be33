"""A diagnosis, and how the family wants a child's needs named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from pupils.forms.reasoned import ReasonedForm
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.merging import MergingForm

SUGGESTIONS = {"list": "suggestions", "autocomplete": "off"}
"""The box takes names from the list of that id on the page, and any other."""


class DiagnosisForm(forms.Form):
    """What was found, by whom, when, and how the school knows."""

    name = forms.CharField(
        label="What was found?",
        max_length=120,
        help_text="The name as it stands in the letter or report. Choose one or write another",
        widget=forms.TextInput(attrs=SUGGESTIONS),
        error_messages={"required": "Enter what was found"},
    )
    diagnosed_by = forms.CharField(
        label="By whom? (optional)",
        max_length=120,
        required=False,
        help_text="A person, clinic or service",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    diagnosed_on = DateField(label="When? (optional)", required=False, help_text="For example 6/1/2026")
    evidence = forms.CharField(
        label="How does the school know?",
        max_length=300,
        help_text="A report on file with its day, or that the family told you",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say how the school knows"},
    )


class WithdrawDiagnosisForm(forms.Form):
    """Which diagnosis is not held to be right any more, and why?"""

    diagnosis = forms.ChoiceField(
        label="Which one?", choices=[], widget=forms.RadioSelect, error_messages={"required": "Choose which one"}
    )
    reason = forms.CharField(
        label="Why?",
        max_length=200,
        help_text="Stays in the history with your name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Say why it is withdrawn"},
    )

    def __init__(self, *args: Any, held: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(held)
        self.fields["diagnosis"].choices = choices
        if len(choices) == 1:
            self.fields["diagnosis"].initial = choices[0][0]


class FamilyWordsForm(MergingForm, ReasonedForm):
    """The family's words for a child's needs, and since when."""

    words = forms.CharField(
        label="How does the family want the needs named?",
        max_length=300,
        required=False,
        help_text="In their own words. Leave it empty when they no longer want particular words",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    not_these = forms.CharField(
        label="Words to keep away from (optional)",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    said_by = forms.CharField(
        label="Who said so?",
        max_length=80,
        help_text="The pupil, or who of the family",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter who said so"},
    )
    on = DateField(label="On which day?")
    field_order = ("words", "not_these", "said_by", "on", "reason")
