"""What a GOV.UK field template must know about a field of a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

# The first class that fits decides; groups of radios and checkboxes carry their class on a wrapper instead.
CONTROL_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.RadioSelect, ""),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)
WITHOUT_ERROR_CLASS = ("", "govuk-checkboxes__input")
CHOOSING = (forms.RadioSelect, forms.Select, forms.CheckboxInput, forms.FileInput)


def control_class(widget: forms.Widget) -> str:
    """Which GOV.UK class does this control carry?"""
    return next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "")


class GovukBoundField(BoundField):
    """How is this field drawn, described and complained about?"""

    @property
    def kind(self) -> str:
        """Which shape of field group fits: hidden, options, checkbox, password or control?"""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if self.use_fieldset:
            return "options"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "password" if isinstance(widget, forms.PasswordInput) else "control"

    @property
    def control_id(self) -> str:
        """Which id do the control's neighbours build on?"""
        return str(self.field.widget.attrs.get("id") or self.auto_id)

    @property
    def hint_id(self) -> str:
        """Which element holds the hint?"""
        return f"{self.control_id}-hint"

    @property
    def error_id(self) -> str:
        """Which element holds the error message?"""
        return f"{self.control_id}-error"

    @property
    def link_id(self) -> str:
        """Where does a link in the error summary lead?"""
        return f"{self.control_id}_0" if self.kind == "options" else self.control_id

    @property
    def aria_describedby(self) -> str:
        """Which hint and error message belong to this control?"""
        if not self.control_id or self.is_hidden:
            return ""
        parts = [self.field.widget.attrs.get("aria-describedby", "")]
        if self.help_text:
            parts.append(self.hint_id)
        if self.errors:
            parts.append(self.error_id)
        return " ".join(part for part in parts if part)

    @property
    def error_words(self) -> list[str]:
        """What went wrong, in words that name the field?"""
        words: list[str] = []
        for error in self.form.errors.as_data().get(self.name, []):
            words.extend([self._missing_words()] if self._is_plain_missing(error) else error.messages)
        return words

    def _is_plain_missing(self, error: ValidationError) -> bool:
        return error.code == "required" and error.message == forms.Field.default_error_messages["required"]

    def _missing_words(self) -> str:
        label = str(self.label)
        if self.kind == "checkbox":
            return f"Tick “{label}” to go on"
        if label.endswith("?"):
            return f"Answer “{label}”"
        lowered = label if label[:2].isupper() else label[:1].lower() + label[1:]
        return f"{'Choose' if isinstance(self.field.widget, CHOOSING) else 'Enter'} {lowered}"

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Which attributes does GOV.UK put on this control?"""
        widget = widget or self.field.widget
        attrs = dict(attrs)
        if widget.is_hidden:
            return attrs
        if self.field.disabled:
            attrs["disabled"] = True
        name = control_class(widget)
        classes = [name, widget.attrs.get("class", ""), attrs.get("class", "")]
        if self.errors and name not in WITHOUT_ERROR_CLASS:
            classes.append(f"{name}--error")
        if joined := " ".join(part for part in classes if part):
            attrs["class"] = joined
        # Options are described once, on their fieldset; the browser's own bubbles are left to the error summary.
        if not self.use_fieldset and self.aria_describedby:
            attrs["aria-describedby"] = self.aria_describedby
        return attrs
