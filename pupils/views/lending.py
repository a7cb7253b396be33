"""Who can see a child, and lending sight to one person until a day."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pupils.forms.sight import LendForm
from pupils.models import PupilUserObjectPermission
from pupils.presenting import ending
from pupils.presenting import record as words
from pupils.presenting.words import day_words
from pupils.selectors.who import who_can_see
from pupils.services import lending
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.SEE_READ_LOG)
@require_safe
def sight(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Everyone who can see this child, and why."""
    child = opened(request, pupil_id, Verb.SEE_READ_LOG)
    may = partial(request.standing.may, school_id=child.school_id)
    lendings = PupilUserObjectPermission.objects.filter(content_object=child).select_related("user", "lent_by")
    page = {
        "pupil": child,
        "people": who_can_see(child),
        "lendings": lendings.order_by("-ends_on", "user__sort_key"),
        "may_lend": may(Verb.LEND_PUPIL),
        "tabs": words.tabs(child, current="pupil-sight", may=may),
    }
    return render(request, "pupils/pupil_sight.html", page)


@needs(Verb.LEND_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Let one person see this child until a day."""
    child = opened(request, pupil_id, Verb.LEND_PUPIL)
    form = LendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = lending.borrower(email=data["email"], trust_id=child.trust_id)
            lending.lend(pupil=child, to=person, until=data["until"], by=request.user, reason=data["reason"])
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"{person} sees {child.name} until {day_words(data['until'])}.")
            return redirect(
                "pupil-sight" if request.standing.may(Verb.SEE_READ_LOG, school_id=child.school_id) else "pupil",
                child.pk,
            )
    return form_page(
        request,
        child,
        form,
        title="Lend sight of this child",
        lead=f"One person sees {child.name}’s page until a day, and no other child.",
        button="Lend sight",
    )


@needs(Verb.LEND_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def lend_end(request: StaffRequest, pupil_id: int, lending_id: int) -> HttpResponse:
    """End a lending today."""
    child = opened(request, pupil_id, Verb.LEND_PUPIL)
    lent: PupilUserObjectPermission = get_object_or_404(
        PupilUserObjectPermission.objects.select_related("user"), pk=lending_id, content_object=child
    )
    if request.method == "POST":
        lending.take_back(lent=lent)
        messages.success(request, f"{lent.user} no longer sees {child.name}.")
        return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        Form(),
        title="End sight",
        lead=f"{lent.user} and {child.name}",
        button="End their sight",
        kind="warning",
        means=ending.of_borrower(child, lent),
    )
