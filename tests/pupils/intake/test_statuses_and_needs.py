"""SEN status and needs as exports write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pupils.codes import NEED_TYPES
from pupils.intake import needs, statuses


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("N", "N", ""),
        ("K", "K", ""),
        ("E", "E", ""),
        ("k", "K", ""),
        ("SEN Support", "K", ""),
        ("K - SEN Support", "K", ""),
        ("K: SEN Support", "K", ""),
        ("SEN Support (K)", "K", ""),
        ("(K) SEN support", "K", ""),
        ("EHCP", "E", ""),
        ("EHC Plan", "E", ""),
        ("E - EHCP", "E", ""),
        ("Education, Health and Care Plan", "E", ""),
        ("N - No SEN", "N", ""),
        ("Education, Health & Care Plan", "E", ""),
        ("E - Education, Health and Care Plan", "E", ""),
        ("None", "N", ""),
        ("No Special Educational Need", "N", ""),
        ("No Special Educational Needs", "N", ""),
        ("No SEN provision", "N", ""),
        ("Monitoring", "N", "local"),
        ("Watch list", "N", "local"),
        ("Cause for concern", "N", "local"),
        ("M", "N", "local"),
        ("S", "E", "legacy"),
        ("Statement", "E", "legacy"),
        ("A", "K", "legacy"),
        ("P", "K", "legacy"),
        ("School Action Plus", "K", "legacy"),
        ("P - School Action Plus", "K", "legacy"),
        ("School Action +", "K", "legacy"),
        ("EHCP requested", None, "requested"),
        ("EHC needs assessment", None, "requested"),
        ("Draft EHCP", None, "requested"),
        ("K - EHCP requested", None, "requested"),
        ("K - EHCP", None, "two ways"),
        ("N - SEN Support", None, "two ways"),
        ("Z", None, "unclear"),
        ("banana", None, "unclear"),
        ("1", None, "unclear"),
        ("SEN Support and EHCP", None, "unclear"),
        ("EHCP (Education, Health and Care Plan)", "E", ""),
        ("Education, Health and Care Plan / EHCP", "E", ""),
        ("SEN Support (no EHCP)", "K", ""),
        ("SEN Support / EHCP", None, "unclear"),
        ("SEN Support - Wave 2", None, "unclear"),
    ],
)
def test_status(text, code, how):
    assert statuses.read(text) == statuses.StatusReading(code, how)


@given(st.text(max_size=40))
def test_no_text_breaks_the_status_reader(text):
    reading = statuses.read(text)
    assert reading.code in ("N", "K", "E") or (reading.code is None and reading.how)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SLCN", ["SLCN"]),
        ("SLCN, ASD", ["SLCN", "ASD"]),
        ("SLCN & ASD", ["SLCN", "ASD"]),
        ("SLCN and ASD", ["SLCN", "ASD"]),
        ("SLCN ASD", ["SLCN", "ASD"]),
        ("1 SLCN 2 ASD", ["SLCN", "ASD"]),
        ("1: SLCN; 2: ASD", ["SLCN", "ASD"]),
        ("SpLD - Dyslexia", ["SPLD"]),
        ("Specific Learning Difficulties (Dyslexia)", ["SPLD"]),
        ("Autistic Spectrum Disorder (ASD) - Rank 1", ["ASD"]),
        ("Speech, Lang & Comm Difficulty", ["SLCN"]),
        ("1. Speech, Language or Communication Need", ["SLCN"]),
        ("Social, Emotional or Mental Health; MLD", ["SEMH", "MLD"]),
        ("slcn; asd", ["SLCN", "ASD"]),
        ("SLCN/ASD", ["SLCN", "ASD"]),
        ("SLCN\nASD", ["SLCN", "ASD"]),
        ("SpLD", ["SPLD"]),
        ("Autism", ["ASD"]),
        ("Autistic Spectrum Disorder", ["ASD"]),
        ("Speech, Language and Communication Needs", ["SLCN"]),
        ("SLCN - Speech, language and communication needs", ["SLCN"]),
        ("Speech, Language & Communication Needs, Autism", ["SLCN", "ASD"]),
        ("ASD (Autistic Spectrum Disorder)", ["ASD"]),
        ("Social, Emotional and Mental Health; Speech, Language and Communication Needs", ["SEMH", "SLCN"]),
        ("Profound & Multiple Learning Difficulty", ["PMLD"]),
        ("Other Difficulty/Disability", ["OTH"]),
        ("DS", ["DS"]),
        ("Other Difficulty/Disability, MLD", ["OTH", "MLD"]),
        ("Specific Learning Difficulties", ["SPLD"]),
        ("Down's Syndrome", ["DS"]),
        ("SEN support but no specialist assessment of type of need", ["NSA"]),
        ("Multi-Sensory Impairment", ["MSI"]),
        ("None", []),
        ("N/A", []),
        ("", []),
    ],
)
def test_needs(text, codes):
    reading = needs.read(text)
    assert [code for code, _ in reading.needs] == codes
    assert (reading.unknown, reading.diagnoses) == ([], [])


def test_ranks_in_the_cell():
    assert needs.read("1. MLD; 2. SLCN").needs == [("MLD", 1), ("SLCN", 2)]
    assert needs.read("SLCN (2), ASD (1)").needs == [("SLCN", 2), ("ASD", 1)]
    assert needs.read("Primary: SEMH\nSecondary: MLD").needs == [("SEMH", 1), ("MLD", 2)]


def test_what_is_no_need_type_is_set_aside_and_the_rest_counts():
    reading = needs.read("ASD, ADHD, wobbly, MLD")
    assert [code for code, _ in reading.needs] == ["ASD", "MLD"]
    assert (reading.unknown, reading.diagnoses) == (["wobbly"], ["ADHD"])


@given(
    st.lists(st.sampled_from(sorted(NEED_TYPES)), unique=True, max_size=6),
    st.sampled_from([";", ", ", "\n", " / "]),
    st.booleans(),
)
def test_any_list_of_needs_reads_as_itself(codes, separator, by_name):
    text = separator.join(NEED_TYPES[code].name if by_name else code for code in codes)
    assert [code for code, _ in needs.read(text).needs] == codes


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(NEED_TYPES)), st.integers(1, 9)), unique_by=(lambda n: n[0], lambda n: n[1])
    ),
    st.randoms(),
)
def test_ranks_decide_the_order_wherever_the_rows_stand(ranked, shuffle):
    rows = [needs.RankedNeed(code, rank, row, 0) for row, (code, rank) in enumerate(ranked)]
    expected = tuple(code for code, _ in sorted(ranked, key=lambda need: need[1]))
    shuffle.shuffle(rows)
    moved = [needs.RankedNeed(need.code, need.rank, row, 0) for row, need in enumerate(rows)]
    assert needs.in_order(moved) == (expected, None)


def test_a_rank_claimed_twice_is_told():
    rows = [needs.RankedNeed("ASD", 1, 1, 0), needs.RankedNeed("MLD", 1, 2, 0), needs.RankedNeed("ASD", 2, 3, 0)]
    assert needs.in_order(rows) == (("ASD", "MLD"), 1)


@pytest.mark.parametrize("text", ["ASD - suspected", "ASD (query)", "ASD?", "SLCN (ASD)", "MLD or SLCN", "SLCN 2"])
def test_what_is_not_certain_is_never_taken_for_a_need(text):
    reading = needs.read(text)
    assert reading.needs == [] and reading.unknown == [text]


def test_earlier_types_and_broad_areas_are_told_as_what_they_are():
    reading = needs.read("BESD; Behaviour, Emotional & Social Difficulties; C&I, Cognition and learning; ADHD; SLCN")
    assert reading.earlier == ["BESD", "Behaviour Emotional & Social Difficulties"]
    assert reading.areas == ["C&I", "Cognition and learning"]
    assert (reading.diagnoses, [code for code, _ in reading.needs], reading.unknown) == (["ADHD"], ["SLCN"], [])
