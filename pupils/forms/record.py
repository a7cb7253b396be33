"""What is known about a child."""

from __future__ import annotations

from typing import Any

from django import forms

from pupils import year_groups
from pupils.forms.reasoned import ReasonedForm
from pupils.models import Pupil
from pupils.services.pupils import EDITABLE
from trust_send.platform.web.merging import MergingForm

FLAGS = (
    "eal",
    "fsm",
    "fsm_ever6",
    "pupil_premium",
    "looked_after",
    "ever_looked_after",
    "service_child",
    "young_carer",
)


class PupilForm(MergingForm, ReasonedForm):
    """What a child likes to be called, and what is known about them."""

    preferred_forename = forms.CharField(label="Likes to be called (optional)", max_length=80, required=False)
    preferred_surname = forms.CharField(label="Preferred last name (optional)", max_length=80, required=False)
    year_group = forms.ChoiceField(label="Year group", choices=list(year_groups.YEAR_GROUPS.items()))
    first_language = forms.CharField(label="First language (optional)", max_length=60, required=False)
    placement = forms.ChoiceField(
        label="Place",
        choices=[("", "In class"), ("sen_unit", "SEN unit"), ("resourced_provision", "Resourced provision")],
        required=False,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )
    known = forms.MultipleChoiceField(
        label="What is known",
        choices=[
            (name, Pupil._meta.get_field(name).verbose_name[:1].upper() + Pupil._meta.get_field(name).verbose_name[1:])
            for name in FLAGS
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    field_order = (
        "preferred_forename", "preferred_surname", "year_group", "first_language", "placement", "known", "reason",
    )  # fmt: skip

    @classmethod
    def now_of(cls, pupil: Pupil) -> dict[str, Any]:
        """What the record says, as the form shows it."""
        placement = "sen_unit" if pupil.sen_unit else "resourced_provision" if pupil.resourced_provision else ""
        return {
            **{name: getattr(pupil, name) for name in EDITABLE if name in cls.base_fields},
            "placement": placement,
            "known": [name for name in FLAGS if getattr(pupil, name)],
        }

    def facts(self, pupil: Pupil) -> dict[str, Any]:
        """What the form says about the child; “not known” stays so where a box was left empty."""
        data = self.cleaned_data
        flags = {
            name: True if name in data["known"] else (None if getattr(pupil, name) is None else False) for name in FLAGS
        }
        placement = {name: data["placement"] == name for name in ("sen_unit", "resourced_provision")}
        plain = ("preferred_forename", "preferred_surname", "year_group", "first_language")
        return {**{name: data[name].strip() for name in plain}, **placement, **flags}
