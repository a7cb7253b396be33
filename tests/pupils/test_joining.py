"""A child who is new is added by hand, and is not there twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from pupils import upn
from pupils.forms.joining import NewPupilForm
from pupils.models import Enrolment, Pupil, SenStatus
from pupils.services import leaving
from schools.models import School
from trust_send.platform.readlog.models import How, ReadLog
from trust_send.platform.walls.sources import whole_trust

UPN = upn.make(laestab="8782001", year=2023, serial=7)


def filled(house, **more):
    return {
        "school": house.school.pk,
        "legal_forename": "Ayaan",
        "legal_surname": "Abdi",
        "date_of_birth": "6/1/2019",
        "sex": "M",
        "year_group": "3",
        "upn": f" {UPN[:4]} {UPN[4:].lower()}",
        "admission_number": "4711",
        "on": "1/10/2026",
    } | more


def send(browser, house, **more):
    answer = browser.post(reverse("pupil-add"), filled(house, **more), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def called(north, **names):
    with whole_trust(north.trust.pk):
        return list(Pupil.objects.filter(**names))


def test_a_new_child_is_registered_without_a_status(signed_in, north):
    browser = signed_in(north.dora)
    assert reverse("pupil-add") in browser.get(reverse("register")).content.decode()
    page = send(browser, north.one)
    assert "Ayaan Abdi is registered at North One Primary School from 1 October 2026." in page
    assert "years away" not in page
    unusual = send(browser, north.one, upn="", admission_number="", legal_forename="Zoe", year_group="9")
    assert "Year 9 is 6 years away from the year usual for the date of birth" in unusual
    (child,) = called(north, legal_forename="Ayaan")
    assert (child.upn, child.school_id, child.year_group) == (UPN, north.one.school.pk, "3")
    with whole_trust(north.trust.pk):
        held = Enrolment.objects.get(pupil=child)
        assert (held.admission_number, held.starts_on, held.kind) == ("4711", date(2026, 10, 1), "C")
        assert not SenStatus.objects.filter(pupil=child).exists()
    assert "Record begun" in signed_in(north.asha).get(reverse("pupil-history", args=[child.pk])).content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"upn": UPN[:-1]}, "A UPN has 13"),
        ({"upn": ("A" if UPN[0] != "A" else "B") + UPN[1:]}, "fails its check letter"),
        ({"legal_surname": "Abdi 3B"}, "letters, hyphens and apostrophes"),
        ({"date_of_birth": "6/1/1980"}, "years old"),
        ({"on": (timezone.localdate() + timedelta(days=500)).isoformat()}, "within a year"),
        ({"on": "1/1/2019"}, "after the day of birth"),
        ({"admission_number": "0010"}, "Another pupil has this admission number"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(more, words, signed_in, north):
    assert words in send(signed_in(north.asha), north.one, **more)
    assert not called(north, legal_forename="Ayaan")


def test_who_has_the_same_name_and_birth_is_shown_first(signed_in, north):
    browser, noah = signed_in(north.dora), north.one.pupils[0]
    twin = {"legal_forename": "Nóah", "legal_surname": "HARTLEY", "date_of_birth": "1/3/2018"}
    page = send(browser, north.one, **twin)
    assert "Is it one of these pupils?" in page and reverse("pupil", args=[noah.pk]) in page
    assert "On roll here already" in page and len(called(north, legal_surname="HARTLEY")) == 0
    with whole_trust(north.trust.pk):
        assert ReadLog.objects.filter(pupil_id=noah.pk, page="pupil-add", how=How.FOUND).exists()
    # Who is said to be another child must have been seen.
    assert "Is it one of these pupils?" in send(browser, north.one, **twin, another="on", shown="999")
    assert "is registered at" in send(browser, north.one, **twin, another="on", shown=f"999,{noah.pk}")
    assert len(called(north, legal_surname="HARTLEY")) == 1


def test_who_was_here_before_comes_back_and_who_is_elsewhere_is_moved(signed_in, north):
    noah, elsewhere = north.one.pupils[0], north.two.pupils[2]
    with whole_trust(north.trust.pk):
        leaving.leave(pupil=Pupil.objects.get(pk=noah.pk), last_day=date(2026, 10, 9), to="", by=north.asha)
        Pupil.objects.filter(pk=elsewhere.pk).update(upn=UPN)
    again = {"legal_forename": "Noah", "legal_surname": "Hartley", "date_of_birth": "1/3/2018", "upn": ""}
    assert reverse("pupil-come-back", args=[noah.pk]) in send(signed_in(north.dora), north.one, **again)
    lead = send(signed_in(north.cai), north.one, another="on")
    assert "A pupil has this UPN already" in lead and reverse("pupil-move", args=[elsewhere.pk]) in lead


def test_what_is_out_of_reach_is_not_told(signed_in, north, south):
    hidden, abroad = north.two.pupils[2], south.one.pupils[2]
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=hidden.pk).update(upn=UPN)
    page = send(signed_in(north.dora), north.one)
    assert "This UPN is in use in your trust. Ask the trust SEND lead" in page
    assert "Otto" not in page and "North Two" not in page and "ZZTWO" not in page
    same_name = {"legal_forename": "Otto", "legal_surname": "Lind ZZTWO", "date_of_birth": "3/3/2018", "upn": ""}
    assert "is registered at" in send(signed_in(north.dora), north.one, **same_name)
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=hidden.pk).update(upn="")
    with whole_trust(south.trust.pk):
        Pupil.objects.filter(pk=abroad.pk).update(upn=UPN)
    # Another trust's number is no business of this one.
    assert "is registered at" in send(signed_in(north.dora), north.one, admission_number="")


def test_a_school_that_is_not_theirs_cannot_be_chosen(signed_in, north):
    page = send(signed_in(north.dora), north.two)
    assert "Ayaan" in page and not called(north, legal_forename="Ayaan")
    assert signed_in(north.grace).get(reverse("pupil-add")).status_code == 403


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=40), names=st.lists(st.text(max_size=90), min_size=4, max_size=4))
def test_whatever_is_typed_is_taken_or_refused_at_a_field(text, names):
    data = dict(zip(("legal_forename", "legal_surname", "upn", "date_of_birth"), names, strict=True)) | {"on": text}
    form = NewPupilForm(data | {"sex": "M", "year_group": "3"}, schools=School.objects.none())
    assert not form.is_valid()
    number = form.cleaned_data.get("upn")
    assert not number or upn.is_valid(number)
