"""What people decide about the rows of a preview, and what they put right on it, before anything is written."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Pupil
from pupils.services.imports import bringing, deciding, outcome
from tests.pupils.imports import ADA, BEN, csv_of, names
from trust_send.platform.tables.models import Decision, ImportRow, Stage
from trust_send.platform.walls.sources import acting_for, whole_trust


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


def uncorrected(importer, north, table, row):
    with acting_for(north.dora.pk, north.trust.pk):
        job = deciding.uncorrect(row=row, by=north.dora)
    return importer._after(job, table)


def test_a_correction_that_holds_is_taken_back_and_the_row_says_what_the_file_says(importer, north):
    table = importer.bring(csv_of(ADA.replace("R674", "T674"), BEN))
    before = importer.rows(table, "problem")[0]
    ben = next(row for row in importer.rows(table, "new") if row.number == 3)
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=ben, decision=Decision.LEAVE)
    table = corrected(importer, north, table, before, "R674123101121")
    row = next(row for row in importer.rows(table, "new") if row.number == 2)
    assert row.values["typed"] == {"upn": "R674123101121"}
    table = uncorrected(importer, north, table, row)
    (row,) = importer.rows(table, "problem")
    assert (row.values, row.problems) == (before.values, before.problems) and table.mapping["corrections"] == {}
    assert [row.decision for row in importer.rows(table, "new")] == [Decision.LEAVE]  # what else was decided stays
    table = corrected(importer, north, table, row, "R674123101121")  # and it can be typed once more
    assert names(importer.rows(table, "new")) == ["Mertens, Ada", "Ngata, Ben"]


def test_a_correction_taken_back_asks_again_about_the_row_it_was_decided_for(importer, north):
    table = importer.bring(csv_of(ADA.replace("R674", "T674")))
    table = corrected(importer, north, table, importer.rows(table, "problem")[0], "R674123101121")
    (row,) = importer.rows(table, "new")
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=row, decision=Decision.LEAVE)
    table = uncorrected(importer, north, table, row)
    assert "row 2, Mertens, Ada (“Leave out” was not kept)" in table.warnings[0]


def test_a_correction_counts_for_every_line_of_the_child(importer, north):
    table = importer.bring(csv_of(ADA, ADA.replace("R674", "T674").replace("SLCN", "ASD")))
    (wrong,) = importer.rows(table, "problem")
    assert wrong.values["also"] == [3]
    table = corrected(importer, north, table, wrong, "R674123101121")
    (row,) = importer.rows(table, "new")
    assert row.values["also"] == [3]
    table = uncorrected(importer, north, table, row)
    assert [row.number for row in importer.rows(table, "problem")] == [2] and table.mapping["corrections"] == {}


def test_a_correction_by_which_two_lines_became_one_row_is_taken_back_there(importer, north):
    without_birth = ADA.replace("R674", "T674").replace("03/05/2017", "")
    table = importer.bring(csv_of(ADA, without_birth))
    (wrong,) = importer.rows(table, "problem")
    assert wrong.number == 3
    table = corrected(importer, north, table, wrong, "R674123101121")
    (row,) = importer.rows(table, "new")
    assert row.values["also"] == [3] and row.values["typed"] == {"upn": "R674123101121"}
    table = uncorrected(importer, north, table, row)
    assert [row.number for row in importer.rows(table, "problem")] == [3]


def test_only_what_was_typed_and_waits_can_be_taken_back(importer, north):
    table = importer.bring(csv_of(ADA.replace("R674", "T674"), BEN))
    ben = next(row for row in importer.rows(table, "new") if row.number == 3)
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError, match="Nothing was typed"):
        deciding.uncorrect(row=ben, by=north.dora)
    table = corrected(importer, north, table, importer.rows(table, "problem")[0], "R674123101121")
    (row, _) = importer.rows(table, "new")
    importer.apply(table)
    with acting_for(north.dora.pk, north.trust.pk), pytest.raises(ValidationError, match="not waiting for decisions"):
        deciding.uncorrect(row=row, by=north.dora)


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
