"""Several schools counted, or several Nutshells made, at one press: the page says how far they are."""

from __future__ import annotations

import re

import pytest

from trust_send.platform.jobs.models import Job, State
from trust_send.platform.walls.sources import whole_trust

PRESSES = [("/overview/count/", {}, "count", "/overview/"),
           ("/documents/nutshell/", {"school": "all"}, "nutshell", "/documents/")]  # fmt: skip


@pytest.mark.parametrize(("address", "said", "kind", "page"), PRESSES)
def test_the_page_says_how_far_they_are_until_all_are_done(address, said, kind, page, signed_in, north, counted):
    counted(north)
    cai = signed_in(north.cai)
    where = cai.post(address, said).headers["Location"]
    assert re.fullmatch(rf"{page}\?jobs=\d+-\d+", where)
    text = cai.get(where).content.decode()
    assert "0 of 2 schools done" in text and 'http-equiv="refresh"' in text and f'hx-get="{where}"' in text
    part = cai.get(where, headers={"HX-Request": "true"}).content.decode()
    assert "0 of 2 schools done" in part and "<html" not in part
    with whole_trust(north.trust.pk):
        Job.objects.filter(kind=kind, school=north.one.school).update(state=State.DONE)
    assert "1 of 2 schools done" in cai.get(where).content.decode()
    with whole_trust(north.trust.pk):
        Job.objects.filter(kind=kind).update(state=State.DONE)
    done = cai.get(where).content.decode()
    assert "All done" in done and f'href="{page}"' in done and 'http-equiv="refresh"' not in done


def test_work_out_of_reach_and_odd_addresses_say_nothing(signed_in, north, south, counted):
    counted(north, south)
    where = signed_in(north.cai).post("/overview/count/").headers["Location"]
    for person, address in ((south.sam, where), (north.cai, "/overview/?jobs=x"), (north.cai, "/documents/?jobs=9-1")):
        answer = signed_in(person).get(address)
        assert answer.status_code == 200 and "schools done" not in answer.content.decode()
