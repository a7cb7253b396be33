"""Two people have the form of a school or of a hub open: nothing that either wrote is lost without a word."""

from __future__ import annotations

from html import unescape

from django.urls import reverse

from schools.models import Hub, School
from tests.pupils.test_two_editors import seen_on
from trust_send.platform.walls.sources import whole_trust


def test_two_people_change_a_school(signed_in, north):
    school, path = north.one.school, reverse("school-edit", args=[north.one.school.pk])
    lead, dora = signed_in(north.cai), signed_in(north.dora)
    mine = {"name": school.name, "term_naming": "three", "hub": school.hub_id or ""}
    seen = seen_on(lead.get(path))
    assert dora.post(path, {**mine, "hub": "", "telephone": "01632 960001", "mis_leads": "on"}).status_code == 302
    saved = lead.post(path, {**mine, "email": "office@one.example", "seen": seen}, follow=True)
    assert f"{north.dora} changed this meanwhile, and it is kept as well" in saved.content.decode()
    with whole_trust(north.trust.pk):
        found = School.objects.get(pk=school.pk)
    assert (found.telephone, found.email, found.hub_id) == ("01632 960001", "office@one.example", None)
    assert found.mis_leads
    seen = seen_on(lead.get(path))
    dora.post(path, {**mine, "hub": "", "telephone": "01632 960002", "mis_leads": "on"})
    asked = lead.post(path, {**mine, "hub": "", "telephone": "01632 960003", "mis_leads": "on", "seen": seen})
    assert f"{north.dora} changed this to “01632 960002”" in unescape(asked.content.decode())


def test_two_people_change_a_hub(signed_in, north):
    one, two = north.one.school.pk, north.two.school.pk
    path = reverse("hub", args=[north.hub.pk])
    lead, other = signed_in(north.cai), signed_in(north.cai)
    with whole_trust(north.trust.pk):
        School.objects.update(hub=None)
    mine = {"name": north.hub.name, "authority": north.hub.la_code}
    seen = seen_on(lead.get(path))
    assert other.post(path, {**mine, "schools": [one]}).status_code == 302
    saved = lead.post(path, {**mine, "name": "Harbour hub", "schools": [two], "seen": seen}, follow=True)
    assert "Somebody else changed this meanwhile" in saved.content.decode()
    with whole_trust(north.trust.pk):
        assert Hub.objects.get(pk=north.hub.pk).name == "Harbour hub"
        assert set(School.objects.filter(hub=north.hub).values_list("pk", flat=True)) == {one, two}
