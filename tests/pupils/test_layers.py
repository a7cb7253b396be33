"""A child's layer of support: periods of its own, beside the status and independent of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.layering import LAYERS, NO_LAYER, usual_layer
from pupils.models import Layer, Pupil, SenStatus, SupportLayer
from pupils.services import layers
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
JAN, MAR = date(2026, 1, 6), date(2026, 3, 2)


@pytest.fixture
def noah(north):
    """A child with SEN support, with the whole trust in sight."""
    with whole_trust(north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[0].pk)


def periods(child) -> list[tuple[str, date, date | None]]:
    rows = SupportLayer.objects.filter(pupil=child).order_by("starts_on")
    return list(rows.values_list("layer", "starts_on", "ends_on"))


def test_the_layers_are_those_of_the_tables():
    assert list(LAYERS.items()) == Layer.choices
    assert [usual_layer(code) for code in "NKE"] == ["universal", "targeted", "specialist"]


def test_layers_follow_each_other_and_the_status_stays(noah, north):
    before = list(SenStatus.objects.filter(pupil=noah).values())
    layers.set_layer(pupil=noah, layer="targeted", on=JAN, by=north.asha, evidence="Two cycles", told_on=JAN)
    layers.set_layer(pupil=noah, layer="specialist", on=MAR, by=north.asha)
    assert periods(noah) == [("targeted", JAN, MAR), ("specialist", MAR, None)]
    assert list(SenStatus.objects.filter(pupil=noah).values()) == before
    first = SupportLayer.objects.get(pupil=noah, layer="targeted")
    assert (first.evidence, first.family_told_on, first.decided_by) == ("Two cycles", JAN, north.asha)


def test_what_was_set_on_the_same_day_is_taken_back_by_setting_what_was_before(noah, north):
    layers.set_layer(pupil=noah, layer="targeted", on=JAN, by=north.asha)
    layers.set_layer(pupil=noah, layer="plus", on=MAR, by=north.asha)
    layers.set_layer(pupil=noah, layer="specialist", on=MAR, by=north.asha)
    assert periods(noah) == [("targeted", JAN, MAR), ("specialist", MAR, None)]
    layers.set_layer(pupil=noah, layer="targeted", on=MAR, by=north.asha)
    assert periods(noah) == [("targeted", JAN, None)]
    layers.set_layer(pupil=noah, layer=NO_LAYER, on=JAN, by=north.asha)
    assert periods(noah) == []


@pytest.mark.parametrize(
    ("layer", "on", "field", "words"),
    [
        ("targeted", MAR, "layer", "Targeted is the layer already, since 6 January 2026"),
        ("plus", date(2025, 12, 1), "on", "Targeted began on 6 January 2026"),
        ("plus", TODAY + timedelta(days=1), "on", "today or in the past"),
        ("tier 3", MAR, "layer", "Choose"),
    ],
)
def test_what_cannot_be_is_refused(layer, on, field, words, noah, north):
    layers.set_layer(pupil=noah, layer="targeted", on=JAN, by=north.asha)
    with pytest.raises(ValidationError) as refused:
        layers.set_layer(pupil=noah, layer=layer, on=on, by=north.asha)
    assert words in refused.value.message_dict[field][0] and periods(noah) == [("targeted", JAN, None)]


def test_the_form_offers_what_is_usual_and_the_page_shows_what_was_chosen(signed_in, north):
    noah, asha = north.one.pupils[0], signed_in(north.asha)
    form = asha.get(f"/pupils/{noah.pk}/layer/").content.decode()
    assert "Usual with SEN support" in form and "Nothing in law asks for it today" in form
    assert "No layer recorded" in asha.get(f"/pupils/{noah.pk}/").content.decode(), "offered is not set"
    sent = {"layer": "plus", "on": "2/3/2026", "evidence": "EP report", "reason": "With specialists"}
    assert asha.post(f"/pupils/{noah.pk}/layer/", sent).status_code == 302
    page = asha.get(f"/pupils/{noah.pk}/").content.decode()
    assert "Targeted Plus" in page and "since 2 March 2026" in page and "Rests on: EP report" in page
    teacher = signed_in(north.grace).get(f"/pupils/{noah.pk}/").content.decode()
    assert "Targeted Plus" in teacher and "EP report" not in teacher and "With specialists" not in teacher
    assert "Layer of support recorded: Targeted Plus" in asha.get(f"/pupils/{noah.pk}/history/").content.decode()
