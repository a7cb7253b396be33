"""Files that cannot be read, are somebody else's, or hold something else than their headings say."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from schools.models import School
from tests.pupils.imports import ADA, BEN, HEADINGS, counted, csv_of
from trust_send.platform.tables.models import ImportRow, Stage
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

SAMPLES = Path(__file__).parents[2] / "samples"


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 400_000_000)
    return made.getvalue()


HOSTILE = {
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "a PDF": b"%PDF-1.7 nothing",
    "gzip": gzip.compress(csv_of(ADA)),
    "an old workbook": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "half a workbook": (SAMPLES / "fernhollow_arbor.xlsx").read_bytes()[:9000],
    "only headings": (HEADINGS + "\r\n").encode(),
    "no headings": b"1,2,3\r\n4,5,6\r\n",
    "nothing": b"",
    "a web page": b"<html><table><tr><td>UPN</td></tr></table></html>",
    "damaged letters": csv_of(ADA).replace(b"Mertens", b"\x81\x8d\x8f\x90\x9d"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_says_so_and_changes_nothing(kind, importer, north):
    before = counted(north)
    table = importer.bring(HOSTILE[kind])
    assert table.stage == Stage.UNREADABLE and table.problem.endswith((".", "?"))
    assert counted(north) == before
    with acting_with(north.reach()):
        assert not ImportRow.objects.exists()


def test_a_text_with_the_name_of_a_workbook_is_told_so(importer):
    table = importer.bring(b"Dear office,\r\nplease find the list below.\r\n", "notes.xlsx")
    assert table.stage == Stage.UNREADABLE and not table.was_refused
    assert table.problem.startswith("This is no Excel workbook: it is a text file whose name ends in .xlsx.")
    assert "Rename it to end in .csv" in table.problem
    assert importer.bring(csv_of(ADA), "pupils.xlsx").stage == Stage.READY  # the content counts, never the name


def test_a_locked_workbook_says_so_whatever_its_name(importer):
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(9000) + "EncryptedPackage".encode("utf-16-le")
    assert importer.bring(locked, "pupils.xlsx").problem.startswith("This workbook is locked with a password.")


def test_a_school_notices_years_that_it_does_not_have(importer, north):
    with whole_trust(north.trust.pk):
        School.objects.filter(pk=importer.school.pk).update(low_age=4, high_age=7)
    (ben,) = importer.rows(importer.bring(csv_of(BEN)), "new")
    assert "Year 5 is not a year of" in ben.problems[0]["sentence"]


def test_another_schools_file_was_read_and_refused(importer, north):
    named = "School Name," + HEADINGS
    table = importer.bring(csv_of(*[f"Elsewhere Infants,{row}" for row in (ADA, BEN)], headings=named))
    assert table.was_refused and table.stage_words == "Read and refused" and "another school" in table.problem


def test_lines_that_are_no_pupils_are_told_apart(importer):
    table = importer.bring(b"Pupils of North One\r\n" + csv_of(ADA, BEN, HEADINGS))
    assert table.warnings[-2:] == [
        "The file has a title above its headings, which is not read: line 1.",
        "These are no pupils but totals, footers or headings once more, and are not read: line 5.",
    ]


def test_swapped_columns_are_named_once_above_the_rows(importer):
    rows = [f"Name{'abcdef'[n]}le,0012{n},R67412310112{n},Ada,0{n + 1}/05/2017,F,4,4B,N,,N" for n in range(6)]
    table = importer.bring(csv_of(*rows))
    assert table.counts["problem"] == 6
    assert table.warnings[0].startswith("The columns “UPN” and “Legal Surname” seem to hold something else")
    assert not importer.bring(csv_of(ADA, BEN)).warnings


def test_a_zip_bomb_is_refused(importer):
    assert importer.bring(bomb()).stage == Stage.UNREADABLE
