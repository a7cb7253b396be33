"""A Nutshell: from claimed job to stored file, against WeasyPrint alone on the same HTML, both warm."""

from __future__ import annotations

import time

from django.db import transaction
from django.utils import timezone

from reporting.nutshells import nutshells
from reporting.services import asking
from tests.bench import world
from tests.bench.timing import Times, line
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.walls.sources import acting_for

REPEATS = 20
ALLOWED_ABOVE_MS = 300


class Undone(Exception):  # noqa: N818
    """Ends a repeat: its rows are rolled back."""


def run() -> None:
    """Measure another school's page each time: the same figures would give the stored paper."""
    lead = world.persona("trustlead")
    trust_id = world.trust_of(lead)
    ours: list[float] = []
    floor: list[float] = []
    for place, school_id in enumerate(world.school_ids(trust_id)[: REPEATS + 2]):
        took = _made(lead, trust_id, school_id)
        alone = _set(lead, trust_id, school_id)
        if place >= 2:  # the first two warm the fonts
            ours.append(took)
            floor.append(alone)
    mine, bare = Times(tuple(sorted(ours))), Times(tuple(sorted(floor)))
    line("nutshell", ours=mine.median, floor=bare.median, bar=bare.median + ALLOWED_ABOVE_MS, p95=f"{mine.p95:.0f}")


def _made(lead: object, trust_id: int, school_id: int) -> float:
    try:
        with transaction.atomic():
            with acting_for(lead.pk, trust_id):
                job = asking.make_nutshell(school_id=school_id, by_id=lead.pk, at=timezone.now())
            started = time.perf_counter()
            done = do_here(job)
            took = (time.perf_counter() - started) * 1000
            assert done.state == "done", done.problem
            raise Undone
    except Undone:
        return took


def _set(lead: object, trust_id: int, school_id: int) -> float:
    from trust_send.platform.papers.render import render_pdf

    with acting_for(lead.pk, trust_id) as (reach, _):
        (page,) = nutshells(reach=reach, school_ids=[school_id], today=timezone.localdate())
        html = page.html()
    started = time.perf_counter()
    render_pdf(html, title=page.title, made_at=timezone.now(), accent=page.accent)
    return (time.perf_counter() - started) * 1000
