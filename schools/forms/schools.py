"""What a trust says about one of its schools."""

from __future__ import annotations

from typing import Any

from django import forms

from schools import selectors
from schools.models import School, TermNaming
from trust_send.platform.walls.reach import Reach
from trust_send.platform.web.merging import MergingForm


class SchoolForm(MergingForm, forms.ModelForm):
    """What a trust says about its own school; the rest comes from the register of schools."""

    class Meta:
        model = School
        fields = ["name", "telephone", "email", "website", "hub", "term_naming", "mis_leads"]
        widgets = {"term_naming": forms.RadioSelect}

    website = forms.URLField(
        label="Website (optional)",
        required=False,
        assume_scheme="https",
        max_length=200,
        error_messages={"invalid": "Enter a web address, like https://school.example"},
    )

    def __init__(self, *args: Any, instance: School, reach: Reach, **kwargs: Any) -> None:
        now = {name: instance.serializable_value(name) for name in self._meta.fields or ()}
        super().__init__(*args, instance=instance, now=now, **kwargs)
        self.fields["hub"].queryset = selectors.places.hubs(reach=reach)
        self.fields["telephone"].label = "Telephone of the office (optional)"
        self.fields["telephone"].help_text = "Families read it on their page, with the two below"
        self.fields["email"].label = "Email address of the office (optional)"
        self.fields["hub"].label = "Hub (optional)"
        self.fields["hub"].empty_label = "No hub"
        self.fields["term_naming"].label = "How does the school count its terms?"
        self.fields["term_naming"].choices = TermNaming.choices
        self.fields["mis_leads"].label = "The MIS leads for SEN status"
