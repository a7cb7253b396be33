"""Several rows of one child, in whatever order, are one; rows of two children never are."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pupils import upn
from tests.pupils.intake.files import GWEN_UPN, NOAH_UPN, ROSA_UPN, kinds, understood

HEAD = "UPN,Adno,Surname,Forename,DOB,Class,SEN Status,SEN Need Type,SEN Need Rank"


def test_a_row_per_need_as_sims_lists_them():
    (row,) = understood(
        f"{HEAD}\n{NOAH_UPN},412,Hartley,Noah,04/03/2018,4B,K,ASD,2\n{NOAH_UPN},412,Hartley,Noah,04/03/2018,4B,K,SLCN,1"
    )
    assert row.values["needs"] == ("SLCN", "ASD")
    assert (row.number, row.also, row.problems) == (2, [3], [])


def test_rows_without_a_upn_join_by_name_and_birth():
    rows = understood(
        f"{HEAD}\n,,Hartley,Noah,04/03/2018,4B,K,MLD,\n,,HARTLEY,Noah,2018-03-04,,,ASD,\n,,Hartley,Max,04/03/2018,,N,,"
    )
    assert [(row.values["legal_forename"], row.values.get("needs")) for row in rows] == [
        ("Noah", ("MLD", "ASD")),
        ("Max", None),
    ]


def test_same_name_and_birth_with_two_admission_numbers_are_two_children():
    rows = understood(
        f"{HEAD}\n,1,Ali,Noor,04/03/2018,4B,,,\n,2,Ali,Noor,04/03/2018,4B,,,\n,1,Ali,Noor,04/03/2018,,,ASD,"
    )
    assert [(row.values["admission_number"], row.values.get("needs")) for row in rows] == [("1", ("ASD",)), ("2", None)]


def test_one_upn_and_two_names_is_a_problem_of_both_rows():
    rows = understood(f"{HEAD}\n{NOAH_UPN},,Hussain,Zainab,04/03/2018,,,,\n{NOAH_UPN},,Evans,Gwen,05/03/2018,,,,")
    assert [kinds(row) for row in rows] == [{"upn_twice"}, {"upn_twice"}]
    assert "row 3" in rows[0].problems[0].sentence
    assert "row 2" in rows[1].problems[0].sentence


def test_one_admission_number_and_two_children():
    rows = understood(f"{HEAD}\n,7,Ali,Noor,04/03/2018,,,,\n,007,Evans,Gwen,05/03/2018,,,,")
    assert [kinds(row) for row in rows] == [{"admission_twice"}, {"admission_twice"}]
    rows = understood(f"{HEAD}\n{NOAH_UPN},7,Ali,Noor,04/03/2018,,,,\n,7,Evans,Gwen,05/03/2018,,,,")
    assert [kinds(row) for row in rows] == [{"admission_twice_with_upn"}, {"admission_twice"}]
    assert "admission_number" not in rows[0].values


def test_rows_of_one_child_that_disagree_leave_that_value_out():
    (row,) = understood(
        f"{HEAD}\n{NOAH_UPN},,Hartley,Noah,04/03/2018,4A,K,,\n{NOAH_UPN},,Hartley,Noah,04/03/2018,4B,K,,"
    )
    assert "registration_group" not in row.values
    assert row.values["sen_status"] == "K"
    assert row.problems[0].sentence == "Rows 2 and 3 give different values for Class. It is left out."


def test_merged_contact_rows_go_and_merged_need_rows_count():
    rows = understood(
        "UPN,Surname,Forename,DOB,SEN Status,SEN Need Type,Contact,Phone\n"
        f"{NOAH_UPN},Hartley,Noah,04/03/2018,K,SLCN,Eve,1\n"
        ",,,,,,Adam,2\n"
        ",,,,,ASD,,\n"
        f"{ROSA_UPN},Lambert,Rosa,15/01/2017,N,,Ann,3"
    )
    assert [row.values.get("needs") for row in rows] == [("SLCN", "ASD"), None]
    assert rows[0].also == [4]


def test_a_row_that_lost_its_name_does_not_give_its_class_to_the_child_above():
    rows = understood(f"{HEAD}\n{NOAH_UPN},,Hartley,Noah,04/03/2018,,K,,\n,,,,,4B,E,ASD,1")
    assert len(rows) == 2
    assert rows[0].values["sen_status"] == "K"
    assert "needs" not in rows[0].values


def test_a_preferred_name_that_repeats_the_legal_one_is_none():
    (row,) = understood("UPN,Legal Surname,Legal Forename,Surname,Forename\n" + f"{NOAH_UPN},Hartley,Noah,Hartley,Noh")
    assert "preferred_surname" not in row.values
    assert row.values["preferred_forename"] == "Noh"


def test_unit_and_resourced_provision_at_once_are_left_out():
    (row,) = understood(f"UPN,Surname,Forename,SEN Unit,Resourced Provision\n{NOAH_UPN},Hartley,Noah,Y,Y")
    assert kinds(row) == {"both_places"}
    assert not {"sen_unit", "resourced_provision"} & row.values.keys()


CHILDREN = [
    (upn.make(laestab="8012000", year=20, serial=n), surname, "Sam", date(2017, 1, 1 + n % 28).strftime("%d/%m/%Y"))
    for n, surname in enumerate(["Adams", "Baker", "Clark", "Davis"])
]
ROWS = st.lists(
    st.tuples(st.sampled_from(range(4)), st.booleans(), st.sampled_from(["SLCN", "ASD", "MLD", "HI", ""])),
    min_size=1,
    max_size=12,
)


@given(ROWS, st.randoms())
@settings(deadline=None)
def test_the_order_of_rows_does_not_matter(rows, shuffle):
    ranks = {"SLCN": 1, "ASD": 2, "MLD": 3, "HI": 4, "": ""}
    lines = []
    for child, with_upn, need in rows:
        number, surname, forename, born = CHILDREN[child]
        lines.append(f"{number if with_upn else ''},,{surname},{forename},{born},,K,{need},{ranks[need]}")

    def said(lines: list[str]) -> list[tuple[object, ...]]:
        return sorted(
            (row.values["legal_surname"], row.values.get("upn", ""), row.values.get("needs", ()))
            for row in understood("\n".join([HEAD, *lines]))
        )

    before = said(lines)
    assert len(before) == len({child for child, _, _ in rows})
    shuffle.shuffle(lines)
    assert said(lines) == before


def test_gwen_is_not_rosa():
    assert len({NOAH_UPN, ROSA_UPN, GWEN_UPN}) == 3
