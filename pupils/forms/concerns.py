"""What a colleague sees in a child, what the SENCO asks about it, and what is decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from pupils.codes import AREAS
from pupils.concerning import Outcome
from pupils.models import Concern
from schools.models import User
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField

OUTCOME_HINTS = {
    Outcome.UNIVERSAL: "Something to try with everyone or with a few, and a day to look whether it helped",
    Outcome.MONITOR: "Watch for a while, and a day to look again",
    Outcome.SUPPORT: "Help that is additional or different. You change the status on the next page; the family is told",
    Outcome.REFER: "Ask a specialist, for example speech and language therapy",
}


def _box(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ConcernForm(forms.Form):
    """Three short boxes, strengths first."""

    strengths = forms.CharField(
        label="What goes well",
        help_text="What they enjoy and are good at",
        max_length=600,
        widget=_box(2),
        error_messages={"required": "Write one thing that goes well"},
    )
    observed = forms.CharField(
        label="What I see",
        help_text="What happens, when and how often, not what it may be called",
        max_length=1200,
        widget=_box(3),
        error_messages={"required": "Write what you see"},
    )
    tried = forms.CharField(
        label="What I have tried",
        help_text="In your teaching, and whether it helped. Write “nothing yet” if so",
        max_length=1200,
        widget=_box(3),
        error_messages={"required": "Write what you have tried, or “nothing yet”"},
    )
    tried_for = forms.ChoiceField(
        label="For how long?",
        choices=Concern.TriedFor.choices,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
        error_messages={"required": "Choose for how long you have tried it"},
    )
    area = forms.ChoiceField(
        label="Area, if you know (optional)", choices=[("", "I do not know"), *AREAS.items()], required=False
    )


class AskForm(forms.Form):
    """A question to a colleague who has the child."""

    of = forms.ModelChoiceField(User.objects.none(), label="Who?", widget=forms.RadioSelect, empty_label=None)
    question = forms.CharField(
        label="What do you want to know?",
        max_length=600,
        widget=_box(3),
        initial="How is it in your lessons? What goes well, what do you see, and what has helped?",
        help_text="They will see the concern and this question, not what others answered",
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = User.objects.filter(pk__in=[person.pk for person in people]).order_by("sort_key")


class ReplyForm(forms.Form):
    """An answer to what the SENCO asked."""

    answer = forms.CharField(
        label="Your answer", max_length=1200, widget=_box(4), error_messages={"required": "Write your answer"}
    )


class DecideForm(forms.Form):
    """What comes of a concern."""

    outcome = forms.ChoiceField(label="What comes of it?", choices=[], widget=forms.RadioSelect)
    review_on = DateField(
        label="Day to look again (optional)",
        required=False,
        help_text="For strategies and for watching: within 13 weeks",
    )
    words_back = forms.CharField(
        label="Your words to whoever raised it",
        help_text="What to do now, and who does what. They read it on Today",
        max_length=1200,
        widget=_box(4),
        error_messages={"required": "Write what whoever raised the concern should know and do"},
    )

    def __init__(self, *args: Any, possible: Iterable[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [
            (outcome.value, Described(Concern.Outcome(outcome.value).label, hint=OUTCOME_HINTS[outcome]))
            for outcome in possible
        ]
