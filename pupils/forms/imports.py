"""Forms of an import: which file, what its columns mean, what is decided about a row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from pupils.intake import FIELDS
from pupils.intake.headings import normalised
from schools.models import School
from trust_send.platform.tables.models import Decision, TableImport
from trust_send.platform.tables.reading import LIMITS
from trust_send.platform.tables.reading.limits import in_megabytes
from trust_send.platform.web.fields import DateField

NOT_USED = ""


class UploadForm(forms.Form):
    """Whose file it is, and the file."""

    school = forms.ModelChoiceField(
        School.objects.none(),
        label="School",
        empty_label="Choose a school",
        error_messages={"required": "Choose the school"},
    )
    file = forms.FileField(
        label="Pupil export",
        help_text=(
            "CSV or Excel (XLSX) as your MIS makes it, a Common Transfer File or a school census return (XML), "
            "up to 50 MB. Nothing is saved before you have looked."
        ),
        error_messages={
            "required": "Choose the file",
            "empty": "The file is empty. Export it again and choose the new file.",
        },
    )
    sheet = forms.CharField(
        label="Sheet (optional)", required=False, max_length=60, help_text="Only when a workbook has several."
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]

    def clean_file(self) -> Any:
        """Refuse at once what could never be read."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.max_bytes:
            raise ValidationError(
                f"The file has {in_megabytes(file.size)}. The most that can be read is "
                f"{in_megabytes(LIMITS.max_bytes)}. Export fewer columns or fewer rows and try again."
            )
        return file


class ColumnsForm(forms.Form):
    """What each heading of a file brings."""

    def __init__(self, *args: Any, table: TableImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = table.mapping.get("columns", {})
        choices = [(NOT_USED, "Not used"), *((name, field.label) for name, field in FIELDS.items())]
        self._keys: dict[str, str] = {}
        for place, heading in enumerate(table.mapping.get("headings", [])):
            key = normalised(heading)
            if key and key not in self._keys.values():
                self._keys[f"column_{place}"] = key
                self.fields[f"column_{place}"] = forms.ChoiceField(
                    label=heading, choices=choices, required=False, initial=known.get(key, NOT_USED)
                )

    def clean(self) -> dict[str, Any]:
        """One field comes from one column, needs excepted."""
        said = super().clean() or {}
        used: dict[str, str] = {}
        for name in self._keys:
            field = said.get(name)
            if field and not FIELDS[field].repeats and field in used:
                self.add_error(name, f"{FIELDS[field].label} is taken from “{used[field]}” already")
            elif field:
                used[field] = str(self.fields[name].label)
        return said

    @property
    def headings(self) -> dict[str, str]:
        """The school's mapping, ready to be saved."""
        return {key: self.cleaned_data.get(name, NOT_USED) for name, key in self._keys.items()}


class DecisionForm(forms.Form):
    """One decision about one row, a value typed anew, or the file's own value again."""

    decision = forms.ChoiceField(choices=Decision.choices, required=False)
    left_on = DateField(label="Last day", required=False)
    upn = forms.CharField(required=False, max_length=200)
    as_in_file = forms.BooleanField(required=False)

    @property
    def corrects(self) -> bool:
        """Was a value typed anew, if only as nothing?"""
        return "upn" in self.data

    @property
    def refused_field(self) -> str:
        """At which field of the row does the page say what is wrong?"""
        return next((name for name in ("upn", "left_on") if self.errors.get(name)), "")
