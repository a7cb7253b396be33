"""Which child joins or leaves a group, and from which day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from pupils import year_groups
from pupils.forms.reasoned import ReasonedForm
from pupils.models import Pupil
from pupils.selectors.joining import Candidate
from schools.models import Group
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField


class FindForm(forms.Form):
    """Whom to look for: a name, or a class."""

    q = forms.CharField(
        label="Name",
        max_length=80,
        required=False,
        help_text="The beginning of a first or last name",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    class_ = forms.ModelChoiceField(label="Class", queryset=Group.objects.none(), required=False, empty_label="Any")

    def __init__(self, *args: Any, classes: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class"] = self.fields.pop("class_")
        self.fields["class"].queryset = classes


class JoinForm(ReasonedForm):
    """One of the children who were found, from a day on."""

    pupil = forms.ModelChoiceField(
        label="Who?",
        queryset=Pupil.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose a pupil", "invalid_choice": "Choose a pupil of this school"},
    )
    on = DateField(label="From which day", help_text="Today or a past day")

    field_order = ("pupil", "on", "reason")

    def __init__(self, *args: Any, children: QuerySet[Pupil], found: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pupil = cast("forms.ModelChoiceField", self.fields["pupil"])
        pupil.queryset = children
        # Offered are those who were found; taken is any child of the school whom the reader sees.
        pupil.choices = [(one.pupil_id, Described(one.listed_name, hint=_place(one))) for one in found]


def _place(one: Candidate) -> str:
    year = year_groups.label(one.year_group)
    return f"{year}, {one.class_name}" if one.class_name else f"{year}, in no class"


class LeaveForm(ReasonedForm):
    """From which day a child is not in the group any more."""

    on = DateField(label="First day without the group", help_text="Today or a past day")

    field_order = ("on", "reason")


class ChangeClassForm(ReasonedForm):
    """Another class of the school, from a day on."""

    to = forms.ModelChoiceField(label="New class", queryset=Group.objects.none(), empty_label="Choose a class")
    on = DateField(label="First day there", help_text="Today or a past day")

    field_order = ("to", "on", "reason")

    def __init__(self, *args: Any, classes: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = classes


class CloseForm(ReasonedForm):
    """The last day of a group."""

    last_day = DateField(label="Last day", help_text="Today or a past day")

    field_order = ("last_day", "reason")


class ReopenForm(ReasonedForm):
    """Why a closed group goes on."""
