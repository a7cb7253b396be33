"""A child who is new to the school, as its office writes it down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from pupils import upn, year_groups
from pupils.forms.reasoned import ReasonedForm
from pupils.intake import FIELDS
from pupils.intake import values as cells
from pupils.intake.problems import Weight, problem
from pupils.models import Sex
from schools.models import School
from trust_send.platform.web.fields import DateField

NAMES = ("legal_forename", "legal_surname", "preferred_forename", "preferred_surname")
_MOST_AHEAD = timedelta(days=366)
_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


def _name(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=80, required=required, widget=forms.TextInput(attrs=_PLAIN)
    )


class NewPupilForm(ReasonedForm):
    """Names, birth, numbers and the first day of a child whom no file has brought."""

    school = forms.ModelChoiceField(label="School", queryset=School.objects.none(), empty_label="Choose a school")
    legal_forename = _name("Legal first name")
    legal_surname = _name("Legal last name")
    preferred_forename = _name("Likes to be called (optional)", "Where it is not the legal first name", required=False)
    preferred_surname = _name("Preferred last name (optional)", required=False)
    date_of_birth = DateField(label="Date of birth", help_text="For example 26/3/2019")
    sex = forms.ChoiceField(
        label="Sex",
        choices=Sex.choices,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        help_text="As the census collects it",
    )
    year_group = forms.ChoiceField(label="Year group", choices=[("", "Choose"), *year_groups.YEAR_GROUPS.items()])
    upn = forms.CharField(
        label="UPN (optional)",
        max_length=30,
        required=False,
        help_text="13 letters and digits. Leave it empty until you know it; a file brings it later",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", **_PLAIN}),
    )
    admission_number = forms.CharField(
        label="Admission number (optional)",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", **_PLAIN}),
    )
    on = DateField(label="First day at the school", help_text="A past day, today, or a day within a year")
    another = forms.BooleanField(
        label="It is another child",
        required=False,
        help_text="I have looked at the records above, and none of them is this child",
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2_000)
    """Who was shown as possibly the same child when the form was sent."""
    field_order = ("school", *NAMES, "date_of_birth", "sex", "year_group", "upn", "admission_number", "on", "reason")

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]

    def clean(self) -> dict[str, Any]:
        """Names without digits, a UPN that can be right, days that can be."""
        given = super().clean() or {}
        for name in NAMES:
            if given.get(name) and _trouble(name, given[name]):
                self.add_error(name, "Enter a name: letters, hyphens and apostrophes")
            elif name in given:
                given[name] = " ".join(given[name].split())
        return given

    def was_shown(self, pupil_id: int) -> bool:
        """Had the reader this child before their eyes when they said that it is another?"""
        return str(pupil_id) in self.cleaned_data["shown"].split(",")

    def remarks(self) -> list[str]:
        """What is kept as it was typed, and should be looked at once more?"""
        given = self.cleaned_data
        this_year = year_groups.academic_year(given["on"])
        usual = year_groups.usual_year_group(given["date_of_birth"], academic_year=this_year)
        apart = year_groups.years_apart(usual, given["year_group"]) if usual else 0
        year = year_groups.label(given["year_group"])
        return [problem("year_and_age", value=year, count=apart).sentence] if apart >= 2 else []

    def clean_upn(self) -> str:
        """The number without spaces, when shape and check letter are right."""
        number = upn.tidy(self.cleaned_data["upn"])
        if number and (sentences := _trouble("upn", number)):
            raise ValidationError(sentences)
        return number

    def clean_date_of_birth(self) -> date:
        """The day, when a child of that age can be at a school."""
        day: date = self.cleaned_data["date_of_birth"]
        if sentences := _trouble("date_of_birth", day):
            raise ValidationError(sentences)
        return day

    def clean_on(self) -> date:
        """The first day, when it is not far ahead."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate() + _MOST_AHEAD:
            raise ValidationError("The first day must be within a year")
        return day


def _trouble(field: str, value: object) -> list[str]:
    """What would the import of a file say against this value?"""
    _, problems = cells.read(value, FIELDS[field], cells.Context(timezone.localdate()))
    return [found.sentence for found in problems if found.weight is not Weight.NOTE]
