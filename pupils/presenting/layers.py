"""A child's layers of support in words, beside the status and independent of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from pupils.days import last_day
from pupils.layering import LAYERS, STEPS
from pupils.presenting.words import day_words
from trust_send.platform.web.marks import layer_mark

if TYPE_CHECKING:
    from pupils.models import SupportLayer

LAYER_MARKS: dict[str, SafeString] = {code: layer_mark(STEPS[code], words) for code, words in LAYERS.items()}


@dataclass(frozen=True, slots=True)
class LayerLine:
    """One period of a layer, as the child's page lists it."""

    mark: SafeString
    when: str
    text: str


def layer_lines(layers: list[SupportLayer], *, on: date, whole: bool) -> list[LayerLine]:
    """The layers of a child, the newest first; why and on what they rest for those who see the whole record."""
    return [LayerLine(LAYER_MARKS[row.layer], _when(row, on), _text(row) if whole else "") for row in layers]


def _when(row: SupportLayer, on: date) -> str:
    if row.ends_on is None and row.starts_on <= on:
        return f"since {day_words(row.starts_on)}"
    last = last_day(row.ends_on)
    return f"from {day_words(row.starts_on)}" + (f" until {day_words(last)}" if last else "")


def _text(row: SupportLayer) -> str:
    told = f"Family told on {day_words(row.family_told_on)}" if row.family_told_on else ""
    rests = f"Rests on: {row.evidence}" if row.evidence else ""
    return " · ".join(
        part for part in (row.reason, rests, told, f"Decided by {row.decided_by}" if row.decided_by else "") if part
    )
