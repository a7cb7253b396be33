"""Layer, the school’s own status and the family’s conversation on the register, also of a past day and in files."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from pupils.flags import UNTOLD
from pupils.models import LocalStatus, Pupil, SenStatus, SupportLayer
from tests.pupils.test_register import listed
from trust_send.platform.walls.sources import whole_trust

FEB, MAR = date(2026, 2, 2), date(2026, 3, 2)


@pytest.fixture
def noah(north):
    """A child on Targeted until March and on Specialist since, told in March, with a status of the school's own."""
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(pk=north.one.pupils[0].pk)
        own = LocalStatus.objects.create(school=north.one.school, name="Wave <2>", code="K")
        SenStatus.objects.filter(pupil=child).update(local_status=own, shared_with_family=True, family_told_on=MAR)
        SupportLayer.objects.create(pupil=child, layer="targeted", starts_on=FEB, ends_on=MAR)
        SupportLayer.objects.create(pupil=child, layer="specialist", starts_on=MAR)
    return child


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?layer=specialist", True),
        ("?layer=targeted", False),
        ("?layer=targeted&on=3/2/2026", True),
        ("?layer=-", False),
        ("?layer=-&on=1/2/2026", True),
    ],
)
def test_the_register_is_chosen_by_layer_also_of_a_past_day(query, found, noah, signed_in, north):
    shown = signed_in(north.asha).get(f"/register/{query}")
    assert (noah.listed_name in listed(shown)) is found
    assert 'name="layer"' in shown.content.decode()


def test_a_row_says_layer_own_status_and_whether_the_family_was_told_on_that_day(noah, signed_in, north):
    asha = signed_in(north.asha)
    now = asha.get("/register/?q=noah").content.decode()
    assert "ts-layer--4" in now and "Wave &lt;2&gt;" in now and UNTOLD not in now
    then = asha.get("/register/?q=noah&on=3/2/2026").content.decode()
    assert "ts-layer--2" in then and UNTOLD in then
    assert noah.listed_name in listed(asha.get("/register/?todo=family&on=3/2/2026"))
    teacher = signed_in(north.grace).get("/register/?q=noah&on=3/2/2026").content.decode()
    assert "ts-layer--2" in teacher and UNTOLD not in teacher


def test_a_file_has_columns_for_both(noah, signed_in, north):
    file = signed_in(north.asha).get("/register/export.csv?q=noah").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file))
    assert (row["The school’s own status"], row["Layer of support"]) == ("Wave <2>", "Specialist")
