"""A file says another status than the register: the SENCO answers."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Need, SenStatus, StatusQuestion
from pupils.services import questions, undoing
from pupils.services import statuses as statuses_service
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()


@pytest.fixture
def asked(north):
    """The file says that Noah has an EHC plan, with two needs."""
    with whole_trust(north.trust.pk):
        return StatusQuestion.objects.create(
            pupil=north.one.pupils[0], register_code="K", file_code="E", file_needs=["ASD", "SLCN", "NSA", "XX"]
        )


def statuses(north):
    with whole_trust(north.trust.pk):
        return list(
            SenStatus.objects.filter(pupil=north.one.pupils[0]).order_by("starts_on").values_list("code", flat=True)
        )


def test_the_page_shows_the_question_to_who_may_answer(asked, signed_in, north):
    address = f"/pupils/{asked.pupil_id}/"
    assert "Which is right?" in signed_in(north.asha).get(address).content.decode()
    assert "Which is right?" not in signed_in(north.grace).get(address).content.decode()
    assert "Which is right?" not in signed_in(north.lena).get(address).content.decode()


def test_keeping_leaves_the_register(asked, signed_in, north):
    address = f"/pupils/{asked.pupil_id}/questions/{asked.pk}/"
    page = signed_in(north.asha).post(address, {"answer": "keep", "reason": "Draft only"}, follow=True)
    assert "The register stays as it is." in page.content.decode()
    assert statuses(north) == ["K"]
    with whole_trust(north.trust.pk):
        answered = StatusQuestion.objects.get(pk=asked.pk)
    assert (answered.answer, answered.answered_by) == ("keep", north.asha) and answered.answered_at
    assert signed_in(north.asha).get(address).status_code == 404


def test_taking_changes_status_and_needs_from_the_day(asked, signed_in, north):
    address = f"/pupils/{asked.pupil_id}/questions/{asked.pk}/"
    signed_in(north.asha).post(address, {"answer": "take", "on": "1/3/2026", "told_on": "1/3/2026"})
    assert statuses(north) == ["K", "E"]
    with whole_trust(north.trust.pk):
        assert SenStatus.objects.get(pupil=asked.pupil_id, code="E").starts_on == date(2026, 3, 1)
        held = Need.objects.on(TODAY).filter(pupil=asked.pupil_id).order_by("rank").values_list("need_type", flat=True)
        assert list(held) == ["ASD", "SLCN"], "what the census cannot take is left out"


def test_a_refused_day_changes_nothing(asked, signed_in, north):
    address = f"/pupils/{asked.pupil_id}/questions/{asked.pk}/"
    page = signed_in(north.asha).post(address, {"answer": "take", "on": "1/1/2020"}).content.decode()
    assert "began on 1 September 2024" in page and statuses(north) == ["K"]
    with whole_trust(north.trust.pk):
        assert StatusQuestion.objects.get(pk=asked.pk).answer == ""


def test_a_question_is_answered_once(asked, north):
    with whole_trust(north.trust.pk):
        questions.keep(question=asked, by=north.asha)
        with pytest.raises(ValidationError, match="already"):
            questions.take(question=asked, on=TODAY, by=north.asha)


def test_only_who_may_change_a_status_answers_and_only_for_their_children(asked, signed_in, north, south):
    address = f"/pupils/{asked.pupil_id}/questions/{asked.pk}/"
    for who in (north.grace, north.lena, north.dora):
        assert signed_in(who).post(address, {"answer": "keep"}).status_code == 403
    assert signed_in(north.ben).post(address, {"answer": "keep"}).status_code in (403, 404)
    assert signed_in(south.dee).post(address, {"answer": "keep"}).status_code == 404
    other = north.one.pupils[1]
    assert signed_in(north.asha).get(f"/pupils/{other.pk}/questions/{asked.pk}/").status_code == 404


def test_a_change_to_what_the_file_says_is_the_answer(asked, signed_in, north):
    with whole_trust(north.trust.pk):
        change_id = statuses_service.change(pupil=asked.pupil, code="E", on=TODAY, by=north.asha)
        asked.refresh_from_db()
        assert (asked.answer, asked.answered_by) == ("take", north.asha)
    assert "Which is right?" not in signed_in(north.asha).get(f"/pupils/{asked.pupil_id}/").content.decode()
    with whole_trust(north.trust.pk):
        undoing.take_back(pupil=asked.pupil, change_id=change_id, by=north.asha)
        asked.refresh_from_db()
    assert (asked.answer, asked.answered_at, asked.register_code) == ("", None, "K"), "taken back, it is asked again"


def test_a_change_to_a_third_status_is_asked_anew(asked, signed_in, north):
    with whole_trust(north.trust.pk):
        statuses_service.change(pupil=asked.pupil, code="N", on=TODAY, by=north.asha)
        asked.refresh_from_db()
        assert (asked.answer, asked.register_code) == ("", "N")
    page = signed_in(north.asha).get(f"/pupils/{asked.pupil_id}/").content.decode()
    assert "Which is right?" in page and "The register says <strong>No SEN</strong>" in " ".join(page.split())


def test_a_change_is_taken_back_though_a_newer_file_has_asked_since(asked, north):
    with whole_trust(north.trust.pk):
        change_id = statuses_service.change(pupil=asked.pupil, code="E", on=TODAY, by=north.asha)
        newer = StatusQuestion.objects.create(pupil=asked.pupil, register_code="E", file_code="N")
        undoing.take_back(pupil=asked.pupil, change_id=change_id, by=north.asha)
        asked.refresh_from_db()
        newer.refresh_from_db()
    assert (asked.answer, newer.answer) == ("take", "")
    assert (newer.register_code, newer.file_code) == ("K", "N"), (
        "the newer question stays, asked of the status put back"
    )
