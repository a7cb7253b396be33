"""What comes along with a child: contacts, and what was before the first status that the register knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.codes import NEED_TYPES
from pupils.intake import alongside
from pupils.intake.alongside import Alongside, NeedSpell, Person, Spell, still_new
from tests.pupils.intake.files import TODAY
from tests.pupils.intake.xml import NOAH_XML, ctf, sheet

PAST = (
    "<SENhistory><SEN><StartDate>2012-09-01</StartDate><SENprovision>A</SENprovision></SEN>"
    "<SEN><StartDate>2013-09-01</StartDate><SENprovision>P</SENprovision><EndDate>2014-08-31</EndDate></SEN>"
    "<SEN><StartDate>2016-07-10</StartDate><SENprovision>E</SENprovision></SEN><SEN><SENprovision>K</SENprovision>"
    "</SEN><SENneeds><SENneed><NeedStartDate>2013-01-01</NeedStartDate><SENtypeRank>1</SENtypeRank>"
    "<SENtype>NSA</SENtype></SENneed><SENneed><NeedStartDate>2017-01-01</NeedStartDate><SENtypeRank>1</SENtypeRank>"
    "<SENtype>ASD</SENtype></SENneed></SENneeds></SENhistory>"
)
ANNA = (
    "<Contact><Order>2</Order><Surname>Bell</Surname><Forename>Anna</Forename><Relationship>PAM</Relationship>"
    "<Responsibility>true</Responsibility><Address><AddressAsPupil>true</AddressAsPupil></Address><Phones><Phone>"
    "<TelephoneType>H</TelephoneType><PhoneNo>01632 960001</PhoneNo></Phone><Phone><TelephoneType>M</TelephoneType>"
    "<PhoneNo>07700 900001</PhoneNo></Phone></Phones><Email>anna@home.example</Email>"
    "<SuppInfo><CourtOrder>Y</CourtOrder></SuppInfo></Contact>"
)
HOME = (
    "<Address><BS7666Address><PAON>11</PAON><Street>Lea Close</Street><Town>Wharf</Town></BS7666Address>"
    "<PostCode>zz1 1zz</PostCode></Address>"
)


def told(inner: str) -> Alongside:
    return sheet(ctf(NOAH_XML + inner)).alongside.get(1, Alongside())


def test_a_contact_is_read_whole_and_gives_nobody_letters():
    strange = "<Contact><Order>x</Order><Title>Mr</Title></Contact>"
    strange += "<Contact><Order>300</Order><Surname>Roe</Surname><Email>a b</Email></Contact>"
    found = told(f"{HOME}<Contacts>{strange}{ANNA}{ANNA}</Contacts><Phones><Phone/></Phones>")
    assert found.contacts == (
        Person(
            family_name="Bell", given_name="Anna", relationship="mother", has_parental_responsibility=True,
            lives_with=True, priority=2, phone="07700 900001", other_phone="01632 960001", email="anna@home.example",
            address="11 Lea Close\nWharf", postcode="ZZ1 1ZZ", court_order=True,
        ),
        Person(family_name="Roe", priority=99),
    )  # fmt: skip
    assert sheet(ctf(NOAH_XML + HOME)).not_read == ["the pupil’s own address"]


def test_earlier_statuses_stand_one_after_the_other_in_the_words_of_today():
    found = told(PAST)
    assert found.statuses == (
        Spell("K", date(2012, 9, 1), date(2013, 9, 1), "A"),
        Spell("K", date(2013, 9, 1), date(2014, 9, 1), "P"),
        Spell("E", date(2016, 7, 10), None),
    )
    new = still_new(found, held=frozenset(), first_status=date(2018, 9, 3), first_need=None, today=TODAY)
    assert new.statuses == (
        Spell("K", date(2012, 9, 1), date(2014, 9, 1), "A, P"),
        Spell("E", date(2016, 7, 10), date(2018, 9, 3)),
    )
    assert new.needs == (
        NeedSpell("NSA", 1, date(2013, 1, 1), date(2014, 9, 1)),
        NeedSpell("ASD", 1, date(2017, 1, 1), date(2018, 9, 3)),
    )
    assert alongside.words(new)["earlier"].startswith("SEN support (A, P) 1 September 2012 to 31 August 2014; EHC plan")
    assert not still_new(found, held=frozenset(), first_status=date(2012, 9, 1), first_need=None, today=TODAY)


def test_a_new_child_has_each_need_from_its_own_day_and_those_before_it():
    found = told(
        "<SENhistory><SEN><StartDate>2024-03-04</StartDate><SENprovision>K</SENprovision></SEN><SENneeds>"
        "<SENneed><NeedStartDate>2024-03-04</NeedStartDate><NeedEndDate>2025-01-05</NeedEndDate>"
        "<SENtypeRank>1</SENtypeRank><SENtype>MLD</SENtype></SENneed><SENneed><NeedStartDate>2025-01-06</NeedStartDate>"
        "<SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed></SENneeds></SENhistory>"
    )
    since = date(2024, 3, 4)
    now = alongside.needs_now(("SLCN", "HI"), given=found, since=since)
    assert now == (NeedSpell("SLCN", 1, date(2025, 1, 6), None), NeedSpell("HI", 2, since, None))
    new = alongside.of_new_child(found, code="K", since=since, needs=now, today=TODAY)
    assert (new.statuses, new.needs) == ((), (NeedSpell("MLD", 1, since, date(2025, 1, 6)),))


@pytest.mark.parametrize("days", ["<StartDate>0001-01-01</StartDate>", "<StartDate>2030-01-01</StartDate>", ""])
def test_a_status_without_a_day_that_can_be_is_no_earlier_one(days):
    assert not told(f"<SENhistory><SEN>{days}<SENprovision>K</SENprovision></SEN></SENhistory>")


def test_a_contact_whom_the_child_has_or_had_is_not_brought_again():
    found = told(f"<Contacts>{ANNA}</Contacts>")
    held = frozenset([alongside.key_of("ANNA", "bell", "mother")])
    assert not still_new(found, held=held, first_status=None, first_need=None, today=TODAY)
    other = frozenset([alongside.key_of("Anna", "Bell", "carer")])
    assert still_new(found, held=other, first_status=None, first_need=None, today=TODAY).contacts == found.contacts


DAYS = st.dates(date(2010, 1, 1), TODAY)
ENDS = st.none() | DAYS
SPELLS = st.lists(st.builds(Spell, st.sampled_from("NKE"), DAYS, ENDS), max_size=6)
NEEDS = st.lists(
    st.builds(NeedSpell, st.sampled_from(sorted(NEED_TYPES)), st.integers(1, 4), DAYS, ENDS).filter(
        lambda need: need.ends_on is None or need.ends_on > need.starts_on
    ),
    max_size=6,
)


def apart(spells: list) -> bool:
    ordered = sorted(spells, key=lambda each: each.starts_on)
    return all(one.ends_on <= other.starts_on for one, other in zip(ordered, ordered[1:], strict=False))


@settings(max_examples=50, deadline=None)
@given(SPELLS, NEEDS, ENDS, ENDS)
def test_nothing_overlaps_and_all_of_it_was_before_what_is_known(spells, needs, first_status, first_need):
    new = still_new(
        Alongside((), tuple(spells), tuple(needs)),
        held=frozenset(), first_status=first_status, first_need=first_need, today=TODAY,
    )  # fmt: skip
    assert apart(new.statuses)
    assert all(each.starts_on < each.ends_on <= (first_status or TODAY) for each in new.statuses)
    first = min(day for day in (first_status, first_need, TODAY) if day)
    assert all(each.starts_on < each.ends_on <= first for each in new.needs)
    for group in ("need_type", "rank"):
        for value in {getattr(each, group) for each in new.needs}:
            assert apart([each for each in new.needs if getattr(each, group) == value])
    by_day = {spell.starts_on + timedelta(days=n): spell.code for spell in new.statuses for n in (0, 1)}
    assert all(by_day.get(need.starts_on) != "N" for need in new.needs)
    assert alongside.from_json(alongside.to_json(new)) == new
    codes = list(dict.fromkeys(need.need_type for need in needs))
    now = alongside.needs_now(codes, given=Alongside((), (), tuple(needs)), since=first_status or TODAY)
    begun = alongside.of_new_child(
        Alongside((), tuple(spells), tuple(needs)), code="K", since=first_status or TODAY, needs=now, today=TODAY
    )
    for group in ("need_type", "rank"):
        for value in {getattr(each, group) for each in begun.needs}:
            both = [replace(each, ends_on=date.max) for each in now if getattr(each, group) == value]
            assert apart([*both, *(each for each in begun.needs if getattr(each, group) == value)])


WORDS = st.text(max_size=90).map(lambda text: escape("".join(letter for letter in text if letter.isprintable())))
SAID = WORDS | st.sampled_from(["2024-09-01", "2015-02-30", "K", "E", "A", "N", "NSA", "ASD", "true", "1", "9" * 400])


def parts(name: str, *names: str) -> st.SearchStrategy[str]:
    """An element with some of these in it, each saying anything."""
    inner = st.tuples(st.sampled_from(names), SAID).map(lambda both: f"<{both[0]}>{both[1]}</{both[0]}>")
    return st.lists(inner, max_size=6).map(lambda found: f"<{name}>{''.join(found)}</{name}>")


PEOPLE = parts("Contact", "Order", "Surname", "Forename", "Relationship", "Email", "Phones", "Address", "SuppInfo")
ANYTHING = st.builds(
    lambda people, spells, needs: (
        f"<SENhistory>{''.join(spells)}<SENneeds>{''.join(needs)}</SENneeds></SENhistory>"
        f"<Contacts>{''.join(people)}</Contacts>"
    ),
    st.lists(PEOPLE | st.just(ANNA), max_size=4),
    st.lists(parts("SEN", "StartDate", "EndDate", "SENprovision"), max_size=5),
    st.lists(parts("SENneed", "NeedStartDate", "NeedEndDate", "SENtype", "SENtypeRank"), max_size=5),
)
"""Contacts and a history that say whatever a file may say."""


@settings(max_examples=40, deadline=None)
@given(ANYTHING)
def test_whatever_a_file_says_fits_into_the_register(inner):
    found = told(inner)
    for person in found.contacts:
        assert 0 < len(person.family_name) <= 80 and len(person.given_name) <= 80 and len(person.phone) <= 30
        assert len(person.email) < 255 and len(person.address) <= 300 and len(person.postcode) <= 10
        assert 1 <= person.priority <= 99 and person.relationship in alongside.RELATIONSHIPS
    assert len({person.key for person in found.contacts}) == len(found.contacts)
    assert alongside.from_json(alongside.to_json(found)) == found
    assert all(spell.code in "NKE" for spell in found.statuses)
