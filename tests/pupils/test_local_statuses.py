"""What a school calls statuses of its own: kept on one page, chosen for a child, read from files by name."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils.codes import SEN_STATUS
from pupils.intake import statuses as reading
from pupils.models import LocalStatus, SenStatus
from tests.pupils.imports import ADA, BEN, csv_of
from trust_send.platform.walls.sources import whole_trust

OWN = reading.by_name([reading.OwnStatus("Wave 2+", "K"), reading.OwnStatus("EHCP requested", "K"),
                       reading.OwnStatus("Monitoring", "K")])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("wave2 +", "K", "own"),
        ("WAVE 2+", "K", "own"),
        ("EHCP requested", "K", "own"),
        ("Monitoring", "K", "own"),  # the school's word goes before what the name usually means
        ("K - Wave 2+", "K", "own"),
        ("Wave 3", None, "unclear"),
        ("SEN support", "K", ""),
        ("S", "E", "legacy"),
        ("P", "K", "legacy"),
        ("A", "K", "legacy"),
    ],
)
def test_a_file_is_read_by_the_schools_own_names(text, code, how):
    found = reading.read(text, OWN)
    assert (found.code, found.how) == (code, how)


@settings(max_examples=40)
@given(st.text(max_size=40), st.sampled_from("NKE"))
def test_a_name_of_the_schools_own_means_what_the_school_says(name, code):
    own = reading.by_name([reading.OwnStatus(name, code)])
    found = reading.read(name, own)
    if reading.folded(name) and not reading.census_word(name):
        assert (found.code, found.own) == (code, name)
    elif reading.census_word(name):
        assert found.code == reading.census_word(name) in SEN_STATUS


@pytest.fixture
def watching(north):
    with whole_trust(north.trust.pk):
        yield LocalStatus.objects.create(school=north.one.school, name="Watching", code="N")


def test_the_page_adds_renames_counts_otherwise_and_retires(signed_in, north, watching):
    asha, address = signed_in(north.asha), f"/schools/{north.one.school.pk}/statuses/"
    assert "Watching" in asha.get(address).content.decode()
    row = {f"name_{watching.pk}": "On watch", f"code_{watching.pk}": "K", "name_new": "Wave 2", "code_new": "K"}
    assert "Saved: On watch, Wave 2." in asha.post(address, row, follow=True).content.decode()
    watching.refresh_from_db()
    assert (watching.name, watching.code, watching.retired_on) == ("On watch", "K", None)
    row = {f"name_{watching.pk}": "On watch", f"code_{watching.pk}": "K", f"retired_{watching.pk}": "on"}
    assert asha.post(address, row).status_code == 302
    watching.refresh_from_db()
    assert watching.retired_on is not None
    assert LocalStatus.objects.filter(school=north.one.school).count() == 2


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ({"name_new": "watch ING", "code_new": "K"}, "“Watching” is a status of the school already"),
        ({"name_new": "EHCP", "code_new": "K"}, "“EHCP” means EHC plan in every file"),
        ({"name_new": "Wave 2"}, "Choose how the census counts it"),
        ({"name_new": "?", "code_new": "N"}, "Enter the name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_at_its_field(new, words, signed_in, north, watching):
    page = signed_in(north.asha).post(f"/schools/{north.one.school.pk}/statuses/", new)
    assert page.status_code == 200 and words in page.content.decode()


def test_the_own_name_chosen_for_a_child_says_the_status_and_stands_beside_it(signed_in, north, watching):
    noah, asha = north.one.pupils[0], signed_in(north.asha)
    other = {"code": "K", "local_status": watching.pk, "on": "2/3/2026"}
    refused = asha.post(f"/pupils/{noah.pk}/status/", other).content.decode()
    assert "Watching counts as No SEN" in refused
    assert asha.post(f"/pupils/{noah.pk}/status/", {"local_status": watching.pk, "on": "2/3/2026"}).status_code == 302
    assert "Watching (counts as No SEN)" in asha.get(f"/pupils/{noah.pk}/").content.decode()
    with whole_trust(north.trust.pk):
        last = SenStatus.objects.get(pupil=noah, ends_on=None)
    assert (last.code, last.local_status_id, last.starts_on) == ("N", watching.pk, date(2026, 3, 2))


def test_a_file_brings_the_own_name_of_new_and_known_children_and_takes_it_back(importer, north, watching):
    table = importer.bring_in(ADA, BEN.replace(",N,", ",Watch ing,"))
    assert table.counts["applied"]["new"] == 2
    with whole_trust(north.trust.pk):
        ben = SenStatus.objects.get(pupil__legal_surname="Ngata")
        assert (ben.code, ben.local_status_id, ben.decided_by_id) == ("N", watching.pk, None)
        SenStatus.objects.filter(pk=ben.pk).update(local_status=None)
    again = importer.bring(csv_of(ADA, BEN.replace(",N,", ",WATCHING,")))
    assert [change["field"] for row in importer.rows(again, "changed") for change in row.changes] == ["own_status"]
    importer.apply(again)
    with whole_trust(north.trust.pk):
        filled = SenStatus.objects.get(pupil__legal_surname="Ngata")
        assert (filled.pk, filled.local_status_id) == (ben.pk, watching.pk), "the same entry, with its name"
    importer.undo(again, today=timezone.localdate())
    with whole_trust(north.trust.pk):
        assert SenStatus.objects.get(pupil__legal_surname="Ngata").local_status_id is None


def test_a_name_that_nobody_knows_is_a_problem_that_says_where_to_add_it(importer, north, watching):
    table = importer.bring(csv_of(ADA, BEN.replace(",N,", ",Wave 3,")))
    (row,) = [row for row in importer.rows(table) if row.name.startswith("Ngata")]
    (said,) = [found["sentence"] for found in row.problems if found["field"] == "sen_status"]
    assert "“Wave 3”" in said and "The school’s own statuses" in said and row.number == 3
