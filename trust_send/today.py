"""*Today*: what is waiting for this person, from every part of the product."""

from __future__ import annotations

from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

import pupils.today
import reporting.today
from schools.permissions import needs
from schools.roles import Verb
from schools.today import Here
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in

SOURCES = (*pupils.today.sources(), *reporting.today.sources())
MOST_FIGS = 5


@needs(Verb.SEE_TODAY)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what is waiting, and note whose names were on the page."""
    reach, standing = request.reach, request.standing  # type: ignore[attr-defined]
    here = Here(reach.user_id, reach, standing, timezone.localdate())
    parts = [source(here) for source in SOURCES]
    panels = list(chain.from_iterable(part.panels for part in parts))
    seen_in(request, dict.fromkeys(chain.from_iterable(part.children for part in parts)), how=How.LISTED)
    main = [panel for panel in panels if not panel.is_aside]
    waiting = [panel for panel in main if panel.items or not panel.is_good_when_empty]
    context = {
        "on": here.on,
        "about": " · ".join(part.lead for part in parts if part.lead),
        "figs": list(chain.from_iterable(part.figs for part in parts))[:MOST_FIGS],
        # What is in order is said in one place, unless nothing else is there to say.
        "main": waiting or main,
        "in_order": [panel.empty for panel in main if panel not in waiting] if waiting else [],
        "aside": [panel for panel in panels if panel.is_aside],
    }
    return render(request, "schools/today.html", context)
