"""Classes and groups: list, one group, open, hand over, close."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools import selectors
from schools.forms.groups import GroupForm, HandOverForm, TakeBackForm
from schools.group_order import youngest_first
from schools.models import Group, GroupStaff, School
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from schools.services import groups as services
from trust_send.platform.web.numbers import read_id

UNFOLDED = 3
"""Schools whose groups stand on one page; of more, one is chosen first."""


@needs(Verb.SEE_GROUPS)
@require_safe
def groups(request: StaffRequest) -> HttpResponse:
    """The groups whose children this reader sees, or those of their schools that are closed."""
    on, closed = timezone.localdate(), request.GET.get("show") == "closed"
    found = (
        selectors.groups.closed_groups(reach=request.reach, on=on)
        if closed
        else selectors.groups.open_groups(reach=request.reach, standing=request.standing, on=on)
    )
    by_school: dict[School, list[Group]] = {}
    for group in found:
        by_school.setdefault(group.school, []).append(group)
    for groups_ in () if closed else by_school.values():
        groups_.sort(key=lambda group: youngest_first(kind=group.kind, year_group=group.year_group, name=group.name))
    chosen = _chosen(request, by_school)
    of_chosen = by_school.get(chosen, []) if chosen else []
    return render(
        request,
        "schools/groups.html",
        {
            "by_school": {chosen: of_chosen} if of_chosen else {} if chosen else by_school,
            "number": len(of_chosen) if chosen else len(found),
            "chosen": chosen,
            "is_folded": len(by_school) > UNFOLDED and not chosen,
            "closed": closed,
            # Whoever sees whole schools finds their closed groups again; others have no groups but their own.
            "tabs": _tabs(closed=closed, chosen=chosen) if request.reach.school_ids else [],
            "may_open": request.standing.may(Verb.EDIT_GROUPS),
        },
    )


def _chosen(request: StaffRequest, by_school: Iterable[School]) -> School | None:
    """The school that the address names, if the reader sees its groups or it has none to show."""
    school_id = read_id(request.GET.get("school"))
    if school_id is None:
        return None
    listed = next((school for school in by_school if school.pk == school_id), None)
    return listed or School.objects.of_children(request.reach).filter(pk=school_id).first()


def _tabs(*, closed: bool, chosen: School | None) -> list[dict[str, object]]:
    """Open groups and closed ones, of the school that is chosen."""
    groups = reverse("groups")
    school = [("school", chosen.pk)] if chosen else []
    return [
        {"url": f"{groups}?{urlencode(school)}" if school else groups, "label": "Open", "current": not closed},
        {"url": f"{groups}?{urlencode([*school, ('show', 'closed')])}", "label": "Closed", "current": closed},
    ]


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_open(request: StaffRequest) -> HttpResponse:
    """Open a group."""
    form = GroupForm(request.POST or None, reach=request.reach, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        try:
            group = services.open_group(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            if group.school_id not in request.reach.school_ids:
                # Lent the verb without sight of the school: the group is not theirs to see until they have it.
                messages.success(request, f"{group.name} is open. Whoever sees the whole school says who has it.")
                return redirect("groups")
            messages.success(request, f"{group.name} is open. Say who has it.")
            return redirect("group", group.pk)
    return render(request, "schools/group_open.html", {"form": form})


@needs(Verb.EDIT_GROUPS)
@require_POST
def group_hand_over(request: StaffRequest, group_id: int) -> HttpResponse:
    """Let a member of staff have a group."""
    group = _editable(request, group_id)
    today = timezone.localdate()
    form = HandOverForm(request.POST, group=group, on=today)
    if form.is_valid():
        try:
            having = services.hand_over(group=group, on=today, by=request.user, **form.cleaned_data)
            messages.success(request, f"{having.user} has {group.name} and sees its pupils.")
        except ValidationError as refused:
            messages.warning(request, " ".join(refused.messages))
    else:
        messages.warning(request, "Choose someone who works at the school.")
    return redirect("group", group_id)


@needs(Verb.EDIT_GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_take_back(request: StaffRequest, having_id: int) -> HttpResponse:
    """End someone's having of a group."""
    today = timezone.localdate()
    running = GroupStaff.objects.within(request.reach).exclude(ends_on__lte=today).select_related("group", "user")
    having = get_object_or_404(running, pk=having_id)
    group = _editable(request, having.group_id)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.take_back(having=having, on=today, by=request.user, **form.cleaned_data)
        done = f"{having.user} no longer has {group.name}."
        if having.user_id == request.user.pk and group.school_id not in request.reach.school_ids:
            messages.success(request, done)  # and so sees the group's page no more
            return redirect("groups")
        messages.success(request, f"{done} If that was a mistake, give them the group again here.")
        return redirect("group", group.pk)
    is_alone = selectors.groups.staff_of(group=group, on=today).count() == 1
    page = {"form": form, "having": having, "group": group, "is_alone": is_alone}
    return render(request, "schools/group_take_back.html", page)


def _editable(request: StaffRequest, group_id: int) -> Group:
    """The group, when its children are within reach (else 404) and its school's groups may be edited (else 403)."""
    found = selectors.groups.open_groups(reach=request.reach, standing=request.standing, on=timezone.localdate())
    group = get_object_or_404(found, pk=group_id)
    insist(request, Verb.EDIT_GROUPS, school_id=group.school_id)
    return group
