"""The way of a concern through its pages, as each person walks it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pupils.models import Concern, ConcernQuestion, Pupil
from pupils.services import concerns
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust

FILLED = {
    "strengths": "Kind, loves to build",
    "observed": "Loses the thread, progress is slow",
    "tried": "One step at a time",
    "tried_for": "weeks",
}


def text_of(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.fixture
def mina(north):
    return north.one.pupils[1]


@pytest.fixture
def concern(north, mina):
    with acting_for(north.grace.pk, north.trust.pk):
        return concerns.raise_about(pupil=mina, by=north.grace, **FILLED)


def test_a_teacher_raises_a_concern_from_today(signed_in, north, mina):
    browser = signed_in(north.grace)
    assert reverse("concern-choose") in text_of(browser.get(reverse("today")))
    assert reverse("concern-raise", args=[mina.pk]) in text_of(browser.get(reverse("concern-choose")))
    assert "Raise a concern" in text_of(browser.get(reverse("pupil", args=[mina.pk])))
    address = reverse("concern-raise", args=[mina.pk])
    half = text_of(browser.post(address, {"strengths": "Kind & careful", "observed": "x"}))
    assert "Kind &amp; careful" in half and "nothing yet" in half  # what was typed is kept, and what is missing is said
    sent = browser.post(address, FILLED, follow=True)
    assert "Your SENCO has your concern" in text_of(sent)
    assert "Your SENCO has it" in text_of(browser.get(reverse("today")))


def test_the_law_is_told_and_never_stands_in_the_way(signed_in, north, mina, concern):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=mina.pk).update(eal=True)
    address = reverse("concern-raise", args=[mina.pk])
    teacher = signed_in(north.grace)
    assert "Learning English is not SEN" in text_of(teacher.get(address))
    assert teacher.post(address, FILLED | {"observed": "Another thing"}).status_code == 302
    page = text_of(signed_in(north.asha).get(reverse("concern-decide", args=[concern.pk])))
    assert "Learning English is not SEN" in page and "Slow progress alone is not SEN" in page


def test_the_senco_asks_and_a_colleague_answers(signed_in, north, concern):
    senco, assistant = signed_in(north.asha), signed_in(north.renata)
    assert assistant.get(reverse("concern", args=[concern.pk])).status_code == 404
    ask = reverse("concern-ask", args=[concern.pk])
    senco.post(ask, {"of": north.renata.pk, "question": "How is it in Reading?"})
    with whole_trust(north.trust.pk):
        asked = ConcernQuestion.objects.get()
    answer = reverse("concern-answer", args=[concern.pk, asked.pk])
    assert answer in text_of(assistant.get(reverse("today")))
    assert "How is it in Reading?" in text_of(assistant.get(answer))
    assert signed_in(north.grace).get(answer).status_code == 404
    assert senco.get(answer).status_code == 403
    assert "How is it in Reading?" not in text_of(signed_in(north.grace).get(reverse("concern", args=[concern.pk])))
    assert "Waiting for an answer (1)" in text_of(senco.get(reverse("concerns") + "?show=asked"))
    assert "has gone to Asha" in text_of(assistant.post(answer, {"answer": "She copies others"}, follow=True))
    assert "She copies others" in text_of(senco.get(reverse("concern", args=[concern.pk])))
    assert answer not in text_of(assistant.get(reverse("today")))


def test_nobody_is_asked_who_does_not_have_the_child(signed_in, north):
    otto = north.one.pupils[2]
    with acting_for(north.grace.pk, north.trust.pk):
        alone = concerns.raise_about(pupil=otto, by=north.grace, **FILLED)
    page = text_of(signed_in(north.asha).get(reverse("concern-ask", args=[alone.pk])))
    assert "nobody to ask" in page and "Send the question" not in page


def test_what_came_of_it_goes_back(signed_in, north, concern):
    senco, teacher = signed_in(north.asha), signed_in(north.grace)
    assert "concern to decide" in text_of(senco.get(reverse("today")))
    decide = reverse("concern-decide", args=[concern.pk])
    page = text_of(senco.get(decide))
    assert "SEN support</label>" not in page  # Mina has a plan already
    assert "Say when you will look" in text_of(senco.post(decide, {"outcome": "universal", "words_back": "Pictures"}))
    day = timezone.localdate() + timedelta(weeks=6)
    form = {"outcome": "universal", "words_back": "Pictures first", "review_on": f"{day:%d/%m/%Y}"}
    assert "You look again on" in text_of(senco.post(decide, form, follow=True))
    assert "Pictures first" in text_of(teacher.get(reverse("today")))
    assert "Pictures first" in text_of(teacher.get(reverse("concern", args=[concern.pk])))
    assert "concern to decide" not in text_of(senco.get(reverse("today")))
    with whole_trust(north.trust.pk):
        Concern.objects.update(review_on=timezone.localdate())
    assert "Look again" in text_of(senco.get(reverse("concerns") + "?show=again"))
    assert "Decide anew" in text_of(senco.get(reverse("concern", args=[concern.pk])))


def test_what_a_safeguarding_lead_raised_comes_back_on_today_and_stands_on_the_childs_page(signed_in, north, mina):
    lead, page = signed_in(north.lena), reverse("pupil", args=[mina.pk])
    assert "Your concerns" not in text_of(lead.get(reverse("today")))
    lead.post(reverse("concern-raise", args=[mina.pk]), FILLED)
    today = text_of(lead.get(reverse("today")))
    assert "Your concerns" in today and "Your SENCO has it" in today
    with acting_for(north.asha.pk, north.trust.pk):
        raised = Concern.objects.get(pupil=mina, raised_by=north.lena)
        concerns.decide(concern=raised, by=north.asha, outcome="refer", review_on=None, words_back="A therapist comes")
    assert "A therapist comes" in text_of(lead.get(reverse("today")))
    assert "A therapist comes" in text_of(lead.get(page)) and "Referral" in text_of(lead.get(page))
    # Who teaches the child reads what they raised themselves or are asked about, here too.
    assert "A therapist comes" not in text_of(signed_in(north.grace).get(page))


def test_sen_support_leads_to_the_status_and_changes_nothing_by_itself(signed_in, north):
    otto = north.one.pupils[2]
    with acting_for(north.grace.pk, north.trust.pk):
        raised = concerns.raise_about(pupil=otto, by=north.grace, **FILLED)
    senco = signed_in(north.asha)
    decide = reverse("concern-decide", args=[raised.pk])
    answer = senco.post(decide, {"outcome": "support", "words_back": "We plan together", "review_on": ""})
    assert answer.url == reverse("pupil-status", args=[otto.pk])
    assert "Nothing has changed yet" in text_of(senco.get(answer.url))
    with whole_trust(north.trust.pk):
        assert [row.code for row in otto.senstatuss.all()] == ["N"]


def test_whoever_raised_it_withdraws_it(signed_in, north, concern):
    withdraw = reverse("concern-withdraw", args=[concern.pk])
    assert signed_in(north.asha).get(withdraw).status_code == 403
    teacher = signed_in(north.grace)
    assert "Withdraw this concern?" in text_of(teacher.get(withdraw))
    assert "is withdrawn" in text_of(teacher.post(withdraw, follow=True))
    assert "nothing to decide" in text_of(
        signed_in(north.asha).post(
            reverse("concern-decide", args=[concern.pk]), {"outcome": "refer", "words_back": "x"}
        )
    )


def test_the_list_is_by_age_and_by_school(signed_in, north, concern):
    with whole_trust(north.trust.pk):
        other = Concern.objects.create(
            pupil=Pupil.objects.get(pk=north.two.pupils[0].pk), raised_by=north.ben, **FILLED
        )
        Concern.objects.filter(pk=other.pk).update(raised_at=timezone.now() - timedelta(days=20))
    lead = signed_in(north.cai)
    page = text_of(lead.get(reverse("concerns")))
    assert page.index(reverse("concern", args=[other.pk])) < page.index(reverse("concern", args=[concern.pk]))
    assert "Waiting for 2 weeks" in page and "ts-rag--bad" in page
    only = text_of(lead.get(reverse("concerns") + f"?school={north.one.school.pk}"))
    assert reverse("concern", args=[other.pk]) not in only and reverse("concern", args=[concern.pk]) in only
    assert text_of(lead.get(reverse("concerns") + "?show=nonsense&school=x&page=9"))


def test_looking_is_noted(signed_in, north, mina, concern):
    signed_in(north.asha).get(reverse("concern", args=[concern.pk]))
    signed_in(north.asha).get(reverse("concerns"))
    with whole_trust(north.trust.pk):
        assert set(ReadLog.objects.filter(pupil_id=mina.pk).values_list("page", flat=True)) == {"concern", "concerns"}


def test_the_history_tells_of_it_without_its_words(signed_in, north, mina, concern):
    with acting_for(north.asha.pk, north.trust.pk):
        concerns.decide(concern=concern, outcome="refer", words_back="Speech therapy", by=north.asha)
    page = text_of(signed_in(north.asha).get(reverse("pupil-history", args=[mina.pk])))
    assert "Concern raised" in page and "Concern decided: Refer to a specialist" in page
