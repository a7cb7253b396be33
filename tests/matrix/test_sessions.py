"""Links that were forwarded, sessions that claim too much, posts that end in the middle, and one shared connection."""

from __future__ import annotations

import random
import threading

import pytest
from django.db import DataError, connection, transaction
from django.utils import timezone

from pupils.models import Pupil, SenStatus
from schools.models import Group, GroupStaff, Membership, Post
from tests.conftest import become_role
from tests.matrix.asking import Cell, address
from tests.matrix.expected import PAGES
from tests.matrix.reading import everything
from tests.walls.onlookers import ONLOOKERS, forbidden_words
from trust_send.platform.jobs.models import Job
from trust_send.platform.walls.reach import Reach, acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

TURNS = 2_000
PAGES_WITHOUT_A_ROW = [name for name, page in PAGES.items() if not page.kind and page.get == 200 and not page.is_public]


@pytest.mark.parametrize(("giver", "taker", "place"), [
    ("asha", "dee", "one"), ("asha", "ben", "one"), ("asha", "grace", "one"), ("asha", "eve", "one"),
    ("dora", "helen", "one"), ("ben", "asha", "two"), ("dee", "cai", "south"), ("cai", "maryam", "two"),
])  # fmt: skip
def test_a_forwarded_link_opens_only_what_the_reader_may_open(giver, taker, place, world, visitor):
    """The address of a job, paper, import or child, opened by its owner first and then by somebody else."""
    forbidden = forbidden_words(ONLOOKERS[taker], world)
    for name in ("job", "paper", "import", "import-list", "pupil", "pupil-history", "school-figures", "group"):
        path = address(world, name, place)
        first, _ = visitor(giver).ask("get", path)
        assert first.status_code == Cell(name, giver, place, "get").expected()
        second, _ = visitor(taker).ask("get", path)
        assert second.status_code == Cell(name, taker, place, "get").expected(), name
        assert not [word for word in forbidden if word in everything(second)]


def test_the_job_of_one_person_is_not_another_persons(world, visitor):
    """A piece of work without a school is for whoever asked for it."""
    north = world.cast.north
    with acting_for(north.asha.pk, north.trust.pk):
        job = Job.objects.create(kind="nightly", key="mine", by=north.asha, result={"words": "ZZMINE"})
    for who in ONLOOKERS:
        response, _ = visitor(who).ask("get", f"/jobs/{job.pk}/")
        assert response.status_code == {"asha": 200, "anonymous": 302}.get(who, 404), who
        assert ("ZZMINE" in everything(response)) <= (who == "asha")


def test_a_paper_about_children_is_for_whoever_may_read_them(world, visitor):
    for place in ("one", "two", "south", "southtwo"):
        paper = world.corners[place].rows["child's paper"]
        word = world.children[world.corners[place].child.pk][0]
        for who, one in ONLOOKERS.items():
            response, _ = visitor(who).ask("get", f"/papers/{paper.pk}/")
            may = place in one.children and place in one.schools and who not in ("dora", "lena")
            assert (response.status_code == 200) is may, (who, place, response.status_code)
            assert (word in everything(response)) is may, (who, place)


@pytest.mark.parametrize("who", ["asha", "cai", "grace", "helen", "eve", "noah", "hannah", "finn"])
def test_a_session_that_names_the_other_trust_opens_nothing_there(who, world, signed_in):
    """Whatever stands in the session: posts and grants decide, and these people hold none in South."""
    person = ONLOOKERS[who].person(world)
    browser = signed_in(person, world.cast.south.trust)
    for name in PAGES_WITHOUT_A_ROW:
        response = browser.get(address(world, name, "here"))
        text = everything(response)
        if name == "desk":
            text = text.replace(world.cast.south.trust.name, "")
        else:
            assert response.status_code in (302, 403), (name, response.status_code)
        assert "ZZSOUTH" not in text.replace(world.cast.south.trust.name, ""), name
    for kind in ("pupil", "group", "job", "paper", "import", "school", "school-figures", "my-child"):
        assert browser.get(address(world, kind, "south")).status_code in (403, 404), kind


def test_someone_of_two_trusts_has_only_the_one_chosen(world, signed_in):
    gus = world.cast.gus
    for trust, mine, others in (("north", "two", "southtwo"), ("south", "southtwo", "two")):
        browser = signed_in(gus, getattr(world.cast, trust).trust)
        assert browser.get(address(world, "pupil", mine)).status_code == 200
        assert browser.get(address(world, "pupil", others)).status_code == 404
        register = browser.get("/register/?st=N&st=K&st=E").content.decode()
        assert ("ZZSOUTH" in register) is (trust == "south")
        foreign = getattr(world.cast, "north" if trust == "south" else "south").trust
        assert browser.post("/desk/", {"trust": foreign.pk}).status_code == 302
        assert browser.get(address(world, "pupil", mine)).status_code == 404
        assert browser.get(address(world, "pupil", others)).status_code == 200


def test_a_trust_one_does_not_belong_to_cannot_be_chosen(world, signed_in):
    for person in (world.cast.north.asha, world.cast.finn):
        browser = signed_in(person, world.cast.north.trust)
        for trust in (str(world.cast.south.trust.pk), "999999", "1 or 1=1", "-1", "", "9" * 40, "１"):
            assert browser.post("/desk/", {"trust": trust}).status_code in (302, 404)
            if trust != "１":
                assert browser.session["trust_id"] == world.cast.north.trust.pk


@pytest.mark.parametrize("who", ["asha", "cai", "helen", "dora"])
def test_a_post_that_ends_closes_at_the_next_request(who, world, signed_in):
    person = ONLOOKERS[who].person(world)
    browser, first = signed_in(person), {"helen": "/overview/", "dora": "/imports/"}.get(who, "/register/")
    assert browser.get(first).status_code == 200
    with whole_trust(world.cast.north.trust.pk):
        Post.objects.filter(user=person).update(ends_on=timezone.localdate())
    assert browser.get(first).status_code == 403
    assert browser.get(address(world, "pupil", "one")).status_code in (403, 404)
    assert browser.post(address(world, "pupil-status", "one"), {"code": "N"}).status_code in (403, 404)
    assert browser.get(address(world, "paper", "one")).status_code == 404


def test_a_class_handed_over_takes_its_children_along_at_once(world, signed_in):
    grace, path = signed_in(world.cast.north.grace), address(world, "pupil", "one")
    assert grace.get(path).status_code == 200
    with whole_trust(world.cast.north.trust.pk):
        GroupStaff.objects.filter(user=world.cast.north.grace).update(ends_on=timezone.localdate())
    assert grace.get(path).status_code == 404
    assert grace.get(address(world, "group", "one")).status_code == 404


def test_who_left_the_trust_chooses_it_no_more(world, signed_in):
    gus = world.cast.gus
    Membership.objects.filter(user=gus, trust=world.cast.south.trust).delete()
    browser = signed_in(gus, world.cast.north.trust)
    assert browser.post("/desk/", {"trust": world.cast.south.trust.pk}).status_code == 404


def test_requests_of_two_trusts_by_turns_on_one_connection(world, signed_in):
    """Two browsers of two trusts, one database connection: no word of one on a page of the other."""
    browsers = {"ZZSOUTH": signed_in(world.cast.north.asha), "ZZNORTH": signed_in(world.cast.south.dee)}
    luck = random.Random(20260901)
    for _ in range(200):
        foreign = luck.choice(list(browsers))
        page = luck.choice(["/find/?q=a", "/register/?st=N&st=K&st=E", "/pupils/999999/", "/today/"])
        text = browsers[foreign].get(page).content.decode()
        assert foreign not in text


def test_transactions_of_two_trusts_by_turns_on_one_pooled_connection(cast):
    """Really committed, rolled back and nested, thousands of times: the connection forgets every time."""
    leaks: list[str] = []

    def by_turns() -> None:
        luck = random.Random(7)
        try:
            become_role("send_app")
            for turn in range(TURNS):
                side, other = luck.sample([cast.north, cast.south], 2)
                own = {pupil.pk for pupil in side.pupils}
                try:
                    with acting_with(side.reach()):
                        if set(Pupil.objects.values_list("pk", flat=True)) != own:
                            leaks.append(f"{turn}: children")
                        if turn % 5 == 0:
                            with acting_with(other.reach()):
                                if SenStatus.objects.filter(trust_id=side.trust.pk).exists():
                                    leaks.append(f"{turn}: nested")
                            if set(Pupil.objects.values_list("pk", flat=True)) != own:
                                leaks.append(f"{turn}: after a nested one")
                        if turn % 3 == 0:
                            raise InterruptedError
                except InterruptedError:
                    pass
                if turn % 7 == 0 and (Pupil.objects.exists() or Group.objects.exists()):
                    leaks.append(f"{turn}: nobody")
        except Exception as failure:  # a thread must say what went wrong
            leaks.append(repr(failure))
        finally:
            connection.close()

    thread = threading.Thread(target=by_turns)
    thread.start()
    thread.join()
    assert not leaks


def test_a_reach_returns_when_a_block_inside_it_fails(cast):
    with acting_with(cast.north.reach()):
        own = set(Pupil.objects.values_list("pk", flat=True))
    with acting_with(cast.north.reach()):
        for failing in ("SELECT 1 / 0", "SELECT 1"):
            with pytest.raises(Exception, match=r"division|on purpose"), acting_with(cast.south.reach()):
                with connection.cursor() as cursor:
                    cursor.execute(failing)
                raise InterruptedError("on purpose")
            assert set(Pupil.objects.values_list("pk", flat=True)) == own


def test_a_reach_is_gone_when_its_block_fails_in_the_database(cast):
    with (
        pytest.raises(DataError, match="division"),
        transaction.atomic(),
        acting_with(cast.north.reach()),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 / 0")
    assert not Pupil.objects.exists()
    with acting_with(Reach(trust_id=cast.south.trust.pk)):
        assert not Pupil.objects.exists()
