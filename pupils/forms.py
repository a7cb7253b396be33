"""Forms about one child. They read what people write; the rules are the services'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from pupils import year_groups
from pupils.codes import NEED_TYPES, SEN_STATUS
from pupils.models import Pupil
from pupils.services.pupils import EDITABLE
from schools.models import School
from trust_send.platform.walls.reach import Reach
from trust_send.platform.web.choices import Described
from trust_send.platform.web.dates import write_date
from trust_send.platform.web.fields import DateField

STATUS_HINTS = {
    "N": "Open needs end on that day and stay in the history",
    "K": "The school gives special educational provision. The family must be told",
    "E": "Only when the final plan has been issued. Asked for, being assessed and draft are still SEN support",
}
NEEDS_ON_FORM = 4
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


class ReasonedForm(forms.Form):
    """A change that is kept with its reason."""

    reason = forms.CharField(
        label="Reason (optional)",
        max_length=200,
        required=False,
        help_text="Stays in the history with your name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def today(self) -> str:
        """What stands in a date box at first?"""
        return write_date(timezone.localdate())


class StatusForm(ReasonedForm):
    """A new status from a day on."""

    code = forms.ChoiceField(
        label="Status",
        choices=[(code, Described(SEN_STATUS[code], hint=STATUS_HINTS[code])) for code in "KEN"],
        widget=forms.RadioSelect,
    )
    on = DateField(label="From which day", help_text="The first day of the new status, for example 6/1/2026")
    told_family = forms.BooleanField(
        label="The family has been told",
        required=False,
        help_text="They then see this status when they sign in",
    )
    field_order = ("code", "on", "told_family", "reason")


class NeedsForm(ReasonedForm):
    """Needs in their order, from a day on."""

    field_order = ("need_1", "need_2", "need_3", "need_4", "on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = [(code, f"{need.shown} ({code})") for code, need in NEED_TYPES.items()]
        for place, label in enumerate(("Main need", "2nd need", "3rd need", "4th need"), 1):
            self.fields[f"need_{place}"] = forms.ChoiceField(
                label=label if place == 1 else f"{label} (optional)",
                choices=[("", "None"), *types],
                required=place == 1,
            )
        self.fields["on"] = DateField(label="From which day", help_text="What was recorded before stays in the history")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Gather the needs in order; a gap in the middle closes."""
        data = super().clean() or {}
        data["need_types"] = [need for place in range(1, NEEDS_ON_FORM + 1) if (need := data.pop(f"need_{place}", ""))]
        return data


class PupilForm(ReasonedForm):
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
    def initial_of(cls, pupil: Pupil) -> dict[str, Any]:
        """What stands in the form at first."""
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
        self.fields["to"].queryset = schools  # type: ignore[attr-defined]


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


class AnswerForm(ReasonedForm):
    """Which is right, the register or the file?"""

    answer = forms.ChoiceField(label="Which is right?", choices=[], widget=forms.RadioSelect)
    on = DateField(label="If the file is right, from which day", required=False, help_text="Today when left empty")
    told_family = forms.BooleanField(label="The family has been told", required=False)
    field_order = ("answer", "on", "told_family", "reason")

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(choices)  # type: ignore[attr-defined]
