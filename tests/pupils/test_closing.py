"""A group is closed after a day for everyone in it, nothing is removed, and it can be opened again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil
from pupils.presenting import closing as words
from pupils.services import closing, memberships
from schools.models import Group, GroupStaff, Post, SchoolUserObjectPermission
from schools.services import groups
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SINCE = date(2024, 9, 1)


@pytest.fixture
def class_4b(north):
    """4B with its three children and Grace, with the whole trust in sight."""
    with whole_trust(north.trust.pk):
        yield Group.objects.select_related("school").get(pk=north.one.class_4b.pk)


def ends(group):
    members = GroupMember.objects.filter(group=group).values_list("ends_on", flat=True)
    staff = GroupStaff.objects.filter(group=group).values_list("ends_on", flat=True)
    return sorted(members, key=str), sorted(staff, key=str)


def test_everyone_leaves_after_the_last_day_and_nothing_is_removed(class_4b, north):
    assert closing.leaving(group=class_4b, on=TODAY) == (3, 1)
    closed = closing.close(group=class_4b, last_day=YESTERDAY, by=north.asha, reason="The year is over")
    assert (closed.ends_on, closed.last_day) == (TODAY, YESTERDAY)
    assert ends(class_4b) == ([TODAY] * 3, [TODAY])
    with acting_for(north.grace.pk, north.trust.pk) as (reach, _):
        assert not reach.pupil_ids


def test_on_the_last_day_itself_the_teacher_still_sees_them(class_4b, north):
    closing.close(group=class_4b, last_day=TODAY, by=north.asha)
    with acting_for(north.grace.pk, north.trust.pk) as (reach, _):
        assert len(reach.pupil_ids) == 3


def test_opening_again_puts_everyone_back_as_if_nothing_had_been(class_4b, north):
    closing.close(group=class_4b, last_day=YESTERDAY, by=north.asha)
    back = closing.reopen(group=class_4b, by=north.dora, reason="Closed by mistake")
    assert (len(back.members), len(back.staff), back.pupils_out, back.staff_out) == (3, 1, 0, 0)
    assert ends(class_4b) == ([None] * 3, [None])
    assert Group.objects.get(pk=class_4b.pk).ends_on is None


def test_who_is_elsewhere_now_or_has_left_stays_out(class_4b, north):
    noah, mina, otto = (Pupil.objects.get(pk=pupil.pk) for pupil in north.one.pupils)
    other = Group.objects.create(school=north.one.school, name="4C", year_group="4", starts_on=SINCE)
    gone = GroupMember.objects.get(group=class_4b, pupil=otto)
    memberships.leave(member=gone, on=date(2026, 9, 7), by=north.asha)  # left before: no part of the closing
    closing.close(group=class_4b, last_day=YESTERDAY, by=north.asha)
    memberships.join(group=other, pupil=noah, on=TODAY, by=north.asha)
    Enrolment.objects.filter(pupil=mina).update(ends_on=TODAY)
    Post.objects.filter(user=north.grace).update(ends_on=TODAY)
    back = closing.reopen(group=class_4b, by=north.asha)
    assert (back.members, back.staff, back.pupils_out, back.staff_out) == ([], [], 2, 1)
    assert ends(class_4b) == ([date(2026, 9, 7), TODAY, TODAY], [TODAY])


def test_a_teaching_group_takes_back_whoever_changed_class(north):
    with whole_trust(north.trust.pk):
        reading = Group.objects.get(school=north.one.school, name="Reading")
        closing.close(group=reading, last_day=YESTERDAY, by=north.asha)
        other = Group.objects.create(school=north.one.school, name="4C", year_group="4", starts_on=SINCE)
        mina = Pupil.objects.get(pk=north.one.pupils[1].pk)
        memberships.join(group=other, pupil=mina, on=TODAY, by=north.asha)
        assert len(closing.reopen(group=reading, by=north.asha).members) == 1


def test_what_cannot_be_is_refused_in_words(class_4b, north):
    def refused(said, **about):
        with pytest.raises(ValidationError) as error:
            closing.close(**{"group": class_4b, "last_day": TODAY, "by": north.asha} | about)
        assert said in error.value.message_dict["last_day"][0]

    refused("come back on the day", last_day=TODAY + timedelta(days=1))
    refused("4B began on 1 September 2024", last_day=date(2024, 8, 31))
    GroupMember.objects.filter(group=class_4b, pupil=north.one.pupils[0]).update(starts_on=date(2026, 9, 7))
    refused("A pupil joined on 7 September 2026", last_day=date(2026, 9, 6))
    GroupStaff.objects.filter(group=class_4b).update(starts_on=date(2026, 9, 8))
    refused("Somebody got the group on 8 September 2026", last_day=date(2026, 9, 7))
    closing.close(group=class_4b, last_day=YESTERDAY, by=north.asha)
    refused("is closed already")


def test_who_was_to_join_later_never_does(class_4b, north):
    later = TODAY + timedelta(days=7)
    GroupMember.objects.filter(group=class_4b, pupil=north.one.pupils[0]).update(starts_on=later)
    GroupStaff.objects.filter(group=class_4b).update(starts_on=later)
    closing.close(group=class_4b, last_day=TODAY, by=north.asha)
    assert ends(class_4b) == ([TODAY + timedelta(days=1)] * 2, [])


def test_nobody_joins_a_closed_group_and_nobody_is_given_it(class_4b, north):
    closing.close(group=class_4b, last_day=TODAY, by=north.asha)
    otto = Pupil.objects.get(pk=north.one.pupils[2].pk)
    with pytest.raises(ValidationError, match="4B is closed: its last day is"):
        memberships.join(group=class_4b, pupil=otto, on=TODAY, by=north.asha)
    with pytest.raises(ValidationError, match="Open it again first"):
        groups.hand_over(group=Group.objects.get(pk=class_4b.pk), person=north.renata, on=TODAY, by=north.asha)


def test_a_name_that_is_taken_meanwhile_and_an_open_group_are_not_opened(class_4b, north):
    with pytest.raises(ValidationError, match="is open already"):
        closing.reopen(group=class_4b, by=north.asha)
    closing.close(group=class_4b, last_day=YESTERDAY, by=north.asha)
    Group.objects.create(school=north.one.school, name="4B", year_group="4", starts_on=TODAY)
    with pytest.raises(ValidationError, match="has a group called 4B already"):
        closing.reopen(group=class_4b, by=north.asha)


def test_a_group_closed_before_its_history_began_opens_empty(class_4b):
    Group.objects.filter(pk=class_4b.pk).update(ends_on=TODAY)
    assert closing.returning(group=Group.objects.get(pk=class_4b.pk)) == closing.Returning()
    assert words.in_it(closing.Returning()) == "Nobody is in it: add pupils, and say who has it."


def test_on_the_pages_from_button_to_button(signed_in, north):
    senco, pk = signed_in(north.asha), north.one.class_4b.pk
    page = senco.get(f"/groups/{pk}/").content.decode()
    assert f'href="/groups/{pk}/close/"' in page and "Open it again" not in page
    asked = senco.get(f"/groups/{pk}/close/").content.decode()
    assert "3 pupils and 1 member of staff leave 4B after its last day." in asked and "Nothing is removed" in asked
    assert f'value="{TODAY.day}/{TODAY.month}/{TODAY.year}"' in asked
    late = senco.post(f"/groups/{pk}/close/", {"last_day": f"{TODAY + timedelta(days=1):%d/%m/%Y}"})
    assert late.status_code == 200 and "come back on the day" in late.content.decode()
    body = {"last_day": f"{YESTERDAY:%d/%m/%Y}", "reason": "The year is over"}
    closed = senco.post(f"/groups/{pk}/close/", body, follow=True).content.decode()
    assert "Closed. Its last day was" in closed and "3 pupils" not in closed.split("What has changed")[0]
    assert "The group was closed" in closed and "The year is over" in closed and "Add a pupil" not in closed
    assert "4B" not in senco.get("/groups/").content.decode().split("<main")[1]
    assert f'href="/groups/{pk}/"' in senco.get("/groups/?show=closed").content.decode()
    assert senco.get(f"/groups/{pk}/close/").url == f"/groups/{pk}/", "closed already"
    assert signed_in(north.grace).get(f"/groups/{pk}/").status_code == 404
    again = senco.get(f"/groups/{pk}/open-again/").content.decode()
    assert "3 pupils and 1 member of staff are in it again" in again
    opened = senco.post(f"/groups/{pk}/open-again/", {}, follow=True).content.decode()
    assert "4B is open again. 3 pupils and 1 member of staff are in it again." in opened
    assert senco.get(f"/groups/{pk}/open-again/").url == f"/groups/{pk}/", "open already"
    assert signed_in(north.grace).get(f"/groups/{pk}/").status_code == 200


def test_closed_today_it_is_open_until_midnight(signed_in, north):
    senco, pk = signed_in(north.asha), north.one.class_4b.pk
    page = senco.post(f"/groups/{pk}/close/", {"last_day": f"{TODAY:%d/%m/%Y}"}, follow=True).content.decode()
    assert "Its last day is today." in page and "Open it again" in page and "Hartley, Noah" in page
    assert "Give them the group" not in page
    assert "4B" in senco.get("/groups/").content.decode()
    assert "No closed groups" in senco.get("/groups/?show=closed").content.decode()


def test_who_may_not_edit_groups_sees_them_closed_and_changes_nothing(signed_in, north, class_4b):
    closing.close(group=class_4b, last_day=YESTERDAY, by=north.asha)
    lena = signed_in(north.lena)
    assert "4B" in lena.get("/groups/?show=closed").content.decode()
    page = lena.get(f"/groups/{class_4b.pk}/").content.decode()
    assert "Closed. Its last day was" in page and "Open it again" not in page and "What has changed" not in page
    for address in ("close", "open-again"):
        for who in (north.lena, north.grace, north.helen, north.hannah, north.eve):
            assert signed_in(who).get(f"/groups/{class_4b.pk}/{address}/").status_code == 403
        assert signed_in(north.asha).get(f"/groups/{north.two.class_4b.pk}/{address}/").status_code == 404
    teacher = signed_in(north.grace)
    assert "No groups yet" in teacher.get("/groups/").content.decode()
    assert "show=closed" not in teacher.get("/groups/").content.decode()
    assert "4B" not in teacher.get("/groups/?show=closed").content.decode().split("<main")[1]


def test_a_teacher_who_was_lent_the_verb_closes_her_own_class(signed_in, north):
    with whole_trust(north.trust.pk):
        SchoolUserObjectPermission.objects.assign_perm("edit_groups", north.grace, north.one.school)
    pk = north.one.class_4b.pk
    answer = signed_in(north.grace).post(f"/groups/{pk}/close/", {"last_day": f"{YESTERDAY:%d/%m/%Y}"}, follow=True)
    assert "4B is closed: its last day is" in answer.content.decode() and answer.redirect_chain[0][0] == "/groups/"
    with whole_trust(north.trust.pk):
        assert ends(Group.objects.get(pk=pk)) == ([TODAY] * 3, [TODAY])


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (None, ""),
        (TODAY, "Its last day is today."),
        (TODAY + timedelta(days=1), "Its last day is "),
        (SINCE, "Closed."),
    ],
)
def test_the_state_in_words(last_day, said):
    assert words.state(last_day, on=TODAY).startswith(said)


def test_what_stays_out_is_told():
    group, someone = Group(name="4B"), GroupMember()
    said = words.reopening(group, closing.Returning([someone], [], 2, 1))
    assert said[0] == "4B goes on as if it had not been closed. 1 pupil is in it again."
    assert said[1].startswith("2 pupils who left with the closing stay out") and said[2].startswith("1 member of staff")
    assert words.closing(group, pupils=0, staff=0)[0] == "Nobody is in 4B today."
    assert words.closing(group, pupils=1, staff=0)[0] == "1 pupil leaves 4B after its last day."
