"""Marks read by shape, word and colour, and never let markup through."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from tests.platform.web.trees import tree
from trust_send.platform.web import marks

HOSTILE = '<script>alert("x")</script>'


@pytest.mark.parametrize("kind", ["good", "warn", "bad", "info", "none"])
def test_a_judgement_has_a_shape_a_word_and_a_colour(kind: str) -> None:
    drawn = marks.rag_mark(kind, "6 days late")
    assert f"ts-rag--{kind}" in drawn and "<path" in drawn and "6 days late" in drawn


def test_an_unknown_judgement_is_refused() -> None:
    with pytest.raises(KeyError):
        marks.rag_mark("purple", "?")


def test_the_letter_is_heard_only_where_no_words_are() -> None:
    assert '<b aria-hidden="true">K</b>SEN support' in marks.status_mark("K", "SEN support")
    assert "<b>K</b>" in marks.status_mark("K")
    assert '<b aria-hidden="true">C</b><span class="govuk-visually-hidden">Communication</span>' in marks.area_mark(
        "C", unseen="Communication"
    )


def test_delivery_is_never_drawn_wider_than_planned() -> None:
    assert '<rect width="64"' in marks.bar_mark(340, 530) and "340 of 530" in marks.bar_mark(340, 530)
    assert '<rect width="100"' in marks.bar_mark(600, 530)
    assert '<rect width="0"' in marks.bar_mark(3, 0)
    assert "1,234,567 of 2,000,000" in marks.bar_mark(1234567, 2000000)


def test_steps_ring_the_expected_one() -> None:
    assert tree(marks.steps_mark(2, 3)) == tree(
        '<span class="ts-steps" aria-hidden="true"><i class="on"></i><i class="on"></i><i class="exp"></i>'
        '<i class=""></i><i class=""></i></span>'
    )


def test_a_sorted_column_says_so() -> None:
    head = marks.sort_header("Review", "?sort=review", "descending", number=True)
    assert head == '<th scope="col" class="n" aria-sort="descending"><a href="?sort=review">Review</a></th>'
    assert 'aria-sort="none"' in marks.sort_header("Pupil", "?sort=name")


@pytest.mark.parametrize(
    "drawn",
    [
        marks.rag_mark("good", HOSTILE),
        marks.status_mark("K", HOSTILE),
        marks.area_mark("C", HOSTILE),
        marks.area_mark("C", unseen=HOSTILE),
        marks.layer_mark(2, HOSTILE),
        marks.chip_mark(HOSTILE),
        marks.bar_mark(1, 2, HOSTILE),
        marks.sort_header(HOSTILE, HOSTILE),
    ],
)
def test_words_are_escaped(drawn: str) -> None:
    assert "<script" not in drawn and "&lt;script" in drawn


def test_the_tags_draw_the_same_as_the_functions() -> None:
    template = Template(
        '{% load marks %}{% status "E" "EHC plan" %}{% area "S" "SEMH" pill=True %}{% rag kind words %}'
    )
    assert template.render(Context({"kind": "bad", "words": "Late & due"})) == (
        marks.status_mark("E", "EHC plan")
        + marks.area_mark("S", "SEMH", pill=True)
        + marks.rag_mark("bad", "Late & due")
    )
