"""A child at two schools of the trust: who reads what, which registration is the main one, and how it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Enrolment, Pupil
from pupils.services import moves, registrations
from schools.models import School
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
ON = date(2026, 9, 7)


@pytest.fixture
def noah(north):
    """A child of One, with the whole trust in sight."""
    with whole_trust(north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[0].pk)


def rows(child):
    found = Enrolment.objects.filter(pupil=child).order_by("at_school__sort_key", "starts_on")
    return [(row.at_school.sort_key[-3:], row.kind, row.starts_on, row.ends_on) for row in found]


def begin(noah, north, kind="S", on=ON, at=None, **more):
    return registrations.begin(pupil=noah, at=at or north.two.school, kind=kind, on=on, by=north.cai, **more)


SINCE = date(2024, 9, 1)


def test_the_current_registration_becomes_the_main_one_from_that_day(noah, north):
    begin(noah, north, admission_number="S7")
    assert rows(noah) == [("h 1", "C", SINCE, ON), ("h 1", "M", ON, None), ("h 2", "S", ON, None)]
    numbers = Enrolment.objects.filter(pupil=noah, ends_on__isnull=True).order_by("kind")
    assert list(numbers.values_list("admission_number", flat=True)) == ["0010", "S7"]


def test_a_guest_leaves_the_current_registration_as_it_is(noah, north):
    begin(noah, north, kind="G")
    assert rows(noah) == [("h 1", "C", SINCE, None), ("h 2", "G", ON, None)]


def test_ending_makes_the_main_one_the_only_one_again(noah, north):
    second, end = begin(noah, north), ON + timedelta(days=30)
    registrations.end(registration=second, on=end, by=north.cai, reason="Back for good")
    assert rows(noah) == [
        ("h 1", "C", SINCE, ON), ("h 1", "M", ON, end), ("h 1", "C", end, None), ("h 2", "S", ON, end),
    ]  # fmt: skip


def test_on_its_first_day_it_is_as_if_it_had_never_been(noah, north):
    second = begin(noah, north)
    registrations.end(registration=second, on=ON, by=north.cai)
    assert rows(noah) == [("h 1", "C", SINCE, None)]
    first_day = begin(noah, north, on=SINCE)
    assert rows(noah) == [("h 1", "M", SINCE, None), ("h 2", "S", SINCE, None)]
    registrations.end(registration=first_day, on=SINCE, by=north.cai)
    assert rows(noah) == [("h 1", "C", SINCE, None)]


def test_with_a_third_school_the_main_one_stays_main(noah, north):
    third = School.objects.create(
        name="Three", sort_key="north 3", urn="100009", laestab="8782009", phase="PS", la_code="878", la_name="Devon"
    )
    with whole_trust(north.trust.pk):
        second = begin(noah, north)
        begin(noah, north, at=third)
        registrations.end(registration=second, on=TODAY, by=north.cai)
        main = Enrolment.objects.get(pupil=noah, at_school=north.one.school, ends_on__isnull=True)
        assert (main.kind, main.starts_on) == ("M", ON)


@pytest.mark.parametrize(
    ("instead", "field", "words"),
    [
        ({"at": "one"}, "at", "is at North One Primary School already"),
        ({"on": TODAY + timedelta(days=1)}, "on", "come back on the day"),
        ({"on": date(2024, 8, 31)}, "on", "was not registered at North One Primary School on that day"),
        ({"kind": "C"}, "kind", "Choose"),
        ({"admission_number": "0020"}, "admission_number", "Another pupil"),
    ],
)
def test_what_cannot_be_is_refused_in_words(instead, field, words, noah, north):
    about = {"at": "two", "kind": "S", "on": ON, "admission_number": ""} | instead
    about["at"] = getattr(north, about["at"]).school
    with pytest.raises(ValidationError) as refused:
        begin(noah, north, **about)
    assert words in refused.value.message_dict[field][0]


def test_twice_at_one_school_and_an_end_before_the_beginning_are_refused(noah, north):
    second = begin(noah, north)
    for kind in "SG":
        with pytest.raises(ValidationError, match="already, since 7 September 2026"):
            begin(noah, north, kind=kind, on=TODAY)
    with pytest.raises(ValidationError, match="It began on 7 September 2026"):
        registrations.end(registration=second, on=ON - timedelta(days=1), by=north.cai)
    with pytest.raises(ValidationError, match="come back on the day"):
        registrations.end(registration=second, on=TODAY + timedelta(days=1), by=north.cai)


def test_a_child_who_has_left_has_no_second_school(noah, north):
    Enrolment.objects.filter(pupil=noah).update(ends_on=TODAY)
    with pytest.raises(ValidationError, match="is not registered at North One Primary School today"):
        begin(noah, north)


def test_moving_to_the_second_school_leaves_one_registration(noah, north):
    begin(noah, north)
    moves.move(pupil=noah, to=north.two.school, on=TODAY, by=north.cai)
    assert rows(noah)[-2:] == [("h 2", "S", ON, TODAY), ("h 2", "C", TODAY, None)]
    assert not Enrolment.objects.filter(pupil=noah, at_school=north.one.school, ends_on__isnull=True).exists()


def test_moving_there_on_the_very_day_leaves_one_registration(noah, north):
    begin(noah, north, kind="G", on=TODAY)
    moves.move(pupil=noah, to=north.two.school, on=TODAY, by=north.cai)
    assert rows(noah) == [("h 1", "C", SINCE, TODAY), ("h 2", "C", TODAY, None)]


def add(browser, child, north, **instead):
    data = {"at": north.two.school.pk, "kind": "S", "on": f"{TODAY:%d/%m/%Y}", "reason": "Shared week"} | instead
    return browser.post(f"/pupils/{child.pk}/second-school/", data)


def test_the_second_school_reads_the_page_until_it_ends(signed_in, north):
    child, lead, ben = north.one.pupils[0], signed_in(north.cai), signed_in(north.ben)
    assert ben.get(f"/pupils/{child.pk}/").status_code == 404
    answer = add(lead, child, north, on="7/9/2026")
    assert answer.status_code == 302
    assert ben.get(f"/pupils/{child.pk}/").status_code == 200
    assert ben.get(f"/pupils/{child.pk}/sight/").status_code == 403, "to read is not to lead"
    page = lead.get(f"/pupils/{child.pk}/").content.decode()
    assert "North Two Primary School" in page and "this school first · since 7 September 2026" in page
    with whole_trust(north.trust.pk):
        second = Enrolment.objects.get(pupil=child, kind="S")
    address = f"/pupils/{child.pk}/second-school/{second.pk}/end/"
    assert "It began on" in lead.post(address, {"on": "1/9/2026"}).content.decode()
    assert lead.post(address, {"on": f"{TODAY:%d/%m/%Y}"}).status_code == 302
    assert ben.get(f"/pupils/{child.pk}/").status_code == 404
    assert lead.post(address, {"on": f"{TODAY:%d/%m/%Y}"}).status_code == 404, "it is over"
    history = lead.get(f"/pupils/{child.pk}/history/").content.decode()
    assert "Shared week" in history and "Registration ended: North Two Primary School" in history


def test_a_guest_is_not_read_by_the_school_they_visit(signed_in, north):
    child = north.one.pupils[0]
    assert add(signed_in(north.cai), child, north, kind="G").status_code == 302
    assert signed_in(north.ben).get(f"/pupils/{child.pk}/").status_code == 404


def test_the_second_school_does_not_count_them_on_its_register(signed_in, north):
    child = north.one.pupils[0]
    add(signed_in(north.cai), child, north)
    assert f"/pupils/{child.pk}/" in signed_in(north.asha).get("/register/").content.decode()
    with whole_trust(north.trust.pk):
        on_roll = Enrolment.objects.on(TODAY).filter(pupil=child, kind__in=("C", "M"))
        assert [row.at_school_id for row in on_roll] == [north.one.school.pk]


def test_only_who_may_move_registers_and_ends_and_never_outside_the_trust(signed_in, north, south):
    child = north.one.pupils[0]
    for who in (north.asha, north.dora, north.grace, north.ben, north.eve):
        assert add(signed_in(who), child, north).status_code == 403
    assert "second school" not in signed_in(north.asha).get(f"/pupils/{child.pk}/").content.decode()
    out = add(signed_in(north.cai), child, north, at=south.one.school.pk)
    assert out.status_code == 200 and "ZZSOUTH" not in out.content.decode()
    with whole_trust(north.trust.pk):
        own = Enrolment.objects.get(pupil=child)
    assert signed_in(north.cai).get(f"/pupils/{child.pk}/second-school/{own.pk}/end/").status_code == 404
