"""Names: when two spellings are one, and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import naming


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Neill", "ONEILL"), ("O'Neill", "O`Neill"), ("Siân", "Sian"), ("Smith-Jones", "Smith Jones"),
        ("Łukasz", "lukasz"), ("Ødegård", "odegard"), ("Groß", "GROSS"), ("Zoë", "Zoe\u0308"), ("Æthel", "aethel"),
        ("van der Berg", "Vanderberg"), ("Nguyễn", "nguyen"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one, other):
    assert naming.same(one, other)


def test_other_names_and_other_alphabets_stay_apart():
    assert not naming.same("Smith", "Smyth")
    assert naming.fold("Иван") == "иван"
    assert naming.fold("محمد")


@pytest.mark.parametrize(
    ("forename", "surname", "short"),
    [("Noah", "Hartley", "NH"), ("Élise", "O’Neill", "ÉO"), ("’Aisha", "", "A"), ("", "", "")],
)
def test_initials(forename, surname, short):
    assert naming.initials(forename, surname) == short


@given(st.text(max_size=30))
def test_folding_a_folded_name_changes_nothing(text):
    once = naming.fold(text)
    assert naming.fold(once) == once
    assert " " not in once
