"""A child’s layer of support."""

from __future__ import annotations

from typing import Any

from django import forms

from pupils.codes import SEN_STATUS
from pupils.forms.reasoned import ReasonedForm
from pupils.layering import IS_A_JUDGEMENT, LAYERS, NO_LAYER, usual_layer
from trust_send.platform.web.choices import Described
from trust_send.platform.web.fields import DateField
from trust_send.platform.web.merging import MergingForm

HINTS = {
    "universal": "High-quality teaching that adapts to every pupil",
    "targeted": "Support beyond that, led by the school, for needs that are common",
    "plus": "Support led by the school with specialists, for needs that are less common",
    "specialist": "For the most complex needs",
}


class LayerForm(MergingForm, ReasonedForm):
    """A layer from a day on."""

    layer = forms.ChoiceField(label="Layer of support", choices=[], widget=forms.RadioSelect, help_text=IS_A_JUDGEMENT)
    on = DateField(label="From which day", help_text="The status does not change by this")
    evidence = forms.CharField(label="What it rests on (optional)", max_length=300, required=False)
    told_on = DateField(label="Day the family was told (optional)", required=False)
    field_order = ("layer", "on", "evidence", "told_on", "reason")

    def __init__(self, *args: Any, status: str, has_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = usual_layer(status)
        choices: list[tuple[str, object]] = [
            (code, Described(words, hint=_hint(code, usual, status))) for code, words in LAYERS.items()
        ]
        if has_one:
            choices.append((NO_LAYER, "None from that day on"))
        else:
            self.fields["layer"].initial = usual  # offered where nothing is recorded yet; saving it is a choice
        self.fields["layer"].choices = choices


def _hint(code: str, usual: str, status: str) -> str:
    return f"{HINTS[code]}. Usual with {SEN_STATUS[status]}" if code == usual else HINTS[code]
