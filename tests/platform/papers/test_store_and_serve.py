"""Papers: kept once, found only by those who may, and gone with the attempt that came to nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from celery import shared_task
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from trust_send.platform.jobs import claims, kinds
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.claims import FenceLost
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.jobs.pulse import Pulse
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Work
from trust_send.platform.papers import naming, selectors, store
from trust_send.platform.papers.models import Paper
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

PDF = b"%PDF-1.7 of a test"
DAY = date(2026, 11, 22)
kinds.register("test-paper", task="tests.make_paper", label="Making a paper")


@shared_task(base=TrustTask, name="tests.make_paper")
def make_paper(work: Work) -> None:
    """Keep what the parameters say."""
    how = {"title": "SEND in a Nutshell, North One", "holds_children": False, "content": PDF, **work.parameters}
    how["content"] = how["content"] if isinstance(how["content"], bytes) else how["content"].encode()
    store.keep(work=work, kind="test-paper", school_id=work.school_id, as_known_on=DAY, pages=1, **how)


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def asked(north) -> Callable[..., Job]:
    def asked_for(school=north.one.school, **parameters) -> Job:
        with whole_trust(north.trust.pk):
            return ask(kind="test-paper", key=str(uuid4()), parameters=parameters, school_id=school and school.pk)

    return asked_for


@pytest.fixture
def kept(asked, north) -> Callable[..., Paper]:
    def made(**parameters) -> Paper:
        job = do_here(asked(**parameters))
        assert job.state == State.DONE, job.problem
        with whole_trust(north.trust.pk):
            return Paper.objects.get(job=job)

    return made


def files(trust) -> list[str]:
    try:
        return default_storage.listdir(naming.folder(trust.pk))[1]
    except FileNotFoundError:
        return []


def test_row_file_and_result_agree(kept, north):
    paper = kept()
    assert (paper.bytes, paper.pages, len(paper.sha256), paper.pupil_ids) == (len(PDF), 1, 64, [])
    assert paper.file.name.startswith(f"papers/{north.trust.pk}/") and len(files(north.trust)) == 1
    with whole_trust(north.trust.pk):
        assert paper.job.result["args"] == [paper.pk]


@pytest.mark.parametrize(
    "wrong", [{"holds_children": True}, {"pupil_ids": [1]}, {"school": None, "holds_children": True, "pupil_ids": [1]}]
)
def test_children_are_named_for_the_read_log_or_not_held(asked, north, wrong):
    job = do_here(asked(**wrong))
    assert job.state == State.WAITING and files(north.trust) == []


def test_a_late_worker_leaves_neither_row_nor_file(asked, north):
    job = asked()
    claim, row = claims.take(job_id=job.pk, trust_id=job.trust_id)
    with whole_trust(north.trust.pk):
        Job.objects.filter(pk=job.pk).update(lease_until="2020-01-01T00:00Z")
    assert do_here(job).state == State.DONE
    with pytest.raises(FenceLost):
        make_paper.run(Work(claim, row, Pulse(claim)))
    with whole_trust(north.trust.pk):
        assert Paper.objects.filter(job=job).count() == 1
    assert len(files(north.trust)) == 1


def test_sweeping_takes_what_killed_attempts_left_and_nothing_else(asked, kept, north):
    paper, running, failed = kept(), asked(), asked(holds_children=True)
    claim, _ = claims.take(job_id=running.pk, trust_id=north.trust.pk)
    for _ in range(5):
        failed = do_here(failed)
    assert failed.state == State.FAILED
    folder = naming.folder(north.trust.pk)
    of_running = f"{running.pk}-{claim.token.hex}.pdf"
    of_killed = [f"{number}-{uuid4().hex}.pdf" for number in (paper.job_id, failed.pk)]
    foreign = "note.txt"
    for name in (of_running, *of_killed, foreign):
        default_storage.save(f"{folder}/{name}", ContentFile(b"x"))
    assert store.sweep(trust_id=north.trust.pk) == 2
    assert set(files(north.trust)) == {paper.file.name.rpartition("/")[2], of_running, foreign}


def test_download_is_an_attachment_that_nobody_stores(kept, north, signed_in):
    paper = kept()
    response = signed_in(north.helen).get(f"/papers/{paper.pk}/")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, PDF, "application/pdf")
    expected = 'attachment; filename="send-in-a-nutshell-north-one-2026-11-22.pdf"'
    assert response["Content-Disposition"] == expected
    assert response["X-Content-Type-Options"] == "nosniff" and response["Cache-Control"] == "no-store"
    assert "sandbox" in response["Content-Security-Policy"] and not response.streaming


def test_it_may_be_looked_at_only_when_it_cannot_do_anything(kept, north, signed_in):
    browser = signed_in(north.helen)
    shown = browser.get(f"/papers/{kept().pk}/?view=1")
    assert shown["Content-Disposition"].startswith("inline")
    page = browser.get(f"/papers/{kept(media_type='text/html').pk}/?view=1")
    assert page["Content-Disposition"].startswith("attachment")


def test_who_may(kept, north, south, signed_in, cast):
    paper = kept()
    status = {person: signed_in(person).get(f"/papers/{paper.pk}/").status_code for person in cast.everyone}
    may = {north.asha, north.cai, north.helen, north.tom, north.maryam}
    in_reach_without_the_verb = {north.dora, north.lena}
    for person, code in status.items():
        assert code == (200 if person in may else 403 if person in in_reach_without_the_verb else 404), person


def test_a_paper_with_children_is_for_those_who_see_them_and_is_noted(kept, north, signed_in):
    noah, mina = north.one.pupils[:2]
    paper = kept(title="Plan", holds_children=True, pupil_ids=[mina.pk, noah.pk])
    for person in (north.helen, north.tom, north.maryam, north.grace, north.eve, north.ben):
        assert signed_in(person).get(f"/papers/{paper.pk}/").status_code == 404
    response = signed_in(north.asha).get(f"/papers/{paper.pk}/")
    assert response["Content-Disposition"] == 'attachment; filename="test-paper-2026-11-22.pdf"'
    with whole_trust(north.trust.pk):
        log = ReadLog.objects.filter(page="paper", user=north.asha)
        assert set(log.values_list("pupil_id", "how")) == {(noah.pk, "export"), (mina.pk, "export")}


def test_a_paper_without_children_writes_nothing(kept, north, signed_in):
    paper, browser = kept(), signed_in(north.helen)
    browser.get(f"/papers/{paper.pk}/")
    with whole_trust(north.trust.pk):
        assert not ReadLog.objects.filter(page="paper").exists()


def test_the_trusts_paper_is_for_those_who_see_figures(kept, north, signed_in):
    paper = kept(school=None)
    assert signed_in(north.helen).get(f"/papers/{paper.pk}/").status_code == 200
    assert signed_in(north.grace).get(f"/papers/{paper.pk}/").status_code == 404


def test_selectors_say_the_walls_rule_a_second_time(kept, north, south):
    one, trusts = kept(), kept(school=None)
    with_children = kept(holds_children=True, pupil_ids=[north.one.pupils[0].pk])
    with whole_trust(north.trust.pk) as reach:
        assert set(selectors.papers(reach)) == {one, trusts, with_children}
        assert list(selectors.papers(reach, kind="test-paper", school_id=north.one.school.pk)) == [with_children, one]
        assert not selectors.papers(south.reach()).exists()
        assert set(selectors.papers(north.reach(north.two))) == {trusts}
    with acting_with(north.reach(north.two)):
        assert set(Paper.objects.all()) == {trusts}
