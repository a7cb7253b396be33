"""Single children in and out of a group, and from one class to another."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.groups import ChangeClassForm, FindForm, JoinForm, LeaveForm
from pupils.models import GroupMember
from pupils.presenting.words import day_words
from pupils.selectors import joining
from pupils.services import memberships
from pupils.views.opening import refuse_in
from schools import selectors
from schools.models import Group, GroupKind
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_add(request: StaffRequest, group_id: int) -> HttpResponse:
    """Find a child of the school by name or class and put it into the group."""
    today = timezone.localdate()
    group = _editable(request, group_id, on=today)
    find = FindForm(request.GET, classes=_classes(request, group, on=today))
    asked = find.cleaned_data if find.is_valid() else {}
    chosen = asked.get("class")
    words = asked.get("q", "").strip()
    found, more = joining.candidates(
        reach=request.reach, group=group, on=today, words=words, class_id=chosen.pk if chosen else None
    )
    seen_in(request, [(one.pupil_id, one.school_id) for one in found], how=How.LISTED)
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        children=joining.all_of(reach=request.reach, group=group, on=today),
        found=found,
        initial={"on": today},
    )
    if request.method == "POST" and form.is_valid():
        child, on, reason = (form.cleaned_data[name] for name in ("pupil", "on", "reason"))
        try:
            memberships.join(group=group, pupil=child, on=on, by=request.user, reason=reason)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"{child.name} is in {group.name} from {day_words(on)}.")
            return redirect("group", group.pk)
    page = {"group": group, "find": find, "form": form, "found": found, "more": more, "asked": bool(words or chosen)}
    return render(request, "pupils/group_add.html", page)


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_out(request: StaffRequest, group_id: int, pupil_id: int) -> HttpResponse:
    """Take one child out of a group."""
    today = timezone.localdate()
    group = _editable(request, group_id, on=today)
    member = _member(request, group, pupil_id, on=today)
    form = LeaveForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            memberships.leave(member=member, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            since = day_words(form.cleaned_data["on"])
            messages.success(request, f"{member.pupil.name} is no longer in {group.name}, from {since}.")
            return redirect("group", group.pk)
    return _form_page(request, group, member, form, title="Take out of the group", button="Take out")


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_move(request: StaffRequest, group_id: int, pupil_id: int) -> HttpResponse:
    """Move one child from its class to another."""
    today = timezone.localdate()
    group = _editable(request, group_id, on=today)
    member = _member(request, group, pupil_id, on=today)
    if group.kind != GroupKind.REGISTRATION:
        raise Http404
    form = ChangeClassForm(
        request.POST if request.method == "POST" else None,
        classes=_classes(request, group, on=today),
        initial={"on": today},
    )
    if request.method == "POST" and form.is_valid():
        to, on, reason = (form.cleaned_data[name] for name in ("to", "on", "reason"))
        try:
            memberships.join(group=to, pupil=member.pupil, on=on, by=request.user, reason=reason)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"{member.pupil.name} is in {to.name} from {day_words(on)}.")
            return redirect("group", to.pk)
    return _form_page(request, group, member, form, title="Move to another class", button="Move")


def _editable(request: StaffRequest, group_id: int, *, on: date) -> Group:
    """The group, when its children are within reach (else 404) and its school's groups may be edited (else 403)."""
    found = selectors.groups.open_groups(reach=request.reach, standing=request.standing, on=on)
    group = get_object_or_404(found, pk=group_id)
    insist(request, Verb.EDIT_GROUPS, school_id=group.school_id)
    return group


def _member(request: StaffRequest, group: Group, pupil_id: int, *, on: date) -> GroupMember:
    """The child's place in the group, if it is in it and within reach."""
    running = GroupMember.objects.within(request.reach).on(on).select_related("pupil")
    member: GroupMember = get_object_or_404(running, group=group, pupil_id=pupil_id)
    seen_in(request, [(member.pupil_id, member.school_id)], how=How.LISTED)
    return member


def _classes(request: StaffRequest, group: Group, *, on: date) -> QuerySet[Group]:
    """The other registration groups of the school that this reader sees."""
    found = selectors.groups.open_groups(reach=request.reach, standing=request.standing, on=on)
    return found.filter(school_id=group.school_id, kind=GroupKind.REGISTRATION).exclude(pk=group.pk)


def _form_page(
    request: StaffRequest, group: Group, member: GroupMember, form: BaseForm, *, title: str, button: str
) -> HttpResponse:
    """A form about one child in one group."""
    page = {"group": group, "pupil": member.pupil, "member": member, "form": form, "title": title, "button": button}
    return render(request, "pupils/group_form.html", page)
