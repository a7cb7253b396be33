"""The check letter of the UPN, against the published examples and against single mistakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import upn

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPNS = st.builds(
    lambda la, estab, year, serial: upn.make(laestab=f"{la:03}{estab:04}", year=year, serial=serial),
    st.integers(201, 938),
    st.integers(0, 9999),
    st.integers(0, 99),
    st.integers(0, 999),
)


@pytest.mark.parametrize("number", ["B801200005001", "R674123101121"])
def test_published_numbers_are_valid(number):
    assert upn.problem_with(number) is None


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        ("A801200005001", "check letter"),
        ("Q207000016049", "check letter"),  # an example on a vendor's help page; P is right
        ("B80120000500", "length"),
        ("B8012000050010", "length"),
        ("", "length"),
        ("I801200005001", "letters"),
        ("B80120000A001", "letters"),
        ("8801200005001", "letters"),
        ("B80120000500S", "letters"),
        ("B80120000500١", "letters"),
    ],
)
def test_what_is_wrong_is_told(number, trouble):
    assert upn.problem_with(number) == trouble
    assert not upn.is_valid(number)


def test_temporary_numbers_end_in_a_letter():
    assert upn.check_letter("80120000500A") == "M"
    assert upn.is_valid("M80120000500A")
    assert upn.is_temporary("M80120000500A")
    assert not upn.is_temporary("B801200005001")


def test_the_weights_are_the_positions():
    values = {letter: place for place, letter in enumerate(LETTERS)} | {str(digit): digit for digit in range(10)}
    rest = "20700001604Z"
    total = sum(position * values[sign] for position, sign in enumerate(rest, 2))
    assert upn.check_letter(rest) == LETTERS[total % 23]
    assert upn.check_letter("207000016049") == "P"


def test_spaces_and_small_letters_do_not_matter():
    assert upn.tidy(" b801 2000 05-001 ") == "B801200005001"


def test_an_unknown_authority_is_valid_and_told_apart():
    number = upn.check_letter("999200005001") + "999200005001"
    assert upn.is_valid(number)
    assert not upn.names_known_la(number)
    assert upn.names_known_la("B801200005001")


def test_where_it_was_first_given():
    assert (upn.la_code("B801200005001"), upn.laestab("B801200005001")) == ("801", "8012000")


def test_a_number_cannot_be_made_from_nonsense():
    with pytest.raises(ValueError, match="seven-digit"):
        upn.make(laestab="12", year=2020, serial=1)


@given(UPNS, st.integers(0, 12), st.sampled_from(LETTERS + "0123456789IOS"))
def test_any_single_wrong_sign_is_found(number, place, sign):
    # 23 is prime and no weight is a multiple of it, so every change of value shows; in the last place a letter stands
    # for a value up to 22, where a digit may stand for the same one.
    changed = number[:place] + sign + number[place + 1 :]
    if changed == number:
        return
    if place == 12 and sign in LETTERS and LETTERS.index(sign) == int(number[12]):
        return
    assert upn.problem_with(changed) is not None


@given(UPNS, st.integers(1, 11))
def test_two_neighbours_exchanged_are_found(number, place):
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (changed == number) == (upn.problem_with(changed) is None)
