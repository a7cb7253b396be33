"""Taking an import back puts class and registration back, unless somebody has changed them since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil
from pupils.services import closing, memberships
from pupils.services.imports import deciding, outcome
from schools.models import Group
from tests.pupils.imports import ADA, BEN, csv_of
from trust_send.platform.tables.models import Decision
from trust_send.platform.walls.sources import acting_for, whole_trust

IN_4A = ADA.replace("4B", "4A")
RENUMBERED = ADA.replace("00123", "00777")


@pytest.fixture
def ada(importer, north):
    """Ada, who has been in 4B for a year."""
    importer.bring_in(ADA)
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(upn="R674123101121")
        long_ago = timezone.localdate() - timedelta(days=365)
        GroupMember.objects.filter(pupil=child).update(starts_on=long_ago)
        Enrolment.objects.filter(pupil=child).update(starts_on=long_ago)
    return child


def classes(north, child):
    """The classes a child was and is in, with the last day away of each."""
    with whole_trust(north.trust.pk):
        return list(child.groupmembers.order_by("starts_on", "pk").values_list("group__name", "ends_on"))


def registration(north, child):
    """Number, kind and first day away of a child's registrations."""
    with whole_trust(north.trust.pk):
        rows = Enrolment.objects.filter(pupil=child).order_by("starts_on", "pk")
        return list(rows.values_list("admission_number", "kind", "ends_on"))


def why(importer, north, table):
    """Take it back; what does the account say of those who still differ?"""
    table = importer.undo(table, timezone.localdate())
    with whole_trust(north.trust.pk):
        return [row.problems[-1]["sentence"] for row in table.rows.filter(outcome.STILL_DIFFERENT)]


def stays(*labels):
    return [f"Changed by somebody since, so it stays as they left it: {', '.join(labels)}."]


def test_a_class_that_nobody_touched_is_put_back(importer, north, ada):
    table = importer.bring_in(IN_4A)
    assert classes(north, ada) == [("4B", timezone.localdate()), ("4A", None)]
    assert why(importer, north, table) == []
    assert classes(north, ada) == [("4B", None)]


def test_a_class_into_which_somebody_moved_the_child_since_stays(importer, north, ada):
    table = importer.bring_in(IN_4A)
    today = timezone.localdate()
    with acting_for(north.asha.pk, north.trust.pk):
        other = Group.objects.create(school=north.one.school, name="4C", starts_on=today)
        memberships.join(group=other, pupil=ada, on=today, by=north.asha)
    assert why(importer, north, table) == stays("Class")
    assert classes(north, ada) == [("4B", today), ("4C", None)]


def test_a_child_taken_out_of_the_class_since_stays_out(importer, north, ada):
    table = importer.bring_in(IN_4A)
    today = timezone.localdate()
    with acting_for(north.asha.pk, north.trust.pk):
        memberships.leave(member=ada.groupmembers.get(ends_on=None), on=today, by=north.asha)
    assert why(importer, north, table) == stays("Class")
    assert classes(north, ada) == [("4B", today)]


def test_a_class_of_a_newer_file_stays(importer, north, ada):
    table = importer.bring_in(IN_4A.replace(",Y", ",N"))
    newer = importer.bring_in(IN_4A.replace("4A", "4D").replace(",Y", ",N"))
    assert why(importer, north, table) == stays("Class")
    assert [name for name, ends_on in classes(north, ada) if ends_on is None] == ["4D"]
    with whole_trust(north.trust.pk):
        assert Pupil.objects.get(pk=ada.pk).fsm is True  # what nobody changed is put back all the same
    assert why(importer, north, newer) == []
    assert [name for name, ends_on in classes(north, ada) if ends_on is None] == ["4A"]


def test_nobody_is_put_back_into_a_class_that_is_closed(importer, north, ada):
    table = importer.bring_in(IN_4A)
    today = timezone.localdate()
    with acting_for(north.asha.pk, north.trust.pk):
        closing.close(group=north.one.class_4b, last_day=today - timedelta(days=1), by=north.asha, reason="Over")
    assert why(importer, north, table) == stays("Class")
    assert classes(north, ada)[-1] == ("4A", None)


def test_a_class_changed_on_its_first_day_is_put_back_or_stays_in_the_same_way(importer, north):
    importer.bring_in(ADA)
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(upn="R674123101121")
    table = importer.bring_in(IN_4A)
    assert classes(north, child) == [("4A", None)]
    assert why(importer, north, table) == []
    assert classes(north, child) == [("4B", None)]
    table = importer.bring_in(IN_4A)
    importer.bring_in(ADA.replace("4B", "4D"))
    assert why(importer, north, table) == stays("Class")
    assert classes(north, child) == [("4D", None)]


def test_a_registration_that_nobody_touched_is_put_back(importer, north, ada):
    table = importer.bring_in(RENUMBERED)
    assert registration(north, ada) == [("00777", "C", None)]
    assert why(importer, north, table) == []
    assert registration(north, ada) == [("00123", "C", None)]


def test_an_admission_number_of_a_newer_file_stays(importer, north, ada):
    table = importer.bring_in(RENUMBERED)
    importer.bring_in(ADA.replace("00123", "00888"))
    assert why(importer, north, table) == stays("Admission number")
    assert registration(north, ada) == [("00888", "C", None)]


def test_an_admission_number_given_to_another_child_since_is_not_taken_from_it(importer, north, ada):
    table = importer.bring_in(RENUMBERED)
    importer.bring_in(BEN.replace("00124", "00123"))
    assert why(importer, north, table) == stays("Admission number")
    assert registration(north, ada) == [("00777", "C", None)]


def left(importer, north, child):
    """Bring in a file without the child, and say that it has left."""
    table = importer.bring(csv_of(BEN))
    row = next(row for row in importer.rows(table, "absent") if row.subject_id == child.pk)
    with acting_for(north.dora.pk, north.trust.pk):
        deciding.decide(row=row, decision=Decision.LEFT, left_on=timezone.localdate() - timedelta(days=7))
    return importer.apply(table)


def test_a_leaver_comes_back_with_the_import(importer, north, ada):
    table = left(importer, north, ada)
    assert registration(north, ada)[0][2] == timezone.localdate() - timedelta(days=6)
    assert why(importer, north, table) == []
    assert registration(north, ada) == [("00123", "C", None)]


@pytest.mark.parametrize("newer", [True, False])
def test_a_last_day_that_somebody_changed_since_stays(newer, importer, north, ada):
    table = left(importer, north, ada)
    today = timezone.localdate()
    with whole_trust(north.trust.pk):
        if newer:  # the child has come back: a registration of its own
            Enrolment.objects.create(pupil=ada, at_school=north.one.school, starts_on=today)
        else:
            Enrolment.objects.filter(pupil=ada).update(ends_on=today)
    before = registration(north, ada)
    assert why(importer, north, table) == stays("Last day here")
    assert registration(north, ada) == before


def test_a_new_child_whose_class_was_changed_since_stays_on_the_register(importer, north):
    table = importer.bring_in(ADA)
    with whole_trust(north.trust.pk):
        member = GroupMember.objects.get(pupil__upn="R674123101121")
        GroupMember.objects.filter(pk=member.pk).update(
            group=Group.objects.create(school=north.one.school, name="4C", starts_on=timezone.localdate())
        )
    (sentence,) = why(importer, north, table)
    assert sentence.startswith("Somebody has worked on this record since")
