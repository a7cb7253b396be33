"""A group remembers who put whom in and out, when and why; who may change it reads that on its page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from pupils.models import GroupMember, Pupil
from pupils.presenting import group_changes
from pupils.presenting.group_changes import Did
from pupils.selectors import group_history as histories
from pupils.services import memberships
from schools.models import Group, GroupStaff, School
from schools.services import groups
from trust_send.platform.history import because
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()
ON = date(2026, 9, 7)


@pytest.fixture
def reading(north):
    with whole_trust(north.trust.pk):
        return Group.objects.get(school=north.one.school, name="Reading")


def read(north, group, *, as_=None):
    """The history as a person reads it, as (title, text, by, reason)."""
    with acting_for((as_ or north.asha).pk, north.trust.pk) as (reach, _):
        entries, _more = histories.group_history(group=group, reach=reach)
        return [(entry.title, entry.text, entry.by, entry.reason) for entry in entries]


def test_who_put_a_child_in_and_out_when_and_why(north, reading):
    with whole_trust(north.trust.pk):
        otto = Pupil.objects.get(pk=north.one.pupils[2].pk)
        memberships.join(group=reading, pupil=otto, on=ON, by=north.asha, reason="Catch-up")
        member = GroupMember.objects.get(group=reading, pupil=otto)
        memberships.leave(member=member, on=TODAY, by=north.dora, reason="Caught up")
    said = read(north, reading)
    yesterday = group_changes.day_words(TODAY - timedelta(days=1))
    assert said[0] == ("Otto Lind: left", f"Last day {yesterday}", "Dora Farrow", "Caught up") or said[1] == said[0]
    assert ("Otto Lind: left", f"Last day {yesterday}", "Dora Farrow", "Caught up") in said
    assert ("Otto Lind: joined", "First day 7 September 2026", "Asha Mistry", "Catch-up") in said


def test_who_was_given_the_group_and_gave_it_back(north, reading):
    with whole_trust(north.trust.pk):
        having = groups.hand_over(group=reading, person=north.grace, on=TODAY, by=north.asha, reason="Cover")
        GroupStaff.objects.filter(pk=having.pk).update(starts_on=ON)
        groups.take_back(having=GroupStaff.objects.get(pk=having.pk), on=TODAY, by=north.cai)
        again = groups.hand_over(group=reading, person=north.grace, on=TODAY, by=north.asha)
        groups.take_back(having=again, on=TODAY, by=north.asha, reason="Wrong person")
    said = {(title, by, reason) for title, _, by, reason in read(north, reading)}
    assert {
        ("Grace Okoro: got the group", "Asha Mistry", "Cover"),
        ("Grace Okoro: gave the group back", "Cai Morgan", ""),
        ("Grace Okoro: the group was taken back, as if never given", "Asha Mistry", "Wrong person"),
    } <= said


def test_a_whole_class_that_comes_at_once_is_one_entry(north):
    with whole_trust(north.trust.pk):
        school = School.objects.get(pk=north.one.school.pk)
        with because(by=north.dora.pk, job=7):
            group = Group.objects.create(school=school, name="4D", year_group="4", starts_on=ON)
            children = Pupil.objects.bulk_create(
                Pupil(
                    school=school, legal_forename=f"Ada{number}", legal_surname="Many", year_group="4",
                    sort_key=f"many {number}", date_of_birth=date(2018, 1, 1),
                )
                for number in range(5)
            )  # fmt: skip
            GroupMember.objects.bulk_create(GroupMember(pupil=one, group=group, starts_on=ON) for one in children)
    everyone = "Ada0 Many, Ada1 Many, Ada2 Many, Ada3 Many, Ada4 Many"
    assert read(north, group) == [
        ("The group was opened", "First day 7 September 2026", "Dora Farrow", "From an import"),
        ("5 pupils: joined", f"First day 7 September 2026 · {everyone}", "Dora Farrow", "From an import"),
    ]


def test_a_row_that_an_import_puts_into_another_group_is_told_in_both(north, reading):
    with whole_trust(north.trust.pk):
        other = Group.objects.create(school=north.one.school, name="Maths", kind="teaching", starts_on=ON)
        GroupMember.objects.filter(group=reading).update(group=other)
    assert "Mina Adeyemi: taken out, as if never in" in [said[0] for said in read(north, reading)]
    assert "Mina Adeyemi: joined" in [said[0] for said in read(north, other)]


def test_reading_on_loses_nothing(north, reading, monkeypatch):
    monkeypatch.setattr(histories, "ENTRIES", 1)
    with whole_trust(north.trust.pk):
        event = GroupMember.pgh_event_model.objects.filter(group_id=reading.pk).get()
    with acting_for(north.asha.pk, north.trust.pk) as (reach, _):
        entries, more = histories.group_history(group=reading, reach=reach)
        # The cast came in one transaction: it is one moment, so nothing is left to read on.
        assert len(entries) == 3 and more is None and {entry.at for entry in entries} == {event.pgh_created_at}
        before, nothing = histories.group_history(group=reading, reach=reach, before=event.pgh_created_at)
        assert (before, nothing) == ([], None)


def test_the_history_of_a_child_goes_where_the_child_goes(north, reading):
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[1].pk).update(school=north.two.school.pk)
    assert not [said for said in read(north, reading) if "Mina" in said[0]]
    assert [said for said in read(north, reading, as_=north.cai) if "Mina" in said[0]]


def test_the_wall_shows_whoever_has_a_group_its_own_history_and_no_other(north, south, reading):
    """The database alone, without a filter: a teaching assistant of Reading, a governor, and the other trust."""
    events = GroupMember.pgh_event_model.objects
    with acting_for(north.renata.pk, north.trust.pk):
        # Mina is hers, in whatever group; nobody else is.
        assert set(events.values_list("pupil_id", flat=True)) == {north.one.pupils[1].pk}
    with acting_for(north.helen.pk, north.trust.pk):
        assert not events.exists()
    with whole_trust(south.trust.pk):
        assert not events.filter(group_id=reading.pk).exists()
        assert not GroupStaff.pgh_event_model.objects.filter(group_id=reading.pk).exists()
        assert not Group.pgh_event_model.objects.filter(pgh_obj_id=reading.pk).exists()


def test_a_deleted_group_takes_its_history_along(north):
    with whole_trust(north.trust.pk):
        group = groups.open_group(
            school=School.objects.get(pk=north.one.school.pk), name="Drums", kind="teaching", year_group="",
            starts_on=ON, by=north.asha,
        )  # fmt: skip
        groups.hand_over(group=group, person=north.grace, on=TODAY, by=north.asha)
        of_staff = GroupStaff.pgh_event_model.objects.filter(group_id=group.pk)
        assert of_staff.count() == 1
        pk = group.pk
        group.delete()
        connection.check_constraints()
        assert not of_staff.exists() and not Group.pgh_event_model.objects.filter(pgh_obj_id=pk).exists()


def test_the_page_shows_it_to_whoever_may_change_the_group_and_notes_whom_it_names(signed_in, north, reading):
    senco, otto = signed_in(north.asha), north.one.pupils[2]
    day = f"{TODAY:%d/%m/%Y}"
    senco.post(f"/groups/{reading.pk}/add/?q=lin", {"pupil": otto.pk, "on": day, "reason": "Catch-up"})
    senco.post(f"/groups/{reading.pk}/pupils/{otto.pk}/out/", {"on": day, "reason": "Changed their mind"})
    address = f"/groups/{reading.pk}/"
    page = senco.get(address).content.decode()
    assert "What has changed" in page and "Otto Lind: taken out, as if never in" in page
    assert "by Asha Mistry" in page and "Changed their mind" in page and "Catch-up" in page
    with whole_trust(north.trust.pk):
        assert ReadLog.objects.filter(user=north.asha, page="group", pupil_id=otto.pk, how="list").count() == 1
    for who in (north.renata, north.lena):
        assert "What has changed" not in signed_in(who).get(address).content.decode()
    for odd in ("abc", "9e99", "-1", ""):
        assert senco.get(f"{address}?before={odd}").status_code == 200
    assert "Nothing has been changed before that" in senco.get(f"{address}?before=1").content.decode()


def test_why_a_group_was_handed_over_is_asked_and_kept(signed_in, north, reading):
    answer = signed_in(north.asha).post(
        f"/groups/{reading.pk}/hand-over/", {"person": north.grace.pk, "reason": "Cover in autumn"}, follow=True
    )
    assert "Cover in autumn" in answer.content.decode()


@pytest.mark.parametrize(
    ("label", "facts", "expected"),
    [
        ("insert", {}, Did.CAME),
        ("delete", {}, Did.NEVER),
        ("update", {"ends_on": TODAY}, Did.WENT),
        ("update", {"ended_before": True}, Did.RETURNED),
        ("update", {}, Did.CHANGED),
        ("update", {"ended_before": True, "ends_on": TODAY}, Did.CHANGED),
        ("update", {"group_id": 2}, Did.NEVER),
        ("update", {"was_elsewhere": True}, Did.CAME),
    ],
)
def test_what_one_event_says(label, facts, expected):
    usual = {"group_id": 1, "of_group_id": 1, "ends_on": None, "ended_before": False, "was_elsewhere": False}
    assert group_changes.did(label, **usual | facts) is expected


def test_what_happened_to_a_group_in_words():
    opened = group_changes.did_to_group("insert", ends_on=None, ended_before=False)
    closed = group_changes.did_to_group("update", ends_on=date(2026, 7, 25), ended_before=False)
    assert (opened, closed) == (Did.OPENED, Did.CLOSED)
    assert group_changes.did_to_group("update", ends_on=None, ended_before=True) is Did.REOPENED
    assert group_changes.did_to_group("update", ends_on=None, ended_before=False) is Did.RENAMED
    assert group_changes.when(Did.CLOSED, starts_on=ON, ends_on=date(2026, 7, 25)) == "Last day 24 July 2026"
    assert group_changes.when(Did.RETURNED, starts_on=ON, ends_on=None) == ""
    changed = group_changes.when(Did.CHANGED, starts_on=ON, ends_on=date(2026, 10, 1))
    assert changed == "First day 7 September 2026, last day 30 September 2026"
