"""The form that lends one thing to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from schools.models import School
from schools.roles import LENDABLE, Verb
from schools.sentences import MAY
from trust_send.platform.web.fields import DateField


class LendVerbForm(forms.Form):
    """Which one thing a person may do besides, at which school, from when to when, and why."""

    verb = forms.ChoiceField(label="What may they do?", widget=forms.RadioSelect)
    school = forms.ModelChoiceField(School.objects.none(), label="At which school?", empty_label=None)
    starts_on = DateField(label="First day", initial=timezone.localdate)
    until = DateField(label="Last day", help_text="It ends by itself after this day, at most 13 months on.")
    reason = forms.CharField(label="Why?", max_length=200, help_text="For example: covers for the data manager")

    def __init__(self, *args: Any, offers: dict[School, list[Verb]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {verb for verbs in offers.values() for verb in verbs}
        self.fields["verb"].choices = [(verb.value, capfirst(MAY[verb])) for verb in LENDABLE if verb in offered]
        self.fields["school"].queryset = School.objects.filter(pk__in=[school.pk for school in offers])
        self.fields["school"].choices = [(school.pk, school.name) for school in offers]
