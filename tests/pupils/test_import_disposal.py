"""What an import no longer needs goes by itself: rows, files and what was typed; the pages of it stay and say so."""

from __future__ import annotations

import logging
import os
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from pupils.models import Pupil
from pupils.services.imports import bringing, deciding
from tests.pupils.imports import ADA, BEN, Importer, csv_of
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.tables import disposal
from trust_send.platform.tables.models import KEPT_DAYS, ImportRow, Stage, TableImport
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()
WORDS_OF_THE_DAY = f"{TODAY.day} {TODAY:%B %Y}"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def importer(north):
    return Importer(north, north.one, north.dora)


@pytest.fixture
def night(django_capture_on_commit_callbacks):
    """The nightly job of a trust, any number of times."""
    count = 0

    def tidy(side) -> Job:
        nonlocal count
        count += 1
        with django_capture_on_commit_callbacks(execute=True):
            with whole_trust(side.trust.pk):
                job = ask(kind="tables-dispose", key=str(count), parameters={})
            job = do_here(job)
        assert job.state == State.DONE
        return job

    return tidy


def now(side, table) -> TableImport:
    with whole_trust(side.trust.pk):
        return TableImport.objects.get(pk=table.pk)


def rows(side, table) -> int:
    with whole_trust(side.trust.pk):
        return ImportRow.objects.filter(table_id=table.pk).count()


def aged(side, table, *, days: int) -> TableImport:
    """The same import as if it had come, and been brought in, so many days of the calendar ago."""
    noon = datetime.combine(TODAY - timedelta(days=days), time(12))  # hours would slip a day when the clocks change
    with whole_trust(side.trust.pk):
        found = TableImport.objects.filter(pk=table.pk)
        found.update(created_at=timezone.make_aware(noon))
        if table.undo_until:
            found.update(undo_until=TODAY + timedelta(days=KEPT_DAYS - days))
    return now(side, table)


def test_rows_stay_as_long_as_the_import_can_be_taken_back_and_no_day_longer(importer, north, night):
    table = aged(north, importer.bring_in(ADA, BEN), days=KEPT_DAYS)
    before = rows(north, table)
    assert night(north).result == {"tables": 0, "rows": 0, "thrown_away": 0, "strays": 0}
    assert rows(north, table) == before and now(north, table).emptied_on is None
    aged(north, table, days=KEPT_DAYS + 1)
    assert night(north).result == {"tables": 1, "rows": before, "thrown_away": 0, "strays": 0}
    after = now(north, table)
    assert (after.stage, after.emptied_on, after.counts["applied"]["new"]) == (Stage.APPLIED, TODAY, 2)
    assert rows(north, table) == 0
    with whole_trust(north.trust.pk):
        assert Pupil.objects.filter(upn="R674123101121").exists(), "the register is not touched"
    assert night(north).result["tables"] == 0, "a second night finds nothing to do"


def test_what_was_never_brought_in_is_thrown_away_with_its_file(importer, north, night):
    table = importer.bring(csv_of(ADA, BEN))
    name = table.file.name
    with whole_trust(north.trust.pk):
        TableImport.objects.filter(pk=table.pk).update(
            mapping={"sheet": "", "corrections": {"2": {"upn": "R674123101121"}}}, warnings=["Row 2 is Ada's"]
        )
    aged(north, table, days=KEPT_DAYS)
    night(north)
    assert now(north, table).stage == Stage.READY and default_storage.exists(name)
    aged(north, table, days=KEPT_DAYS + 1)
    assert night(north).result["thrown_away"] == 1
    after = now(north, table)
    assert (after.stage, after.file.name, after.mapping, after.warnings) == (Stage.DISCARDED, "", {"sheet": ""}, [])
    assert rows(north, table) == 0 and not default_storage.exists(name)


@pytest.mark.parametrize("stage", [Stage.UPLOADED, Stage.UNREADABLE, Stage.APPLYING])
def test_where_it_got_stuck_makes_no_difference(importer, north, night, stage):
    table = importer.bring(csv_of(ADA))
    with whole_trust(north.trust.pk):
        TableImport.objects.filter(pk=table.pk).update(stage=stage)
    aged(north, table, days=KEPT_DAYS + 1)
    night(north)
    assert now(north, table).stage == Stage.DISCARDED and rows(north, table) == 0


def test_work_that_is_asked_for_is_waited_for(importer, north, night):
    table = aged(north, importer.bring(csv_of(ADA)), days=KEPT_DAYS + 1)
    with acting_for(north.dora.pk, north.trust.pk):
        job = deciding.apply(table=table, by=north.dora)
    assert night(north).result["tables"] == 0
    assert do_here(job).state == State.DONE
    assert now(north, table).stage == Stage.APPLIED and rows(north, table)


def test_a_way_back_that_failed_ends_with_its_time(importer, north, night):
    table = importer.bring_in(ADA)
    with whole_trust(north.trust.pk):
        TableImport.objects.filter(pk=table.pk).update(stage=Stage.UNDOING)
    aged(north, table, days=KEPT_DAYS + 1)
    night(north)
    after = now(north, table)
    assert after.stage == Stage.APPLIED and after.emptied_on == TODAY
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError, match="is over"):
        deciding.undo(table=after, by=north.dora, today=TODAY)


def test_each_trust_by_itself(importer, north, south, night):
    ours = aged(north, importer.bring(csv_of(ADA)), days=KEPT_DAYS + 1)
    theirs = Importer(south, south.one, south.dee)
    with whole_trust(south.trust.pk):
        table, _ = bringing.bring(
            school=south.one.school, file_name="s.csv", file=ContentFile(csv_of(BEN)).file, by=None
        )
    do_here(_job_of(south, table))
    theirs_table = aged(south, table, days=KEPT_DAYS + 1)
    night(north)
    assert rows(north, ours) == 0
    assert now(south, theirs_table).stage == Stage.READY and theirs.rows(theirs_table)
    night(south)
    assert rows(south, theirs_table) == 0


def _job_of(side, table) -> Job:
    with whole_trust(side.trust.pk):
        return Job.objects.get(parameters__import_id=table.pk)


def test_a_file_that_no_import_knows_goes_after_a_day(importer, north, night):
    table = importer.bring(csv_of(ADA))
    stray = disposal.stored_name(school_id=north.one.school.pk, sha256="0" * 64)
    default_storage.save(stray, ContentFile(b"x"))
    assert night(north).result["strays"] == 0, "its import may be in the middle of being sent"
    yesterday = (timezone.now() - timedelta(days=1, minutes=1)).timestamp()
    for name in (stray, table.file.name):
        os.utime(default_storage.path(name), (yesterday, yesterday))
    assert night(north).result["strays"] == 1
    assert not default_storage.exists(stray) and default_storage.exists(table.file.name)


def test_the_log_counts_and_names_nobody(importer, north, night, caplog):
    aged(north, importer.bring_in(ADA, BEN), days=KEPT_DAYS + 1)
    with caplog.at_level(logging.INFO, logger="trust_send.platform.tables"):
        night(north)
    (line,) = [record.getMessage() for record in caplog.records if record.name == "trust_send.platform.tables.tasks"]
    assert f"trust {north.trust.pk}: 1 imports emptied of" in line
    assert "Mertens" not in line and ".csv" not in line


def test_pages_of_what_was_emptied_open_and_say_so(importer, north, night, signed_in):
    browser = signed_in(north.dora)
    applied = importer.bring_in(ADA)
    waiting = importer.bring(csv_of(BEN))
    last_day = waiting.kept_until
    assert f"removed after {last_day.day} {last_day:%B %Y}" in browser.get(f"/imports/{waiting.pk}/").content.decode()
    assert "are kept until" in browser.get(f"/imports/{applied.pk}/").content.decode()
    for table in (applied, waiting):
        aged(north, table, days=KEPT_DAYS + 1)
    night(north)
    page = browser.get(f"/imports/{applied.pk}/").content.decode()
    assert f"rows of the file were removed on {WORDS_OF_THE_DAY}" in page and "Take this import back" not in page
    page = browser.get(f"/imports/{waiting.pk}/").content.decode()
    assert disposal.NEVER_BROUGHT_IN in page and f"removed on {WORDS_OF_THE_DAY}" in page and "Thrown away" in page
    for more in ("columns/", "list.csv"):
        assert browser.get(f"/imports/{waiting.pk}/{more}").status_code == 200
    assert browser.post(f"/imports/{waiting.pk}/apply/").status_code == 302
    assert now(north, waiting).stage == Stage.DISCARDED


def test_what_stayed_when_it_was_taken_back_is_still_counted(importer, north, night, signed_in):
    table = importer.bring_in(ADA, BEN)
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(upn="R674123101121").update(ethnicity="WBRI")
    table = importer.undo(table, TODAY)
    browser = signed_in(north.dora)
    page = browser.get(f"/imports/{table.pk}/").content.decode()
    assert "1 pupil is still different because of this import: <a" in page
    aged(north, table, days=KEPT_DAYS + 1)
    night(north)
    page = browser.get(f"/imports/{table.pk}/").content.decode()
    assert "1 pupil is still different because of this import." in page and "Mertens" not in page


def test_thrown_away_by_hand_it_is_empty_at_once(importer, north):
    table = importer.bring(csv_of(ADA))
    with acting_for(north.dora.pk, north.trust.pk):
        bringing.throw_away(table=table)
    after = now(north, table)
    assert (after.stage, after.emptied_on, after.problem) == (Stage.DISCARDED, TODAY, "") and rows(north, table) == 0


def test_reading_what_is_not_kept_any_more_is_refused_in_words(importer, north, night, signed_in):
    table = importer.bring(csv_of(ADA))
    stale = now(north, table)
    aged(north, table, days=KEPT_DAYS + 1)
    night(north)
    with acting_for(north.dora.pk, north.trust.pk):
        job = bringing.read_again(table=stale, by=north.dora)
    assert do_here(job).state == State.DONE
    after = now(north, table)
    assert after.stage == Stage.UNREADABLE and "not kept any more" in after.problem
