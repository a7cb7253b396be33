"""Pages: an empty one, the register, a child, the overview."""

from __future__ import annotations

import gc

from django.test import Client

from pupils.models import Pupil
from tests.bench import world
from tests.bench.floor import RegisterFloor, by_hand, statements_of
from tests.bench.timing import by_turns, line
from trust_send.platform.walls.sources import whole_trust

REPEATS = 100
"""Of a hundred, five may be hit by whatever else the machine does; of forty it was two that made the figure."""


def run() -> None:
    """Measure every page as the trust SEND lead, who sees most."""
    lead = world.persona("trustlead")
    client = world.browser(lead)
    gc.collect()
    gc.freeze()  # as gunicorn.conf.py does before the first page
    _page("empty_page", client, "/help/", bar=10, by="median")
    _register("register_p95", client, "/register/")
    _register("register_past_p95", client, f"/register/?on={world.a_past_day():%Y-%m-%d}")
    _register("register_filtered_p95", client, "/register/?st=K&ar=C&sort=class")
    with whole_trust(world.trust_of(lead)):
        pupil = Pupil.objects.filter(senstatuss__code="K").order_by("pk").first()
    _page("pupil_page_p95", client, f"/pupils/{pupil.pk}/", bar=30)
    _page("overview_36_schools_p95", client, "/overview/", bar=50)
    _page("people_p95", client, "/people/", bar=100)


def _get(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content


def _page(name: str, client: Client, url: str, *, bar: float, by: str = "p95") -> None:
    _get(client, url)
    floor = by_hand(statements_of(lambda: _get(client, url)))
    ours, statements = by_turns(lambda: _get(client, url), floor, repeats=REPEATS)
    line(name, ours=getattr(ours, by), floor=getattr(statements, by), bar=bar, median=f"{ours.median:.1f}")


def _register(name: str, client: Client, url: str) -> None:
    floor = RegisterFloor(client, url)
    ours, hand = by_turns(lambda: _get(client, url), floor.visit, repeats=REPEATS)
    line(name, ours=ours.p95, floor=hand.p95, bar=50, ratio_bar=2, median=f"{ours.median:.1f}")
