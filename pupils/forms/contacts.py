"""Who a contact is, what they may get, and what a court order or the school has limited."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from pupils.forms.reasoned import ReasonedForm
from pupils.models import ContactLink, Relationship
from pupils.rights import RESTRICTION_WORDS, Restriction
from pupils.services.contacts import Limit, Particulars, Standing
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.merging import MergingForm

GIVES = {
    "has_parental_responsibility": Described("Parental responsibility", hint="They decide for the child, in law"),
    "lives_with": Described("The child lives with them", hint="All the time or a part of it"),
    "receives_correspondence": Described("Gets letters", hint="Letters about the child go to them"),
}
LEAVES_WORDS = {
    Restriction.SUPERVISED: "They get letters and may keep an account: the order limits time together, not information",
    Restriction.ADDRESS_WITHHELD: "Letters to their own address may go on. No account",
    Restriction.INFORMATION_LIMITED: "Nothing goes to them by itself: no letters, no account",
    Restriction.NO_CONTACT: "No letters, no account",
}


def _quiet(width: str = "") -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": width})


class ContactForm(ReasonedForm):
    """A person, and what they are to this child."""

    given_name = forms.CharField(
        label="First name (optional)", max_length=80, required=False, widget=_quiet("govuk-input--width-20")
    )
    family_name = forms.CharField(label="Last name", max_length=80, widget=_quiet("govuk-input--width-20"))
    relationship = forms.ChoiceField(
        label="Who are they to the child?",
        choices=[choice for choice in Relationship.choices if choice[0] != Relationship.SELF],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose who they are to the child"},
    )
    gives = forms.MultipleChoiceField(
        label="What goes with it",
        choices=list(GIVES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    priority = forms.IntegerField(
        label="Who is called first?",
        help_text="1 is called first, then 2",
        min_value=1,
        max_value=99,
        initial=1,
        error_messages={"required": "Say as which number they are called, such as 1"},
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    phone = forms.CharField(
        label="Telephone (optional)", max_length=30, required=False, widget=_quiet("govuk-input--width-20")
    )
    other_phone = forms.CharField(
        label="Other telephone (optional)", max_length=30, required=False, widget=_quiet("govuk-input--width-20")
    )
    email = forms.EmailField(
        label="Email address (optional)",
        required=False,
        help_text="An account is given to this address only",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    address = forms.CharField(
        label="Address (optional)",
        max_length=300,
        required=False,
        help_text="As on an envelope, without the postcode",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    postcode = forms.CharField(
        label="Postcode (optional)", max_length=10, required=False, widget=_quiet("govuk-input--width-10")
    )
    language = forms.CharField(
        label="Preferred language (optional)",
        max_length=60,
        required=False,
        help_text="When it is not English",
        widget=_quiet("govuk-input--width-20"),
    )
    needs_interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    field_order = (
        "given_name", "family_name", "relationship", "gives", "priority", "phone", "other_phone", "email", "address",
        "postcode", "language", "needs_interpreter", "reason",
    )  # fmt: skip

    def clean_address(self) -> str:
        """The address with plain line ends and without blank lines."""
        lines = (line.strip() for line in self.cleaned_data["address"].splitlines())
        return "\n".join(line for line in lines if line)

    def clean_postcode(self) -> str:
        """The postcode as it is written on letters."""
        return str(self.cleaned_data["postcode"]).upper()

    def particulars(self) -> Particulars:
        """The person."""
        return Particulars(**{name: self.cleaned_data[name] for name in Particulars.__dataclass_fields__})

    def standing(self) -> Standing:
        """What they are to the child."""
        data = self.cleaned_data
        return Standing(
            relationship=data["relationship"],
            priority=data["priority"],
            **{name: name in data["gives"] for name in GIVES},
        )


class EditContactForm(MergingForm, ContactForm):
    """A contact who is there already, and whom somebody else may be changing."""

    @classmethod
    def now_of(cls, link: ContactLink) -> dict[str, object]:
        """What is known of a contact, as the form shows it."""
        own = [name for name in ContactForm.base_fields if hasattr(link.contact, name)]
        return {
            **{name: getattr(link.contact, name) for name in own},
            "relationship": link.relationship,
            "priority": link.priority,
            "gives": [name for name in GIVES if getattr(link, name)],
        }


class VerifyForm(forms.Form):
    """How somebody has checked who a contact is."""

    how = forms.CharField(
        label="How did you check?",
        max_length=200,
        help_text="For example: birth certificate seen, known to the school for years. Stays in the history",
        widget=_quiet(),
        error_messages={"required": "Say how you checked"},
    )


class RestrictForm(ReasonedForm):
    """What is limited, by which order, from when to when."""

    kind = forms.ChoiceField(
        label="What is restricted?",
        choices=[(kind.value, Described(RESTRICTION_WORDS[kind], hint=words)) for kind, words in LEAVES_WORDS.items()],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose what is restricted"},
    )
    order_reference = forms.CharField(
        label="Reference of the order",
        max_length=100,
        help_text="As it stands on the order. One parent’s word is not enough to limit the other’s rights",
        widget=_quiet("govuk-input--width-20"),
    )
    first_day = DateField(label="First day")
    last_day = DateField(label="Last day (optional)", required=False, help_text="When the order names one")
    seen = forms.BooleanField(
        label="I have seen the order, or a certified copy, and it is in force",
        error_messages={"required": "Look at the order first, then tick this"},
    )
    field_order = ("kind", "order_reference", "first_day", "last_day", "reason", "seen")

    @classmethod
    def initial_of(cls, link: ContactLink) -> dict[str, object]:
        """What is noted already, or a restriction from today."""
        if link.restriction == Restriction.NONE:
            return {"first_day": timezone.localdate()}
        return {
            "kind": link.restriction,
            "order_reference": link.order_reference,
            "first_day": link.restriction_from,
            "last_day": link.restriction_last_day,
        }

    def limit(self) -> Limit:
        """The restriction."""
        data = self.cleaned_data
        return Limit(
            kind=Restriction(data["kind"]),
            order_reference=data["order_reference"],
            first_day=data["first_day"],
            last_day=data["last_day"],
        )


class LiftForm(forms.Form):
    """Why a restriction is over."""

    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="For example: order discharged, noted by mistake. Stays in the history with your name",
        widget=_quiet(),
    )
