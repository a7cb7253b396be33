"""Hubs of the trust: which there are, one with its schools, and taking an empty one away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools import selectors
from schools.forms.hubs import HubForm
from schools.models import Hub
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from schools.services import hubs as services


@needs(Verb.EDIT_TRUST)
@require_safe
def hubs(request: StaffRequest) -> HttpResponse:
    """Every hub with its local authority, its schools and who leads it; and the schools of none."""
    found = [
        (hub, _other_authorities(hub))
        for hub in selectors.places.hubs_with_schools(reach=request.reach, on=timezone.localdate())
    ]
    alone = selectors.places.schools(reach=request.reach).filter(hub__isnull=True)
    return render(request, "schools/hubs.html", {"hubs": found, "alone": alone})


@needs(Verb.EDIT_TRUST)
@require_http_methods(["GET", "HEAD", "POST"])
def hub_add(request: StaffRequest) -> HttpResponse:
    """Add a hub."""
    return _kept(request, Hub())


@needs(Verb.EDIT_TRUST)
@require_http_methods(["GET", "HEAD", "POST"])
def hub(request: StaffRequest, hub_id: int) -> HttpResponse:
    """Change a hub and which schools work in it."""
    return _kept(request, _known(request, hub_id))


@needs(Verb.EDIT_TRUST)
@require_POST
def hub_delete(request: StaffRequest, hub_id: int) -> HttpResponse:
    """Delete a hub that is empty."""
    found = _known(request, hub_id)
    try:
        services.delete(hub=found)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect("hub", hub_id)
    messages.success(request, f"{found.name} is deleted.")
    return redirect("hubs")


def _known(request: StaffRequest, hub_id: int) -> Hub:
    return get_object_or_404(
        selectors.places.hubs_with_schools(reach=request.reach, on=timezone.localdate()), pk=hub_id
    )


def _kept(request: StaffRequest, hub: Hub) -> HttpResponse:
    """Show the form of a hub, or save it."""
    if request.method == "POST" and hub.pk:
        services.hold(hub=hub)
        hub = _known(request, hub.pk)
    before = hub.name
    form = HubForm(
        request.POST if request.method == "POST" else None,
        reach=request.reach,
        hub=hub,
        who=lambda: selectors.last_change.NOBODY_KNOWN,
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.keep(hub=hub, by=request.user, **form.said)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{hub.name} is saved. {form.theirs_in_words()}".strip())
            return redirect("hubs")
    has_posts = bool(hub.pk) and hub.posts.exists()
    return render(request, "schools/hub.html", {"form": form, "hub": hub, "before": before, "has_posts": has_posts})


def _other_authorities(hub: Hub) -> list[str]:
    """Of which authorities besides its own does a hub have schools?"""
    return sorted({school.la_name for school in hub.schools.all() if school.la_code != hub.la_code})
