"""Which XML files are taken, and that nothing that is thrown at them ends otherwise than in rows or words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.intake.xml_parts import HEADINGS
from tests.pupils.intake.xml import NOAH_XML, ctf, planned, sheet
from trust_send.platform.tables.reading import Unreadable

NAMES = st.sampled_from(
    [
        "CTfile", "Header", "CTFpupilData", "Pupil", "UPN", "Surname", "DOB", "Sex", "BasicDetails", "NCyearActual",
        "SENhistory", "SEN", "StartDate", "SENprovision", "EndDate", "SENneeds", "SENneed", "SENtypeRank", "SENtype",
        "Contacts", "DestSchool", "LEA", "Estab", "AcademicYear", "Message", "PupilsOnRoll", "DateTime", "FSMinstance",
        "FSMhistory", "FSMstartDate", "Language", "Languages", "Type", "LanguageType", "SchoolHistory", "School",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(
        ["", "K", "E", "2026-02-30", "0000-00-00", "9999-12-31", "1", "999", "SLCN", "true", "=1+1", "²", "٣"]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="<>&￾￿"), max_size=12),
)
TREES = st.recursive(
    st.builds(lambda name, text: f"<{name}>{text}</{name}>", NAMES, TEXTS),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", NAMES, st.lists(inner, max_size=5)
    ),
    max_leaves=15,
)


def rows_or_words(text: str | bytes) -> None:
    try:
        for row in planned(text if isinstance(text, str) else text.decode("latin-1")).rows:
            assert row.state and row.number
    except Unreadable as reason:
        assert reason.sentence.endswith((".", "?"))


@given(TREES)
@settings(deadline=None, max_examples=150)
def test_any_tree_as_a_file_or_as_a_pupil(tree):
    rows_or_words(tree)
    rows_or_words(ctf(tree, NOAH_XML + tree))
    rows_or_words(f"<Message>{tree}<PupilsOnRoll><Pupil>{tree}</Pupil></PupilsOnRoll></Message>")


@given(st.integers(0, 900), st.characters(blacklist_categories=["Cs"]))
@settings(deadline=None, max_examples=150)
def test_a_changed_letter_anywhere(place, letter):
    text = ctf(NOAH_XML)
    rows_or_words(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<rss><channel/></rss>", "This XML file begins with “rss”"),
        ("<?xml version='1.0'?><a/>", "neither a Common Transfer File nor a census return"),
        (ctf(), "There is no pupil in this Common Transfer File."),
        ("<Message><Header/></Message>", "only the school census can be read"),
        ("<?xml version='1.0'?><CTfile>", "not complete or is damaged"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CTfile><Header/></CTfile>', "defines its own entities"),
    ],
)
def test_what_is_no_file_of_pupils_says_so(text, says):
    with pytest.raises(Unreadable) as refused:
        sheet(text)
    assert says in refused.value.sentence


def test_a_header_after_the_pupils_and_a_file_without_one():
    text = ctf(NOAH_XML)
    start, end = text.index("<Header>"), text.index("</Header>") + len("</Header>")
    later = (text[:start] + text[end:]).replace("</CTfile>", text[start:end] + "</CTfile>")
    assert sheet(later).notices == sheet(text).notices
    without = sheet(text[:start] + text[end:])
    assert "no version" in without.notices[1] and list(without.rows)


def test_only_columns_that_the_file_has_are_there():
    assert sheet(ctf(NOAH_XML)).headings == [
        HEADINGS[name] for name in ("upn", "legal_surname", "legal_forename", "date_of_birth")
    ]
