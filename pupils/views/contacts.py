"""A child's contacts: the list, adding, editing, verifying and ending one."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pupils.forms.contacts import ContactForm, EditContactForm, VerifyForm
from pupils.forms.reasoned import ReasonedForm
from pupils.models import ContactLink, Pupil
from pupils.presenting import contacts as presenting
from pupils.presenting.record import tabs
from pupils.selectors import contacts as selectors
from pupils.selectors.last_change import contact_last_changed_by
from pupils.services import contacts as services
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.SEE_CONTACTS)
@require_safe
def contacts(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Everybody whom the school turns to about a child, and what each may get."""
    child = opened(request, pupil_id, Verb.SEE_CONTACTS)
    today = timezone.localdate()
    now, earlier = selectors.contacts(pupil=child, reach=request.reach, on=today)
    accounts = selectors.accounts(pupil=child, reach=request.reach, on=today)
    may = partial(request.standing.may, school_id=child.school_id)
    page = {
        "pupil": child,
        "cards": [presenting.card(link, on=today, accounts=accounts, may=may) for link in now],
        "earlier": earlier,
        "may_edit": may(Verb.EDIT_CONTACTS),
        "may_register": request.standing.may(Verb.SEE_REGISTER),
        "tabs": tabs(child, current="pupil-contacts", may=may),
    }
    return render(request, "pupils/contacts.html", page)


@needs(Verb.EDIT_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_add(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Write down a contact of a child."""
    child = opened(request, pupil_id, Verb.EDIT_CONTACTS)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            link = services.add(
                pupil=child,
                person=form.particulars(),
                standing=form.standing(),
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"{link.contact} is a contact of {child.name}. Verify who they are next.")
            return redirect("pupil-contacts", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Add a contact",
        lead=f"Somebody the school turns to about {child.name}",
        button="Add the contact",
        note="A contact has no account. An account is given apart, once somebody has verified who they are.",
    )


@needs(Verb.EDIT_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """Change a contact's details and what they are to the child."""
    child, link = opened_contact(request, pupil_id, link_id)
    if request.method == "POST":
        link = services.hold(link=link)
    form = EditContactForm(
        request.POST if request.method == "POST" else None,
        now=EditContactForm.now_of(link),
        who=partial(contact_last_changed_by, link),
    )
    if request.method == "POST" and form.is_valid():
        changed = services.edit(
            link=link,
            person=form.particulars(),
            standing=form.standing(),
            by=request.user,
            reason=form.cleaned_data["reason"],
        )
        said = "Saved." if changed else "Nothing was different, so nothing was changed."
        messages.success(request, f"{said} {form.theirs_in_words()}".strip())
        return redirect("pupil-contacts", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Edit a contact",
        lead=f"{link.contact}, {link.get_relationship_display().lower()} of {child.name}",
        button="Save",
        note="With another name or email address they must be verified anew, and an account of theirs shows nothing "
        "until then. Details of a person change for brothers and sisters too; what goes with them does not.",
    )


@needs(Verb.EDIT_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_verify(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """Note that and how somebody has checked who a contact is."""
    child, link = opened_contact(request, pupil_id, link_id)
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.verify(link=link, by=request.user, how=form.cleaned_data["how"])
        messages.success(request, f"{link.contact} is verified.")
        return redirect("pupil-contacts", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Verify a contact",
        lead=f"{link.contact}, {link.get_relationship_display().lower()} of {child.name}",
        button="Verify",
        note="Check their name, what they are to the child and the email address: an account may be given to it.",
    )


@needs(Verb.EDIT_CONTACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_end(request: StaffRequest, pupil_id: int, link_id: int) -> HttpResponse:
    """Somebody is no longer a contact of the child."""
    child, link = opened_contact(request, pupil_id, link_id)
    form = ReasonedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.end(link=link, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{link.contact} is no longer a contact of {child.name}.")
        return redirect("pupil-contacts", child.pk)
    return form_page(
        request,
        child,
        form,
        title="End a contact",
        lead=f"{link.contact}, {link.get_relationship_display().lower()} of {child.name}",
        button="End this contact",
        kind="warning",
        means=presenting.ending(link, accounts=services.accounts_of(link)),
    )


def opened_contact(request: StaffRequest, pupil_id: int, link_id: int) -> tuple[Pupil, ContactLink]:
    """The child and one of its contacts, for who may change them; the opening is noted."""
    child = opened(request, pupil_id, Verb.EDIT_CONTACTS)
    on = timezone.localdate()
    return child, selectors.contact_or_404(pupil=child, reach=request.reach, link_id=link_id, on=on)
