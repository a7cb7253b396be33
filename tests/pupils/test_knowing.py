"""Diagnoses beside the census, and the family's own words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from pupils.models import Diagnosis, FamilyWords, Need, Pupil, SenStatus
from pupils.services import knowing
from schools.roles import ROLES, Verb
from trust_send.platform.history import events_of
from trust_send.platform.walls.sources import acting_for, whole_trust

FOUND = {"name": "ADHD", "diagnosed_by": "Dr Rao", "diagnosed_on": "6/1/2026", "evidence": "Letter on file"}


@pytest.fixture
def noah(north):
    """A child with SEN support, before the SENCO."""
    with acting_for(north.asha.pk, north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[0].pk)


def page_of(browser, noah, name="pupil"):
    return browser.get(reverse(name, args=[noah.pk])).content.decode()


def test_a_diagnosis_is_noted_apart_and_withdrawn_with_a_reason(signed_in, north, noah):
    asha = signed_in(north.asha)
    form = page_of(asha, noah, "pupil-diagnosis")
    assert "Support needs no diagnosis" in form and '<option value="Dyslexia">' in form
    with whole_trust(north.trust.pk):
        before = list(SenStatus.objects.values_list()), list(Need.objects.values_list())
    saved = asha.post(reverse("pupil-diagnosis", args=[noah.pk]), FOUND, follow=True).content.decode()
    assert "Found by Dr Rao on 6 January 2026 · Letter on file" in saved
    with whole_trust(north.trust.pk):
        assert (list(SenStatus.objects.values_list()), list(Need.objects.values_list())) == before
    again = asha.post(reverse("pupil-diagnosis", args=[noah.pk]), FOUND | {"name": "a.d.h.d"}).content.decode()
    assert "is noted already" in again
    with whole_trust(north.trust.pk):
        row = Diagnosis.objects.get(pupil=noah)
    address = reverse("pupil-diagnosis-withdraw", args=[noah.pk])
    assert "Say why it is withdrawn" in asha.post(address, {"diagnosis": row.pk}).content.decode()
    gone = asha.post(address, {"diagnosis": row.pk, "reason": "Another child was meant"}, follow=True)
    assert "Letter on file" not in gone.content.decode()
    told = page_of(asha, noah, "pupil-history")
    assert "Diagnosis withdrawn: ADHD" in told and "Another child was meant" in told


def test_only_who_leads_reads_a_diagnosis(signed_in, north, noah):
    knowing.note(pupil=noah, name="Zebra syndrome", by=north.asha, evidence="x")
    for person in (north.asha, north.lena, north.cai):
        assert "Zebra syndrome" in page_of(signed_in(person), noah)
    for person in (north.grace, north.dora, north.hannah):
        page = page_of(signed_in(person), noah)
        assert "Zebra syndrome" not in page and "Diagnoses" not in page
    assert "Zebra" not in signed_in(north.eve).get(reverse("my-child", args=[noah.pk])).content.decode()
    assert "Zebra" not in signed_in(north.noah).get(reverse("me")).content.decode()


def test_who_reads_the_history_of_a_record_may_know_the_diagnoses_in_it():
    readers = {role.code for role in ROLES.values() if Verb.SEE_READ_LOG in role.verbs}
    assert readers == {role.code for role in ROLES.values() if Verb.SEE_DIAGNOSES in role.verbs}
    assert readers == {"senco", "headteacher", "dsl", "trustlead"}


@pytest.mark.parametrize("day", [date(2010, 1, 1), timezone.localdate() + timedelta(days=1)])
def test_a_day_that_cannot_be_is_refused(day, noah, north):
    with pytest.raises(ValidationError) as refused:
        knowing.note(pupil=noah, name="ADHD", by=north.asha, diagnosed_on=day)
    assert "diagnosed_on" in refused.value.message_dict


def test_the_familys_words_stand_above_the_needs_for_all_who_teach_and_on_their_own_pages(signed_in, north, noah):
    asha = signed_in(north.asha)
    said = {"words": "Noah is autistic", "not_these": "disorder", "said_by": "Noah’s mother", "on": "1/10/2026"}
    asha.post(reverse("pupil-words", args=[noah.pk]), said)
    for person in (north.asha, north.grace, north.hannah):
        page = page_of(signed_in(person), noah)
        assert page.index("Noah is autistic") < page.rindex("1st need") and "disorder" in page
    own = signed_in(north.eve).get(reverse("my-child", args=[noah.pk])).content.decode()
    mine = signed_in(north.noah).get(reverse("me")).content.decode()
    for page in (own, mine):
        assert "How we talk about this" in page and "Noah is autistic" in page
        assert "Noah’s mother" not in page  # the other household may read this page
    assert reverse("pupil-words", args=[noah.pk]) not in page_of(signed_in(north.grace), noah)


def test_a_newer_wish_follows_and_an_empty_one_ends(noah, north):
    def said(words, on):
        return knowing.say_words(pupil=noah, words=words, said_by="Dad", on=on, by=north.asha)

    with pytest.raises(ValidationError, match="Enter the words"):
        said("", date(2026, 1, 1))
    said("Finds words hard", date(2026, 1, 1))
    said("Has DLD", date(2026, 2, 1))
    said("Has developmental language disorder", date(2026, 2, 1))
    with pytest.raises(ValidationError, match="was said on 1 February 2026"):
        said("Something", date(2026, 1, 15))
    said("", date(2026, 3, 1))
    rows = list(FamilyWords.objects.filter(pupil=noah).order_by("starts_on").values_list("words", "ends_on"))
    assert rows == [
        ("Finds words hard", date(2026, 2, 1)),
        ("Has developmental language disorder", date(2026, 3, 1)),
    ]
    assert "Has DLD" in events_of(FamilyWords).values_list("words", flat=True)


def test_who_writes_at_the_same_time_is_shown_the_others_words(signed_in, north, noah):
    address, asha = reverse("pupil-words", args=[noah.pk]), signed_in(north.asha)
    seen = '{"words": "", "not_these": ""}'
    first = {"words": "One", "said_by": "Mum", "on": "1/10/2026", "seen": seen}
    asha.post(address, first)
    page = asha.post(address, first | {"words": "Two"}).content.decode()
    assert "changed this to “One” while you were writing" in page
