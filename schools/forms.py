"""Forms about people, groups and schools; choices are built from a reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from schools import selectors
from schools.calendar import TermDates, term_name
from schools.colours import Colours
from schools.models import Group, GroupKind, Hub, Post, School, TermNaming, Trust, User
from schools.roles import LENDABLE, POST_ROLES, Held, Verb
from schools.sentences import MAY
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
            for school in selectors.schools(reach=reach)
            if selectors.may_appoint(standing, school_id=school.pk)
        }
        self.hubs = {f"hub-{hub.pk}": hub for hub in selectors.hubs(reach=reach)} if everywhere else {}
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


class LendVerbForm(forms.Form):
    """Which one thing a person may do besides, at which school, from when to when, and why."""

    verb = forms.ChoiceField(label="What may they do?", widget=forms.RadioSelect)
    school = forms.ModelChoiceField(School.objects.none(), label="At which school?", empty_label=None)
    starts_on = DateField(label="First day", initial=timezone.localdate)
    until = DateField(label="Last day", help_text="It ends by itself after this day, at most 13 months on.")
    reason = forms.CharField(label="Why?", max_length=200, help_text="For example: covers for the data manager")

    def __init__(self, *args: Any, offers: dict[School, list[Verb]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {verb for verbs in offers.values() for verb in verbs}
        self.fields["verb"].choices = [(verb.value, capfirst(MAY[verb])) for verb in LENDABLE if verb in offered]
        self.fields["school"].queryset = School.objects.filter(pk__in=[school.pk for school in offers])
        self.fields["school"].choices = [(school.pk, school.name) for school in offers]


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
        schools = selectors.schools(reach=reach)
        self.fields["school"].queryset = schools if may is None else schools.filter(pk__in=may)


class HandOverForm(forms.Form):
    """Who has a group from now on."""

    person = forms.ModelChoiceField(User.objects.none(), label="Give it to", empty_label="Choose a person")
    reason = forms.CharField(label="Why? (optional)", required=False, max_length=200)

    def __init__(self, *args: Any, group: Group, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = selectors.staff_to_choose(school_id=group.school_id, on=on)


class TakeBackForm(forms.Form):
    """Why somebody no longer has a group."""

    reason = forms.CharField(
        label="Reason (optional)",
        required=False,
        max_length=200,
        help_text="Stays in the history of the group with your name",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SchoolForm(forms.ModelForm):
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

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hub"].queryset = selectors.hubs(reach=reach)
        self.fields["telephone"].label = "Telephone of the office (optional)"
        self.fields["telephone"].help_text = "Families read it on their page, with the two below"
        self.fields["email"].label = "Email address of the office (optional)"
        self.fields["hub"].label = "Hub (optional)"
        self.fields["hub"].empty_label = "No hub"
        self.fields["term_naming"].label = "How does the school count its terms?"
        self.fields["term_naming"].choices = TermNaming.choices
        self.fields["mis_leads"].label = "The MIS leads for SEN status"


class HubForm(forms.Form):
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
        super().__init__(*args, **kwargs)
        self.authorities = selectors.authorities(reach=reach)
        self.fields["authority"].choices = [
            ("", "Not tied to one"),
            *((code, f"{name} ({code})") for code, name in self.authorities.items()),
        ]
        known = selectors.schools(reach=reach)
        self.fields["schools"].queryset = known
        self.fields["schools"].choices = [
            (school.pk, Described(school.name, hint=_where(school, other_than=hub)))
            for school in sorted(known, key=lambda school: _nearness(school, hub))
        ]
        self.initial.update(
            {
                "name": hub.name,
                "authority": hub.la_code,
                "schools": [school.pk for school in known if hub.pk and school.hub_id == hub.pk],
            }
        )

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


class TermsForm(forms.Form):
    """First and last day of each half-term of one school year."""

    def __init__(self, *args: Any, naming: str, known: list[TermDates], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dates = {term.number: term for term in known}
        for number in range(1, 7):
            term = dates.get(number)
            name = term_name(number, naming)
            self.fields[f"starts_{number}"] = DateField(
                label=f"{name}: first day", required=False, initial=term and term.starts_on
            )
            self.fields[f"ends_{number}"] = DateField(label="Last day", required=False, initial=term and term.ends_on)

    def clean(self) -> dict[str, Any]:
        """A half-term has both days or neither."""
        said = super().clean() or {}
        for number in range(1, 7):
            if bool(said.get(f"starts_{number}")) != bool(said.get(f"ends_{number}")):
                self.add_error(f"ends_{number}", "Enter both days of this half-term, or neither")
        return said

    @property
    def terms(self) -> list[TermDates]:
        """The half-terms that were filled in."""
        return [
            TermDates(n, self.cleaned_data[f"starts_{n}"], self.cleaned_data[f"ends_{n}"])
            for n in range(1, 7)
            if self.cleaned_data.get(f"starts_{n}")
        ]


class TrustForm(forms.ModelForm):
    """The trust's own name and colours, refused where text could not be read on them."""

    class Meta:
        model = Trust
        fields = ["name", "accent", "accent_deep", "accent_tint"]
        labels = {"name": "Name of the trust"}
        help_texts = {
            "accent": "Buttons and the current page, for example #114b5f. It must stand out against white.",
            "accent_deep": "The band at the top; white words stand on it.",
            "accent_tint": "What is selected; words in the main colour stand on it.",
        }

    def clean(self) -> dict[str, Any]:
        """Colours must leave everything readable."""
        said = super().clean() or {}
        if {"accent", "accent_deep", "accent_tint"} <= said.keys():
            for name, problem in Colours(said["accent"], said["accent_deep"], said["accent_tint"]).problems().items():
                self.add_error(name, problem)
        return said
