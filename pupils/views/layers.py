"""A child's layer of support is set."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.codes import SenCode
from pupils.forms.layers import LayerForm
from pupils.layering import LAYERS, NO_LAYER
from pupils.presenting.words import day_words
from pupils.selectors.last_change import last_changed_by
from pupils.services import layers, statuses
from pupils.views.forms_about import form_page
from pupils.views.opening import opened_to_change, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def layer(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Say which layer of support a child has from a day on."""
    child = opened_to_change(request, pupil_id, Verb.EDIT_STATUS)
    today = timezone.localdate()
    status, running = statuses.current(child, today), layers.current(child, today)
    since = f"{running.get_layer_display()} since {day_words(running.starts_on)}" if running else "No layer recorded"
    form = LayerForm(
        request.POST if request.method == "POST" else None,
        status=status.code if status else SenCode.NONE.value,
        has_one=running is not None,
        now={"the layer": since},
        who=partial(last_changed_by, child),
        initial={"on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            layers.set_layer(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            code, on = form.cleaned_data["layer"], day_words(form.cleaned_data["on"])
            words = f"has no layer from {on} on" if code == NO_LAYER else f"is on {LAYERS[code]} from {on} on"
            messages.success(request, f"{child.name} {words}. The status stays as it is.")
            return redirect("pupil", child.pk)
    return form_page(
        request, child, form, title="Set the layer", lead=f"{child.name}: {since}", button="Save the layer"
    )
