"""The Nutshell as a job: made once for the same figures, kept, and given only within reach."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from pupils.models import SenStatus
from reporting.models import Figure
from reporting.nutshells import nutshells
from reporting.services import asking, counting
from schools.models import Post
from tests.pdf.judge import judge
from tests.reporting.figures import ON, TODAY, cells
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.jobs.models import Job, State
from trust_send.platform.papers.models import Paper
from trust_send.platform.walls.sources import acting_for, whole_trust


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def asked(signed_in, north):
    """Press the button and give the job."""

    def press(person, school="all") -> Job:
        answer = signed_in(person).post("/documents/nutshell/", {"school": school})
        job_id = int(re.fullmatch(r"/jobs/(\d+)/", answer.headers["Location"])[1])
        with acting_for(person.pk, north.trust.pk):
            return Job.objects.get(pk=job_id)

    return press


def papers_of(side) -> list[Paper]:
    with whole_trust(side.trust.pk):
        return list(Paper.objects.order_by("pk"))


def test_from_the_button_to_the_governors_download(asked, signed_in, north, write_figures):
    write_figures(north, north.one.school)
    job = do_here(asked(north.asha, north.one.school.pk))
    assert job.state == State.DONE, job.problem
    (paper,) = papers_of(north)
    assert (paper.kind, paper.holds_children, paper.pages, paper.school_id) == (
        "nutshell",
        False,
        1,
        north.one.school.pk,
    )
    helen = signed_in(north.helen)
    page = helen.get("/documents/").content.decode()
    assert f"/papers/{paper.pk}/" in page and "by Asha Mistry" in page and "Make the Nutshell" not in page
    answer = helen.get(f"/papers/{paper.pk}/")
    assert answer.content.startswith(b"%PDF") and "send-in-a-nutshell-north-one" in answer["Content-Disposition"]
    assert judge(answer.content) == []


def test_it_is_out_of_reach_for_everyone_else(asked, signed_in, north, south, write_figures):
    write_figures(north, north.two.school)
    assert do_here(asked(north.ben, north.two.school.pk)).state == State.DONE
    (paper,) = papers_of(north)
    for person in (north.helen, north.asha, south.sam, south.dee, north.grace, north.eve):
        assert signed_in(person).get(f"/papers/{paper.pk}/").status_code == 404, person
    for person in (north.cai, north.tom, north.ben):
        assert signed_in(person).get(f"/papers/{paper.pk}/").status_code == 200, person
    assert signed_in(north.lena).get(f"/papers/{paper.pk}/").status_code in (403, 404)


def test_the_same_figures_are_the_same_document(asked, north, write_figures):
    write_figures(north, north.one.school)
    first = asked(north.asha, north.one.school.pk)
    do_here(first)
    again = do_here(asked(north.cai, north.one.school.pk))
    assert again.state == State.DONE and "document that was there already" in again.result["words"]
    write_figures(north, north.one.school)
    assert do_here(asked(north.asha, north.one.school.pk)).state == State.DONE and len(papers_of(north)) == 1
    assert again.result["args"] == [papers_of(north)[0].pk]
    write_figures(north, north.one.school, cells(none=300, support={"SLCN": 20}, plan={"ASD": 9}))
    second = asked(north.asha, north.one.school.pk)
    assert second.pk != first.pk and do_here(second).state == State.DONE and len(papers_of(north)) == 2


def test_doing_it_again_makes_no_second_document(asked, north, write_figures):
    write_figures(north, north.one.school)
    job = asked(north.asha, north.one.school.pk)
    do_here(job)
    do_here(job)
    assert len(papers_of(north)) == 1


def test_whoever_lost_the_post_gets_no_document(asked, north, write_figures):
    write_figures(north, north.one.school)
    job = asked(north.asha, north.one.school.pk)
    with whole_trust(north.trust.pk):
        Post.objects.filter(user=north.asha).update(ends_on="2024-10-01")
    assert do_here(job).state == State.FAILED and papers_of(north) == []


def test_a_batch_is_one_job_for_each_of_my_schools(signed_in, north, write_figures):
    for house in (north.one, north.two):
        write_figures(north, house.school)
    answer = signed_in(north.cai).post("/documents/nutshell/", {"school": "all"}, follow=True)
    text = answer.content.decode()
    assert "Nutshells are being made" in text and "0 of 2 schools done" in text
    with whole_trust(north.trust.pk):
        assert {job.school_id for job in Job.objects.filter(kind="nutshell")} == {
            north.one.school.pk,
            north.two.school.pk,
        }


def test_the_hub_lead_makes_those_of_the_hub_without_sight_of_a_child(asked, north, write_figures):
    for house in (north.one, north.two):
        write_figures(north, house.school)
    job = do_here(asked(north.maryam))
    assert job.state == State.DONE and job.school_id == north.one.school.pk


def test_an_uncounted_school_is_told_of_and_nothing_is_made(signed_in, north):
    answer = signed_in(north.asha).post("/documents/nutshell/", {"school": north.one.school.pk}, follow=True)
    assert "Nothing has been counted yet" in answer.content.decode()
    with whole_trust(north.trust.pk):
        assert not Job.objects.filter(kind="nutshell").exists()
        lost = asking.make_nutshell(school_id=north.one.school.pk, by_id=north.asha.pk, at=timezone.now())
    lost = do_here(lost)
    assert lost.state == State.FAILED and "not been counted yet" in lost.problem


def test_earlier_documents_are_for_all_who_read_the_newest(asked, signed_in, north, write_figures):
    for none in (300, 310):
        write_figures(north, north.one.school, cells(none=none, support={"SLCN": 20}, plan={"ASD": 9}))
        do_here(asked(north.asha, north.one.school.pk))
    old, new = papers_of(north)
    address = f"/documents/?school={north.one.school.pk}"
    for person in (north.asha, north.helen):
        page = signed_in(person).get(address).content.decode()
        assert f"/papers/{new.pk}/" in page and f"/papers/{old.pk}/" in page and page.count("version 2") == 2
        newest = signed_in(person).get("/documents/").content.decode()
        assert "Earlier ones" in newest and f"/papers/{old.pk}/" not in newest and "version 2" in newest
    assert "version 2" in signed_in(north.helen).get("/today/").content.decode()


def test_a_single_document_has_no_earlier_ones(asked, signed_in, north, write_figures):
    write_figures(north, north.one.school)
    do_here(asked(north.asha, north.one.school.pk))
    for person in (north.asha, north.helen, north.cai):
        page = signed_in(person).get("/documents/").content.decode()
        assert "Earlier ones" not in page and ", version" not in page


@pytest.mark.parametrize("who", ["asha", "maryam"])
def test_a_register_that_has_changed_is_counted_first(who, asked, signed_in, north, write_figures, counted):
    counted(north)
    first = do_here(asked(getattr(north, who), north.one.school.pk))
    with whole_trust(north.trust.pk):
        before = Figure.objects.filter(school=north.one.school).values_list("counted_at", flat=True)[0]
        SenStatus.objects.filter(pupil=north.one.pupils[2]).update(code="K")
        # The tests' rows are of one transaction, which began before the count.
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(pgh_created_at) FROM pupils_senstatusevent")
            (changed_at,) = cursor.fetchone()
        Figure.objects.filter(school=north.one.school).update(counted_at=changed_at - timedelta(seconds=1))
    second = do_here(asked(getattr(north, who), north.one.school.pk))
    assert (first.state, second.state) == (State.DONE, State.DONE)
    with whole_trust(north.trust.pk):
        support = Figure.objects.get(school=north.one.school, measure="sen_support", group="all")
        assert support.numerator == 2 and support.counted_at > before
    old, new = papers_of(north)
    assert old.fingerprint != new.fingerprint and new.as_known_at == support.counted_at
    name = signed_in(north.asha).get(f"/papers/{new.pk}/")["Content-Disposition"]
    assert f"-{timezone.localtime(new.as_known_at):%Y-%m-%d-%H%M}.pdf" in name
    with whole_trust(north.trust.pk):
        assert not counting.recount(north.one.school.pk, today=timezone.localdate())


def test_the_version_follows_all_that_is_printed(north, write_figures):
    write_figures(north, north.one.school)
    with whole_trust(north.trust.pk) as reach:

        def made(today=TODAY):
            return nutshells(reach=reach, school_ids={north.one.school.pk}, today=today)[0].version

        first = made()
        assert made() == first and re.fullmatch(r"[0-9a-f]{8}", first)
        north.one.school.__class__.objects.filter(pk=north.one.school.pk).update(name="Another Name")
        assert made() != first
    assert ON < TODAY
