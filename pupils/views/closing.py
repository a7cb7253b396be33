"""Closing a class or group, and opening it again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.groups import CloseForm, ReopenForm
from pupils.presenting import closing as words
from pupils.presenting.words import day_words
from pupils.services import closing
from pupils.views.opening import refuse_in
from schools import selectors
from schools.models import Group
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_close(request: StaffRequest, group_id: int) -> HttpResponse:
    """Close a group after a day, having read what that means."""
    group, today = _editable(request, group_id), timezone.localdate()
    if group.ends_on:
        messages.info(request, f"{group.name} is closed already.")
        return redirect("group", group.pk)
    form = CloseForm(request.POST if request.method == "POST" else None, initial={"last_day": today})
    if request.method == "POST" and form.is_valid():
        try:
            closing.close(group=group, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            last_day = form.cleaned_data["last_day"]
            after = "today" if last_day == today else day_words(last_day)
            # Who has no sight but by this group may have just lost it.
            stays = group.school_id in request.reach.school_ids
            again = " You can open it again here." if stays else ""
            messages.success(request, f"{group.name} is closed: its last day is {after}.{again}")
            return redirect("group", group.pk) if stays else redirect("groups")
    pupils, staff = closing.leaving(group=group, on=today)
    page = {"title": "Close this group", "button": f"Close {group.name}", "kind": "warning"}
    return render(
        request,
        "pupils/group_close.html",
        {"group": group, "form": form, "means": words.closing(group, pupils=pupils, staff=staff), **page},
    )


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_reopen(request: StaffRequest, group_id: int) -> HttpResponse:
    """Open a closed group again, as if it had not been closed."""
    group = _editable(request, group_id)
    if not group.ends_on:
        messages.info(request, f"{group.name} is open.")
        return redirect("group", group.pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            back = closing.reopen(group=group, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"{group.name} is open again. {words.in_it(back)}")
            return redirect("group", group.pk)
    page = {"title": "Open this group again", "button": f"Open {group.name} again", "kind": ""}
    means = words.reopening(group, closing.returning(group=group))
    return render(request, "pupils/group_close.html", {"group": group, "form": form, "means": means, **page})


def _editable(request: StaffRequest, group_id: int) -> Group:
    """The group, open or closed, when it is within reach (else 404) and may be edited (else 403)."""
    on = timezone.localdate()
    group = selectors.groups.group_or_closed(reach=request.reach, standing=request.standing, on=on, group_id=group_id)
    if group is None:
        raise Http404
    insist(request, Verb.EDIT_GROUPS, school_id=group.school_id)
    return group
