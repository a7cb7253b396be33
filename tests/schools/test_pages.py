"""Pages about people, classes and schools, each opened by those who may and by those who may not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from schools.models import Group, GroupStaff, Post, School, Term, Trust, User
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

APPOINTMENT = {
    "given_name": "Ola",
    "family_name": "Nowicka",
    "email": "ola.nowicka@example.org",
    "role": "teacher",
    "starts_on": "1/9/2026",
    "last_day": "",
}


def post_of(side, person):
    with whole_trust(side.trust.pk):
        return Post.objects.get(user=person)


@pytest.mark.parametrize(
    ("name", "status"),
    [("asha", 200), ("cai", 200), ("ben", 200), ("dora", 200), ("maryam", 200)]
    + [(name, 403) for name in ("grace", "renata", "helen", "tom", "lena", "hannah", "eve", "noah")],
)
def test_who_opens_the_people_page(name, status, signed_in, north):
    assert signed_in(getattr(north, name)).get("/people/").status_code == status


def test_people_shows_only_the_schools_where_one_may_look(signed_in, north):
    words = signed_in(north.asha).get("/people/").content.decode()
    assert "Grace Okoro" in words and "Ben Okafor" not in words and "ZZSOUTH" not in words
    assert "Ben Okafor" in signed_in(north.cai).get("/people/").content.decode()


def test_a_person_out_of_sight_is_not_found(signed_in, north, south):
    asha = signed_in(north.asha)
    for stranger in (north.ben, south.dee, north.eve):
        assert asha.get(f"/people/{stranger.pk}/").status_code == 404
    assert asha.get(f"/people/{north.grace.pk}/").status_code == 200


def test_a_head_appoints_at_the_own_school_only(signed_in, north):
    ben, two, one = signed_in(north.ben), north.two.school.pk, north.one.school.pk
    assert ben.post("/people/appoint/", APPOINTMENT | {"place": f"school-{one}"}).status_code == 200
    assert not User.objects.filter(email=APPOINTMENT["email"]).exists()
    assert ben.post("/people/appoint/", APPOINTMENT | {"place": "trust", "role": "trustlead"}).status_code == 200
    answer = ben.post("/people/appoint/", APPOINTMENT | {"place": f"school-{two}"})
    person = User.objects.get(email=APPOINTMENT["email"])
    assert answer.headers["Location"] == f"/people/{person.pk}/"
    assert post_of(north, person).school_id == two


def test_appointing_needs_the_verb(signed_in, north):
    assert signed_in(north.asha).get("/people/appoint/").status_code == 403
    assert signed_in(north.dora).post("/people/appoint/", APPOINTMENT).status_code == 403


def test_ending_a_post(signed_in, north, south):
    graces = post_of(north, north.grace).pk
    ben, cai = signed_in(north.ben), signed_in(north.cai)
    after = {"when": "after", "last_day": "1/1/2027"}
    assert ben.post(f"/posts/{graces}/end/", after).status_code == 404  # another school's
    assert cai.post(f"/posts/{post_of(south, south.dee).pk}/end/", after).status_code == 404
    assert cai.post(f"/posts/{graces}/end/", after | {"reason": "New job"}).status_code == 302
    assert post_of(north, north.grace).ends_on == date(2027, 1, 2)
    person = cai.get(f"/people/{north.grace.pk}/").content.decode()
    assert "until 1 January 2027, that day included" in person and "<td>1 Jan 2027</td>" in person
    last = cai.post(f"/posts/{post_of(north, north.cai).pk}/end/", after)
    assert last.status_code == 200 and "last SEND lead" in last.content.decode()


def test_a_post_ends_at_once_or_after_a_day_that_is_said(signed_in, north):
    address, cai = f"/posts/{post_of(north, north.grace).pk}/end/", signed_in(north.cai)
    page = cai.get(address).content.decode()
    assert "At once" in page and "Take back" not in page
    assert "Enter the last day" in cai.post(address, {"when": "after"}).content.decode()
    early = cai.post(address, {"when": "after", "last_day": "1/1/2020"}).content.decode()
    assert "Choose that day or a later one" in early
    assert cai.post(address, {"when": "now"}).status_code == 302
    assert post_of(north, north.grace).ends_on == timezone.localdate()
    assert signed_in(north.grace).get("/groups/").status_code == 403


def test_an_appointment_by_mistake_is_taken_back_on_the_day_it_began(signed_in, north):
    cai, today = signed_in(north.cai), timezone.localdate()
    for begins in (today, today + timedelta(days=9)):
        said = APPOINTMENT | {"place": f"school-{north.one.school.pk}", "role": "senco", "starts_on": begins}
        assert cai.post("/people/appoint/", said).status_code == 302
        person = User.objects.get(email=APPOINTMENT["email"])
        with whole_trust(north.trust.pk):
            post = person.posts.latest("pk")
        assert "Take back this appointment" in cai.get(f"/posts/{post.pk}/end/").content.decode()
        assert cai.post(f"/posts/{post.pk}/end/", {"when": "now"}).status_code == 302
        page = cai.get(f"/people/{person.pk}/").content.decode()
        assert "is taken back. It never applied." in page
        assert "Send the invitation again" not in page and cai.post(f"/people/{person.pk}/invite/").status_code == 403
        assert "No post today" in page and "Taken back, never applied" in page


def test_the_last_day_of_an_appointment_is_a_day_with_the_post(signed_in, north):
    cai, one = signed_in(north.cai), f"school-{north.one.school.pk}"
    said = APPOINTMENT | {"place": one, "starts_on": "1/12/2026", "last_day": "30/11/2026"}
    assert "must not be before the first day" in cai.post("/people/appoint/", said).content.decode()
    assert cai.post("/people/appoint/", said | {"last_day": "1/12/2026"}).status_code == 302
    assert post_of(north, User.objects.get(email=APPOINTMENT["email"])).ends_on == date(2026, 12, 2)


def test_groups_are_those_whose_children_one_sees(signed_in, north, south):
    assert "4B" in signed_in(north.grace).get("/groups/").content.decode()
    page = signed_in(north.renata).get("/groups/").content.decode()
    assert "Reading" in page and "4B" not in page
    assert signed_in(north.helen).get("/groups/").status_code == 403
    assert signed_in(north.grace).get(f"/groups/{north.two.class_4b.pk}/").status_code == 404
    assert signed_in(north.asha).get(f"/groups/{south.one.class_4b.pk}/").status_code == 404


def test_a_class_page_lists_its_children_and_writes_the_read_log(signed_in, north):
    from trust_send.platform.readlog.models import ReadLog

    page = signed_in(north.grace).get(f"/groups/{north.one.class_4b.pk}/")
    assert page.status_code == 200 and "Hartley, Noah" in page.content.decode()
    with acting_with(north.reach()):
        assert ReadLog.objects.filter(user=north.grace, page="group").count() == 3


def test_handing_a_group_over(signed_in, cast, north):
    asha, grace = signed_in(north.asha), signed_in(north.grace)
    group = north.one.class_4b.pk
    assert grace.post(f"/groups/{group}/hand-over/", {"person": north.renata.pk}).status_code == 403
    assert asha.post(f"/groups/{group}/hand-over/", {"person": north.ben.pk}).status_code == 302  # works elsewhere
    assert asha.post(f"/groups/{group}/hand-over/", {"person": north.renata.pk}).status_code == 302
    with whole_trust(north.trust.pk):
        having = GroupStaff.objects.get(group=group, user=north.renata)
        assert not GroupStaff.objects.filter(group=group, user=north.ben).exists()
    assert signed_in(cast.gus, north.trust).post(f"/groups/staff/{having.pk}/take-back/").status_code == 404
    asked = asha.get(f"/groups/staff/{having.pk}/take-back/").content.decode()
    assert "Renata Nowak no longer has 4B" in asked and "Nobody has 4B then" not in asked
    with whole_trust(north.trust.pk):
        assert GroupStaff.objects.filter(pk=having.pk, ends_on=None).exists()  # asked is not yet done
        gave = GroupStaff.objects.get(group=group, user=north.grace)
    done = asha.post(f"/groups/staff/{gave.pk}/take-back/", {"reason": "Changes class"}, follow=True).content.decode()
    assert "Grace Okoro no longer has 4B" in done and "Changes class" in done
    assert asha.post(f"/groups/staff/{gave.pk}/take-back/").status_code == 404  # it ended once
    assert "Nobody has 4B then" in asha.get(f"/groups/staff/{having.pk}/take-back/").content.decode()
    assert asha.post(f"/groups/staff/{having.pk}/take-back/").status_code == 302


def test_opening_a_group_at_another_school_is_not_offered(signed_in, north):
    form = {"name": "Sounds", "kind": "teaching", "starts_on": "1/9/2026", "year_group": ""}
    asha = signed_in(north.asha)
    assert asha.post("/groups/open/", form | {"school": north.two.school.pk}).status_code == 200
    assert asha.post("/groups/open/", form | {"school": north.one.school.pk}).status_code == 302
    again = asha.post("/groups/open/", form | {"school": north.one.school.pk})
    assert "already" in again.content.decode()
    with whole_trust(north.trust.pk):
        assert [group.school_id for group in Group.objects.filter(name="Sounds")] == [north.one.school.pk]


def test_schools_and_terms(signed_in, north, south):
    dora, one = signed_in(north.dora), north.one.school.pk
    assert dora.get("/schools/").status_code == dora.get(f"/schools/{one}/").status_code == 200
    assert dora.get(f"/schools/{south.one.school.pk}/").status_code == 404
    assert dora.get(f"/schools/{north.two.school.pk}/change/").status_code == 403
    dates = {"starts_1": "2/9/2025", "ends_1": "24/10/2025", "starts_2": "3/11/2025"}
    unfinished = dora.post(f"/schools/{one}/terms/2025/", dates)
    assert "Enter both days" in unfinished.content.decode()
    assert dora.post(f"/schools/{one}/terms/2025/", dates | {"ends_2": "19/12/2025"}).status_code == 302
    with whole_trust(north.trust.pk):
        assert Term.objects.filter(school=one, year_start=2025).count() == 2


def test_school_settings(signed_in, north):
    form = {"name": "North One School", "hub": "", "term_naming": "six", "mis_leads": "on"}
    assert signed_in(north.dora).post(f"/schools/{north.one.school.pk}/change/", form).status_code == 302
    with whole_trust(north.trust.pk):
        school = School.objects.get(pk=north.one.school.pk)
        assert (school.name, school.hub_id, school.mis_leads) == ("North One School", None, True)
        assert school.events.order_by("-pgh_id").first().pgh_context["by"] == north.dora.pk


def test_the_trusts_colours_must_be_readable(signed_in, north):
    cai, pale = signed_in(north.cai), {"accent": "#ffee00", "accent_deep": "#0b3443", "accent_tint": "#e3eef1"}
    assert "Too pale" in cai.post("/trust/", pale | {"name": "North"}).content.decode()
    assert cai.post("/trust/", pale | {"name": "North", "accent": "#5b1a6e"}).status_code == 302
    assert Trust.objects.get(pk=north.trust.pk).accent == "#5b1a6e"
    assert signed_in(north.asha).get("/trust/").status_code == 403


def test_how_the_office_is_reached_is_changed_by_who_may_change_the_school(signed_in, north):
    address, dora = f"/schools/{north.one.school.pk}/change/", signed_in(north.dora)
    form = {"name": "North One Primary School", "term_naming": "three"}
    office = {"telephone": "01632 960123", "email": "office@one.example", "website": "one.example"}
    for wrong, words in (
        ({"telephone": "ring twice"}, "like 01632 960001"),
        ({"email": "office"}, "email address"),
        ({"website": "javascript:alert(1)"}, "like https://school.example"),
        ({"website": "ftp://one.example"}, "like https://school.example"),
    ):
        page = dora.post(address, form | office | wrong)
        assert page.status_code == 200 and words in page.content.decode(), wrong
    assert signed_in(north.asha).post(address, form | office).status_code == 403
    assert dora.post(address, form | office).status_code == 302
    page = dora.get(f"/schools/{north.one.school.pk}/").content.decode()
    assert "01632 960123" in page and "mailto:office@one.example" in page and "https://one.example" in page
    with whole_trust(north.trust.pk):
        last = north.one.school.events.latest("pgh_id")
    assert (last.telephone, last.website) == ("01632 960123", "https://one.example")


@pytest.mark.parametrize("words", ["Grace Okoro", "okoro, grace", "OKORO", "grace.", "grace@"])
def test_a_person_is_found_by_any_part_of_name_or_address(words, signed_in, north):
    page = signed_in(north.asha).get("/people/", {"q": words}).content.decode()
    assert north.grace.get_full_name() in page and north.renata.get_full_name() not in page
