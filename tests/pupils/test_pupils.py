"""A child's page: who may open it, how much of it they see, editing, history, and who can see the child."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import Enrolment, FamilyLink, GroupMember, Pupil, PupilUserObjectPermission, SenStatus
from pupils.selectors.who import who_can_see
from pupils.services import pupils as services
from schools.models import GroupStaff, Post
from schools.naming import sort_key
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()

PAGES = ["", "status/", "needs/", "details/", "move/", "history/", "sight/", "sight/lend/", "read-log/"]


def test_the_senco_sees_the_whole_record(signed_in, north):
    noah = north.one.pupils[0]
    page = signed_in(north.asha).get(f"/pupils/{noah.pk}/")
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Noah Hartley", "class 4B with Grace Okoro", "SEN support since 1 September 2024", "SLCN",
                  "Communication and interaction", "Change status", "Set needs", "Edit details", "Legal name",
                  "Admission number 0010", "Eve Hartley", "Hannah Lowe", "Who has seen this"):  # fmt: skip
        assert words in text, words
    assert "Move to another school" not in text


def test_who_teaches_a_class_is_named_before_who_helps_in_it(signed_in, north):
    with whole_trust(north.trust.pk):
        GroupStaff.objects.create(group=north.one.class_4b, user=north.renata, starts_on=date(2026, 9, 1))
        Post.objects.filter(user=north.grace).update(role="ta")
        Post.objects.filter(user=north.renata).update(role="teacher")
    text = signed_in(north.asha).get(f"/pupils/{north.one.pupils[0].pk}/").content.decode()
    assert "class 4B with Renata Nowak and Grace Okoro" in text
    with whole_trust(north.trust.pk):
        Post.objects.filter(user=north.grace).update(role="teacher")
        Post.objects.filter(user=north.renata).update(role="ta")
    text = signed_in(north.asha).get(f"/pupils/{north.one.pupils[0].pk}/").content.decode()
    assert "class 4B with Grace Okoro and Renata Nowak" in text


@pytest.mark.parametrize("who", ["grace", "hannah"])
def test_who_teaches_or_visits_sees_what_they_need(who, signed_in, north):
    noah = north.one.pupils[0]
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=noah.pk).update(young_carer=True, fsm=True, eal=True, upn="A100000000001")
        SenStatus.objects.filter(pupil=noah).update(reason="Private words of the SENCO")
    text = signed_in(getattr(north, who)).get(f"/pupils/{noah.pk}/").content.decode()
    assert "SEN support since" in text and "EAL" in text
    for hidden in ("Young carer", "Free school meals", "A100000000001", "Legal name", "Admission number",
                   "Private words", "Change status", "Who has seen this", "Family told"):  # fmt: skip
        assert hidden not in text, hidden
    assert ("Eve Hartley" in text) == (who == "grace")  # a teacher of the child knows its contacts by name
    everything = signed_in(north.asha).get(f"/pupils/{noah.pk}/").content.decode()
    assert "Young carer" in everything and "Private words" in everything and "A100000000001" in everything


@pytest.mark.parametrize("who", ["asha", "hannah"])
def test_no_page_of_another_schools_child_opens(who, signed_in, north, south):
    """Everybody at every address is asked in tests/matrix; here are two whose sight comes in different ways."""
    browser = signed_in(getattr(north, who))
    for path in (f"/pupils/{side.pupils[0].pk}/{page}" for side in (north.two, south.one) for page in PAGES):
        for response in (browser.get(path), browser.post(path)):
            # 403 is only for those who hold the verb nowhere: they learn nothing about the child from it.
            assert response.status_code in (403, 404, 405), path
            assert not {"ZZTWO", "ZZSOUTH"} & set(re.findall(r"ZZ[A-Z]+", response.content.decode()))


def test_a_number_that_no_child_can_have_is_404(signed_in, north):
    senco = signed_in(north.asha)
    addresses = [f"/pupils/{number}/{page}" for number in (10**12, 10**30) for page in PAGES[:3]]
    assert {senco.get(address).status_code for address in addresses} == {404}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("asha", set(PAGES) - {"move/"}),
        ("lena", {"", "history/", "sight/", "read-log/"}),
        ("dora", {"", "details/"}),
        ("grace", {""}),
        ("renata", set()),
        ("hannah", {""}),
        ("cai", set(PAGES)),
        ("helen", set()),
        ("tom", set()),
        ("maryam", set()),
        ("eve", set()),
        ("noah", set()),
    ],
)
def test_which_pages_of_a_child_each_role_opens(who, allowed, signed_in, north):
    browser, noah = signed_in(getattr(north, who)), north.one.pupils[0]
    opened = {address for address in PAGES if browser.get(f"/pupils/{noah.pk}/{address}").status_code == 200}
    assert opened == allowed


def test_a_teacher_outside_the_class_gets_404(signed_in, north):
    with whole_trust(north.trust.pk):
        GroupMember.objects.filter(pupil=north.one.pupils[2]).update(ends_on=TODAY)
    assert signed_in(north.grace).get(f"/pupils/{north.one.pupils[2].pk}/").status_code == 404


def test_every_opening_is_in_the_read_log(signed_in, north):
    noah = north.one.pupils[0]
    signed_in(north.grace).get(f"/pupils/{noah.pk}/")
    signed_in(north.asha).get(f"/pupils/{noah.pk}/status/")
    with whole_trust(north.trust.pk):
        log = list(ReadLog.objects.filter(pupil=noah).order_by("pk").values_list("user__given_name", "how", "page"))
    assert log == [("Grace", "open", "pupil"), ("Asha", "open", "pupil-status")]


def test_editing_keeps_who_when_and_why(signed_in, north):
    noah = north.one.pupils[0]
    browser = signed_in(north.asha)
    posted = browser.post(
        f"/pupils/{noah.pk}/details/",
        {"preferred_forename": "Noa", "preferred_surname": "", "year_group": "4", "first_language": "Welsh",
         "placement": "", "known": ["eal", "young_carer"], "reason": "Told by mother"},
    )  # fmt: skip
    assert posted.status_code == 302
    with whole_trust(north.trust.pk):
        saved = Pupil.objects.get(pk=noah.pk)
        assert (saved.preferred_forename, saved.eal, saved.young_carer, saved.fsm) == ("Noa", True, True, None)
        assert saved.sort_key == sort_key("Hartley", "Noa")
    history = browser.get(f"/pupils/{noah.pk}/history/").content.decode()
    assert "Told by mother" in history and "by Asha Mistry" in history
    assert "Preferred first name: not recorded → Noa" in history


def test_what_comes_from_elsewhere_cannot_be_edited(north):
    with whole_trust(north.trust.pk), pytest.raises(TypeError):
        services.edit(pupil=north.one.pupils[0], by=north.asha, school=north.two.school)


def test_a_place_in_a_unit_and_in_resourced_provision_cannot_both_be(north):
    with whole_trust(north.trust.pk), pytest.raises(ValidationError, match="not both"):
        child = Pupil.objects.get(pk=north.one.pupils[0].pk)
        services.edit(pupil=child, by=north.asha, sen_unit=True, resourced_provision=True)


def test_who_can_see_is_exactly_who_has_reach(cast, north, south):
    """For every person of the cast and every child: the list and the reach say the same."""
    with whole_trust(north.trust.pk):
        PupilUserObjectPermission.objects.assign_perm("see_pupil", north.helen, north.two.pupils[1])
        Enrolment.objects.create(
            pupil=north.one.pupils[2], at_school=north.two.school, kind="S", starts_on=timezone.localdate()
        )
        FamilyLink.objects.create(pupil=north.two.pupils[0], user=north.asha, relationship="mother", starts_on=TODAY)
        GroupStaff.objects.create(group=north.two.class_4b, user=north.tom, starts_on=TODAY)
        Post.objects.filter(user=north.lena).update(ends_on=TODAY)
    for side in (north, south):
        seen: dict[int, set[int]] = {}
        for person in cast.everyone:
            with acting_for(person.pk, side.trust.pk) as (reach, _):
                seen[person.pk] = set(Pupil.objects.within(reach).values_list("pk", flat=True))
        with whole_trust(side.trust.pk):
            for child in side.pupils:
                said = {sees.person.pk for sees in who_can_see(Pupil.objects.get(pk=child.pk))}
                assert said == {pk for pk, children in seen.items() if child.pk in children}, child
    assert seen[north.asha.pk] == set()


def test_the_sight_page_names_people_and_reasons(signed_in, north):
    text = signed_in(north.asha).get(f"/pupils/{north.one.pupils[0].pk}/sight/").content.decode()
    for words in ("Grace Okoro", "Has 4B", "Hannah Lowe", "Therapy", "Cai Morgan", "Trust SEND lead of the trust",
                  "Eve Hartley", "SENCO of North One"):  # fmt: skip
        assert words in text, words
    assert "Helen Marsh" not in text and "Maryam" not in text


def test_whoever_sees_the_school_is_led_to_the_childs_groups(signed_in, north):
    noah, address = north.one.pupils[0], f'href="/groups/{north.one.class_4b.pk}/"'
    for who, led in (("asha", True), ("dora", True), ("grace", False), ("hannah", False)):
        assert (address in signed_in(getattr(north, who)).get(f"/pupils/{noah.pk}/").content.decode()) == led, who
