"""Forms that appoint people and end their posts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from schools import selectors
from schools.models import Hub, Post, School
from schools.roles import POST_ROLES, Held, Verb
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.standing import Standing
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField

WHOLE_TRUST = "trust"


class AppointForm(forms.Form):
    """Who, what, where and from when. Offers only places where the reader may appoint."""

    given_name = forms.CharField(label="First name", max_length=80)
    family_name = forms.CharField(label="Last name", max_length=80)
    email = forms.EmailField(
        label="Email address", help_text="They sign in with it. Someone we know already keeps their account."
    )
    role = forms.ChoiceField(label="What is the post?", widget=forms.RadioSelect)
    place = forms.ChoiceField(label="Where is it held?")
    starts_on = DateField(label="First day", initial=timezone.localdate)
    last_day = DateField(label="Last day (optional)", required=False)

    def __init__(self, *args: Any, reach: Reach, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = Verb.APPOINT in standing.everywhere
        allowed = {Held.SCHOOL, Held.HUB, Held.TRUST} if everywhere else {Held.SCHOOL}
        self.fields["role"].choices = [
            (code, Described(role.name, hint=role.sentence)) for code, role in POST_ROLES.items() if role.held & allowed
        ]
        self.schools = {
            f"school-{school.pk}": school
            for school in selectors.places.schools(reach=reach)
            if selectors.people.may_appoint(standing, school_id=school.pk)
        }
        self.hubs = {f"hub-{hub.pk}": hub for hub in selectors.places.hubs(reach=reach)} if everywhere else {}
        self.fields["place"].choices = [
            *([(WHOLE_TRUST, "The whole trust")] if everywhere else []),
            *((key, hub.name) for key, hub in self.hubs.items()),
            *((key, school.name) for key, school in self.schools.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """A role is held at its own kind of place."""
        said = super().clean() or {}
        place, role = said.get("place"), POST_ROLES.get(said.get("role", ""))
        if place and role:
            held = Held.SCHOOL if place in self.schools else Held.HUB if place in self.hubs else Held.TRUST
            if held not in role.held:
                where = " or ".join(
                    sorted(f"a {kind}" if kind != Held.TRUST else "the whole trust" for kind in role.held)
                )
                raise ValidationError({"place": f"{role.name} is a post at {where}. Choose another place."})
        if said.get("last_day") and said.get("starts_on") and said["last_day"] < said["starts_on"]:
            raise ValidationError({"last_day": "The last day must not be before the first day"})
        return said

    @property
    def school(self) -> School | None:
        """The school chosen, if one was."""
        return self.schools.get(self.cleaned_data["place"])

    @property
    def hub(self) -> Hub | None:
        """The hub chosen, if one was."""
        return self.hubs.get(self.cleaned_data["place"])


class EndPostForm(forms.Form):
    """Whether a post ends at once or after a last day, and why."""

    NOW, AFTER = "now", "after"

    when = forms.ChoiceField(label="When does it end?", widget=forms.RadioSelect)
    last_day = DateField(label="Last day (optional)", required=False, help_text="Only if it does not end at once.")
    reason = forms.CharField(label="Why? (optional)", required=False, max_length=200)

    def __init__(self, *args: Any, post: Post, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post, self.today = post, on
        now = (
            Described("At once", hint="They see nothing of it from their next click on.")
            if post.starts_on < on
            else Described(
                "Take back this appointment",
                hint="It never applied: they see nothing of it from now on. The history keeps it.",
            )
        )
        after = Described("After a last day", hint="They see what the post shows until that day is over.")
        self.fields["when"].choices = [(self.NOW, now), (self.AFTER, after)]

    def clean(self) -> dict[str, Any]:
        """A last day is said, and not before the first."""
        said = super().clean() or {}
        if said.get("when") == self.AFTER and "last_day" in said:
            if said["last_day"] is None:
                raise ValidationError({"last_day": "Enter the last day"})
            if said["last_day"] < self.post.starts_on:
                first = f"{self.post.starts_on:%-d %B %Y}"
                raise ValidationError({"last_day": f"The first day is {first}. Choose that day or a later one"})
        return said

    @property
    def ends_on(self) -> date:
        """The first day without the post."""
        if self.cleaned_data["when"] == self.NOW:
            return max(self.today, self.post.starts_on)
        return self.cleaned_data["last_day"] + timedelta(days=1)
