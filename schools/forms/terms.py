"""The half-terms of a school year."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.calendar import TermDates, term_name
from trust_send.platform.web.fields import DateField


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
