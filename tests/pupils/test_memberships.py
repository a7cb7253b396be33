"""One child into a group, out of it, and from one class to another; sight follows on the same day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil
from pupils.services import memberships
from schools.models import Group, SchoolUserObjectPermission
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
SINCE = date(2024, 9, 1)
ON = date(2026, 9, 7)


@pytest.fixture
def groups(north):
    """4B with everyone, 4C with nobody, and Reading, in which Mina is."""
    with whole_trust(north.trust.pk):
        other = Group.objects.create(school=north.one.school, name="4C", year_group="4", starts_on=SINCE)
        return {
            "4B": Group.objects.get(pk=north.one.class_4b.pk),
            "4C": other,
            "Reading": Group.objects.get(school=north.one.school, name="Reading"),
        }


@pytest.fixture
def otto(north):
    """A child of 4B, with the whole trust in sight."""
    with whole_trust(north.trust.pk):
        yield Pupil.objects.get(pk=north.one.pupils[2].pk)


@pytest.fixture
def asha(north):
    """Who does it."""
    return north.asha


def rows(child):
    found = GroupMember.objects.filter(pupil=child).order_by("starts_on", "group__name")
    return [(row.group.name, row.starts_on, row.ends_on) for row in found]


def test_a_teaching_group_is_beside_the_class(groups, otto, asha):
    memberships.join(group=groups["Reading"], pupil=otto, on=ON, by=asha)
    assert rows(otto) == [("4B", SINCE, None), ("Reading", ON, None)]


def test_one_class_at_a_time(groups, otto, asha):
    memberships.join(group=groups["4C"], pupil=otto, on=ON, by=asha)
    assert rows(otto) == [("4B", SINCE, ON), ("4C", ON, None)]


def test_back_on_the_same_day_is_as_if_nothing_had_been(groups, otto, asha):
    memberships.join(group=groups["4C"], pupil=otto, on=TODAY, by=asha)
    memberships.join(group=groups["4B"], pupil=otto, on=TODAY, by=asha)
    assert rows(otto) == [("4B", SINCE, None)]
    member = GroupMember.objects.get(pupil=otto)
    memberships.leave(member=member, on=TODAY, by=asha)
    assert rows(otto) == [("4B", SINCE, TODAY)]
    memberships.join(group=groups["4B"], pupil=otto, on=TODAY, by=asha)
    assert rows(otto) == [("4B", SINCE, None)]


def test_leaving_on_the_first_day_leaves_nothing(groups, otto, asha):
    memberships.leave(member=memberships.join(group=groups["Reading"], pupil=otto, on=ON, by=asha), on=ON, by=asha)
    assert rows(otto) == [("4B", SINCE, None)]


def test_what_cannot_be_is_refused_in_words(groups, otto, north, asha):
    def refused(field, words, **about):
        with pytest.raises(ValidationError) as error:
            memberships.join(**{"group": groups["Reading"], "pupil": otto, "on": ON, "by": asha} | about)
        assert words in error.value.message_dict[field][0]

    refused("pupil", "is in 4B already, since 1 September 2024", group=groups["4B"])
    refused("on", "come back on the day", on=TODAY + timedelta(days=1))
    refused("on", "Reading began on 1 September 2024", on=date(2024, 8, 31))
    refused("pupil", "is not at North One Primary School", pupil=Pupil.objects.get(pk=north.two.pupils[0].pk))
    memberships.join(group=groups["4C"], pupil=otto, on=TODAY, by=asha)
    third = Group.objects.create(school=north.one.school, name="4D", year_group="4", starts_on=SINCE)
    refused("on", "joined 4C on", group=third, on=ON)
    Group.objects.filter(pk=groups["Reading"].pk).update(ends_on=TODAY)
    refused("pupil", "Reading is closed: its last day is", group=Group.objects.get(pk=groups["Reading"].pk))


def test_an_end_before_the_beginning_and_in_the_future_are_refused(groups, otto, asha):
    member = memberships.join(group=groups["Reading"], pupil=otto, on=ON, by=asha)
    with pytest.raises(ValidationError, match="They joined on 7 September 2026"):
        memberships.leave(member=member, on=ON - timedelta(days=1), by=asha)
    with pytest.raises(ValidationError, match="come back on the day"):
        memberships.leave(member=member, on=TODAY + timedelta(days=1), by=asha)


def test_a_leaver_joins_nothing(groups, otto, asha):
    Enrolment.objects.filter(pupil=otto).update(ends_on=TODAY)
    with pytest.raises(ValidationError, match="is not registered at North One Primary School today"):
        memberships.join(group=groups["Reading"], pupil=otto, on=ON, by=asha)


def day(on):
    return f"{on:%d/%m/%Y}"


def test_a_ta_sees_the_child_from_that_click_and_no_longer_after_the_other(groups, signed_in, north):
    child, senco, renata = north.one.pupils[2], signed_in(north.asha), signed_in(north.renata)
    reading = groups["Reading"]
    assert renata.get(f"/pupils/{child.pk}/").status_code == 404
    found = senco.get(f"/groups/{reading.pk}/add/?q=lin").content.decode()
    assert "Lind, Otto" in found and "Year 4, 4B" in found and "Adeyemi" not in found
    answer = senco.post(f"/groups/{reading.pk}/add/?q=lin", {"pupil": child.pk, "on": day(TODAY)}, follow=True)
    assert "Otto Lind is in Reading" in answer.content.decode()
    assert renata.get(f"/pupils/{child.pk}/").status_code == 200
    senco.post(f"/groups/{reading.pk}/pupils/{child.pk}/out/", {"on": day(TODAY)})
    assert renata.get(f"/pupils/{child.pk}/").status_code == 404


def test_moving_to_another_class_takes_the_teachers_sight(groups, signed_in, north):
    child, data, grace = north.one.pupils[2], signed_in(north.dora), signed_in(north.grace)
    address = f"/groups/{groups['4B'].pk}/pupils/{child.pk}/move/"
    page = data.get(address).content.decode()
    assert "4C" in page and "Reading" not in page
    answer = data.post(address, {"to": groups["4C"].pk, "on": day(TODAY)})
    assert answer.url == f"/groups/{groups['4C'].pk}/"
    assert grace.get(f"/pupils/{child.pk}/").status_code == 404
    assert data.get(address).status_code == 404, "not in this class any more"
    assert data.get(f"/groups/{groups['Reading'].pk}/pupils/{north.one.pupils[1].pk}/move/").status_code == 404


def test_finding_by_class_and_finding_nobody(groups, signed_in, north):
    senco, address = signed_in(north.asha), f"/groups/{groups['Reading'].pk}/add/"
    empty = senco.get(address).content.decode()
    assert "Hartley" not in empty and "Nobody found" not in empty
    by_class = senco.get(f"{address}?class={groups['4B'].pk}").content.decode()
    assert "Hartley, Noah" in by_class and "Lind, Otto" in by_class
    assert "Adeyemi, Mina" not in by_class, "she is in the group already"
    assert "Nobody found" in senco.get(f"{address}?q=zzz").content.decode()
    for odd in ("?class=999999999", "?class=abc", "?q=%00", f"?q={'x' * 500}"):
        assert senco.get(address + odd).status_code == 200


def test_errors_stand_beside_their_fields(groups, signed_in, north):
    senco, address = signed_in(north.asha), f"/groups/{groups['Reading'].pk}/add/?q=lind"
    assert "Choose a pupil" in senco.post(address, {"on": day(TODAY)}).content.decode()
    late = senco.post(address, {"pupil": north.one.pupils[2].pk, "on": day(TODAY + timedelta(days=1))})
    assert "come back on the day" in late.content.decode()
    words = senco.post(address, {"pupil": north.two.pupils[0].pk, "on": day(TODAY)}).content.decode()
    assert "Choose a pupil of this school" in words and "ZZTWO" not in words


def test_who_may_not_edit_groups_moves_nobody(groups, signed_in, north):
    group, child = groups["4B"], north.one.pupils[2]
    addresses = ("add/", f"pupils/{child.pk}/out/", f"pupils/{child.pk}/move/")
    for who in (north.grace, north.renata, north.lena, north.hannah, north.helen, north.eve):
        for address in addresses:
            assert signed_in(who).get(f"/groups/{group.pk}/{address}").status_code == 403
    assert "Take out" not in signed_in(north.grace).get(f"/groups/{group.pk}/").content.decode()
    for address in addresses:
        assert signed_in(north.asha).get(f"/groups/{north.two.class_4b.pk}/{address}").status_code == 404


def test_a_teacher_who_was_lent_the_verb_adds_only_children_they_see(groups, signed_in, north):
    with whole_trust(north.trust.pk):
        SchoolUserObjectPermission.objects.assign_perm("edit_groups", north.renata, north.one.school)
    renata, reading, child = signed_in(north.renata), groups["Reading"], north.one.pupils[2]
    page = renata.get(f"/groups/{reading.pk}/add/?q=lind").content.decode()
    assert "Lind" not in page.replace("lind", "") and "4B" not in page
    answer = renata.post(f"/groups/{reading.pk}/add/?q=lind", {"pupil": child.pk, "on": day(TODAY)})
    assert "Choose a pupil of this school" in answer.content.decode()
    with whole_trust(north.trust.pk):
        assert not GroupMember.objects.filter(group=reading, pupil=child).exists()
