"""What a person puts into a letter to a family, and how the letter has gone."""

from __future__ import annotations

from typing import Any

from django import forms

from pupils.models import FamilyLetter
from pupils.services.letters import Typed
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField

NOT_GONE = "none"


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off"})


class LetterForm(forms.Form):
    """The words of the letter that no record holds; every reader's letter has the same."""

    discussion_date = DateField(label="Day of the conversation with the family")
    strengths = forms.CharField(
        label="What is the pupil good at?",
        max_length=600,
        widget=_box(3),
        error_messages={"required": "Write what the pupil is good at"},
    )
    need_in_plain_words = forms.CharField(
        label="What do you want to help with?",
        max_length=600,
        widget=_box(3),
        error_messages={"required": "Write in plain words what you want to help with"},
    )
    first_actions = forms.CharField(
        label="What will you do first?",
        help_text="Who does what, how often",
        max_length=800,
        widget=_box(3),
        error_messages={"required": "Write what you will do first"},
    )
    home_ideas = forms.CharField(
        label="Ideas for home (optional)",
        help_text="Left out of the letter when it is empty",
        max_length=600,
        required=False,
        widget=_box(2),
    )
    review_date = DateField(label="Day to look how it is going", help_text="Within six months")
    teacher_name = forms.CharField(label="Who teaches the pupil?", max_length=120, widget=_line())
    senco_name = forms.CharField(label="Name of the SENCO", max_length=120, widget=_line())
    senco_contact = forms.CharField(
        label="How are they reached?", help_text="Telephone or email of the school", max_length=160, widget=_line()
    )
    sendiass_name = forms.CharField(
        label="Name of the advice service",
        help_text="The local SENDIASS: free, and not from the school. It always stands in the letter",
        max_length=120,
        widget=_line(),
    )
    sendiass_contact = forms.CharField(
        label="How is the advice service reached?", help_text="Telephone, website", max_length=160, widget=_line()
    )

    def __init__(self, *args: Any, keep_away_from: str = "", words_of_family: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = ["In words a friend of the family would understand."]
        if words_of_family:
            hints.append(f"The family says: “{words_of_family}”.")
        if keep_away_from:
            hints.append(f"Keep away from: “{keep_away_from}”.")
        self.fields["need_in_plain_words"].help_text = " ".join(hints)

    def typed(self) -> Typed:
        """What was typed, once the form is valid."""
        return Typed(**self.cleaned_data)


class SentForm(forms.Form):
    """On which day and in which way a letter has gone."""

    how = forms.ChoiceField(
        label="How did it go?",
        choices=[choice for choice in FamilyLetter.SentBy.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it went"},
    )
    on = DateField(label="On which day?", required=False)

    def __init__(self, *args: Any, has_gone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_gone:
            not_gone = Described("It has not gone after all", hint="It was noted by mistake")
            self.fields["how"].choices = [*self.fields["how"].choices, (NOT_GONE, not_gone)]

    def gone(self) -> str:
        """The way it went; empty when it has not gone."""
        how = str(self.cleaned_data["how"])
        return "" if how == NOT_GONE else how
