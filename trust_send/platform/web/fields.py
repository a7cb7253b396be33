"""Form fields that read what people write."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trust_send.platform.web.dates import read_date, write_date


class DateInput(forms.DateInput):
    """How does one text box take a date?"""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make the box as wide as a date."""
        super().__init__({"class": "govuk-input--width-10", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Show a day as people write it and leave what they typed alone."""
        if isinstance(value, datetime.date):
            return write_date(value)
        return super().format_value(value)


class DateField(forms.DateField):
    """Which day did the reader write, as 26/3/27, 26 March 2027 or 2027-03-26?"""

    widget = DateInput

    def to_python(self, value: Any) -> datetime.date | None:
        """Read the words, or say what does not fit."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return read_date(str(value))
        except ValueError as problem:
            raise ValidationError(f"{self.label or 'The date'} {problem}", code="invalid") from problem
