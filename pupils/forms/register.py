"""A child’s needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from pupils.census_needs import not_offered
from pupils.codes import NEED_TYPES, SEN_STATUS, SenCode, needs_allowed
from pupils.forms.reasoned import ReasonedForm
from pupils.year_groups import academic_year_label
from trust_send.platform.web.dates import read_date
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.merging import MergingForm

NEEDS_ON_FORM = 4


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
    beside = "an EHC plan" if status == SenCode.PLAN else SEN_STATUS[status]
    said = f"What the census of {academic_year_label(year)} takes beside {beside}"
    left_out = "; ".join(not_offered(status=status, academic_year=year))
    return f"{said}. Not offered: {left_out}" if left_out else said
