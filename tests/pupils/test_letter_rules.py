"""Who is written to about a child, and which words a letter may hold: rules, without a database."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pupils.letter_words import FROM_THE_RECORD, MUST_STAND, TYPED, UnfilledError, letter_kinds, must_not_stand
from pupils.letters import (
    LeftOut,
    is_grown_up,
    is_young_person,
    last_day_of_compulsory_age,
    sorted_out,
    why_no_letter,
)
from pupils.rights import LEAVES, Right, restriction_on
from tests.pupils.test_rights import DAY, LINKS, LONG_AGO, TOMORROW, YESTERDAY, Link

CHILD = date(2018, 3, 1)
SUPPORT = letter_kinds()["sen-support-start"]
VALUES = {name: f"words of {name}" for name in TYPED | FROM_THE_RECORD}


def why(link: Link, *, born: date = CHILD) -> LeftOut | None:
    return why_no_letter(link, on=DAY, date_of_birth=born)


@settings(max_examples=50)
@given(LINKS)
def test_a_restriction_beats_every_flag(link):
    limit = restriction_on(link, DAY)
    if {Right.LETTERS, Right.INFORMATION} - LEAVES[limit]:
        assert why(link) is not None
    if why(link) is None:
        assert {Right.LETTERS, Right.INFORMATION} <= LEAVES[limit]
        assert link.verified_on and link.verified_on <= DAY and link.receives_correspondence


@settings(max_examples=30)
@given(st.lists(LINKS, max_size=5))
def test_everybody_is_written_to_or_left_out_with_a_reason(links):
    gets, left = sorted_out(links, on=DAY, date_of_birth=CHILD)
    assert len(gets) + len(left) == len(links) and all(reason in LeftOut for _, reason in left)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (Link(), None),
        (Link(relationship="father", lives_with=False, has_parental_responsibility=True), None),
        (Link(relationship="grand", has_parental_responsibility=False, lives_with=True), None),
        (Link(relationship="grand", has_parental_responsibility=False, lives_with=False), LeftOut.NOT_A_PARENT),
        (Link(receives_correspondence=False), LeftOut.NO_LETTERS),
        (Link(verified_on=None), LeftOut.NOT_VERIFIED),
        (Link(verified_on=TOMORROW), LeftOut.NOT_VERIFIED),
        (Link(starts_on=TOMORROW), LeftOut.NOT_YET),
        (Link(ends_on=DAY), LeftOut.NO_LONGER),
        (Link(restriction="nocontact", restriction_from=LONG_AGO), LeftOut.RESTRICTED),
        (Link(restriction="info", restriction_from=LONG_AGO, verified_on=None), LeftOut.RESTRICTED),
        (Link(restriction="nocontact", restriction_from=LONG_AGO, restriction_until=YESTERDAY), None),
        (Link(restriction="address", restriction_from=LONG_AGO), None),
    ],
)
def test_who_gets_a_letter_and_who_does_not(link, reason):
    assert why(link) is reason


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2010, 1, 1), date(2026, 6, 26)),
        (date(2007, 12, 31), date(2024, 6, 28)),
    ],
)
def test_compulsory_school_age_ends_on_the_last_friday_of_june(born, last):
    assert last_day_of_compulsory_age(born) == last and last.weekday() == 4
    assert not is_young_person(on=last, date_of_birth=born)
    assert is_young_person(on=date.fromordinal(last.toordinal() + 1), date_of_birth=born)


def test_of_a_grown_up_no_parent_is_written_to():
    born = date(2008, 11, 22)
    assert is_grown_up(on=DAY, date_of_birth=born) and why(Link(), born=born) is LeftOut.GROWN_UP
    assert why(Link(), born=date(2008, 11, 23)) is None


@pytest.mark.parametrize("text", [SUPPORT.family, SUPPORT.young_person], ids=["family", "young person"])
@pytest.mark.parametrize("gap", sorted(MUST_STAND | {"strengths", "recipient_name", "first_actions"}))
def test_a_letter_with_a_gap_is_not_written(text, gap):
    with pytest.raises(UnfilledError, match=gap):
        text.filled(VALUES | {gap: "  "})
    assert VALUES[gap] in str(text.filled(VALUES))


def test_what_the_law_asks_cannot_be_left_out_of_the_words(tmp_path):
    for gap in MUST_STAND:
        rows = {"sen-support-start": json.loads(_without(gap))}
        file = tmp_path / f"{gap}.json"
        file.write_text(json.dumps(rows))
        with pytest.raises(ValueError, match=gap):
            letter_kinds(file)


def _without(gap: str) -> str:
    from pupils.letter_words import LETTERS_JSON

    rows = json.loads(LETTERS_JSON.read_text())["sen-support-start"]
    return json.dumps(rows).replace(f"{{{gap}}}", "soon")


def test_what_is_typed_is_not_filled_in_a_second_time():
    assert "{sendiass_name}" in str(SUPPORT.family.filled(VALUES | {"strengths": "{sendiass_name}"}))


@dataclass(frozen=True)
class Person:
    """A contact."""

    given_name: str = "Daniel"
    family_name: str = "Rowe"
    email: str = "daniel.rowe@example.org"
    phone: str = "01632 960 002"
    other_phone: str = ""
    address: str = "2 Mill Rise\nNorthtown"
    postcode: str = "QQ1 2AB"


def wrong(text: str, *people: Person) -> str:
    said = must_not_stand({"strengths": text}, contacts=people or [Person()], pupil="Noah", named=["Noah Hartley"])
    return said.get("strengths", "")


@pytest.mark.parametrize(
    "text",
    [
        "Call 01632960002", "Write to DANIEL.ROWE@example.org", "At 2, Mill Rise", "In QQ12AB", "Daniel reads with him",
        "Ask dániel rowe", "UPN R674123101121", "He refuses to write", "He fails to listen",
    ],
)  # fmt: skip
def test_words_that_never_stand_in_a_letter_are_refused(text):
    assert wrong(text)


@pytest.mark.parametrize("text", ["Noah is kind", "All in class read on 2 May", "He will join in", "Rowed a boat"])
def test_other_words_are_not(text):
    assert not wrong(text) and not wrong(text, Person(given_name="Will"), Person(given_name="", family_name="Rowe"))


def test_an_advice_service_may_be_called_like_an_aunt_and_an_initial_is_no_name():
    devon = Person(given_name="Devon")
    said = {"sendiass_name": "Devon SENDIASS", "strengths": "A kind boy"}
    assert not must_not_stand(said, contacts=[devon, Person(given_name="A")], pupil="Noah", named=[])
    asked = dict.fromkeys(said, "Ask Devon Rowe")
    assert must_not_stand(asked, contacts=[devon], pupil="Noah", named=[]).keys() == said.keys()


NAMES = st.sampled_from(["Ade", "Bryn", "Ciara", "Dafydd", "Ewa", "Zoë"])
PEOPLE = st.builds(
    Person,
    given_name=NAMES,
    family_name=st.sampled_from(["Rowe", "O’Neill", "Łódź", "St John-Smith"]),
    email=st.emails(),
    phone=st.from_regex(r"0\d{4} \d{6}", fullmatch=True),
    address=st.sampled_from(["2 Mill Rise\nNorthtown", "Rose Cottage\n14 The Hill", ""]),
    postcode=st.sampled_from(["QQ1 2AB", "ZZ99 3CZ", ""]),
)


@settings(max_examples=50)
@given(PEOPLE, st.data())
def test_nothing_that_is_known_of_a_contact_passes_wherever_it_stands(person, data):
    known = {
        f"{person.given_name} {person.family_name}", person.given_name, person.email, person.phone,
        person.address.splitlines()[0] if person.address else "", person.postcode,
    } - {""}  # fmt: skip
    word = data.draw(st.sampled_from(sorted(known)))
    before, after = data.draw(st.tuples(*[st.sampled_from(["", "Tell them that", "He likes it."])] * 2))
    text = f"{before} {word} {after}"
    assume(not must_not_stand({"strengths": f"{before} {after}"}, contacts=[person], pupil="Noah", named=[]))
    assert must_not_stand({"strengths": text}, contacts=[replace(person)], pupil="Noah", named=["Noah Hartley"])
