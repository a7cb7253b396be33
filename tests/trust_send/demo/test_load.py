"""The demo in the database: everything planned is there, inside the walls, and everyone sees what is theirs."""

import json
import stat
from collections import Counter, defaultdict
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from pupils.choosing import Choice
from pupils.models import (
    Contact,
    ContactLink,
    Diagnosis,
    Enrolment,
    FamilyLink,
    FamilyWords,
    GroupMember,
    LocalStatus,
    Need,
    Pupil,
    PupilUserObjectPermission,
    RegisterReview,
    SenStatus,
    StatusQuestion,
    SupportLayer,
)
from pupils.selectors import register
from reporting.measures import ALL
from reporting.models import Figure
from schools.models import Group, GroupStaff, Hub, Membership, Post, School, Term, Trust, User
from schools.naming import folded
from trust_send.demo.load import load
from trust_send.demo.plan import World
from trust_send.demo.school_year import counted_censuses
from trust_send.demo.world import DEFAULT_SEED, build_world
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def small() -> World:
    """The second trust alone, with its people."""
    world = build_world(DEFAULT_SEED, TODAY)
    marlow = world.trusts[1]
    people = {key: world.people[key] for key in marlow.members()}
    return World(world.seed, world.on, [marlow], people, [])


@pytest.fixture
def demo(settings, tmp_path):
    """An installation where the demo may be loaded."""
    settings.DEMO = True
    settings.PERSONAS_FILE = tmp_path / "local" / "personas.json"
    return settings


def test_every_planned_row_is_in_its_table(cast, small):
    planned = small.trusts[0]
    (trust,) = load(small, password="quiet-otter")
    tables = {
        Hub: planned.hubs, School: planned.schools, Term: planned.terms, Post: planned.posts, Group: planned.groups,
        GroupStaff: planned.group_staff, Pupil: planned.pupils, Enrolment: planned.enrolments,
        SenStatus: planned.statuses, Need: planned.needs, GroupMember: planned.group_members,
        FamilyLink: planned.family_links, Contact: planned.contacts, ContactLink: planned.contact_links,
        StatusQuestion: planned.questions, LocalStatus: planned.local_statuses, SupportLayer: planned.layers,
        Diagnosis: planned.diagnoses, FamilyWords: planned.family_words,
    }  # fmt: skip
    with whole_trust(trust.pk):
        assert {model: model.objects.count() for model in tables} == {
            model: len(rows) for model, rows in tables.items()
        }
        pupil = Pupil.objects.select_related("school").first()
        like = next(one for one in planned.pupils if one.upn == pupil.upn)
        assert (pupil.name, pupil.date_of_birth) == (f"{like.forename} {like.surname}", like.date_of_birth)
        assert pupil.school.name == planned.school(like.school).name
        assert pupil.sort_key.startswith(folded(like.surname))
        assert {question.asked_at.date() for question in StatusQuestion.objects.all()} == {
            question.asked_on for question in planned.questions
        }
        accounts = FamilyLink.objects.exclude(relationship="self").select_related("contact_link", "user")
        assert all(account.contact_link.pupil_id == account.pupil_id for account in accounts)
        assert {link.pk for link in FamilyLink.objects.seeing(TODAY)} == {
            link.pk for link in FamilyLink.objects.on(TODAY)
        }
        reviews = RegisterReview.objects.prefetch_related("answers")
        assert reviews and all(review.found.keys() == {a.check_id for a in review.answers.all()} for review in reviews)
        own = SenStatus.objects.filter(local_status__isnull=False)
        assert own and all(row.local_status.code == row.code for row in own.select_related("local_status"))
    assert Membership.objects.filter(trust=trust).count() == len(planned.members())


def test_figures_of_the_past_and_of_today_are_counted(cast, small):
    planned = small.trusts[0]
    (trust,) = load(small, password="quiet-otter")
    with whole_trust(trust.pk):
        assert sorted(set(Figure.objects.values_list("on", flat=True))) == [*sorted(counted_censuses(TODAY)), TODAY]
        for school in planned.schools:
            figures = Figure.objects.filter(school__urn=school.urn, on=TODAY, group="all")
            counted = {figure.measure: (figure.numerator, figure.denominator) for figure in figures}
            assert counted["roll"] == (school.size, school.size)
            assert counted["sen_support"] == (school.sen_support, school.size)
            assert counted["ehc_plan"] == (school.ehc_plan, school.size)


def the_register_says_what_was_counted(reach, standing):
    """Each day that was counted, of all schools in reach together, and of some of them on the page of the register."""
    schools = list(School.objects.filter(pk__in=reach.school_ids).order_by("pk"))
    for day in [*counted_censuses(TODAY), TODAY]:
        kept = defaultdict(Counter)
        figures = Figure.objects.filter(school__in=schools, on=day, group=ALL)
        for school_id, measure, number in figures.values_list("school_id", "measure", "numerator"):
            kept[school_id][measure] = number
        assert len(kept) == len(schools)
        together = register.numbers(reach=reach, on=day)
        assert numbers_of(together) == numbers_kept(sum(kept.values(), Counter())), day
        for school in schools[::7]:
            choice = Choice(on=day, today=TODAY, school_id=school.pk)
            counts = register.page(reach=reach, standing=standing, choice=choice).counts
            assert numbers_of(counts) == numbers_kept(kept[school.pk]), (school, day)


def numbers_of(counts):
    return counts.roll, counts.support, counts.plan, counts.on_register


def numbers_kept(figures):
    return tuple(figures[measure] for measure in ("roll", "sen_support", "ehc_plan", "all_sen"))


def test_another_trust_sees_none_of_it(cast, north, small):
    load(small, password="quiet-otter")
    with whole_trust(north.trust.pk):
        assert not School.objects.filter(name__contains="Osierfield").exists()
        assert Pupil.objects.count() == len(north.pupils)


def test_nothing_is_made_up_where_the_demo_is_off(cast, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not switched on"):
        call_command("demo")
    assert not Trust.objects.filter(is_demo=True).exists()


def test_the_demo_is_not_loaded_over_a_trust_that_is_there(cast, demo):
    Trust.objects.create(name="Tidewell Learning Trust", slug="tidewell")
    with pytest.raises(CommandError, match="is here already"):
        call_command("demo")
    assert not demo.PERSONAS_FILE.exists()


def held(world: World, school: str = "") -> int:
    """How many children's records does a school hold, or all of the first trust, with those who have left?"""
    return sum(school in ("", pupil.school) for pupil in world.trusts[0].pupils)


def test_the_whole_demo_with_everyone_in_their_place(cast, demo, capsys, world):
    call_command("demo", on=TODAY)
    assert "Tidewell Learning Trust: 36 schools, 7,300 pupils." in capsys.readouterr().out
    assert stat.S_IMODE(demo.PERSONAS_FILE.stat().st_mode) == 0o600
    personas = {row["key"]: row for row in json.loads(demo.PERSONAS_FILE.read_text())}
    assert all({"persona", "email", "password", "name", "initials", "blurb"} <= row.keys() for row in personas.values())
    people = {row["key"]: User.objects.get(email=row["email"]) for row in personas.values()}
    trusts = {trust.slug: trust.pk for trust in Trust.objects.filter(is_demo=True)}
    asha = personas["asha"]
    assert authenticate(username=asha["email"], password=asha["password"]) == people["asha"]

    def sees(key: str, trust: str = "tidewell") -> tuple[int, int, int]:
        """How many schools' figures, how many children, how many of them as family."""
        with acting_for(people[key].pk, trusts[trust]) as (reach, _):
            return len(reach.figure_school_ids), Pupil.objects.within(reach).count(), len(reach.family_pupil_ids)

    fernhollow, everyone = held(world, "fernhollow"), held(world)
    assert sees("asha")[:2] == (1, fernhollow)
    assert sees("ben")[:2] == (1, fernhollow)
    assert sees("grace")[:2] == (0, 29)
    assert 29 <= sees("renata")[1] <= 40
    assert sees("maryam")[:2] == (12, 0)
    assert sees("helen")[:2] == (1, 0)
    assert sees("margaret")[:2] == (36, 0)
    assert sees("cai")[:2] == (36, everyone)
    assert sees("dee")[1] == everyone
    assert sees("hannah")[1] == 1
    assert sees("eve")[2] == 1
    assert sees("noah")[2] == 1
    assert sees("asha", "marlow-vale") == (0, 0, 0)
    both = Membership.objects.filter(user=people["joanna"]).count()
    assert both == 2
    assert sees("joanna", "marlow-vale")[0] == sees("joanna", "tidewell")[0] == 1
    for key in ("asha", "cai"):
        with acting_for(people[key].pk, trusts["tidewell"]) as (reach, standing):
            the_register_says_what_was_counted(reach, standing)
    with whole_trust(trusts["tidewell"]):
        assert PupilUserObjectPermission.objects.count() == 2
    with pytest.raises(CommandError, match="is here already"):
        call_command("demo", on=TODAY)
