"""Census codes."""

from __future__ import annotations

import pytest

from pupils import codes, ethnicities


def test_the_census_need_types_and_areas():
    areas = {code: need.area for code, need in codes.NEED_TYPES.items()}
    assert "".join(str(areas[code] or "-") for code in ("SLCN", "ASD", "SPLD", "MLD", "SLD", "PMLD", "DS")) == "CCLLLLL"
    assert "".join(str(areas[code] or "-") for code in ("SEMH", "HI", "VI", "MSI", "PD", "OTH", "NSA")) == "SPPPP--"
    assert set(areas) == {
        "SLCN",
        "ASD",
        "SPLD",
        "MLD",
        "SLD",
        "PMLD",
        "SEMH",
        "HI",
        "VI",
        "MSI",
        "PD",
        "DS",
        "OTH",
        "NSA",
    }
    assert codes.NEED_TYPES["ASD"].shown == "Autism"


def test_nsa_goes_only_with_sen_support_and_ds_only_from_2025():
    assert "NSA" in codes.needs_allowed(status="K", academic_year=2026)
    assert "NSA" not in codes.needs_allowed(status="E", academic_year=2026)
    assert "DS" in codes.needs_allowed(status="E", academic_year=2025)
    assert "DS" not in codes.needs_allowed(status="E", academic_year=2024)
    assert codes.needs_allowed(status="N", academic_year=2026) == []


def test_codes_make_choices():
    assert codes.choices(codes.SEN_STATUS) == [("N", "No SEN"), ("K", "SEN support"), ("E", "EHC plan")]
    assert ("ASD", "Autism") in codes.choices(codes.NEED_TYPES)


def test_every_extended_ethnicity_rolls_up_to_a_main_one():
    assert set(ethnicities.EXTENDED.values()) <= set(ethnicities.ETHNICITIES)
    assert not set(ethnicities.EXTENDED) & set(ethnicities.ETHNICITIES)
    assert all(len(code) == 4 for code in ethnicities.EXTENDED)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("WBRI", "WBRI"),
        ("weng", "WBRI"),
        ("WBRI - White British", "WBRI"),
        ("White - British", "WBRI"),
        ("White British", "WBRI"),
        ("English", "WBRI"),
        ("Any Other White Background", "WOTH"),
        ("Pakistani", "APKN"),
        ("Asian or Asian British - Pakistani", "APKN"),
        ("Black - Somali", None),
        ("BSOM", "BAFR"),
        ("Black African", "BAFR"),
        ("Black or Black British - African", "BAFR"),
        ("White and Black Caribbean", "MWBC"),
        ("Mixed - White and Black Caribbean", "MWBC"),
        ("Traveller of Irish Heritage", "WIRT"),
        ("Gypsy/Roma", "WROM"),
        ("Refused", "REFU"),
        ("Information not yet obtained", "NOBT"),
        ("Chinese", "CHNE"),
        ("Any other ethnic group", "OOTH"),
        ("Martian", None),
    ],
)
def test_ethnicity_by_code_or_words(text, code):
    assert ethnicities.parse(text) == code
