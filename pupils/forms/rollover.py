"""Beginning a new school year: from which day, up to which year group, and what becomes of each class."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from pupils import year_groups
from pupils.rollover import IN_ORDER, Fate, school_year
from pupils.selectors.rollover import Class, Plan
from trust_send.platform.web.fields import DateField


class YearForm(forms.Form):
    """What the preview is made for."""

    first_day = DateField(
        label="First day of the new school year", help_text="Pupils and classes are as they were the day before"
    )
    last = forms.ChoiceField(
        label="Last year group of the school",
        choices=[("", "Nobody leaves by year"), *((code, year_groups.label(code)) for code in IN_ORDER)],
        required=False,
        help_text="Its pupils leave. Suggested by the age of the school’s oldest pupils",
    )

    def clean_first_day(self) -> date:
        """Refuse a day that can only be a slip of the pen."""
        day: date = self.cleaned_data["first_day"]
        if not 2000 <= day.year <= 2100:
            raise ValidationError("Enter a first day between 2000 and 2100")
        return day


class NewYearForm(forms.Form):
    """Who of the doubtful children goes on, and the name of each class in the new year."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=32)
    going_on = forms.MultipleChoiceField(label="Who goes on", required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, plan: Plan) -> None:
        initial: dict[str, Any] = {"seen": plan.fingerprint}
        initial["going_on"] = [str(child.pupil_id) for child in plan.choosable if child.outlook.fate != Fate.STAYS]
        super().__init__(data, initial=initial)
        self._plan = plan
        self.fields["going_on"].choices = [(str(child.pupil_id), child.name) for child in plan.choosable]
        for each in plan.classes:
            if not each.goes_on:
                self.fields[_field(each)] = forms.CharField(
                    label=f"{each.name} in {year_groups.academic_year_label(school_year(plan.first_day))}",
                    required=False,
                    max_length=40,
                    initial=each.suggested,
                    widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
                )

    @property
    def chosen(self) -> set[int]:
        """Who goes on, as it stands in the form now."""
        ticked = self.data.getlist("going_on") if self.is_bound else self.initial["going_on"]
        return {int(number) for number in ticked if str(number).isdecimal()}

    def class_fields(self) -> list[tuple[Class, forms.BoundField | None]]:
        """Each class with its field, or none where it has to go on."""
        return [(each, None if each.goes_on else self[_field(each)]) for each in self._plan.classes]

    @property
    def going_on_ids(self) -> set[int]:
        """Who was said to go on."""
        return {int(number) for number in self.cleaned_data["going_on"]}

    @property
    def class_names(self) -> dict[int, str]:
        """What each class is called in the new year; empty when it ends."""
        return {
            each.group_id: each.name if each.goes_on else self.cleaned_data[_field(each)].strip()
            for each in self._plan.classes
        }


def _field(each: Class) -> str:
    return f"class_{each.group_id}"
