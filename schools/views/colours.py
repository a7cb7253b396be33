"""The small stylesheet that gives a trust its own colours: no page carries an inline style."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from schools.colours import Colours
from schools.models import Trust

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def stylesheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the trust's colours, for a year when the address names their version. Colours are no secret."""
    trust = get_object_or_404(Trust.objects.only("accent", "accent_deep", "accent_tint"), slug=slug)
    colours = Colours(trust.accent, trust.accent_deep, trust.accent_tint)
    # What stands in the database may be older than the rule: then the product's own colours stay.
    response = HttpResponse("" if colours.problems() else colours.stylesheet(), content_type="text/css; charset=utf-8")
    fixed = request.GET.get("v") == colours.version
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if fixed else "public, max-age=60"
    return response
