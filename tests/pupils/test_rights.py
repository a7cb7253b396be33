"""Which rights a contact has: a restriction beats every flag, a file gives none, and households stay apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils import rights
from pupils.models import Relationship
from pupils.rights import LEAVES, Restriction, Right, Why

DAY = date(2026, 11, 22)
LONG_AGO, YESTERDAY, TOMORROW = date(2020, 1, 1), DAY - timedelta(days=1), DAY + timedelta(days=1)


@dataclass(frozen=True)
class Link:
    """What the rules ask of a link."""

    relationship: str = "mother"
    has_parental_responsibility: bool = True
    lives_with: bool = True
    receives_correspondence: bool = True
    is_imported: bool = False
    verified_on: date | None = LONG_AGO
    restriction: str = "none"
    restriction_from: date | None = None
    restriction_until: date | None = None
    starts_on: date = LONG_AGO
    ends_on: date | None = None


def somewhen(*, none: bool = True):
    days = st.dates(DAY - timedelta(days=400), DAY + timedelta(days=400))
    return st.none() | days if none else days


UNRESTRICTED = st.builds(
    Link,
    relationship=st.sampled_from([value for value, _ in Relationship.choices if value != "self"]),
    has_parental_responsibility=st.booleans(),
    lives_with=st.booleans(),
    receives_correspondence=st.booleans(),
    is_imported=st.booleans(),
    verified_on=somewhen(),
    starts_on=somewhen(none=False),
    ends_on=somewhen(),
)
LINKS = st.builds(
    lambda link, kind, first, end: replace(
        link,
        restriction=kind.value,
        **({} if kind == "none" else {"restriction_from": first, "restriction_until": end}),
    ),
    UNRESTRICTED,
    st.sampled_from(Restriction),
    somewhen(none=False),
    somewhen(),
)
DAYS = somewhen(none=False)


@given(UNRESTRICTED, st.sampled_from([kind for kind in Restriction if kind != "none"]), DAYS)
def test_a_restriction_beats_every_flag(link, kind, day):
    restricted = replace(link, restriction=kind.value, restriction_from=LONG_AGO)
    assert rights.rights_on(restricted, day) == rights.rights_on(link, day) & LEAVES[kind]


@given(LINKS, DAYS)
def test_no_restriction_ever_adds_a_right(link, day):
    free = replace(link, restriction="none", restriction_from=None, restriction_until=None)
    assert rights.rights_on(link, day) <= rights.rights_on(free, day)


@given(LINKS, DAYS)
def test_no_contact_and_limited_information_leave_nothing(link, day):
    if rights.restriction_on(link, day) in (Restriction.NO_CONTACT, Restriction.INFORMATION_LIMITED):
        assert not rights.rights_on(link, day)


@given(LINKS, DAYS)
def test_what_a_file_said_gives_nothing_until_somebody_has_verified_it(link, day):
    assert not rights.rights_on(replace(link, is_imported=True, verified_on=None), day)
    assert not rights.rights_on(replace(link, is_imported=True, verified_on=day + timedelta(days=1)), day)


@given(LINKS, DAYS)
def test_an_account_asks_for_verification_whatever_else_is_said(link, day):
    assert not rights.may_have_account(replace(link, verified_on=None), day)
    if rights.may_have_account(link, day):
        assert link.verified_on <= day and rights.may_be_told(link, day) and rights.is_parent_in_law(link)
        assert rights.restriction_on(link, day) not in rights.BARS_ACCOUNT


@given(LINKS, DAYS)
def test_before_the_first_day_and_after_the_last_nobody_has_a_right(link, day):
    if day < link.starts_on or (link.ends_on and day >= link.ends_on):
        assert not rights.rights_on(link, day)


@given(LINKS, DAYS)
def test_letters_go_only_to_who_is_to_get_them(link, day):
    assert not rights.may_get_letters(replace(link, receives_correspondence=False), day)
    if rights.may_get_letters(link, day):
        assert link.receives_correspondence and Right.LETTERS in LEAVES[rights.restriction_on(link, day)]


@given(LINKS, DAYS, st.sampled_from(Right))
def test_every_no_has_a_reason_and_every_yes_has_none(link, day, right):
    assert (rights.why_not(link, right, day) is None) == (right in rights.rights_on(link, day))


@given(st.integers(), st.integers())
def test_nobody_sees_a_detail_of_another(one, other):
    shown = rights.details_shown(of_contact=one, to_contact=other)
    assert shown == (rights.DETAILS if one == other else frozenset())


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({}, None),
        ({"ends_on": DAY}, Why.NOT_NOW),
        ({"starts_on": TOMORROW}, Why.NOT_NOW),
        ({"starts_on": DAY, "ends_on": DAY}, Why.NOT_NOW),
        ({"ends_on": TOMORROW}, None),
        ({"verified_on": None}, Why.NOT_VERIFIED),
        ({"verified_on": TOMORROW}, Why.NOT_VERIFIED),
        ({"restriction": "nocontact", "restriction_from": DAY}, Why.RESTRICTED),
        ({"restriction": "nocontact", "restriction_from": TOMORROW}, None),
        ({"restriction": "nocontact", "restriction_from": YESTERDAY, "restriction_until": DAY}, None),
        ({"restriction": "nocontact", "restriction_from": YESTERDAY, "restriction_until": TOMORROW}, Why.RESTRICTED),
        ({"restriction": "address", "restriction_from": DAY}, Why.RESTRICTED),
        ({"restriction": "info", "restriction_from": DAY}, Why.RESTRICTED),
        ({"restriction": "super", "restriction_from": DAY}, None),
        ({"relationship": "grand", "has_parental_responsibility": False}, None),
        ({"relationship": "grand", "has_parental_responsibility": False, "lives_with": False}, Why.NOT_GIVEN),
        ({"has_parental_responsibility": False, "lives_with": False}, None),
    ],
)  # fmt: skip
def test_why_somebody_has_no_account(about, why):
    assert rights.why_not(replace(Link(), **about), Right.ACCOUNT, DAY) is why


def test_a_letter_may_go_where_no_account_may():
    """Where the child lives is withheld: a letter to their own address tells nothing of another."""
    link = Link(restriction="address", restriction_from=LONG_AGO)
    assert rights.rights_on(link, DAY) == {Right.LETTERS, Right.INFORMATION}


def test_every_kind_has_words_and_says_what_it_leaves():
    assert set(LEAVES) == set(rights.RESTRICTION_WORDS) == set(Restriction)
