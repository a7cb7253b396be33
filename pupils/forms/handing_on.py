"""For which school a transfer file is, and which number it has."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from pupils.presenting.transfer_file import OUTSIDE, UNKNOWN


class TransferFileForm(forms.Form):
    """The next school by its DfE number, where it is known."""

    destination = forms.CharField(
        label="DfE number of the next school (optional)",
        required=False,
        max_length=12,
        help_text=f"Seven digits, such as 933 4259. Leave it empty when nobody knows it yet; {OUTSIDE} stands for a "
        "school outside the state sector.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    number = forms.IntegerField(
        label="Number of the file",
        min_value=1,
        max_value=999,
        help_text="1 for the first file to this school. It is the last part of the file’s name.",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "autocomplete": "off"}),
        error_messages={
            "min_value": "The number of the file is from 1 to 999",
            "max_value": "The number of the file is from 1 to 999",
        },
    )

    def clean_destination(self) -> str:
        """The number without spaces and strokes."""
        number = re.sub(r"[\s/-]", "", self.cleaned_data["destination"]).upper()
        if not number:
            return UNKNOWN
        if number in (UNKNOWN, OUTSIDE) or re.fullmatch(r"[0-9]{7}", number):
            return number
        raise ValidationError("A DfE number has seven digits: three of the local authority, four of the school")
