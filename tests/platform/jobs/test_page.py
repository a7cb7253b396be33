"""The page of a job: seen by those it concerns, moving by itself, and leading to the result."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from trust_send.platform.jobs import claims
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job
from trust_send.platform.walls.sources import acting_for, whole_trust


def page(client, job, **headers):
    return client.get(f"/jobs/{job.pk}/", **headers)


def test_waiting_it_refreshes_with_and_without_javascript(asked, north, signed_in):
    job = asked(north.asha)
    html = page(signed_in(north.asha), job).content.decode()
    assert "Making a hub" in html and "Waiting its turn" in html and north.one.school.name in html
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    assert f'hx-get="/jobs/{job.pk}/?seen=' in html and "<progress" in html and "You may leave this page" in html


@pytest.mark.parametrize(("seconds", "pause"), [(0, "500ms"), (5, "1000ms"), (60, "2000ms")])
def test_it_asks_again_soon_at_first_and_seldom_later(asked, north, signed_in, seconds, pause):
    job = asked(north.asha)
    with whole_trust(north.trust.pk):
        Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(seconds=seconds))
    asha = signed_in(north.asha)
    assert f'hx-trigger="every {pause}"' in page(asha, job).content.decode()
    claims.take(job_id=job.pk, trust_id=job.trust_id)
    part = page(asha, job, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 500ms"' in part, "what has only now begun may soon be over"


def test_running_it_shows_step_and_bar(asked, north, signed_in):
    job = asked(north.asha)
    claim, _ = claims.take(job_id=job.pk, trust_id=job.trust_id)
    claims.renew(claim, done=1200, total=7300, step="Reading the rows")
    html = page(signed_in(north.asha), job).content.decode()
    assert "Reading the rows" in html and "1,200 of 7,300" in html and 'max="7300" value="1200"' in html
    assert "interrupted" not in html


def test_a_page_that_shows_it_already_is_told_nothing(asked, north, signed_in):
    job = asked(north.asha)
    asha = signed_in(north.asha)

    def look() -> str:
        """Ask as the page does that was sent last."""
        answer = asha.get(html.unescape(again), headers={"HX-Request": "true"})
        return answer.content.decode() if answer.status_code == 200 else f"status {answer.status_code}"

    (again,) = re.findall('hx-get="(.+?)"', page(asha, job).content.decode())
    assert look() == "status 204"
    claim, _ = claims.take(job_id=job.pk, trust_id=job.trust_id)
    part = look()
    assert "Being done" in part
    (again,) = re.findall('hx-get="(.+?)"', part)
    assert look() == "status 204"
    claims.renew(claim, done=1, total=9, step="Being done")
    assert "1 of 9" in look()


def test_htmx_gets_only_the_part_that_changes(asked, north, signed_in):
    html = page(signed_in(north.asha), asked(north.asha), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html and "Waiting its turn" in html


def test_done_it_stands_still_and_leads_to_the_result(asked, north, signed_in):
    job = do_here(asked(north.asha))
    html = page(signed_in(north.asha), job).content.decode()
    assert "The hub is there" in html and "Look at the hub" in html and f'href="/jobs/{job.pk}/"' in html
    assert "hx-get" not in html and "http-equiv" not in html


def test_done_it_reloads_the_page_that_waited_for_it(asked, north, signed_in):
    job = do_here(asked(north.asha))
    here, elsewhere = f"http://testserver/jobs/{job.pk}/", "http://testserver/today/"
    for place, reloads in ((here, True), (elsewhere, False)):
        answer = page(signed_in(north.asha), job, headers={"HX-Request": "true", "HX-Current-URL": place})
        assert ("HX-Refresh" in answer) is reloads


def test_failed_it_says_why(asked, north, signed_in):
    job = do_here(asked(north.asha, wrong="refused"))
    html = page(signed_in(north.asha), job).content.decode()
    assert "It could not be done" in html and "There is no coast here. Choose another place." in html
    assert "hx-get" not in html


def test_tried_again_it_says_so_without_numbers(asked, north, signed_in):
    job = do_here(asked(north.asha, wrong="unexpected"))
    html = page(signed_in(north.asha), job).content.decode()
    assert "begun again" in html and "ZeroDivision" not in html and "attempt" not in html


def test_the_school_sees_it_and_nobody_else(asked, north, south, signed_in):
    job = asked(north.asha)
    seen = {person: page(signed_in(person), job).status_code for person in (north.asha, north.helen, north.cai)}
    assert set(seen.values()) == {200}
    hidden = [north.ben, north.eve, north.noah, north.hannah, south.dee, south.sam]
    assert {page(signed_in(person), job).status_code for person in hidden} == {404}


def test_the_trusts_own_jobs_are_for_its_staff(asked, north, south, signed_in):
    job = asked()
    assert page(signed_in(north.cai), job).status_code == 200
    assert page(signed_in(north.eve), job).status_code == page(signed_in(south.sam), job).status_code == 404


def test_nobody_sees_it_without_signing_in(asked, north, client):
    assert page(client, asked(north.asha)).status_code == 302


@pytest.mark.parametrize("result", [{}, {"url_name": "gone"}, {"url_name": "job", "args": ["a"]}])
def test_a_result_without_a_page_is_no_error(north, signed_in, asked, result):
    job = asked(north.asha)
    claim, _ = claims.take(job_id=job.pk, trust_id=job.trust_id)
    with whole_trust(north.trust.pk, user_id=north.asha.pk):
        claims.finish(claim, result=result)
    assert "Done" in page(signed_in(north.asha), job).content.decode()


def test_a_kind_that_is_no_more_still_has_a_page(north, signed_in, monkeypatch, asked):
    job = asked(north.asha)
    monkeypatch.setattr("trust_send.platform.jobs.kinds._kinds", {})
    assert "Work in the background" in page(signed_in(north.asha), job).content.decode()


def test_asking_keeps_to_the_askers_schools(north):
    with (
        acting_for(north.asha.pk, north.trust.pk),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        ask(kind="test-hub", key="x", parameters={}, school_id=north.two.school.pk)
