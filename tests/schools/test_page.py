"""What stands around every page: where one is, who one is, and only the ways one may go."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.models import Post
from schools.roles import Verb
from schools.sentences import MAY
from tests.walls.addresses import every_pattern
from trust_send import page
from trust_send.platform.walls.sources import whole_trust

SHOWN = {
    "asha": ("North One Primary School", "SENCO"),
    "ben": ("North Two Primary School", "Headteacher"),
    "grace": ("North One Primary School", "Teacher"),
    "cai": ("", "Trust SEND lead"),
    "maryam": ("Coast hub", "Hub lead"),
    "helen": ("North One Primary School", "Governor"),
    "hannah": ("", "Professional from outside"),
    "eve": ("", "Parent or carer"),
    "noah": ("", "Pupil"),
}


@pytest.mark.parametrize("who", SHOWN)
def test_where_and_who(signed_in, north, who):
    person = getattr(north, who)
    shown = signed_in(person).get(reverse("desk")).context
    where, role = SHOWN[who]
    assert shown["trust"].name == "North Trust" and shown["person"] == person.get_full_name()
    assert str(shown["where"]) == where and str(shown["role_name"]) == role


NAVIGATION = {
    "asha": ["Today", "Register", "Classes", "Concerns", "Overview", "Documents", "Schools", "People"],
    "cai": ["Today", "Register", "Classes", "Concerns", "Overview", "Documents", "Schools", "People", "Data"],
    "grace": ["Today", "Register", "Classes", "Concerns"],
    "renata": ["Today", "Classes", "Concerns"],
    "helen": ["Today", "Overview", "Documents"],
    "tom": ["Today", "Overview", "Documents", "Schools"],
    "dora": ["Today", "Register", "Classes", "Schools", "People", "Data"],
    "hannah": ["Today"],
    "eve": [],
    "noah": [],
}


@pytest.mark.parametrize("who", NAVIGATION)
def test_the_way_about_is_the_roles(signed_in, north, who):
    visitor = signed_in(getattr(north, who))
    items = list(visitor.get(reverse("desk")).context["navigation"])
    assert [item["label"] for item in items] == NAVIGATION[who]
    for item in items:
        assert visitor.get(item["url"]).status_code == 200, item


def test_every_verb_has_its_words():
    assert MAY.keys() == set(Verb)


def test_the_current_page_is_marked(signed_in, north):
    items = signed_in(north.asha).get(reverse("today")).context["navigation"]
    assert [item["label"] for item in items if item["current"]] == ["Today"]


UNDER = [
    ("asha", "pupil", "Register"),
    ("asha", "pupil-status", "Register"),
    ("asha", "pupil-history", "Register"),
    ("asha", "read-log", "Register"),
    ("asha", "pupil-family-add", "Register"),
    ("cai", "pupil-second-school", "Register"),
    ("grace", "pupil", "Register"),
    ("renata", "pupil", "Classes"),
    ("hannah", "pupil", ""),
    ("asha", "group", "Classes"),
    ("cai", "trust-edit", "Schools"),
    ("cai", "terms", "Schools"),
    ("cai", "end-post", "People"),
]


@pytest.mark.parametrize(("who", "name", "label"), UNDER)
def test_a_page_stands_under_one_item(who, name, label, signed_in, north):
    child = north.one.pupils[1 if who == "renata" else 0].pk
    with whole_trust(north.trust.pk):
        post = Post.objects.get(user=north.grace).pk
    numbers = {"group": [north.one.class_4b.pk], "terms": [north.one.school.pk, 2026], "end-post": [post]}
    address = reverse(name, args=numbers.get(name, [] if name == "trust-edit" else [child]))
    answer = signed_in(getattr(north, who)).get(address)
    marked = [item["label"] for item in answer.context["navigation"] if item["current"]]
    assert answer.status_code == 200 and marked == ([label] if label else [])
    assert answer.content.decode().count('aria-current="') >= len(marked)


def test_what_also_stands_under_an_item_is_the_beginning_of_an_address():
    routes = [f"/{route}" for _, route, _ in every_pattern()]
    names = {name for _, name, _ in page.NAVIGATION}
    for name, beginnings in page.ALSO_UNDER.items():
        assert name in names
        for beginning in beginnings:
            assert any(route.startswith(beginning) for route in routes), beginning


def test_it_costs_one_query(signed_in, north):
    visitor = signed_in(north.asha)
    visitor.get(reverse("help"))
    with CaptureQueriesContext(connection) as queries:
        visitor.get(reverse("help"))
    ours = [query["sql"] for query in queries if "FROM schools_trust t" in query["sql"]]
    assert len(ours) == 1
    # session, person, reach (posts, grants, children, and telling the database each time), savepoints, this one
    assert len(queries) <= 14, [query["sql"][:80] for query in queries]


def test_it_costs_nothing_when_nobody_looks(signed_in, north, rf):
    request = rf.get("/")
    request.user, request.reach = north.asha, north.reach()
    with CaptureQueriesContext(connection) as queries:
        page.context(request)
    assert len(queries) == 0


def test_strangers_see_no_trust(cast):
    text = Client().get(reverse("help")).content.decode()
    assert "North Trust" not in text and "govuk-service-navigation__list" not in text


def test_who_sits_in_two_trusts_may_switch(signed_in, cast):
    assert signed_in(cast.gus, cast.north.trust).get(reverse("desk")).context["can_switch"]
    assert not signed_in(cast.north.asha).get(reverse("desk")).context["can_switch"]


def test_only_who_may_search_for_pupils_is_offered_it(signed_in, north):
    for who, offered in (("asha", True), ("grace", True), ("helen", False), ("tom", False), ("eve", False)):
        assert bool(signed_in(getattr(north, who)).get(reverse("desk")).context["search_hint"]) == offered, who


def test_words_pages(client, cast):
    for name in ("help", "privacy", "accessibility", "who-can-see-what"):
        assert client.get(reverse(name)).status_code == 200
    table = client.get(reverse("who-can-see-what")).content.decode()
    assert "Reads the school&#x27;s figures and documents, never a child&#x27;s name." in table


def test_every_page_of_ours_is_found_by_the_loader():
    for name in ("schools/today.html", "schools/desk.html", "schools/kept.html", "schools/invitation.html"):
        assert engines["django"].get_template(name)
