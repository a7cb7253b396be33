"""A family sees its own child and only what the school has shared; a pupil sees their own page."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from pupils.models import FamilyLink, SenStatus
from schools.models import School
from trust_send.platform.readlog import record
from trust_send.platform.readlog.models import How, ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust


def test_a_mother_sees_her_child_in_plain_words(signed_in, north):
    visitor = signed_in(north.eve)
    answer = visitor.get(reverse("my-children"))
    assert answer.url == reverse("my-child", args=[north.one.pupils[0].pk])
    words = visitor.get(answer.url).content.decode()
    for shown in (
        "Noah Hartley",
        "North One Primary School",
        "4B",
        "Asha Mistry",
        "SEN support",
        "at least three times",
    ):
        assert shown in words
    assert "SLCN" not in words and "Speech" not in words, "needs are not shared"


def test_a_family_reads_how_the_school_is_reached_and_whose_council_to_ask(signed_in, north):
    address = reverse("my-child", args=[north.one.pupils[0].pk])
    visitor = signed_in(north.eve)
    bare = visitor.get(address).content.decode()
    assert "Ask at the school’s office." in bare and "tel:" not in bare and "mailto:" not in bare
    with whole_trust(north.trust.pk):
        School.objects.filter(pk=north.one.school.pk).update(
            telephone="01632 960123", email="office@one.example", website="https://one.example", la_name="Devon"
        )
    words = visitor.get(address).content.decode()
    for shown in (
        'href="tel:01632960123"',
        "01632 960123",
        'href="mailto:office@one.example"',
        'href="https://one.example" rel="noreferrer"',
        "The school’s council is Devon: search for “Devon SENDIASS”",
    ):
        assert shown in words, shown


def test_what_is_not_shared_is_not_shown(signed_in, north):
    with whole_trust(north.trust.pk):
        SenStatus.objects.filter(pupil=north.one.pupils[0]).update(shared_with_family=False)
    words = signed_in(north.eve).get(reverse("my-child", args=[north.one.pupils[0].pk])).content.decode()
    assert "has shared nothing here yet" in words and "has <strong>SEN support" not in words


def test_another_child_does_not_exist(signed_in, north, south):
    visitor = signed_in(north.eve)
    answers = [
        visitor.get(reverse("my-child", args=[pk]))
        for pk in (north.one.pupils[1].pk, north.two.pupils[0].pk, south.one.pupils[0].pk, 999999999)
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_two_children_are_chosen_between(signed_in, north):
    with whole_trust(north.trust.pk):
        FamilyLink.objects.create(
            pupil=north.one.pupils[2], user=north.eve, relationship="carer", starts_on="2024-09-01"
        )
    words = signed_in(north.eve).get(reverse("my-children")).content.decode()
    assert "Noah Hartley" in words and "Otto Lind" in words and "Mina" not in words


def test_a_pupil_sees_their_own_page(signed_in, north):
    words = signed_in(north.noah).get(reverse("me")).content.decode()
    assert "Hello Noah" in words and "Asha Mistry" in words and "SEN support" not in words


@pytest.mark.parametrize("who", ["asha", "hannah", "helen"])
def test_staff_have_no_family_page(signed_in, north, who):
    visitor = signed_in(getattr(north, who))
    for address in (reverse("my-children"), reverse("my-child", args=[north.one.pupils[0].pk]), reverse("me")):
        assert visitor.get(address).status_code == 403


def test_a_parent_has_no_pupils_page_and_a_pupil_no_parents_page(signed_in, north):
    assert signed_in(north.eve).get(reverse("me")).status_code == 403
    assert signed_in(north.noah).get(reverse("my-children")).status_code == 403


def test_a_link_that_ended_shows_nothing(signed_in, north):
    with whole_trust(north.trust.pk):
        FamilyLink.objects.filter(user=north.eve).update(ends_on="2025-09-01")
    assert signed_in(north.eve).get(reverse("my-child", args=[north.one.pupils[0].pk])).status_code == 403


def test_family_pages_are_in_the_read_log_too(signed_in, north):
    signed_in(north.eve).get(reverse("my-child", args=[north.one.pupils[0].pk]))
    with whole_trust(north.trust.pk):
        row = ReadLog.objects.filter(user=north.eve).latest("pk")
    assert (row.pupil_id, row.how, row.page) == (north.one.pupils[0].pk, "open", "my-child")


def test_a_family_reads_no_line_of_the_log_but_its_own(signed_in, north):
    signed_in(north.grace).get(reverse("today"))
    signed_in(north.eve).get(reverse("my-child", args=[north.one.pupils[0].pk]))
    with acting_for(north.eve.pk, north.trust.pk):
        assert set(ReadLog.objects.values_list("user_id", flat=True)) == {north.eve.pk}
    with (
        acting_for(north.eve.pk, north.trust.pk),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        noah = north.one.pupils[0]
        record.seen([(noah.pk, noah.school_id)], how=How.OPENED, page="my-child", user_id=north.asha.pk)
