"""Hubs: made, named, tied to an authority, filled with schools and emptied, by who may edit the trust."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from schools.models import Hub, School
from schools.roles import Verb
from schools.services import hubs
from trust_send.platform.walls.sources import acting_for, whole_trust


def keep(north, hub, **changes):
    said = {"name": "Moor hub", "la_code": "878", "la_name": "Devon", "schools": [], "by": north.cai}
    with whole_trust(north.trust.pk):
        return hubs.keep(hub=hub, **said | changes)


def hub_of(side, place="two"):
    with whole_trust(side.trust.pk):
        return School.objects.get(pk=getattr(side, place).school.pk).hub


def test_schools_go_into_a_hub_and_out_of_it_with_who_and_why(north):
    moor = keep(north, Hub(), schools=[north.two.school])
    assert hub_of(north) == moor and moor.trust_id == north.trust.pk
    keep(north, moor, name="Moor and coast hub")
    assert hub_of(north) is None
    with whole_trust(north.trust.pk):
        told = [event.pgh_context for event in School.objects.get(pk=north.two.school.pk).events.order_by("pgh_id")]
    assert told[-2:] == [
        {"by": north.cai.pk, "reason": "Put into Moor hub"},
        {"by": north.cai.pk, "reason": "Taken out of Moor and coast hub"},
    ]


def test_a_school_that_stays_is_not_touched(north):
    before = school_events(north)
    keep(north, north_hub(north), name="Coast", schools=[north.one.school])
    assert school_events(north) == before


def north_hub(north):
    with whole_trust(north.trust.pk):
        return Hub.objects.get(pk=north.hub.pk)


def school_events(north):
    with whole_trust(north.trust.pk):
        return School.objects.get(pk=north.one.school.pk).events.count()


def test_what_a_hub_lead_sees_follows(north):
    with acting_for(north.maryam.pk, north.trust.pk) as (reach, standing):
        assert reach.figure_school_ids == {north.one.school.pk} and not reach.school_ids
    keep(north, north_hub(north), name="Coast hub", schools=[north.two.school])
    with acting_for(north.maryam.pk, north.trust.pk) as (reach, standing):
        assert reach.figure_school_ids == {north.two.school.pk} and not reach.school_ids
        assert standing.may(Verb.SEE_FIGURES, school_id=north.two.school.pk)
        assert not standing.may(Verb.SEE_FIGURES, school_id=north.one.school.pk)


def test_a_name_stands_once_in_a_trust_and_may_stand_in_another(north, south):
    with pytest.raises(ValidationError, match="already"):
        keep(north, Hub(), name=" coast HUB ")
    assert keep(north, Hub(), name=south.hub.name).pk != south.hub.pk


def test_only_an_empty_hub_is_deleted(north):
    with whole_trust(north.trust.pk), pytest.raises(ValidationError, match="has schools"):
        hubs.delete(hub=north_hub(north))
    keep(north, north_hub(north), name="Coast hub", schools=[])
    with whole_trust(north.trust.pk), pytest.raises(ValidationError, match="posts"):  # Maryam leads it
        hubs.delete(hub=north_hub(north))
    moor = keep(north, Hub(), schools=[north.two.school])
    keep(north, moor)
    with whole_trust(north.trust.pk):
        hubs.delete(hub=moor)
        assert not Hub.objects.filter(name="Moor hub").exists()


def test_the_database_keeps_schools_out_of_another_trusts_hub(north, south):
    with whole_trust(north.trust.pk), pytest.raises(IntegrityError), transaction.atomic():
        School.objects.filter(pk=north.two.school.pk).update(hub_id=south.hub.pk)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("name", "status"),
    [("cai", 200)]
    + [(name, 403) for name in ("asha", "ben", "dora", "maryam", "tom", "helen", "grace", "hannah", "eve")],
)
def test_who_opens_the_page_of_hubs(name, status, signed_in, north):
    assert signed_in(getattr(north, name)).get("/hubs/").status_code == status


def test_the_page_says_which_schools_and_who_leads(signed_in, north, south):
    with whole_trust(north.trust.pk):
        School.objects.filter(pk=north.two.school.pk).update(la_code="908", la_name="Cornwall")
    words = signed_in(north.cai).get("/hubs/").content.decode()
    assert "Coast hub" in words and "Devon (878)" in words and str(north.maryam) in words
    assert "Schools in no hub" in words and "also schools of" not in words and "ZZSOUTH" not in words
    keep(north, north_hub(north), name="Coast hub", schools=[north.one.school, north.two.school])
    words = signed_in(north.cai).get("/hubs/").content.decode()
    assert "also schools of Cornwall" in words and "Schools in no hub" not in words


def test_a_lead_adds_changes_and_deletes_a_hub(signed_in, north):
    cai = signed_in(north.cai)
    two = north.two.school.pk
    assert cai.post("/hubs/add/", {"name": "Moor hub", "authority": "878", "schools": [two]}).status_code == 302
    moor = hub_of(north)
    assert (moor.name, moor.la_code, moor.la_name) == ("Moor hub", "878", "Devon")
    assert "stays" in cai.get(f"/hubs/{moor.pk}/").content.decode()
    assert cai.post(f"/hubs/{moor.pk}/delete/", follow=True).content.decode().count("Take them out first") == 1
    assert cai.post(f"/hubs/{moor.pk}/", {"name": "Moor", "authority": ""}).status_code == 302
    with whole_trust(north.trust.pk):
        moor.refresh_from_db()
    assert (moor.name, moor.la_code, moor.la_name) == ("Moor", "", "") and hub_of(north) is None
    assert "Delete the hub" in cai.get(f"/hubs/{moor.pk}/").content.decode()
    assert cai.post(f"/hubs/{moor.pk}/delete/").headers["Location"] == "/hubs/"
    assert cai.get(f"/hubs/{moor.pk}/").status_code == 404


def test_what_is_not_of_this_trust_is_not_chosen(signed_in, north, south):
    cai = signed_in(north.cai)
    said = {"name": "Moor hub", "authority": "878"}
    assert cai.post("/hubs/add/", said | {"schools": [south.two.school.pk]}).status_code == 200
    assert cai.post("/hubs/add/", said | {"authority": "999"}).status_code == 200
    again = cai.post("/hubs/add/", said | {"name": "Coast hub"})
    assert again.status_code == 200 and "There is a hub called Coast hub already" in again.content.decode()
    assert cai.get(f"/hubs/{south.hub.pk}/").status_code == 404
    assert cai.post(f"/hubs/{south.hub.pk}/delete/").status_code == 404
    with whole_trust(north.trust.pk):
        assert not Hub.objects.filter(name="Moor hub").exists()
