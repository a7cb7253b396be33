"""The register review through its pages: walked, settled, answered, signed, read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pupils.models import Enrolment, RegisterReview, ReviewAnswer, SettledCheck
from pupils.review_checks import CHECKS
from pupils.selectors import reviewing as selectors
from pupils.services import reviewing as services
from schools.models import School, Term
from trust_send.platform.history import events_of
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust


def text_of(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.fixture
def one(north):
    """The school, in a term that runs now whatever the day."""
    today = timezone.localdate()
    with whole_trust(north.trust.pk):
        Term.objects.filter(school=north.one.school).update(
            year_start=today.year if today.month >= 9 else today.year - 1,
            starts_on=today - timedelta(days=30),
            ends_on=today + timedelta(days=60),
        )
    return north.one


@pytest.fixture
def address(one):
    return reverse("register-review", args=[one.school.pk])


def send(browser, address, what, **body):
    return browser.post(f"{address}{what}/", body)


def state_of(north):
    school = School.objects.get(pk=north.one.school.pk)
    return selectors.state_of(reach=north.reach(north.one), school=school, on=timezone.localdate())


def answer_all(north, *, besides=()):
    """The first by the service, which counts what each check finds; the others as it leaves them."""
    first, *others = (check.id for check in CHECKS if check.id not in besides)
    with acting_for(north.asha.pk, north.trust.pk):
        review = services.answer(
            state=state_of(north), check_id=first, answer="yes", by=north.asha,
            reach=north.reach(north.one), on=timezone.localdate(),
        )  # fmt: skip
        ReviewAnswer.objects.bulk_create(
            ReviewAnswer(review=review, school_id=review.school_id, check_id=check_id, answer="yes",
                         answered_by=north.asha)
            for check_id in others
        )  # fmt: skip
        review.found |= dict.fromkeys(others, {"found": 0, "settled": 0})
        review.save(update_fields=["found"])


def test_the_children_are_seen_as_they_are(north, one):
    noah, mina, otto = one.pupils
    today = timezone.localdate()
    with whole_trust(north.trust.pk):
        Enrolment.objects.filter(pupil=mina).update(ends_on=today - timedelta(days=7))
        # Registered anew without a break: Otto has been here all the time.
        Enrolment.objects.filter(pupil=otto).update(ends_on=today)
        Enrolment.objects.create(pupil=otto, at_school=one.school, kind="M", starts_on=today)
    with acting_for(north.asha.pk, north.trust.pk):
        found = {
            child.pupil_id: child
            for child in selectors.children_of(reach=north.reach(one), school_id=one.school.pk, on=today)
        }
    assert {child.status for child in found.values()} == {"K", "E", "N"}
    assert found[noah.pk].status_since == date(2024, 9, 1) and found[noah.pk].is_family_told
    assert found[mina.pk].left_on == today - timedelta(days=7) and found[noah.pk].left_on is None
    assert found[otto.pk].joined_on == date(2024, 9, 1) and found[otto.pk].left_on is None
    assert not set(found) & {pupil.pk for pupil in north.two.pupils}


def test_a_child_is_left_as_it_is_and_taken_back(signed_in, north, one, address):
    noah = one.pupils[0]
    senco = signed_in(north.asha)
    opened = text_of(senco.get(f"{address}?check=RR-17"))
    assert "0 of 20 checks answered" in opened and "No layer of support recorded" in opened
    assert reverse("pupil-layer", args=[noah.pk]) in opened
    child = {"check_id": "RR-17", "pupil_id": noah.pk}
    assert "Write why it is right as it is" in text_of(send(senco, address, "settle", **child))
    send(senco, address, "settle", **child, reason="Looked at on Monday")
    opened = text_of(senco.get(f"{address}?check=RR-17"))
    assert "Looked at on Monday" in opened and "1 right as it is" in opened
    send(senco, address, "settle", **child, back="1")
    assert "Looked at on Monday" not in text_of(senco.get(f"{address}?check=RR-17"))
    with whole_trust(north.trust.pk):
        assert events_of(SettledCheck).filter(pupil=noah, pgh_label="delete").count() == 1
        assert ReadLog.objects.filter(pupil=noah, page="register-review").exists()
    elsewhere = send(senco, address, "settle", check_id="RR-17", pupil_id=north.two.pupils[0].pk, reason="x")
    assert elsewhere.status_code == 302
    with whole_trust(north.trust.pk):
        assert not SettledCheck.objects.exists()


def test_each_check_is_answered_and_the_next_opens(signed_in, north, one, address):
    senco = signed_in(north.asha)
    assert "later part of the product" in text_of(senco.get(address))  # RR-01 is answered by hand
    assert "Choose yes, no or not sure" in text_of(send(senco, address, "answer", check_id="RR-01"))
    assert send(senco, address, "answer", check_id="RR-01", answer="no", note="Two pupils").url.endswith("RR-02#RR-02")
    send(senco, address, "answer", check_id="RR-01", answer="yes")
    opened = text_of(senco.get(address))
    assert "1 of 20 checks answered" in opened and "19 to go" in opened and "Two pupils" not in opened
    with whole_trust(north.trust.pk):
        assert [row.answer for row in ReviewAnswer.objects.all()] == ["yes"]
    assert reverse("school-census", args=[one.school.pk]) in text_of(senco.get(f"{address}?check=RR-16"))
    shown = text_of(senco.get(f"{address}?check=RR-15"))
    assert "Girls" in shown and "Year 4" in shown and "66.7%" in shown


def test_both_sign_and_nothing_changes_after_it(signed_in, north, one, address):
    senco = signed_in(north.asha)
    answer_all(north, besides=("RR-20", "RR-19"))
    assert "1 check has no answer yet" in text_of(senco.post(f"{address}sign/", {"part": "senco"}, follow=True))
    assert send(senco, address, "answer", check_id="RR-19", answer="unsure").url == f"{address}#signatures"
    assert "Sign as SENCO" in text_of(senco.get(address))
    assert "Register review" in text_of(senco.get(reverse("today")))
    send(senco, address, "sign", part="senco")
    assert send(senco, address, "sign", part="head").status_code == 403
    signed = text_of(senco.get(address))
    assert (
        "Sign as headteacher" not in signed and "Take my signature back" in signed and "Save the answer" not in signed
    )
    assert "Walk through the register" not in text_of(senco.get(reverse("today")))
    refused = senco.post(f"{address}answer/", {"check_id": "RR-01", "answer": "no"}, follow=True)
    assert "The SENCO has signed" in text_of(refused)
    with whole_trust(north.trust.pk):
        review = RegisterReview.objects.get()
        assert review.found["RR-17"] == {"found": 2, "settled": 0} and len(review.found) == len(CHECKS)
        Enrolment.objects.filter(pupil=one.pupils[0]).update(ends_on=timezone.localdate())
    assert "2 pupils found" in text_of(senco.get(address))  # as it was when it was signed
    assert "Write why you take" in text_of(send(senco, address, "sign", part="senco", back="1"))
    send(senco, address, "sign", part="senco", back="1", reason="One was wrong")
    opened = text_of(senco.get(address))
    assert "Sign as SENCO" in opened and "Asha Mistry took a signature back" in opened and ": One was wrong" in opened
    with whole_trust(north.trust.pk):
        assert events_of(RegisterReview).latest("pgh_id").pgh_context["reason"] == (
            "Signature taken back: One was wrong"
        )


def test_the_head_signs_after_the_senco(signed_in, north, one, address):
    with whole_trust(north.trust.pk):
        from schools.models import Post

        Post.objects.create(user=north.ben, role="headteacher", school=one.school, starts_on=date(2024, 9, 1))
    head = signed_in(north.ben)
    seen = text_of(head.get(f"{address}?check=RR-17"))
    assert "Save the answer" not in seen and "Keep it as it is" not in seen
    assert "Nothing has been answered yet" in text_of(head.post(f"{address}sign/", {"part": "head"}, follow=True))
    answer_all(north)
    assert "The SENCO signs first" in text_of(head.post(f"{address}sign/", {"part": "head"}, follow=True))
    send(signed_in(north.asha), address, "sign", part="senco")
    assert "Sign the register review" in text_of(head.get(reverse("today")))
    send(head, address, "sign", part="head")
    assert "Ben" in text_of(head.get(address))
    assert "Sign the register review" not in text_of(head.get(reverse("today")))
    # The SENCO's signature stays while the head's stands on it; the head's is not the SENCO's to take.
    senco = signed_in(north.asha)
    assert "Take my signature back" not in text_of(senco.get(address))
    kept = senco.post(f"{address}sign/", {"part": "senco", "back": "1", "reason": "x"}, follow=True)
    assert "whoever gave it" in text_of(kept)


def test_an_earlier_review_stays_readable(signed_in, north, one, address):
    with whole_trust(north.trust.pk):
        term = Term.objects.create(
            school=one.school, year_start=2023, number=3, starts_on=date(2024, 1, 8), ends_on=date(2024, 2, 9)
        )
        past = RegisterReview.objects.create(
            school=one.school, term=term, begun_by=north.asha, found={"RR-02": {"found": 3, "settled": 1}, "OLD": {}}
        )
    senco = signed_in(north.asha)
    assert f"?review={past.pk}" in text_of(senco.get(address))
    seen = text_of(senco.get(f"{address}?review={past.pk}"))
    assert "Spring term 2023/24" in seen and "3 pupils found, 1 right as it is" in seen and "Check OLD" in seen
    assert "Save the answer" not in seen
    assert senco.get(f"{address}?review=999999").status_code == 404


def test_a_school_without_terms_is_told_where_to_set_them(signed_in, north, address):
    with whole_trust(north.trust.pk):
        Term.objects.all().delete()
    assert "No term dates yet" in text_of(signed_in(north.asha).get(address))
    assert "Set the terms" in text_of(signed_in(north.cai).get(address))
    assert send(signed_in(north.asha), address, "answer", check_id="RR-01", answer="yes").status_code == 302


def test_the_trust_sees_how_schools_stand_and_no_child(signed_in, north, one, address):
    answer_all(north, besides=("RR-19",))
    overview = reverse("register-reviews")
    lead = text_of(signed_in(north.cai).get(overview))
    assert "19 of 20 answered" in lead and "Not begun" in lead and address in lead
    assert "0 of 2 schools have signed this term" in text_of(signed_in(north.cai).get(reverse("today")))
    hub = text_of(signed_in(north.maryam).get(overview))
    assert "19 of 20 answered" in hub and north.two.school.name not in hub and address not in hub
    assert "Hartley" not in lead and "Hartley" not in hub
    assert address in text_of(signed_in(north.asha).get(reverse("register")))
    assert address in text_of(signed_in(north.asha).get(reverse("school", args=[one.school.pk])))
    assert overview in text_of(signed_in(north.maryam).get(reverse("schools")))
