"""A trust's own colours: any that can be read, none that cannot."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from schools.colours import ON_WHITE, UNDER_WHITE, WHITE, Colours, contrast, shown
from schools.models import Trust

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
OURS = Colours("#114b5f", "#0b3443", "#e3eef1")


def test_known_contrasts():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast(OURS.accent, WHITE) == pytest.approx(9.6, abs=0.05)
    assert contrast(OURS.deep, WHITE) == pytest.approx(13.2, abs=0.05)


@given(COLOUR, COLOUR)
def test_contrast_has_no_direction_and_its_bounds(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLOUR)
def test_a_colour_does_not_stand_apart_from_itself(one):
    assert contrast(one, one) == 1


@given(COLOUR, COLOUR, COLOUR)
def test_what_is_let_through_can_be_read(accent, deep, tint):
    colours = Colours(accent, deep, tint)
    readable = (
        contrast(accent, WHITE) >= ON_WHITE
        and contrast(accent, tint) >= ON_WHITE
        and contrast(deep, WHITE) >= UNDER_WHITE
    )
    assert (not colours.problems()) == readable


@given(st.text(max_size=12))
def test_only_a_colour_is_a_colour(words):
    wrong = Colours(words, OURS.deep, OURS.tint).problems()
    assert "accent" in wrong or words.startswith("#")
    assert "{" not in words or "accent" in wrong, "nothing else ever comes into the stylesheet"


@given(st.floats(1, 21))
def test_a_contrast_is_never_shown_better_than_it_is(ratio):
    assert float(shown(ratio)) <= ratio


def test_ours_can_be_read():
    assert OURS.problems() == {}


def test_the_model_refuses_what_cannot_be_read():
    with pytest.raises(ValidationError) as refused:
        Trust(name="Pale", slug="pale", accent="#ffee00", accent_deep="#999999").clean()
    assert refused.value.message_dict.keys() == {"accent", "accent_deep"}


def test_the_stylesheet_is_public_and_kept_by_its_version(north):
    address = reverse("trust-colours", args=["north"])
    fixed = Client().get(address, {"v": OURS.version})
    assert fixed["Content-Type"] == "text/css; charset=utf-8" and "immutable" in fixed["Cache-Control"]
    assert fixed.content.decode() == OURS.stylesheet() and "--ts-accent: #114b5f;" in OURS.stylesheet()
    assert Client().get(address, {"v": "old"})["Cache-Control"] == "public, max-age=60"
    assert not fixed.cookies, "what may be kept for all is the same for all"
    assert Client().get(reverse("trust-colours", args=["no-such-trust"])).status_code == 404


def test_colours_from_before_the_rule_are_left_out(north):
    Trust.objects.filter(pk=north.trust.pk).update(accent="#ffee00")
    assert Client().get(reverse("trust-colours", args=["north"])).content == b""


def test_a_page_carries_the_stylesheet_of_its_trust(signed_in, north):
    page = signed_in(north.asha).get(reverse("desk")).content.decode()
    assert f'href="/colours/north.css?v={OURS.version}"' in page
