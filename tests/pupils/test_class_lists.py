"""The list of a class: as a file and on paper."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from pupils.models import FamilyWords, Pupil
from tests.pupils.test_exports import rows_of
from trust_send.platform.readlog.models import How, ReadLog
from trust_send.platform.walls.sources import whole_trust


@pytest.fixture
def class_4b(north):
    """4B, in which one child has words of the family's and flags."""
    noah = north.one.pupils[0]
    with whole_trust(north.trust.pk):
        FamilyWords.objects.create(
            pupil=noah, words="=Noah talks late", not_these="disorder", said_by="Mum", starts_on=date(2025, 9, 1)
        )
        Pupil.objects.filter(pk=noah.pk).update(eal=True, looked_after=True)
    return north.one.class_4b


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_says_what_who_teaches_them_should_know(kind, signed_in, north, class_4b):
    file = signed_in(north.asha).get(reverse("group-list", args=[class_4b.pk, kind]))
    assert file.status_code == 200
    assert f"class-list-4b-{timezone.localdate():%Y-%m-%d}.{kind}" in file["Content-Disposition"]
    head, *lines = rows_of(file, kind)
    assert head[:4] == ["Pupil", "Year", "Status", "Needs, the main one first"]
    noah = next(line for line in lines if line[0] == "Hartley, Noah")
    words = "'=Noah talks late" if kind == "csv" else "=Noah talks late"
    assert noah[1:] == [
        "Year 4",
        "SEN support",
        "Speech, language and communication needs",
        words,
        "disorder",
        "EAL, Looked after",
    ]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines) and len(lines) == 3
    with whole_trust(north.trust.pk):
        assert ReadLog.objects.filter(page="group-list", how=How.EXPORTED).count() == 3


def test_who_teaches_reads_and_prints_the_list_but_takes_no_file(signed_in, north, class_4b):
    grace = signed_in(north.grace)
    page = grace.get(reverse("group", args=[class_4b.pk])).content.decode()
    assert "=Noah talks late" in page and "EAL" in page and "Looked after" not in page
    assert "data-print" in page and "list.csv" not in page
    assert grace.get(reverse("group-list", args=[class_4b.pk, "csv"])).status_code == 403
    assert signed_in(north.ben).get(reverse("group-list", args=[class_4b.pk, "csv"])).status_code == 404
    assert "list.csv" in signed_in(north.dora).get(reverse("group", args=[class_4b.pk])).content.decode()
