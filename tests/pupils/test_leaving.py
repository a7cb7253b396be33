"""A child leaves the school, comes back, or the leaving is taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil, PupilUserObjectPermission
from pupils.services import leaving, registrations
from schools.models import Group
from trust_send.platform.history import events_of
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
LAST = date(2026, 10, 9)


@pytest.fixture
def noah(north):
    """A child of 4B whom Hannah was lent."""
    with acting_with(north.reach()):
        yield Pupil.objects.get(pk=north.one.pupils[0].pk)


def lent(child):
    return PupilUserObjectPermission.objects.get(content_object=child).ends_on


def test_leaving_ends_registration_groups_and_lent_sight_and_says_why(noah, north):
    leaving.leave(pupil=noah, last_day=LAST, to="Elm Park", by=north.asha, reason="House move")
    held = Enrolment.objects.get(pupil=noah)
    assert held.ends_on == LAST + timedelta(days=1)
    assert list(GroupMember.objects.filter(pupil=noah).values_list("ends_on", flat=True)) == [held.ends_on]
    assert lent(noah) == held.ends_on
    assert not leaving.is_here(noah, on=held.ends_on) and leaving.is_here(noah, on=LAST)
    event = events_of(Enrolment).filter(pgh_obj_id=held.pk).latest("pgh_id")
    assert event.pgh_context["reason"] == "Left for Elm Park. House move"


def test_the_school_still_reads_the_record_and_the_register_of_later_days_has_it_no_more(noah, north, signed_in):
    leaving.leave(pupil=noah, last_day=LAST, to="", by=north.asha)
    asha = signed_in(north.asha)
    page = asha.get(f"/pupils/{noah.pk}/").content.decode()
    assert "Comes back to this school" in page
    assert f"/pupils/{noah.pk}/" not in asha.get("/register/").content.decode()
    assert f"/pupils/{noah.pk}/" in asha.get("/register/?on=2026-10-09").content.decode()


def test_taken_back_everything_is_as_before(noah, north):
    leaving.leave(pupil=noah, last_day=LAST, to="", by=north.asha)
    leaving.take_back(pupil=noah, by=north.asha)
    assert Enrolment.objects.get(pupil=noah).ends_on is None
    assert GroupMember.objects.get(pupil=noah).ends_on is None
    assert lent(noah) == date(2099, 7, 31)


def test_taken_back_a_closed_class_stays_closed(noah, north):
    leaving.leave(pupil=noah, last_day=LAST, to="", by=north.asha)
    Group.objects.filter(pk=north.one.class_4b.pk).update(ends_on=TODAY)
    leaving.take_back(pupil=noah, by=north.asha)
    assert GroupMember.objects.get(pupil=noah).ends_on == LAST + timedelta(days=1)


def test_who_comes_back_is_registered_anew_with_the_same_number(noah, north):
    leaving.leave(pupil=noah, last_day=LAST, to="", by=north.asha)
    leaving.come_back(pupil=noah, on=TODAY, by=north.asha)
    first, second = Enrolment.objects.filter(pupil=noah).order_by("starts_on")
    assert (second.starts_on, second.ends_on, second.admission_number) == (TODAY, None, first.admission_number)
    assert not GroupMember.objects.filter(pupil=noah, ends_on__isnull=True).exists()


def test_a_number_that_somebody_else_has_now_is_not_given_twice(noah, north):
    leaving.leave(pupil=noah, last_day=LAST, to="", by=north.asha)
    number = Enrolment.objects.get(pupil=noah).admission_number
    Enrolment.objects.filter(pupil=north.one.pupils[1]).update(admission_number=number)
    assert leaving.come_back(pupil=noah, on=TODAY, by=north.asha).admission_number == ""


def test_what_cannot_be_is_refused_in_words(noah, north):
    for last_day in (TODAY + timedelta(days=1), date(2020, 1, 1)):
        with pytest.raises(ValidationError):
            leaving.leave(pupil=noah, last_day=last_day, to="", by=north.asha)
    with pytest.raises(ValidationError, match="has not left"):
        leaving.take_back(pupil=noah, by=north.asha)
    leaving.leave(pupil=noah, last_day=LAST, to="", by=north.asha)
    with pytest.raises(ValidationError, match="was here until 9 October 2026"):
        leaving.come_back(pupil=noah, on=LAST, by=north.asha)


def test_a_child_registered_at_a_second_school_is_moved_instead(north):
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(pk=north.one.pupils[0].pk)
        registrations.begin(pupil=child, at=north.two.school, kind="G", on=date(2026, 10, 1), by=north.cai)
        with pytest.raises(ValidationError, match="Move the record there"):
            leaving.leave(pupil=child, last_day=TODAY, to="", by=north.cai)


def test_through_the_pages(noah, north, signed_in):
    asha = signed_in(north.asha)
    path = f"/pupils/{noah.pk}/"
    assert asha.post(f"{path}leave/", {"last_day": "9/10/2026", "to": "Wales"}).status_code == 302
    assert "Enter the first day back" in asha.post(f"{path}come-back/", {"what": "returns"}).content.decode()
    assert asha.post(f"{path}come-back/", {"what": "mistake"}).status_code == 302
    assert Enrolment.objects.get(pupil=noah).ends_on is None


def test_what_was_recorded_for_today_is_taken_back_today(noah, north, signed_in):
    asha = signed_in(north.asha)
    path = f"/pupils/{noah.pk}/"
    leaving.leave(pupil=noah, last_day=TODAY, to="", by=north.asha)
    assert "Take the leaving back" in asha.get(path).content.decode()
    with pytest.raises(ValidationError, match="has not left"):
        leaving.come_back(pupil=noah, on=TODAY, by=north.asha)
    assert asha.post(f"{path}come-back/", {"what": "mistake"}).status_code == 302
    assert "Leaves the school" in asha.get(path).content.decode()
