"""Two walls stand, and each holds alone: the database's without the querysets', and theirs without the database's."""

from __future__ import annotations

import pytest
from django.db import connection

from pupils.models import Pupil
from tests.conftest import as_role

CARELESS = "/test-only/all-pupils/"


def ids(children):
    return {str(child.pk) for child in children}


@pytest.mark.urls("tests.walls.careless")
@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("asha", lambda north: north.one.pupils),
        ("ben", lambda north: north.two.pupils),
        ("lena", lambda north: north.one.pupils),
        ("dora", lambda north: north.one.pupils),
        ("grace", lambda north: north.one.pupils),
        ("renata", lambda north: north.one.pupils[1:2]),
        ("hannah", lambda north: north.one.pupils[:1]),
        ("cai", lambda north: north.pupils),
        ("helen", lambda north: []),
        ("tom", lambda north: []),
        ("maryam", lambda north: []),
    ],
)
def test_the_database_wall_alone(who, sees, signed_in, north):
    """The view forgot ``within``: people still see their own children and nobody else's."""
    page = signed_in(getattr(north, who)).get(CARELESS)
    assert page.status_code == 200
    assert {line.split()[0] for line in page.content.decode().splitlines()} == ids(sees(north))


@pytest.mark.urls("tests.walls.careless")
@pytest.mark.parametrize("who", ["eve", "noah"])
def test_a_family_does_not_reach_a_careless_page_of_the_staff(who, signed_in, north):
    assert signed_in(getattr(north, who)).get(CARELESS).status_code == 403


@pytest.mark.urls("tests.walls.careless")
def test_that_the_careless_page_is_careless(signed_in, north):
    """With the database's wall taken away it does show everyone: otherwise the tests above would prove nothing."""
    senco = signed_in(north.asha)
    with as_role("send_system"):
        text = senco.get(CARELESS).content.decode()
    assert "ZZTWO" in text and "ZZSOUTH" in text


def test_the_role_of_these_tests_does_bypass(cast):
    with as_role("send_system"), connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (True,)
        assert Pupil.objects.count() == len(cast.north.pupils) + len(cast.south.pupils)


PAGES = (
    "/register/",
    "/register/?st=K&st=E&st=N&sort=class",
    "/register/?st=N&q=l&ar=-",
    "/register/?on=1/1/2025&sort=-school",
    "/register/export.csv?st=K&st=E&st=N",
    "/register/export.xlsx",
    "/find/?q=noah",
    "/find/?q=4B",
)
ABOUT_A_CHILD = ("", "status/", "needs/", "details/", "history/", "sight/", "sight/lend/", "read-log/",
                 "contacts/", "contacts/add/")  # fmt: skip


@pytest.mark.parametrize("page_address", PAGES)
@pytest.mark.parametrize(
    ("who", "foreign"),
    [
        ("asha", {"ZZTWO", "ZZSOUTH"}),
        ("grace", {"ZZTWO", "ZZSOUTH"}),
        ("dora", {"ZZTWO", "ZZSOUTH"}),
        ("cai", {"ZZSOUTH"}),
    ],
)
def test_the_queryset_wall_alone(who, foreign, page_address, signed_in, north):
    """Row-level security is off: the pages themselves still ask only for what is in reach."""
    browser = signed_in(getattr(north, who))
    with as_role("send_system"):
        page = browser.get(page_address)
    assert page.status_code in (200, 403)
    text = page.content.decode("utf-8", errors="replace")
    assert not [word for word in foreign if word in text]
    if page.status_code == 200 and page_address == "/register/":
        assert "Hartley, Noah" in text and "Adeyemi, Mina" in text


@pytest.mark.parametrize("address", ABOUT_A_CHILD)
def test_the_queryset_wall_alone_for_one_child(address, signed_in, north, south):
    senco, lead = signed_in(north.asha), signed_in(north.cai)
    with as_role("send_system"):
        for child in (north.two.pupils[0], south.one.pupils[0]):
            assert senco.get(f"/pupils/{child.pk}/{address}").status_code == 404
        assert lead.get(f"/pupils/{south.one.pupils[0].pk}/{address}").status_code == 404
        own = lead.get(f"/pupils/{north.one.pupils[0].pk}/{address}")
    assert own.status_code == 200 and "ZZSOUTH" not in own.content.decode()
