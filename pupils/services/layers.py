"""A child's layer of support from a day on, beside the status and independent of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from pupils.layering import LAYERS, NO_LAYER, TAXONOMY
from pupils.models import Pupil, SupportLayer
from pupils.presenting.words import day_words
from pupils.services.refusals import refuse
from pupils.services.statuses import check_told
from schools.models import User
from trust_send.platform.history import because


@transaction.atomic
def set_layer(
    *,
    pupil: Pupil,
    layer: str,
    on: date,
    by: User,
    reason: str = "",
    evidence: str = "",
    told_on: date | None = None,
) -> SupportLayer | None:
    """Close the running layer on a day and open the next; ``NO_LAYER`` only closes.

    What began on the same day is put right instead, so that a slip leaves no period of its own behind. The child's
    status stays as it is.
    """
    periods = list(SupportLayer.objects.select_for_update().filter(pupil=pupil).order_by("starts_on"))
    place = next((place for place, row in enumerate(periods) if _covers(row, on)), None)
    running = periods[place] if place is not None else None
    _check(periods, running, layer=layer, on=on)
    check_told(pupil, told_on)
    with because(by=by.pk, reason=reason):
        if running and running.starts_on == on:
            before = periods[place - 1] if place else None
            running.delete()
            if before and before.ends_on == on and before.layer == layer:
                return _end(before, None)
        elif running:
            _end(running, on)
        if layer == NO_LAYER:
            return None
        return SupportLayer.objects.create(
            pupil=pupil,
            layer=layer,
            starts_on=on,
            reason=reason,
            evidence=evidence,
            family_told_on=told_on,
            decided_by=by,
            taxonomy=TAXONOMY,
        )


def current(pupil: Pupil, on: date) -> SupportLayer | None:
    """Which layer does a child have on a day?"""
    return SupportLayer.objects.on(on).filter(pupil=pupil).first()


def _covers(row: SupportLayer, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or row.ends_on > on)


def _end(row: SupportLayer, ends_on: date | None) -> SupportLayer:
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    return row


def _check(periods: list[SupportLayer], running: SupportLayer | None, *, layer: str, on: date) -> None:
    if layer not in (*LAYERS, NO_LAYER):
        raise refuse("layer", "Choose a layer, or none")
    if on > timezone.localdate():
        raise refuse("on", "The first day must be today or in the past: come back on the day")
    if running is None and layer == NO_LAYER:
        raise refuse("layer", "No layer is recorded on that day")
    if running and running.layer == layer:
        raise refuse("layer", f"{LAYERS[layer]} is the layer already, since {day_words(running.starts_on)}")
    if later := next((row for row in periods if row.starts_on > on), None):
        raise refuse(
            "on",
            f"{later.get_layer_display()} began on {day_words(later.starts_on)}. Choose that day or a later one",
        )
