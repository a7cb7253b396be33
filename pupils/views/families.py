"""Giving a child's family sight of what the school shares, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pupils.forms.reasoned import ReasonedForm
from pupils.forms.sight import FamilyForm
from pupils.models import FamilyLink, Pupil
from pupils.presenting import ending
from pupils.presenting.words import day_words
from pupils.services import contacts, families
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.LEND_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def family_add(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Let one of a child's family, or the pupil, sign in and see what the school shares."""
    child = opened(request, pupil_id, Verb.LEND_PUPIL)
    form = FamilyForm(request.POST if request.method == "POST" else None, initial=_first(request, child))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        to = families.Named(data["email"], data["given_name"], data["family_name"])
        about = {name: data[name] for name in ("relationship", "on", "reason")}
        try:
            link = families.give_sight(pupil=child, to=to, by=request.user, **about)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            sees = "sees" if link.starts_on <= timezone.localdate() else f"will see from {day_words(link.starts_on)}"
            messages.success(request, f"{link.user} {sees} what the school shares about {child.name}.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Add a family member",
        lead=f"They sign in and see what the school shares about {child.name}, and no other child.",
        button="Give sight",
        note="A grown-up must be a verified contact of the child; the pupil needs none. "
        "Who has no account yet gets an invitation by email. It names neither the child nor a need. "
        "Each parent has an account of their own; one does not see the other’s.",
    )


def _first(request: StaffRequest, child: Pupil) -> dict[str, object]:
    """What stands in the form at first: whoever was chosen in the list of contacts."""
    first: dict[str, object] = {"on": timezone.localdate()}
    chosen = request.GET.get("contact", "")
    for link in contacts.open_links(pupil=child) if chosen.isdecimal() else ():
        if str(link.pk) == chosen:
            person = link.contact
            first |= {"given_name": person.given_name, "family_name": person.family_name, "email": person.email}
            first["relationship"] = link.relationship
    return first


@needs(Verb.LEND_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def family_end(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """End one of the family's sight now."""
    child = opened(request, pupil_id, Verb.LEND_PUPIL)
    link: FamilyLink = get_object_or_404(families.open_links(pupil=child), pk=link_id)
    form = ReasonedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        families.end(link=link, by=request.user, reason=form.cleaned_data["reason"] or "Sight ended")
        messages.success(
            request,
            f"{link.user} no longer sees what the school shares about {child.name}. "
            "If that was a mistake, add them again: their account is still there.",
        )
        return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="End sight",
        lead=f"{link.user}, {link.get_relationship_display().lower()}, and {child.name}",
        button="End their sight",
        kind="warning",
        means=ending.of_family(child, link, on=timezone.localdate()),
    )


@needs(Verb.LEND_PUPIL)
@require_POST
def family_invite(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """Send one of the family, who has not signed in yet, another invitation; the one before stops working."""
    child = opened(request, pupil_id, Verb.LEND_PUPIL)
    link: FamilyLink = get_object_or_404(families.open_links(pupil=child), pk=link_id)
    try:
        families.invite_again(link=link)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(
            request, f"A new invitation is on its way to {link.user.email}. The one before no longer works."
        )
    return redirect("pupil", child.pk)
