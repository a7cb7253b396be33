"""Two people change one thing: what each did alone is kept, and only what both did is asked about."""

from __future__ import annotations

import json

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from trust_send.platform.web.merging import MergingForm, merge

NAMES = ("name", "year", "known")
VALUES = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["", "Noah", "Noa"]),
        "year": st.sampled_from(["3", "4", "5"]),
        "known": st.lists(st.sampled_from(["eal", "fsm", "carer"]), unique=True).map(tuple),
    }
)


@given(seen=VALUES, now=VALUES, mine=VALUES)
def test_what_one_of_us_changed_is_kept(seen, now, mine):
    merged = merge(seen=seen, now=now, mine=mine)
    for name in ("name", "year"):
        if now[name] == seen[name]:
            assert merged.values[name] == mine[name]
        elif mine[name] == seen[name]:
            assert merged.values[name] == now[name] and name in merged.theirs
        else:
            assert (name in merged.disputed) == (now[name] != mine[name])


@given(seen=VALUES, now=VALUES, mine=VALUES)
def test_each_box_is_a_field_of_its_own(seen, now, mine):
    merged = merge(seen=seen, now=now, mine=mine)
    assert "known" not in merged.disputed
    for box in ("eal", "fsm", "carer"):
        then, current, my = (box in each["known"] for each in (seen, now, mine))
        assert (box in merged.values["known"]) == (my if my != then else current)


@given(seen=VALUES, mine=VALUES)
def test_with_nobody_else_there_mine_stands(seen, mine):
    merged = merge(seen=seen, now=seen, mine=mine)
    assert not merged.theirs and not merged.disputed
    assert set(merged.values["known"]) == set(mine["known"]) and merged.values["name"] == mine["name"]


@given(st.text() | st.sampled_from(["[]", "null", '{"name": 3}', '{"known": "x"}', '{"name": ["x"]}']))
def test_any_token_is_read(token):
    form = Details({"name": "Noah", "year": "4", "seen": token[:5_000]}, now=NOW, who=lambda: "Ben")
    assert form.is_valid() or set(form.errors) <= {"name", "year", "seen"}


class Details(MergingForm):
    name = forms.CharField(label="Name (optional)", required=False)
    year = forms.ChoiceField(label="Year", choices=[("3", "Year 3"), ("4", "Year 4"), ("5", "Year 5")])


NOW = {"name": "Noah", "year": "4"}


def sent(seen: dict[str, str], **mine: str) -> Details:
    return Details({**mine, "seen": json.dumps(seen)}, now=NOW, who=lambda: "Ben Okafor")


def test_a_field_that_i_left_alone_takes_theirs():
    form = sent({"name": "Noah", "year": "3"}, name="Noa", year="3")
    assert form.is_valid() and form.cleaned_data == {"name": "Noa", "year": "4"}
    form._who = lambda: "Asha Mistry"  # who has saved since
    assert form.theirs_in_words() == "Ben Okafor changed this meanwhile, and it is kept as well: Year."


def test_a_field_that_we_both_changed_is_asked_about_and_the_next_save_counts():
    form = sent({"name": "Noah", "year": "3"}, name="Noah", year="5")
    assert form.errors == {
        "year": ["Ben Okafor changed this to “Year 4” while you were writing. Save again to keep yours"]
    }
    again = Details({"name": "Noah", "year": "5", "seen": form["seen"].value()}, now=NOW, who=lambda: "Ben Okafor")
    assert again.is_valid() and again.cleaned_data["year"] == "5"


@pytest.mark.parametrize("seen", [{}, {"seen": ""}, {"seen": "{"}])
def test_without_knowing_what_was_seen_mine_stands(seen):
    form = Details({"name": "", "year": "5", **seen}, now=NOW, who=lambda: "Ben Okafor")
    assert form.is_valid() and form.cleaned_data == {"name": "", "year": "5"}


def test_a_name_that_is_no_field_stands_for_the_whole():
    class Whole(MergingForm):
        day = forms.CharField()

    def whole(seen: str) -> Whole:
        return Whole(
            {"day": "x", "seen": json.dumps({"status": seen})}, now={"status": "EHC plan"}, who=lambda: "Ben Okafor"
        )

    assert whole("EHC plan").is_valid()
    assert "changed this to “EHC plan” while you were writing" in whole("SEN support").non_field_errors()[0]
