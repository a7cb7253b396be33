"""Each check of the register review, by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.presenting.reviewing import fact
from pupils.review_checks import CHECK_BY_ID, CHECKS, findings
from pupils.reviewing import Child, NeedHeld, shares
from pupils.terms import term_label, term_of, whole_terms

ON = date(2026, 11, 20)
LONG_AGO = date(2025, 9, 1)
CALM = Child(
    1, "Lind, Otto", "4", "M", date(2018, 3, 1), joined_on=date(2022, 9, 1), status="K", status_since=LONG_AGO,
    on_register_since=LONG_AGO, is_family_told=True, was_known_before=True, needs=(NeedHeld("SLCN", 1, LONG_AGO),),
    layer="Targeted", layer_since=date(2026, 9, 1),
)  # fmt: skip


def need(code, rank=1, since=LONG_AGO):
    return NeedHeld(code, rank, since)


def found_by(**changes):
    """Which checks find the calm child once this has changed?"""
    child = replace(CALM, **changes)
    return {check.id for check in CHECKS if findings(check, [child], ON)}


def weeks_ago(number, days=0):
    return ON - timedelta(weeks=number, days=days)


@pytest.mark.parametrize(
    ("changes", "checks"),
    [
        ({}, set()),
        ({"needs": ()}, {"RR-02"}),
        ({"needs": (need("SLCN", 2),)}, {"RR-02"}),
        ({"needs": (need("SLCN"), need("MLD", 3))}, {"RR-02"}),
        ({"needs": (need("SLCN"), need("MLD"))}, {"RR-02"}),
        ({"needs": (need("SLCN"), need("MLD", 2))}, set()),
        ({"status": "N"}, {"RR-03"}),
        ({"status": "N", "needs": ()}, set()),
        ({"needs": (need("NSA", since=weeks_ago(26)),)}, set()),
        ({"needs": (need("NSA", since=weeks_ago(26, days=1)),)}, {"RR-04"}),
        ({"needs": (need("NSA", since=ON),), "status": "E"}, {"RR-04"}),
        ({"needs": (need("SLCN"), need("OTH", 2))}, {"RR-05"}),
        ({"is_family_told": False}, {"RR-07"}),
        ({"is_family_told": False, "status": "E"}, set()),
        ({"status_since": date(2024, 11, 20)}, set()),
        ({"status_since": date(2024, 11, 19)}, {"RR-11"}),
        ({"status_since": date(2024, 1, 1), "status": "E"}, set()),
        ({"concern": (9, weeks_ago(6))}, set()),
        ({"concern": (9, weeks_ago(6, days=1))}, {"RR-12"}),
        ({"is_eal": True}, set()),
        ({"is_eal": True, "on_register_since": date(2026, 9, 1)}, {"RR-13"}),
        ({"joined_on": date(2026, 9, 1)}, set()),
        ({"joined_on": date(2026, 9, 1), "was_known_before": False}, {"RR-14"}),
        ({"joined_on": date(2026, 9, 1), "was_known_before": False, "year_group": "R"}, set()),
        ({"question": (5, weeks_ago(1))}, {"RR-16"}),
        ({"layer": "", "layer_since": None}, {"RR-17"}),
        ({"layer_since": weeks_ago(39)}, set()),
        ({"layer_since": weeks_ago(39, days=1)}, {"RR-17"}),
        ({"left_on": weeks_ago(26)}, {"LEFT"}),
        ({"left_on": weeks_ago(26, days=1)}, set()),
        ({"left_on": weeks_ago(1), "needs": (), "status": "N"}, set()),
    ],
)
def test_a_check_finds_what_it_says_and_no_other_does(changes, checks):
    assert found_by(**changes) == checks


def test_a_finding_names_the_row_it_is_about():
    child = replace(CALM, concern=(9, weeks_ago(8)), question=(5, weeks_ago(1)))
    assert findings(CHECK_BY_ID["RR-12"], [child], ON)[0].row_id == 9
    assert findings(CHECK_BY_ID["RR-16"], [child], ON)[0].row_id == 5


@pytest.mark.parametrize(
    ("check_id", "changes", "words"),
    [
        ("RR-07", {"is_family_told": False}, "recorded, since 1 September 2025"),
        ("RR-14", {"joined_on": date(2026, 9, 3), "was_known_before": False}, "Joined on 3 September 2026, and no"),
        ("LEFT", {"left_on": date(2026, 11, 2)}, "from 2 November 2026; the record says SEN support"),
    ],
)
def test_a_finding_says_its_day(check_id, changes, words):
    found = findings(CHECK_BY_ID[check_id], [replace(CALM, **changes)], ON)
    assert fact(found[0]).startswith("Year 4 · ") and words in fact(found[0])


def test_what_is_not_recorded_is_asked_and_never_listed():
    by_hand = {check.id for check in CHECKS if check.rule is None and not check.shows_shares}
    assert by_hand == {"RR-01", "RR-06", "RR-08", "RR-09", "RR-10", "RR-18", "RR-19"}
    assert len(CHECKS) == len(CHECK_BY_ID) == 20


DAYS = st.dates(date(2020, 1, 1), ON)
NEEDS = st.lists(st.builds(NeedHeld, st.sampled_from(["NSA", "OTH", "MLD", "?"]), st.integers(1, 4), DAYS))
CHILDREN = st.builds(
    Child, st.integers(1, 9), st.just("Lind, Otto"), st.sampled_from(["R", "4", "11", "X"]), st.sampled_from("FMU"),
    DAYS, is_disadvantaged=st.booleans(), is_eal=st.booleans(), joined_on=st.none() | DAYS, left_on=st.none() | DAYS,
    status=st.sampled_from("NKE"), status_since=st.none() | DAYS, on_register_since=st.none() | DAYS,
    needs=NEEDS.map(tuple),
    layer=st.sampled_from(["", "Targeted"]), layer_since=st.none() | DAYS,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(CHILDREN, max_size=6))
def test_a_leaver_is_found_by_one_check_alone_and_shares_add_up(children):
    for check in CHECKS:
        for finding in findings(check, children, ON):
            assert (finding.child.left_on is not None) == check.of_leavers
            assert finding.words
    rows = shares(children)
    here = [child for child in children if child.left_on is None]
    for heading in {row.heading for row in rows}:
        assert sum(row.roll for row in rows if row.heading == heading) == len(here)
        assert sum(row.on_register for row in rows if row.heading == heading) == sum(c.is_on_register for c in here)


@dataclass
class Half:
    pk: int
    year_start: int
    number: int
    starts_on: date
    ends_on: date


AUTUMN_1 = Half(1, 2026, 1, date(2026, 9, 1), date(2026, 10, 23))
AUTUMN_2 = Half(2, 2026, 2, date(2026, 11, 2), date(2026, 12, 18))
SPRING_2 = Half(3, 2026, 4, date(2027, 2, 22), date(2027, 3, 25))


@pytest.mark.parametrize(
    ("on", "half", "label"),
    [
        (date(2026, 8, 20), 1, "Autumn term 2026/27"),  # before the first one: what comes
        (date(2026, 10, 28), 1, "Autumn term 2026/27"),  # half-term
        (date(2026, 12, 30), 1, "Autumn term 2026/27"),  # holidays belong to the term before
        (date(2027, 3, 1), 3, "Spring term 2026/27"),  # only its second half has dates
    ],
)
def test_a_day_belongs_to_a_whole_term(on, half, label):
    term = term_of(whole_terms([SPRING_2, AUTUMN_2, AUTUMN_1]), on)
    assert term.half_term_id == half
    assert term_label(term.year_start, term.halves[0], "three") == label


def test_terms_are_called_as_the_school_counts_them():
    assert term_label(2026, 4, "six") == "Terms 3 and 4, 2026/27"
    assert term_of(whole_terms([]), ON) is None
