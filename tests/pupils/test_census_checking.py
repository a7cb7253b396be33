"""The register beside the file of the MIS: what differs, and what the census would refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.census_checking import Kind, Side, Told, compare, told_by_file
from pupils.census_days import asks_for_needs, coming_census_days
from pupils.codes import NEED_TYPES
from tests.pupils.intake.files import NOAH_UPN

SPRING = date(2027, 1, 21)
NOAH = Told(upn=NOAH_UPN, status="K", needs=((1, "SLCN"), (2, "ASD")))


def found(register: Told | None, mis: Told | None, *, day: date = SPRING) -> list[tuple[Kind, Side, str]]:
    return [
        (each.kind, each.side, each.sentence)
        for each in compare(register, mis, census_day=day, with_needs=asks_for_needs(day))
    ]


@pytest.mark.parametrize(
    ("register", "mis", "kinds"),
    [
        (NOAH, NOAH, []),
        (NOAH, replace(NOAH, status="E"), [Kind.STATUS]),
        (NOAH, replace(NOAH, status="N", needs=()), [Kind.STATUS]),
        (NOAH, replace(NOAH, needs=((1, "ASD"), (2, "SLCN"))), [Kind.RANKS]),
        (NOAH, replace(NOAH, needs=((1, "SLCN"),)), [Kind.NEEDS]),
        (NOAH, replace(NOAH, needs=((1, "NSA"),)), [Kind.UNASSESSED]),
        (NOAH, replace(NOAH, needs=None), []),
        (NOAH, replace(NOAH, needs=()), [Kind.REFUSED]),
        (NOAH, replace(NOAH, sen_unit=True), [Kind.PLACE]),
        (NOAH, replace(NOAH, sen_unit=None, resourced_provision=None), []),
        (NOAH, None, [Kind.ONLY_REGISTER]),
        (None, NOAH, [Kind.ONLY_FILE]),
        (None, None, []),
        (Told(upn=NOAH_UPN), Told(upn=NOAH_UPN, status="N"), []),
    ],
)
def test_what_differs(register, mis, kinds):
    assert [kind for kind, _, _ in found(register, mis)] == kinds


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"needs": ((2, "SLCN"),)}, "SEN support needs one type of need with rank 1."),
        ({"needs": ((1, "SLCN"), (1, "ASD"))}, "Two types of need have rank 1."),
        ({"status": "E", "needs": ((1, "NSA"),)}, "NSA may stand only with SEN support."),
        ({"status": "N"}, "There are need types and no SEN."),
        ({"sen_unit": True, "resourced_provision": True}, "A child is counted in a SEN unit or in resourced provision"),
        ({"upn": ""}, "There is no UPN."),
        ({"upn": "A123"}, "The UPN A123 is not a valid number."),
        ({"needs": ((1, "XYZ"),)}, "XYZ is not a need type of the census."),
    ],
)
def test_what_the_census_refuses(change, says):
    wrong = replace(NOAH, **change)
    (refused,) = [each for each in found(wrong, wrong) if each[0] is Kind.REFUSED]
    assert refused[1] is Side.BOTH and refused[2].startswith(says)
    assert (Kind.REFUSED, Side.REGISTER, refused[2]) in found(wrong, replace(NOAH, needs=None))


def test_down_syndrome_is_a_need_type_from_2025_on():
    child = replace(NOAH, needs=((1, "DS"),))
    assert found(child, child) == []
    assert [each[2] for each in found(child, child, day=date(2025, 1, 16))] == [
        "Down syndrome is a need type only from 2025/26."
    ]


def test_only_the_spring_census_asks_for_needs():
    other = replace(NOAH, needs=((1, "NSA"),))
    assert found(NOAH, other) and not found(NOAH, other, day=date(2027, 5, 20))
    assert coming_census_days(date(2026, 11, 23)) == [SPRING, date(2027, 5, 20), date(2027, 10, 7)]
    assert coming_census_days(SPRING)[0] == SPRING


def test_a_row_says_nothing_of_what_could_not_be_read_in_it():
    columns = frozenset(("upn", "sen_status", "needs", "sen_unit", "resourced_provision"))
    told = told_by_file(
        {"sen_status": "E"}, [("need_not_with_plan", "NSA goes only with SEN support.")], columns=columns,
        with_needs=True,
    )  # fmt: skip
    assert (told.needs, told.upn, told.sen_unit) == (None, "", False)
    assert [sentence for _, sentence in told.wrong] == ["NSA goes only with SEN support."]
    assert told_by_file({}, [], columns=frozenset(), with_needs=True) == Told(None, "", None, None, None)
    assert told_by_file({}, [], columns=columns, with_needs=True).status == "N"


CODES = st.lists(st.sampled_from([*NEED_TYPES, "XYZ"]), max_size=4).map(lambda codes: tuple(enumerate(codes, 1)))
TOLD = st.builds(
    Told,
    upn=st.sampled_from(["", "A1", NOAH_UPN, None]),
    status=st.sampled_from(["", "N", "K", "E"]),
    needs=st.none() | CODES,
    sen_unit=st.none() | st.booleans(),
    resourced_provision=st.none() | st.booleans(),
)


@settings(max_examples=50, deadline=None)
@given(TOLD, TOLD, st.sampled_from([SPRING, date(2027, 5, 20), date(2024, 1, 18)]))
def test_whatever_two_sides_say(register, mis, day):
    forth, back = found(register, mis, day=day), found(mis, register, day=day)
    # The same children differ in the same way whichever side is called ours, silence of the MIS apart.
    if None not in (register.needs, register.sen_unit, register.resourced_provision, register.status or None) and (
        None not in (mis.needs, mis.sen_unit, mis.resourced_provision, mis.status or None)
    ):
        assert sorted(kind for kind, _, _ in forth) == sorted(kind for kind, _, _ in back)
    assert len(set(forth)) == len(forth)
    assert all(each[0] is Kind.REFUSED for each in found(register, register, day=day))
    if not asks_for_needs(day):
        assert not {kind for kind, _, _ in forth} & {Kind.NEEDS, Kind.RANKS, Kind.UNASSESSED}
