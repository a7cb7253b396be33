"""Imports: seen before written, written once, taken back, and never more than the file and the walls allow."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from pupils.models import Enrolment, Pupil, StatusQuestion
from pupils.services import questions
from pupils.services.imports import deciding, outcome
from schools.models import Group, School
from tests.pupils.imports import ADA, BEN, Importer, counted, csv_of
from trust_send.platform.jobs.models import State
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.tables.models import Decision, Stage, TableImport
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

SAMPLES = Path(__file__).parents[2] / "samples"


def ada(side):
    with whole_trust(side.trust.pk):
        return Pupil.objects.get(upn="R674123101121")


def test_a_preview_writes_nothing(importer, north):
    before = counted(north)
    table = importer.bring(csv_of(ADA, BEN))
    assert (table.stage, table.counts["new"], table.counts["absent"]) == (Stage.READY, 2, 3)
    assert counted(north) == before


def test_a_new_child_comes_with_class_status_and_needs(importer, north):
    table = importer.bring_in(ADA, BEN)
    assert table.stage == Stage.APPLIED and table.counts["applied"]["new"] == 2 and not table.file
    child = ada(north)
    with whole_trust(north.trust.pk):
        assert (child.legal_forename, child.fsm, child.sort_key) == ("Ada", True, "mertens , ada")
        assert child.enrolments.get().admission_number == "00123"
        assert child.groupmembers.get().group == north.one.class_4b
        assert child.senstatuss.get().code == "K" and child.needs.get().need_type == "SLCN"
        assert Group.objects.get(name="5C", school=north.one.school).year_group == "5"
        assert child.events.get().pgh_context["by"] == north.dora.pk


def test_the_same_file_again_changes_nothing(importer, north):
    importer.bring_in(ADA, BEN)
    before = counted(north)
    table = importer.bring(csv_of(ADA, BEN))
    assert (table.counts["same"], table.counts["new"], table.counts["changed"]) == (2, 0, 0)
    importer.apply(table)
    assert counted(north) == before


def test_a_known_child_changes_and_undo_puts_it_back(importer, north):
    importer.bring_in(ADA)
    before = counted(north)
    table = importer.bring(csv_of(ADA.replace("4B", "4A").replace(",Y", ",N").replace("Mertens", "Mertens-Roy")))
    (row,) = importer.rows(table, "changed")
    assert {(c["field"], c["before"], c["after"]) for c in row.changes} == {
        ("registration_group", "4B", "4A"),
        ("fsm", "yes", "no"),
        ("legal_surname", "Mertens", "Mertens-Roy"),
    }
    table = importer.apply(table)
    child = ada(north)
    assert (child.legal_surname, child.fsm, child.sort_key) == ("Mertens-Roy", False, "mertens roy , ada")
    table = importer.undo(table, timezone.localdate())
    assert table.stage == Stage.UNDONE and table.counts["undone"] == {"back": 1, "kept": 0}
    child = ada(north)
    with whole_trust(north.trust.pk):
        assert (child.legal_surname, child.fsm) == ("Mertens", True)
        assert child.groupmembers.get(ends_on__isnull=True).group.name == "4B"
    after = counted(north)
    assert after["schools.Group"] == before["schools.Group"] + 1  # an opened class stays
    assert {k: v for k, v in after.items() if k != "schools.Group"} == {
        k: v for k, v in before.items() if k != "schools.Group"
    }


def test_undo_removes_new_children_but_not_those_worked_on_since(importer, north):
    before = counted(north)
    table = importer.bring_in(ADA, BEN)
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(upn="R674123101121").update(eal=True)
    table = importer.undo(table, timezone.localdate())
    assert table.counts["undone"] == {"back": 1, "kept": 1}
    after = counted(north)
    assert after["pupils.Pupil"] == before["pupils.Pupil"] + 1 and ada(north).eal
    assert "worked on this record" in str(importer.rows(table, "new")[0].problems)


def test_a_value_changed_since_is_not_undone(importer, north):
    importer.bring_in(ADA)
    table = importer.bring_in(ADA.replace(",Y", ",N"))
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(upn="R674123101121").update(fsm=None)
    table = importer.undo(table, timezone.localdate())
    assert table.counts["undone"] == {"back": 0, "kept": 1} and ada(north).fsm is None


def test_the_read_log_outlives_an_undone_child(importer, north, signed_in):
    table = importer.bring_in(ADA)
    signed_in(north.asha).get(ada(north).get_absolute_url())
    importer.undo(table, timezone.localdate())
    with acting_with(north.reach()):
        assert ReadLog.objects.filter(user=north.asha, pupil__isnull=True, school=north.one.school).exists()


def test_a_different_status_of_a_known_child_is_a_question(importer, north):
    importer.bring_in(ADA)
    table = importer.bring(csv_of(ADA.replace("K - SEN Support,SLCN", "N,")))
    (row,) = importer.rows(table, "question")
    assert "SEN support" in row.values["question"]["sentence"]
    importer.apply(table)
    child = ada(north)
    with whole_trust(north.trust.pk):
        question = StatusQuestion.objects.get(pupil=child)
        assert (question.register_code, question.file_code, question.answer) == ("K", "N", "")
        assert child.senstatuss.get().code == "K"
        questions.keep(question=question, by=north.asha)
    again = importer.bring(csv_of(ADA.replace("K - SEN Support,SLCN", "N,")))
    assert again.counts["question"] == 0  # the SENCO has said so: not asked every week


def test_undo_withdraws_an_open_question(importer, north):
    importer.bring_in(ADA)
    table = importer.bring_in(ADA.replace("K - SEN Support", "EHCP"))
    importer.undo(table, timezone.localdate())
    with whole_trust(north.trust.pk):
        assert StatusQuestion.objects.get(pupil__upn="R674123101121").answer == StatusQuestion.Answer.WITHDRAWN


def test_an_answer_that_the_file_is_right_outlives_the_undo_and_is_named(importer, north):
    importer.bring_in(ADA)
    table = importer.bring_in(ADA.replace("K - SEN Support", "EHCP").replace(",Y", ",N"))
    today = timezone.localdate()
    with whole_trust(north.trust.pk):
        questions.take(question=StatusQuestion.objects.get(), on=today, by=north.asha)
    table = importer.undo(table, today)
    assert table.counts["undone"] == {"back": 0, "kept": 1} and ada(north).fsm
    with whole_trust(north.trust.pk):
        (kept,) = table.rows.filter(outcome.STILL_DIFFERENT)
    assert kept.problems[-1]["sentence"].startswith(f"The question of this file was answered on {today.day} ")


def test_where_the_mis_leads_the_status_changes_and_undo_returns_it(importer, north):
    importer.bring_in(ADA)
    with whole_trust(north.trust.pk):
        School.objects.filter(pk=north.one.school.pk).update(mis_leads=True)
    table = importer.bring_in(ADA.replace("K - SEN Support,SLCN", "EHCP,ASD"))
    child = ada(north)
    with whole_trust(north.trust.pk):
        assert child.senstatuss.get(ends_on__isnull=True).code == "E"
        assert [need.need_type for need in child.needs.filter(ends_on__isnull=True)] == ["ASD"]
    importer.undo(table, timezone.localdate())
    with whole_trust(north.trust.pk):
        assert [(s.code, s.ends_on) for s in child.senstatuss.all()] == [("K", None)]
        assert [(n.need_type, n.ends_on) for n in child.needs.all()] == [("SLCN", None)]


def test_absent_from_a_file_is_never_a_leaver_by_itself(importer, north):
    before = counted(north)
    table = importer.bring_in(BEN)
    assert table.counts["absent"] == 3
    after = counted(north)
    assert after["pupils.Pupil"] == before["pupils.Pupil"] + 1
    with acting_with(north.reach()):
        assert not Enrolment.objects.filter(ends_on__isnull=False).exists()


def test_somebody_says_a_child_has_left(importer, north):
    table = importer.bring(csv_of(BEN))
    row = next(row for row in importer.rows(table, "absent") if row.subject_id == north.one.pupils[0].pk)
    with acting_for(north.dora.pk, north.trust.pk):
        with pytest.raises(ValidationError):
            deciding.decide(row=row, decision=Decision.LEFT)
        deciding.decide(row=row, decision=Decision.LEFT, left_on=timezone.localdate())
    importer.apply(table)
    with acting_with(north.reach()):
        assert Enrolment.objects.get(pupil=north.one.pupils[0]).ends_on > timezone.localdate()


def test_a_likely_child_needs_a_humans_yes(importer, north):
    row = ",999,Lind,Otto,03/03/2018,M,4,4B,N,,N"  # no UPN, another admission number: name and date of birth agree
    table = importer.bring(csv_of(row))
    (asked,) = importer.rows(table, "ask")
    assert asked.subject_id == north.one.pupils[2].pk
    importer.apply(table)
    with acting_with(north.reach()):
        assert Pupil.objects.filter(legal_surname="Lind", school=north.one.school).count() == 1
        assert Enrolment.objects.get(pupil=asked.subject_id).admission_number == "0012"
    table = importer.bring(csv_of(row))
    (asked,) = importer.rows(table, "ask")
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=asked, decision=Decision.SAME_CHILD)
    importer.apply(table)
    with acting_with(north.reach()):
        assert Enrolment.objects.get(pupil=asked.subject_id).admission_number == "999"


def test_a_child_of_another_school_of_the_trust_is_not_taken(importer, north):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.two.pupils[0].pk).update(upn="R674123101121")
    table = importer.bring(csv_of(ADA, BEN))
    (row,) = importer.rows(table, "problem")
    assert "another school" in str(row.problems) and "ZZTWO" not in str(row.problems)


def test_the_other_trusts_child_with_the_same_upn_does_not_show(importer, north, south):
    with whole_trust(south.trust.pk):
        Pupil.objects.filter(pk=south.one.pupils[0].pk).update(upn="R674123101121")
    assert importer.bring_in(ADA).counts["applied"]["new"] == 1


def test_a_upn_taken_meanwhile_stops_everything(importer, north):
    table = importer.bring(csv_of(ADA, BEN))
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.two.pupils[0].pk).update(upn="R674123101121")
    before = counted(north)
    table = importer.apply(table)
    assert importer.job.state == State.FAILED and "Read the file again" in importer.job.problem
    assert table.stage == Stage.READY and counted(north) == before


def test_applying_twice_is_applying_once(importer, north):
    table = importer.bring_in(ADA)
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError):
        deciding.apply(table=table, by=north.dora)


def test_undo_has_an_end(importer, north):
    table = importer.bring_in(ADA)
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError, match="over"):
        deciding.undo(table=table, by=north.dora, today=timezone.localdate().replace(year=2099))


def test_only_who_may_import_at_this_school_can(north):
    stranger = Importer(north, north.one, north.asha)
    table = stranger.bring(csv_of(ADA))
    assert stranger.job.state == State.FAILED and table.stage == Stage.UPLOADED


def run(path, *more, school="100001"):
    out = io.StringIO()
    call_command("import_pupils", str(path), "--trust", "north", "--school", school, *more, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(p.name for p in SAMPLES.glob("*_*.[cx][sl][vs]*") if "gias" not in p.name))
def test_every_sample_reads(name, north):
    before = counted(north)
    said = run(SAMPLES / name)
    assert "Nothing was changed" in said and " new," in said
    assert counted(north) == before
    with acting_with(north.reach()):
        assert TableImport.objects.get().stage == Stage.DISCARDED


def test_the_command_applies(north, tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(csv_of(ADA, BEN))
    assert "Brought in: 2 new, 0 changed" in run(path, "--apply")
    assert "0 new, 0 changed, 2 the same" in run(path)


def test_the_command_refuses_in_words(north, tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(b"%PDF-1.4")
    for arguments, words in (
        ((path,), "Nothing was changed"),
        ((tmp_path / "absent.csv",), "cannot be opened"),
    ):
        with pytest.raises(CommandError, match=words):
            run(*arguments)
    with pytest.raises(CommandError, match="no school with URN"):
        run(path, school="999999")
    with acting_with(north.reach()):
        assert not TableImport.objects.exists()


def test_the_command_asks_for_the_sheet(north, tmp_path):
    book = Workbook()
    book.active.append(["UPN", "Surname", "Forename"])
    book.create_sheet("Leavers").append(["UPN", "Surname", "Forename"])
    book.save(tmp_path / "p.xlsx")
    with pytest.raises(CommandError, match="“Sheet”, “Leavers”. Choose one of them. Add --sheet NAME"):
        run(tmp_path / "p.xlsx")
    with pytest.raises(CommandError, match="no rows under it"):
        run(tmp_path / "p.xlsx", "--sheet", "leavers")


def test_the_command_shows_what_was_left_out_of_rows_that_change_nothing(north, tmp_path):
    path = tmp_path / "p.csv"
    path.write_bytes(csv_of(ADA))
    run(path, "--apply")
    path.write_bytes(csv_of(ADA.replace("K - SEN Support", "QFT")))
    said = run(path)
    assert "1 the same" in said and "row 2: Mertens, Ada" in said
    assert "SEN status “QFT” is not one we know" in said


def test_a_child_who_starts_later_is_the_same_next_week_and_changes_class_before_it_begins(importer, north):
    headings = csv_of().decode().strip() + ",Admission Date"
    starts_on = timezone.localdate() + timedelta(days=40)
    later = f"{ADA},{starts_on:%d/%m/%Y}"
    importer.bring_in(later, headings=headings)
    again = importer.bring(csv_of(later, headings=headings))
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 1)
    moved = importer.bring_in(later.replace(",4B,", ",4C,"), headings=headings)
    child = ada(north)
    with whole_trust(north.trust.pk):
        assert [(one.group.name, one.starts_on) for one in child.groupmembers.all()] == [("4C", starts_on)]
    importer.undo(moved, timezone.localdate())
    with whole_trust(north.trust.pk):
        assert [(one.group.name, one.starts_on) for one in child.groupmembers.all()] == [("4B", starts_on)]
