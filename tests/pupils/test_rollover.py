"""A whole school begins a new year, exactly once, and takes it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil, PupilUserObjectPermission
from pupils.rollover import Fate
from pupils.selectors import rollover
from pupils.services.rollover import asking
from schools.models import Group, GroupStaff, School
from tests.pupils.imports import counted
from trust_send.platform.history import events_of
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust

FIRST = date(2026, 9, 1)


class Year:
    """The new year of North One, begun by its data manager."""

    def __init__(self, north) -> None:
        self.north, self.school, self.by = north, north.one.school, north.dora

    def sight(self):
        return acting_for(self.by.pk, self.north.trust.pk)

    def plan(self, last="6", first_day=FIRST):
        school = School.objects.get(pk=self.school.pk)
        return rollover.plan(school=school, first_day=first_day, last=last)

    def begin(self, going_on=None, classes=None, last="6"):
        with self.sight():
            plan = self.plan(last)
            if going_on is None:
                going_on = [child.pupil_id for child in plan.children if child.outlook.fate != Fate.STAYS]
            names = {each.group_id: each.suggested for each in plan.classes} | (classes or {})
            job = asking.begin(plan=plan, going_on=going_on, classes=names, seen=plan.fingerprint, by=self.by)
        return do_here(job)

    def undo(self):
        with self.sight():
            job = asking.undo(school=School.objects.get(pk=self.school.pk), by=self.by)
        return do_here(job)


@pytest.fixture
def year(north):
    """The end of 2025/26: Noah and Mina in 4B, Otto in 6A, each in the year usual for the age."""
    year = Year(north)
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(school=north.one.school).update(date_of_birth=date(2017, 3, 1))
        otto = Pupil.objects.get(pk=north.one.pupils[2].pk)
        otto.year_group, otto.date_of_birth = "6", date(2015, 3, 1)
        otto.save()
        leavers = Group.objects.create(school=north.one.school, name="6A", year_group="6", starts_on=date(2024, 9, 1))
        GroupMember.objects.filter(pupil=otto).update(group=leavers)
        lent = PupilUserObjectPermission.objects.assign_perm("see_pupil", north.hannah, otto)
        PupilUserObjectPermission.objects.filter(pk=lent.pk).update(ends_on=date(2099, 7, 31))
    return year


def everything(north):
    """What a school is made of, without the numbers of rows."""
    with whole_trust(north.trust.pk):
        return [
            sorted(Pupil.objects.values_list("pk", "year_group", "school_id")),
            sorted(Enrolment.objects.values_list("pk", "starts_on", "ends_on"), key=str),
            sorted(GroupMember.objects.values_list("pk", "group_id", "starts_on", "ends_on"), key=str),
            sorted(Group.objects.values_list("pk", "name", "year_group", "ends_on"), key=str),
            sorted(GroupStaff.objects.values_list("pk", "ends_on"), key=str),
            sorted(PupilUserObjectPermission.objects.values_list("pk", "ends_on"), key=str),
        ]


def test_looking_writes_nothing(year, north):
    before = everything(north), counted(north)
    with year.sight():
        plan = year.plan()
        fates = plan.fates()
    assert sorted(fates.values()) == ["leaves", "up", "up"]
    assert {each.name: each.suggested for each in plan.classes} == {"4B": "5B", "6A": ""}
    assert plan.by_year(fates) == [("4", {Fate.UP: 2}), ("6", {Fate.LEAVES: 1})]
    assert (everything(north), counted(north)) == before


def test_everybody_goes_up_with_the_class_and_the_oldest_leave(year, north):
    job = year.begin()
    assert job.state == "done", job.problem
    assert job.result["counts"] == {"up": 2, "left": 1, "stayed": 0, "ended": 2, "opened": 1, "went_along": 2}
    with whole_trust(north.trust.pk):
        noah, mina, otto = Pupil.objects.filter(school=north.one.school).order_by("pk")
        assert (noah.year_group, mina.year_group, otto.year_group) == ("5", "5", "6")
        new = Group.objects.get(school=north.one.school, name="5B")
        assert (new.year_group, new.starts_on) == ("5", FIRST)
        assert set(new.members.values_list("pupil_id", "starts_on")) == {(noah.pk, FIRST), (mina.pk, FIRST)}
        assert Group.objects.get(pk=north.one.class_4b.pk).ends_on == FIRST
        assert GroupStaff.objects.get(user=north.grace).ends_on == FIRST
        assert Enrolment.objects.get(pupil=otto).ends_on == FIRST
        assert not GroupMember.objects.filter(pupil=otto, ends_on__isnull=True).exists()
        assert PupilUserObjectPermission.objects.get(content_object=otto).ends_on == FIRST
        event = events_of(Pupil).filter(pgh_obj_id=noah.pk).latest("pgh_id")
        assert event.pgh_context["reason"] == "New school year 2026/27"
        assert event.pgh_context["by"] == north.dora.pk
        assert Pupil.objects.filter(school=north.two.school, year_group="4").count() == 3
        # Mina's reading group is no class and goes on.
        assert GroupMember.objects.get(group__name="Reading").ends_on is None


def test_once_for_a_school_and_a_year(year, north):
    first = year.begin()
    after = everything(north)
    assert do_here(first).attempts == first.attempts
    with pytest.raises(ValidationError, match="has begun 2026/27 already"):
        year.begin()
    assert everything(north) == after


def test_who_asks_twice_at_once_gets_the_same_work(year):
    with year.sight():
        plan = year.plan()
        asked = {"plan": plan, "going_on": [], "classes": {}, "seen": plan.fingerprint, "by": year.by}
        assert asking.begin(**asked).pk == asking.begin(**asked).pk


def test_taken_back_everything_is_as_before_and_it_may_be_begun_again(year, north):
    before = everything(north)
    year.begin()
    job = year.undo()
    assert job.state == "done", job.problem
    assert job.result["counts"] == {"back": 3, "kept": 0}
    assert everything(north) == before
    assert year.begin().state == "done"


def test_whom_somebody_has_changed_since_stays_as_they_left_it(year, north):
    year.begin()
    with whole_trust(north.trust.pk):
        noah = Pupil.objects.get(pk=north.one.pupils[0].pk)
        noah.year_group = "4"
        noah.save()
        otto = north.one.pupils[2]
        Enrolment.objects.create(pupil=otto, at_school=north.one.school, starts_on=FIRST + timedelta(days=9))
    job = year.undo()
    assert job.result["counts"] == {"back": 1, "kept": 2}
    with whole_trust(north.trust.pk):
        assert Pupil.objects.get(pk=noah.pk).year_group == "4"
        assert Enrolment.objects.filter(pupil=otto, ends_on=FIRST).count() == 1


@pytest.mark.parametrize("what", ["staff", "member", "closed"])
def test_where_somebody_has_changed_classes_since_nothing_is_taken_back(year, north, what):
    year.begin()
    with whole_trust(north.trust.pk):
        new = Group.objects.get(school=north.one.school, name="5B")
        if what == "staff":
            GroupStaff.objects.create(group=new, user=north.grace, starts_on=FIRST)
        elif what == "member":
            new.members.filter(pupil=north.one.pupils[0]).update(ends_on=date(2026, 10, 1))
        else:
            Group.objects.filter(pk=new.pk).update(ends_on=date(2026, 10, 1))
    after = everything(north)
    job = year.undo()
    assert job.state == "failed" and "5B" in job.problem
    assert everything(north) == after


def test_what_changed_since_somebody_looked_is_looked_at_again(year, north):
    with year.sight():
        plan = year.plan()
        asked = {"plan": plan, "going_on": [], "classes": {}, "seen": plan.fingerprint, "by": year.by}
        job = asking.begin(**asked)
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(year_group="3")
    job = do_here(job)
    assert job.state == "failed" and "changed since you looked" in job.problem
    assert year.begin().state == "done"


def test_not_before_its_first_day(year):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with year.sight():
        plan = year.plan(first_day=tomorrow)
        with pytest.raises(ValidationError, match="come back then"):
            asking.begin(plan=plan, going_on=[], classes={}, seen=plan.fingerprint, by=year.by)


def test_a_child_out_of_year_goes_up_unless_a_person_says_otherwise(year, north):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(year_group="3")
    with year.sight():
        assert [child.pupil_id for child in year.plan().choosable] == [north.one.pupils[0].pk]
    year.begin(going_on=[])
    with whole_trust(north.trust.pk):
        noah = Pupil.objects.get(pk=north.one.pupils[0].pk)
        assert noah.year_group == "3"
        # A child who stays in the year stays with the others.
        assert noah.groupmembers.get(ends_on__isnull=True).group.name == "5B"


def test_a_class_that_keeps_its_name_goes_on_and_two_may_become_one(year, north):
    with whole_trust(north.trust.pk):
        oak = Group.objects.create(school=north.one.school, name="Oak", year_group="4", starts_on=date(2025, 9, 1))
        GroupMember.objects.filter(pupil=north.one.pupils[0]).update(group=oak)
    year.begin(classes={north.one.class_4b.pk: "Oak"})
    with whole_trust(north.trust.pk):
        oak.refresh_from_db()
        assert (oak.ends_on, oak.year_group) == (None, "5")
        assert oak.members.filter(ends_on__isnull=True).count() == 2
    year.undo()
    with whole_trust(north.trust.pk):
        oak.refresh_from_db()
        assert oak.year_group == "4"
        assert oak.members.filter(ends_on__isnull=True).count() == 1


def test_a_class_that_somebody_joined_in_the_new_year_goes_on(year, north):
    with whole_trust(north.trust.pk):
        GroupStaff.objects.create(group=north.one.class_4b, user=north.asha, starts_on=FIRST)
    with year.sight():
        (fourth, _) = year.plan().classes
    assert fourth.goes_on and fourth.suggested == "4B"
    year.begin(classes={fourth.group_id: "5B"})
    with whole_trust(north.trust.pk):
        assert Group.objects.get(pk=fourth.group_id).ends_on is None


def test_who_joined_with_the_new_year_or_is_registered_elsewhere_too_stays(year, north):
    with whole_trust(north.trust.pk):
        Enrolment.objects.filter(pupil=north.one.pupils[0]).update(starts_on=FIRST)
        Enrolment.objects.create(pupil=north.one.pupils[2], at_school=north.two.school, kind="G", starts_on=FIRST)
    with year.sight():
        plan = year.plan()
    assert plan.joined == 1
    assert plan.fates() == {north.one.pupils[1].pk: Fate.UP, north.one.pupils[2].pk: Fate.STAYS}


def test_who_may_no_longer_do_it_does_nothing(year, north):
    with year.sight():
        plan = year.plan()
        job = asking.begin(plan=plan, going_on=[], classes={}, seen=plan.fingerprint, by=north.asha)
    assert do_here(job).state == "failed"


def test_through_the_pages(year, north, signed_in):
    dora = signed_in(north.dora)
    path = f"/schools/{north.one.school.pk}/year/"
    assert "New school year" in dora.get(f"/schools/{north.one.school.pk}/").content.decode()
    page = dora.get(path, {"first_day": "1/9/2026", "last": "6"})
    words = page.content.decode()
    assert "Begin 2026/27" in words and "To Year 5" in words and 'value="5B"' in words
    form = page.context["form"]
    sent = {"first_day": "2026-09-01", "last": "6", "seen": form["seen"].value()}
    sent |= {field.name: field.value() for _, field in form.class_fields()}
    answer = dora.post(path, sent)
    assert answer.status_code == 302
    with year.sight():
        job = do_here(asking.standing(school_id=north.one.school.pk).applied)
    assert job.state == "done"
    assert answer.url == f"/jobs/{job.pk}/"
    words = dora.get(path).content.decode()
    assert "2 pupils went up, 1 left" in words and "Take the new year back" in words
    assert "has begun 2026/27 already" in dora.post(path, sent).content.decode()
    assert dora.post(f"{path}undo/").status_code == 302
    with year.sight():
        do_here(asking.standing(school_id=north.one.school.pk).undone)
    assert "2026/27 was taken back for 3 pupils" in dora.get(path).content.decode()
    dora.post(f"{path}undo/")
    assert "no new year that can be taken back" in dora.get(path).content.decode()


def test_a_first_day_that_is_none_and_one_to_come_are_told(year, north, signed_in):
    dora = signed_in(north.dora)
    path = f"/schools/{north.one.school.pk}/year/"
    assert "There is a problem" in dora.get(path, {"first_day": "32/9/2026"}).content.decode()
    assert "come back then" in dora.get(path, {"first_day": "1/9/2099", "last": "6"}).content.decode()
    assert "the right year already" not in dora.get(path, {"first_day": "1/9/2026", "last": ""}).content.decode()


def test_children_to_look_at_are_named_and_that_is_noted(year, north, signed_in):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(year_group="3")
        Pupil.objects.filter(pk=north.one.pupils[1].pk).update(year_group="5")
    page = signed_in(north.dora).get(f"/schools/{north.one.school.pk}/year/", {"first_day": "1/9/2026", "last": "6"})
    words = page.content.decode()
    assert "Taught out of year: by age Year 5 in 2026/27" in words
    assert "In the year usual for 2026/27 already" in words
    with whole_trust(north.trust.pk):
        seen = ReadLog.objects.filter(pupil__in=north.one.pupils, page="school-year")
        assert {row.pupil_id for row in seen} == {child.pk for child in north.one.pupils[:2]}


def test_the_preview_costs_the_same_for_three_and_for_thirty(year, north, django_assert_num_queries):
    with year.sight():
        year.plan()
        with CaptureQueriesContext(connection) as few:
            year.plan()
    with whole_trust(north.trust.pk):
        for number in range(30):
            child = Pupil.objects.create(
                school=north.one.school, legal_forename="A", legal_surname=f"B{number}", date_of_birth=FIRST,
                sex="F", year_group="4",
            )  # fmt: skip
            Enrolment.objects.create(pupil=child, at_school=north.one.school, starts_on=date(2025, 9, 1))
    with year.sight(), django_assert_num_queries(len(few)):
        assert len(year.plan().children) == 33
