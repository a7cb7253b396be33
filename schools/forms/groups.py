"""Forms about groups and who has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from schools import selectors
from schools.models import Group, GroupKind, School, User
from schools.roles import Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing
from trust_send.platform.web.fields import DateField


class GroupForm(forms.Form):
    """A new group of one of the reader's schools."""

    school = forms.ModelChoiceField(School.objects.none(), label="School", empty_label=None)
    name = forms.CharField(label="Name", max_length=40, help_text="For example 4B, or Reading Tuesday")
    kind = forms.ChoiceField(label="What is it for?", choices=GroupKind.choices, widget=forms.RadioSelect)
    year_group = forms.CharField(label="Year (optional)", required=False, max_length=2)
    starts_on = DateField(label="First day", initial=timezone.localdate)

    def __init__(self, *args: Any, reach: Reach, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = standing.schools_for(Verb.EDIT_GROUPS)
        schools = selectors.places.schools(reach=reach)
        self.fields["school"].queryset = schools if may is None else schools.filter(pk__in=may)


class HandOverForm(forms.Form):
    """Who has a group from now on."""

    person = forms.ModelChoiceField(User.objects.none(), label="Give it to", empty_label="Choose a person")
    reason = forms.CharField(label="Why? (optional)", required=False, max_length=200)

    def __init__(self, *args: Any, group: Group, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = selectors.groups.staff_to_choose(school_id=group.school_id, on=on)


class TakeBackForm(forms.Form):
    """Why somebody no longer has a group."""

    reason = forms.CharField(
        label="Reason (optional)",
        required=False,
        max_length=200,
        help_text="Stays in the history of the group with your name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
