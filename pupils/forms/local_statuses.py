"""What a school calls statuses of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from pupils.codes import SEN_STATUS
from pupils.intake import statuses
from pupils.models import LocalStatus
from pupils.services.local_statuses import Named
from trust_send.platform.web.merging import MergingForm

NEW = "new"
COUNTS_AS = [(code, f"{words} ({code})") for code, words in SEN_STATUS.items()]


@dataclass(frozen=True, slots=True)
class Line:
    """The fields of one status, and how many pupils have it today."""

    status: LocalStatus
    name: BoundField
    code: BoundField
    retired: BoundField
    pupils: int


class LocalStatusesForm(MergingForm):
    """All of a school's own statuses, and room for one more."""

    def __init__(self, *args: Any, held: Iterable[LocalStatus], counts: dict[int, int], **kwargs: Any) -> None:
        self._held, self._counts = list(held), counts
        now: dict[str, Any] = {}
        for row in self._held:
            now |= {f"name_{row.pk}": row.name, f"code_{row.pk}": row.code, f"retired_{row.pk}": bool(row.retired_on)}
        super().__init__(*args, now=now, **kwargs)
        for key in (*(str(row.pk) for row in self._held), NEW):
            self.fields[f"name_{key}"] = forms.CharField(
                label="Name" if key != NEW else "Name, as your MIS writes it", max_length=60, required=False
            )
            self.fields[f"code_{key}"] = forms.ChoiceField(
                label="Counts in the census as",
                choices=COUNTS_AS if key != NEW else [("", "Choose"), *COUNTS_AS],
                required=False,
            )
            if key != NEW:
                self.fields[f"retired_{key}"] = forms.BooleanField(
                    label="No longer used",
                    required=False,
                    widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes--small"}),
                )

    def lines(self) -> Iterator[Line]:
        """Each status with its fields, for the page."""
        for row in self._held:
            name, code, retired = (self[f"{part}_{row.pk}"] for part in ("name", "code", "retired"))
            yield Line(row, name, code, retired, self._counts.get(row.pk, 0))

    def clean(self) -> dict[str, Any]:
        """Every name once, none that files use for something else, and a census code for each."""
        data = super().clean()
        sent = [str(row.pk) for row in self._held if f"name_{row.pk}" in self.data]
        if data.get(f"name_{NEW}") or data.get(f"code_{NEW}"):
            sent.append(NEW)
        taken = {statuses.folded(row.name): row.name for row in self._held if str(row.pk) not in sent}
        named: list[Named] = []
        for key in sent:
            name = " ".join((data.get(f"name_{key}") or "").split())
            code, here = data.get(f"code_{key}") or "", statuses.folded(name)
            if not here:
                self.add_error(f"name_{key}", "Enter the name. To stop using a status, tick “No longer used”")
            elif here in taken:
                self.add_error(f"name_{key}", f"“{taken[here]}” is a status of the school already")
            elif meant := statuses.census_word(name):
                self.add_error(f"name_{key}", f"“{name}” means {SEN_STATUS[meant]} in every file. Choose another name")
            if not code:
                self.add_error(f"code_{key}", "Choose how the census counts it")
            taken.setdefault(here, name)
            retired = bool(data.get(f"retired_{key}"))
            named.append(Named(name, code, None if key == NEW else int(key), is_retired=retired))
        data["named"] = named
        return data
