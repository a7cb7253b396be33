"""A child’s status and needs, and what a file says of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from pupils.census_needs import not_offered
from pupils.codes import NEED_TYPES, SEN_STATUS, needs_allowed
from pupils.forms.reasoned import ReasonedForm
from pupils.year_groups import academic_year_label
from trust_send.platform.web.choices import Described
from trust_send.platform.web.dates import read_date
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.merging import MergingForm

STATUS_HINTS = {
    "N": "Open needs end on that day and stay in the history",
    "K": "The school gives special educational provision. The family must be told",
    "E": "Only when the final plan has been issued. Asked for, being assessed and draft are still SEN support",
}
NEEDS_ON_FORM = 4


class StatusForm(MergingForm, ReasonedForm):
    """A new status from a day on."""

    code = forms.ChoiceField(
        label="Status",
        choices=[(code, Described(SEN_STATUS[code], hint=STATUS_HINTS[code])) for code in "KEN"],
        widget=forms.RadioSelect,
    )
    on = DateField(label="From which day", help_text="The first day of the new status, for example 6/1/2026")
    told_family = forms.BooleanField(
        label="The family has been told",
        required=False,
        help_text="They then see this status when they sign in",
    )
    field_order = ("code", "on", "told_family", "reason")


class NeedsForm(MergingForm, ReasonedForm):
    """Needs in their order, from a day on; ``status`` and ``year`` are those of the day, and say what is offered."""

    field_order = ("need_1", "need_2", "need_3", "need_4", "on", "reason")
    error_on = {"needs": "need_1"}

    def __init__(self, *args: Any, status: str, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = [(code, f"{need.shown} ({code})") for code, need in NEED_TYPES.items()]
        offered = needs_allowed(status=status, academic_year=year)
        for place, label in enumerate(("Main need", "2nd need", "3rd need", "4th need"), 1):
            name = f"need_{place}"
            field = forms.ChoiceField(
                label=label if place == 1 else f"{label} (optional)",
                choices=[("", "None"), *types],
                required=place == 1,
            )
            self.fields[name] = field
            # What is chosen stays to be seen, also where it is refused in words of its own.
            chosen = self.data.get(self.add_prefix(name)) if self.is_bound else self.get_initial_for_field(field, name)
            field.widget.choices = [("", "None"), *(pair for pair in types if pair[0] in offered or pair[0] == chosen)]
        self.fields["need_1"].help_text = _offer_words(status, year)
        self.fields["on"] = DateField(label="From which day", help_text="What was recorded before stays in the history")
        self.order_fields(self.field_order)

    @staticmethod
    def day_in(text: str, *, otherwise: date) -> date:
        """Of which day does the form speak, as far as that can be read?"""
        try:
            return read_date(text)
        except ValueError:
            return otherwise

    def clean(self) -> dict[str, Any]:
        """Gather the needs in order; a gap in the middle closes."""
        data = super().clean() or {}
        data["need_types"] = [need for place in range(1, NEEDS_ON_FORM + 1) if (need := data.pop(f"need_{place}", ""))]
        return data


def _offer_words(status: str, year: int) -> str:
    """Of which census and status are the needs on offer, and which are left out?"""
    said = f"What the census of {academic_year_label(year)} takes with {SEN_STATUS[status]}"
    return ". Not offered: ".join([said, *not_offered(status=status, academic_year=year)])


class CorrectionForm(MergingForm, ReasonedForm):
    """Which entry was wrong, and what was it really?"""

    NEVER = "never"
    error_on = {"entries": "entry"}
    entry = forms.ChoiceField(label="Which entry is wrong?", choices=[], widget=forms.RadioSelect)
    code = forms.ChoiceField(
        label="What was it really?",
        choices=[
            *((code, SEN_STATUS[code]) for code in "KEN"),
            (NEVER, Described("It never was", hint="The entry is taken out, and what stood before it goes on")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(
        label="From which day (optional)", required=False, help_text="Leave it empty when the first day is right"
    )
    field_order = ("entry", "code", "on", "reason")

    def __init__(self, *args: Any, entries: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        choices = list(entries)
        super().__init__(*args, now={"entries": "; ".join(words for _, words in choices)}, **kwargs)
        self.fields["entry"].choices = choices
        self.fields["reason"].label = "Why?"
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = "Say why it is corrected"


class AnswerForm(ReasonedForm):
    """Which is right, the register or the file?"""

    answer = forms.ChoiceField(label="Which is right?", choices=[], widget=forms.RadioSelect)
    on = DateField(label="If the file is right, from which day", required=False, help_text="Today when left empty")
    told_family = forms.BooleanField(label="The family has been told", required=False)
    field_order = ("answer", "on", "told_family", "reason")

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(choices)
