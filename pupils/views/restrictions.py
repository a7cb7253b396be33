"""Noting that a court order restricts a contact of a child, and lifting it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pupils.forms.contacts import LiftForm, RestrictForm
from pupils.rights import RESTRICTION_WORDS, Restriction
from pupils.services import contacts as services
from pupils.views.contacts import opened_contact
from pupils.views.forms_about import form_page
from pupils.views.opening import refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.EDIT_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_restrict(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """Note a restriction; an account that it forbids ends on its first day."""
    child, link = opened_contact(request, pupil_id, link_id)
    form = RestrictForm(request.POST if request.method == "POST" else None, initial=RestrictForm.initial_of(link))
    if request.method == "POST" and form.is_valid():
        limit = form.limit()
        try:
            ended = services.restrict(link=link, limit=limit, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            words = f"Noted for {link.contact}: {RESTRICTION_WORDS[limit.kind].lower()}."
            if ended:
                words += " Their account no longer shows this child from the first day of the restriction on."
            messages.success(request, words)
            return redirect("pupil-contacts", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Restriction",
        lead=f"{link.contact}, {link.get_relationship_display().lower()} of {child.name}",
        button="Save the restriction",
        note="A restriction beats everything else that is noted about this contact. An account that it forbids ends "
        "on its first day and does not come back by itself.",
    )


@needs(Verb.EDIT_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_lift(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """Take a restriction off a contact."""
    child, link = opened_contact(request, pupil_id, link_id)
    if link.restriction == Restriction.NONE:
        raise Http404
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.lift(link=link, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"The restriction of {link.contact} is lifted. An account is given anew, if at all.")
        return redirect("pupil-contacts", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Lift a restriction",
        lead=f"{link.contact}: {RESTRICTION_WORDS[Restriction(link.restriction)].lower()}",
        button="Lift the restriction",
        kind="warning",
        means=[
            "Letters go to them again, if that is noted for them.",
            "An account that was ended stays ended, until somebody gives it anew.",
            "The restriction and who lifted it stay in the history.",
        ],
    )
