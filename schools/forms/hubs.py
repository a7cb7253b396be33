"""The form about a hub and its schools."""

from __future__ import annotations

from typing import Any

from django import forms

from schools import selectors
from schools.models import Hub, School
from trust_send.platform.walls.reach import Reach
from trust_send.platform.web.choices import Described
from trust_send.platform.web.merging import MergingForm


class HubForm(MergingForm):
    """What a hub is called, to which local authority it is tied, and which schools work in it."""

    name = forms.CharField(label="Name", max_length=80, help_text="For example Coast hub")
    authority = forms.ChoiceField(
        label="Local authority (optional)",
        required=False,
        help_text="The authorities of your schools. A hub may have schools of others too.",
    )
    schools = forms.ModelMultipleChoiceField(
        School.objects.none(),
        label="Which schools work in it? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="A school works in one hub at a time. Hub leads see the figures of these schools, without names.",
    )

    def __init__(self, *args: Any, reach: Reach, hub: Hub, **kwargs: Any) -> None:
        known = selectors.places.schools(reach=reach)
        now = {
            "name": hub.name,
            "authority": hub.la_code,
            "schools": [school.pk for school in known if hub.pk and school.hub_id == hub.pk],
        }
        super().__init__(*args, now=now, **kwargs)
        self.authorities = selectors.places.authorities(reach=reach)
        self.fields["authority"].choices = [
            ("", "Not tied to one"),
            *((code, f"{name} ({code})") for code, name in self.authorities.items()),
        ]
        self.fields["schools"].queryset = known
        self.fields["schools"].choices = [
            (school.pk, Described(school.name, hint=_where(school, other_than=hub)))
            for school in sorted(known, key=lambda school: _nearness(school, hub))
        ]

    @property
    def said(self) -> dict[str, Any]:
        """What was chosen, as the service takes it."""
        code = self.cleaned_data["authority"]
        return {
            "name": self.cleaned_data["name"],
            "la_code": code,
            "la_name": self.authorities.get(code, ""),
            "schools": list(self.cleaned_data["schools"]),
        }


def _nearness(school: School, hub: Hub) -> tuple[int, str, str]:
    """First the schools of this hub, then those of none, then the others."""
    place = 0 if hub.pk and school.hub_id == hub.pk else 1 if school.hub is None else 2
    return place, str(school.hub or ""), school.sort_key


def _where(school: School, *, other_than: Hub) -> str:
    """In which authority is a school, and in which other hub?"""
    return school.la_name + (f", now in {school.hub}" if school.hub and school.hub_id != other_than.pk else "")
