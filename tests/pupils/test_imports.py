"""Imports: seen before written, written once, taken back, and never more than the file and the walls allow."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Need, Pupil, SenStatus, StatusQuestion
from pupils.services import questions
from pupils.services.imports import bringing, deciding, outcome
from schools.models import Group, School
from tests.pupils.imports import HEADINGS, Importer, csv_of, names
from trust_send.platform.jobs.models import State
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.tables.models import Decision, ImportRow, Stage, TableImport
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

SAMPLES = Path(__file__).parents[2] / "samples"
ADA = "R674123101121,00123,Mertens,Ada,03/05/2017,F,4,4B,K - SEN Support,SLCN,Y"
BEN = ",00124,Ngata,Ben,11/11/2016,M,5,5C,N,,N"


@pytest.fixture
def importer(north):
    return Importer(north, north.one, north.dora)


def counted(side):
    with acting_with(side.reach()):
        return {
            model._meta.label: model.objects.count()
            for model in (Pupil, Enrolment, GroupMember, SenStatus, Need, StatusQuestion, Group, School)
        }


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


def test_the_button_counts_what_is_brought_in(importer, north):
    """After each decision: what the page promises is what is then done."""
    lind = ",999,Lind,Otto,03/03/2018,M,4,4B,N,,N"
    wrong = "T674123101121,00125,Olsen,Ida,03/05/2017,F,4,4B,N,,N"
    table = importer.bring(csv_of(ADA, BEN, lind, wrong))

    def promised():
        with whole_trust(north.trust.pk):
            found = outcome.outlook(table)
        return found.rows, found.leavers, found.left_out

    assert promised() == (2, 0, 2)
    absent = importer.rows(table, "absent")[0]
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=importer.rows(table, "new")[0], decision=Decision.LEAVE)
    assert promised() == (1, 0, 3)
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=importer.rows(table, "ask")[0], decision=Decision.SAME_CHILD)
        deciding.decide(row=absent, decision=Decision.LEFT, left_on=timezone.localdate())
    assert promised() == (2, 1, 2)
    table = importer.apply(table)
    assert table.counts["applied"] == {"new": 1, "changed": 1, "questions": 0, "left": 1, "left_out": 2}


def test_left_out_rows_stay_out(importer, north):
    table = importer.bring(csv_of(ADA, BEN))
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=importer.rows(table, "new")[0], decision=Decision.LEAVE)
    table = importer.apply(table)
    assert table.counts["applied"] == {"new": 1, "changed": 0, "questions": 0, "left": 0, "left_out": 1}


def corrected(importer, north, table, row, text):
    with acting_for(north.dora.pk, north.trust.pk):
        job = deciding.correct(row=row, field="upn", text=text, by=north.dora, today=timezone.localdate())
    return importer._after(job, table)


def test_a_upn_is_put_right_on_the_preview(importer, north):
    table = importer.bring(csv_of(ADA.replace("R674", "T674")))
    (row,) = importer.rows(table, "problem")
    corrected(importer, north, table, row, "R674123101121")
    assert names(importer.rows(table, "new")) == ["Mertens, Ada"]


def test_decisions_stay_when_the_file_is_read_again(importer, north):
    table = importer.bring(csv_of(ADA.replace("R674", "T674"), BEN))
    absent, gone = importer.rows(table, "absent")[:2]
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=importer.rows(table, "new")[0], decision=Decision.LEAVE)
        deciding.decide(row=absent, decision=Decision.LEFT, left_on=timezone.localdate())
    with whole_trust(north.trust.pk):  # one who was decided about is not missing any more
        ImportRow.objects.filter(pk=gone.pk).update(decision=Decision.LEFT, subject_id=0)
    (wrong,) = importer.rows(table, "problem")
    table = corrected(importer, north, table, wrong, "R674123101121")
    ben = next(row for row in importer.rows(table, "new") if row.number == 3)
    assert ben.decision == Decision.LEAVE and "undecided" not in ben.values
    left = next(row for row in importer.rows(table, "absent") if row.subject_id == absent.subject_id)
    assert left.decision == Decision.LEFT and left.values["left_on"] == timezone.localdate().isoformat()
    assert f"{gone.name}, which is not a row of its own any more (“Has left” was not kept)" in table.warnings[0]
    table = importer.apply(table)
    assert table.counts["applied"] == {"new": 1, "changed": 0, "questions": 0, "left": 1, "left_out": 1}


def test_a_decision_about_a_row_that_says_something_else_now_is_asked_again_in_words(importer, north):
    table = importer.bring(csv_of(ADA, BEN))
    row = importer.rows(table, "new")[0]
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=row, decision=Decision.LEAVE)
        without_classes = {key: field for key, field in table.mapping["columns"].items() if field != "sex"}
        without_classes |= {key: "" for key in table.mapping["columns"] if key not in without_classes}
        job = bringing.settle_columns(table=table, headings=without_classes, by=north.dora)
    table = importer._after(job, table)
    row = importer.rows(table, "new")[0]
    assert row.decision == Decision.NONE
    assert row.values["undecided"] == "“Leave out” was not kept, because the row says something else now."
    assert "row 2, Mertens, Ada (“Leave out” was not kept)" in table.warnings[0]


def test_a_reading_that_fails_keeps_what_was_decided(importer, north):
    table = importer.bring(csv_of(ADA, BEN))
    columns = table.mapping["columns"]
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=importer.rows(table, "new")[0], decision=Decision.LEAVE)
        job = bringing.settle_columns(table=table, headings=dict.fromkeys(columns, ""), by=north.dora)
    table = importer._after(job, table)
    assert table.stage == Stage.UNREADABLE
    with acting_for(north.dora.pk, north.trust.pk):
        job = bringing.settle_columns(table=table, headings=columns, by=north.dora)
    table = importer._after(job, table)
    assert [row.decision for row in importer.rows(table, "new")] == [Decision.LEAVE, Decision.NONE]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter the UPN"),
        ("RUBBISH", "has 7 signs"),
        ("T674123101121", "fails its check letter"),
        ("R674123101121", "In the register this UPN is"),
    ],
)
def test_a_correction_that_is_wrong_itself_is_refused_and_not_kept(typed, words, importer, north):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(upn="R674123101121")
    table = importer.bring(csv_of(ADA.replace("R674", "T674")))
    (row,) = importer.rows(table, "problem")
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError) as refused:
        deciding.correct(row=row, field="upn", text=typed, by=north.dora, today=timezone.localdate())
    assert words in refused.value.message_dict["upn"][0]
    with whole_trust(north.trust.pk):
        table.refresh_from_db()
    assert table.stage == Stage.READY and "corrections" not in table.mapping


def test_a_upn_of_another_row_is_no_correction(importer, north):
    table = importer.bring(csv_of(ADA.replace("R674", "T674"), BEN.replace(",00124", "R674123101121,00124", 1)))
    (row,) = importer.rows(table, "problem")
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError, match="Row 3 of this file"):
        deciding.correct(row=row, field="upn", text="R674123101121", by=north.dora, today=timezone.localdate())


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
