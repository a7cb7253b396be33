"""Groups give teachers their children, from the day they have them to the day they do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Pupil
from schools.calendar import TermDates
from schools.models import Group, GroupStaff, SchoolUserObjectPermission
from schools.services import groups, terms
from trust_send.platform.walls.sources import acting_for, whole_trust


def seen_by(person, side):
    with acting_for(person.pk, side.trust.pk):
        return set(Pupil.objects.values_list("pk", flat=True))


def test_whoever_has_a_group_sees_its_children_and_no_others(north):
    assert seen_by(north.grace, north) == {pupil.pk for pupil in north.one.pupils}
    assert seen_by(north.renata, north) == {north.one.pupils[1].pk}


def test_handing_over_and_taking_back(north):
    today = timezone.localdate()
    with whole_trust(north.trust.pk):
        group = Group.objects.get(pk=north.one.class_4b.pk)
        groups.hand_over(group=group, person=north.renata, on=today, by=north.asha)
        with pytest.raises(ValidationError):
            groups.hand_over(group=group, person=north.renata, on=today, by=north.asha)
    assert seen_by(north.renata, north) == {pupil.pk for pupil in north.one.pupils}
    with whole_trust(north.trust.pk):
        having = GroupStaff.objects.get(group=group, user=north.grace)
        groups.take_back(having=having, on=today, by=north.asha)
    assert seen_by(north.grace, north) == set()


def test_a_closed_group_lends_nobody(north):
    with whole_trust(north.trust.pk):
        groups.close_group(
            group=Group.objects.get(pk=north.one.class_4b.pk), ends_on=timezone.localdate(), by=north.asha
        )
    assert seen_by(north.grace, north) == set()


def test_open_groups_of_a_school_have_different_names(north):
    with whole_trust(north.trust.pk), pytest.raises(ValidationError):
        groups.open_group(
            school=north.one.school,
            name="4B",
            kind="registration",
            year_group="4",
            starts_on=timezone.localdate(),
            by=north.asha,
        )


def test_a_teacher_who_was_lent_the_verb_opens_a_group_and_is_not_led_to_a_page_that_is_not_there(signed_in, north):
    with whole_trust(north.trust.pk):
        SchoolUserObjectPermission.objects.assign_perm("edit_groups", north.grace, north.one.school)
    form = {"school": north.one.school.pk, "name": "Sounds", "kind": "teaching", "starts_on": "1/9/2026"}
    answer = signed_in(north.grace).post("/groups/open/", form, follow=True)
    assert answer.status_code == 200 and "Whoever sees the whole school says who has it" in answer.content.decode()
    with whole_trust(north.trust.pk):
        event = Group.pgh_event_model.objects.get(name="Sounds")
        assert event.pgh_context["by"] == north.grace.pk
    with acting_for(north.grace.pk, north.trust.pk):
        assert not Group.pgh_event_model.objects.filter(name="Sounds").exists(), "it is not hers to read"


def test_terms_follow_each_other_within_their_year(north):
    first = TermDates(1, date(2025, 9, 2), date(2025, 10, 24))
    with whole_trust(north.trust.pk):
        kept = terms.set_year(school=north.one.school, start=2025, dates=[first])
        assert [term.number for term in kept] == [1]
        for wrong in (
            TermDates(2, first.ends_on, first.ends_on + timedelta(days=40)),
            TermDates(2, date(2026, 9, 3), date(2026, 10, 3)),
            TermDates(2, date(2025, 12, 3), date(2025, 11, 3)),
        ):
            with pytest.raises(ValidationError):
                terms.set_year(school=north.one.school, start=2025, dates=[first, wrong])


def test_the_tabs_keep_the_school_that_was_chosen(signed_in, north):
    lead = signed_in(north.cai)
    one, two = north.one.school, north.two.school
    with whole_trust(north.trust.pk):
        closed = groups.open_group(
            school=one, name="Old", kind="teaching", year_group="", starts_on=date(2025, 9, 1), by=north.cai
        )
        groups.close_group(group=closed, ends_on=timezone.localdate(), by=north.cai)
    page = lead.get(f"/groups/?school={one.pk}").content.decode()
    assert f'href="/groups/?school={one.pk}&amp;show=closed"' in page and "ZZTWO" not in page.split("<main")[1]
    page = lead.get(f"/groups/?school={one.pk}&show=closed").content.decode().split("<main")[1]
    assert f'href="/groups/?school={one.pk}"' in page and ">Old<" in page
    # A school without a closed group is still the one that was chosen, and another's are not shown for it.
    page = lead.get(f"/groups/?school={two.pk}&show=closed").content.decode().split("<main")[1]
    assert f"0 closed at {two.name}" in page and "No closed groups" in page and ">Old<" not in page
    assert f'href="/groups/?school={two.pk}"' in page
    # No school is chosen by a number that is none, or that is not the reader's.
    for number in ("x", "0", str(10**30), str(two.pk)):
        page = signed_in(north.asha).get(f"/groups/?school={number}").content.decode().split("<main")[1]
        assert 'href="/groups/?show=closed"' in page and two.name not in page
