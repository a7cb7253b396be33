"""Who is given sight of a child, from which day, until when and why."""

from __future__ import annotations

from django import forms

from pupils.models import Relationship
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField


def _quiet(width: str = "") -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": width})


class FamilyForm(forms.Form):
    """One of a child's family, or the child: they see what the school shares."""

    given_name = forms.CharField(label="First name", max_length=80, widget=_quiet("govuk-input--width-20"))
    family_name = forms.CharField(label="Last name", max_length=80, widget=_quiet("govuk-input--width-20"))
    email = forms.EmailField(
        label="Email address",
        help_text="Their own, which nobody else reads. They sign in with it",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    relationship = forms.ChoiceField(
        label="Who are they to the child?",
        choices=[
            *((value, label) for value, label in Relationship.choices if value != Relationship.SELF),
            (Relationship.SELF.value, Described("The pupil", hint="They see a page of their own, in their words")),
        ],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )
    on = DateField(label="From which day", help_text="Today or later")
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="For example: on the admission form, asked for at the review. Stays in the history with your name",
        widget=_quiet(),
    )
    checked = forms.BooleanField(
        label="The school has checked who they are, and nothing speaks against their seeing this",
        help_text="For example no court order, and no household that must not know",
        error_messages={"required": "Check who they are first, then tick this"},
    )


class LendForm(forms.Form):
    """Sight of a child for one person until a day."""

    email = forms.EmailField(
        label="E-mail address of the person",
        help_text="They must have an account in the trust",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    until = DateField(label="Last day", help_text="At most 13 months from now. Sight ends by itself after that day")
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Shown to everyone who may ask who sees this child",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
