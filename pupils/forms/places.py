"""At which schools a child is registered, and from which day."""

from __future__ import annotations

from typing import Any

from django import forms

from pupils.forms.reasoned import ReasonedForm
from pupils.models import EnrolmentKind
from schools.models import School
from trust_send.platform.walls.reach import Reach
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField


class MoveForm(ReasonedForm):
    """Another school of the trust, from a day on."""

    to = forms.ModelChoiceField(label="New school", queryset=School.objects.none(), empty_label="Choose a school")
    on = DateField(label="First day at the new school", help_text="Today or a past day")
    admission_number = forms.CharField(
        label="Admission number there (optional)",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    field_order = ("to", "on", "admission_number", "reason")

    def __init__(self, *args: Any, reach: Reach, leaving: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = School.objects.of_children(reach).exclude(pk=leaving).order_by("sort_key")
        self.fields["to"].queryset = schools


class SecondSchoolForm(ReasonedForm):
    """A second school of the trust, from a day on."""

    at = forms.ModelChoiceField(label="Second school", queryset=School.objects.none(), empty_label="Choose a school")
    kind = forms.ChoiceField(
        label="How is the child registered there?",
        choices=[
            (
                EnrolmentKind.SUBSIDIARY.value,
                Described("Subsidiary", hint="On roll at both. The second school reads the child’s page"),
            ),
            (
                EnrolmentKind.GUEST.value,
                Described("Guest", hint="Comes for some sessions. The second school does not see the record"),
            ),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(label="First day there", help_text="Today or a past day")
    admission_number = forms.CharField(
        label="Admission number there (optional)",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    field_order = ("at", "kind", "on", "admission_number", "reason")

    def __init__(self, *args: Any, reach: Reach, besides: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = School.objects.of_children(reach).exclude(pk=besides).order_by("sort_key")
        self.fields["at"].queryset = schools


class EndRegistrationForm(ReasonedForm):
    """From which day a child is not registered at a second school any more."""

    on = DateField(label="First day without it", help_text="Today or a past day")
    field_order = ("on", "reason")
