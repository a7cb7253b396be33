"""A child’s status, what was wrong about it, and what a file says of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from pupils.codes import SEN_STATUS, SenCode
from pupils.forms.reasoned import ReasonedForm
from pupils.forms.telling import ToldForm
from pupils.models import LocalStatus, SenStatus
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.merging import MergingForm

STATUS_HINTS = {
    "N": "Open needs end on that day and stay in the history",
    "K": "The school gives special educational provision. The family must be told",
    "E": "Only when the final plan has been issued. Asked for, being assessed and draft are still SEN support",
}


class StatusForm(ToldForm, MergingForm, ReasonedForm):
    """A new status from a day on."""

    code = forms.ChoiceField(
        label="Status",
        choices=[(code, Described(SEN_STATUS[code], hint=STATUS_HINTS[code])) for code in "KEN"],
        widget=forms.RadioSelect,
    )
    local_status = forms.ChoiceField(
        label="The school’s own name for it (optional)",
        required=False,
        help_text="It says how the census counts it: the status above may be left open",
    )
    on = DateField(label="From which day", help_text="The first day of the new status, for example 6/1/2026")
    evidence = forms.CharField(
        label="What it rests on (optional)",
        max_length=300,
        required=False,
        help_text="For example: two cycles of support, a report of the educational psychologist",
    )
    field_order = ("code", "local_status", "on", "told_on", "not_yet", "evidence", "reason")

    def __init__(
        self, *args: Any, current: SenStatus | None, local_statuses: Iterable[LocalStatus] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._is_support = current is not None and current.code == SenCode.SUPPORT
        self._local = {str(row.pk): row for row in local_statuses}
        if not self._local:
            del self.fields["local_status"]
            return
        self.fields["code"].required = False
        self.fields["local_status"].choices = [
            ("", "None"),
            *((key, f"{row.name} (counts as {SEN_STATUS[row.code]})") for key, row in self._local.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Let the school's own name say the status where only it was chosen, and ask about the family."""
        data = super().clean()
        if "local_status" in self.fields:
            local = data["local_status"] = self._local.get(data.get("local_status", ""))
            if not data.get("code") and "code" not in self.errors:
                if local is None:
                    self.add_error("code", "Choose the status, or the school’s own name for it")
                else:
                    data["code"] = local.code
        self.check_told(data, asked=data.get("code") == SenCode.SUPPORT and not self._is_support)
        return data


class CorrectionForm(MergingForm, ReasonedForm):
    """Which entry was wrong, and what was it really?"""

    NEVER, AS_IT_IS = "never", "same"
    error_on = {"entries": "entry"}
    entry = forms.ChoiceField(label="Which entry is wrong?", choices=[], widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label="What was it really?",
        choices=[
            (AS_IT_IS, Described("As it stands", hint="Only its first day, or what is asked below, was wrong")),
            *((code, SEN_STATUS[code]) for code in "KEN"),
            (NEVER, Described("It never was", hint="The entry is taken out, and what stood before it goes on")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(
        label="From which day (optional)", required=False, help_text="Leave it empty when the first day is right"
    )
    evidence = forms.CharField(
        label="What it rests on (optional)",
        max_length=300,
        required=False,
        help_text="Leave it empty when what stands there is right",
    )
    told_on = DateField(
        label="Day of the conversation with the family (optional)",
        required=False,
        help_text="Leave it empty when what stands there is right",
    )
    not_told = forms.BooleanField(label="The family was not told of it", required=False)
    field_order = ("entry", "code", "on", "evidence", "told_on", "not_told", "reason")

    def __init__(self, *args: Any, entries: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        choices = list(entries)
        super().__init__(*args, now={"entries": "; ".join(words for _, words in choices)}, **kwargs)
        self.fields["entry"].choices = choices
        self.fields["reason"].label = "Why?"
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Say why it is corrected"


class AnswerForm(ToldForm, ReasonedForm):
    """Which is right, the register or the file?"""

    answer = forms.ChoiceField(label="Which is right?", choices=[], widget=forms.RadioSelect)
    on = DateField(label="If the file is right, from which day", required=False, help_text="Today when left empty")
    field_order = ("answer", "on", "told_on", "not_yet", "reason")

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], begins_support: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(choices)
        self._begins_support = begins_support

    def clean(self) -> dict[str, Any]:
        """Ask about the family where the file's answer begins SEN support."""
        data = super().clean() or {}
        self.check_told(data, asked=self._begins_support and data.get("answer") == "take")
        return data
