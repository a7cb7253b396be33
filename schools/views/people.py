"""Who holds which post: list, one person, appoint, end."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schools import selectors
from schools.forms.people import AppointForm, EndPostForm
from schools.models import Post, User
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import POST_ROLES, Verb
from schools.services import invitations, posts
from trust_send.platform.web.numbers import read_id

ROWS = 50
"""People on one page: a trust has hundreds."""


@needs(Verb.SEE_PEOPLE)
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """Everyone with a post today, by name."""
    posts = selectors.people.posts_held(
        reach=request.reach,
        standing=request.standing,
        on=timezone.localdate(),
        words=request.GET.get("q", "").replace("\0", "").strip(),
        role=role if (role := request.GET.get("role", "")) in POST_ROLES else "",
        school_id=read_id(request.GET.get("school")),
    )
    page = Paginator(selectors.people.holders(posts), ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "schools/people.html",
        {
            "people": selectors.people.people(posts, standing=request.standing, user_ids=page.object_list),
            "total": page.paginator.count,
            "page": page,
            "previous_url": _page_url(request, page.previous_page_number()) if page.has_previous() else "",
            "next_url": _page_url(request, page.next_page_number()) if page.has_next() else "",
            "roles": [(code, role.name) for code, role in POST_ROLES.items()],
            "schools": selectors.places.schools(reach=request.reach),
            "may_appoint": request.standing.may(Verb.APPOINT),
        },
    )


def _page_url(request: StaffRequest, number: int) -> str:
    """The same list, filtered as it is, at another page."""
    asked = request.GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"


@needs(Verb.SEE_PEOPLE)
@require_safe
def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """One person and their posts, past ones too."""
    found = selectors.people.person(reach=request.reach, standing=request.standing, user_id=user_id)
    if found is None:
        raise Http404
    today = timezone.localdate()
    lent = selectors.lending.lent_known_to(request.reach, request.standing).filter(user_id=user_id)
    return render(
        request,
        "schools/person.html",
        {
            "listed": found,
            "lent": [
                (each, each.is_over(today)) for each in selectors.lending.lent_verbs(lent, standing=request.standing)
            ],
            "may_lend": request.standing.may(Verb.APPOINT) and user_id != request.user.pk,
            "held": [post for post in found.posts if not post.is_over(today)],
            "past": [post for post in found.posts if post.is_over(today)],
            "invited_at": None
            if found.has_signed_in or request.reach.trust_id is None
            else invitations.last_sent(user_id=user_id, trust_id=request.reach.trust_id),
            "may_invite": _may_invite(found, on=today),
        },
    )


@needs(Verb.APPOINT)
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: StaffRequest) -> HttpResponse:
    """Give someone a post and invite them when they are new."""
    form = AppointForm(request.POST or None, reach=request.reach, standing=request.standing)
    if request.method == "POST" and form.is_valid():
        try:
            post = _appointed(request, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{post.user} is {post.kind.name} from {post.starts_on:%-d %B %Y}.")
            return redirect("person", post.user_id)
    return render(request, "schools/person_appoint.html", {"form": form})


def _appointed(request: StaffRequest, form: AppointForm) -> Post:
    said = form.cleaned_data
    trust = selectors.places.trust(reach=request.reach)
    post = posts.appoint(
        email=said["email"],
        given_name=said["given_name"],
        family_name=said["family_name"],
        role=said["role"],
        trust=trust,
        school=form.school,
        hub=form.hub,
        starts_on=said["starts_on"],
        ends_on=said["last_day"] and said["last_day"] + timedelta(days=1),
        by=request.user,
        reason="Appointed",
    )
    if post.user.last_login is None:
        invitations.invite(user=post.user, trust=trust)
    return post


@needs(Verb.APPOINT)
@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: StaffRequest, post_id: int) -> HttpResponse:
    """End a post at once or after a day; one that began today, or has not begun, is taken back."""
    post = get_object_or_404(selectors.people.posts_known_to(request.reach, request.standing), pk=post_id)
    if not selectors.people.may_appoint(request.standing, school_id=post.school_id):
        raise PermissionDenied
    today = timezone.localdate()
    form = EndPostForm(request.POST if request.method == "POST" else None, post=post, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            posts.end(post=post, on=form.ends_on, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _ended(post, on=today))
            return redirect("person", post.user_id)
    return render(
        request, "schools/post_end.html", {"form": form, "post": post, "place": selectors.people.place_of(post)}
    )


def _may_invite(found: selectors.people.ListedPerson, *, on: date) -> bool:
    """Is there a post to come for, given by somebody like this reader, and has the person not come yet?"""
    return not found.has_signed_in and any(post.may_end and not post.is_over(on) for post in found.posts)


def _ended(post: Post, *, on: date) -> str:
    """What has just been done to this post."""
    if post.ends_on == post.starts_on:
        return f"The appointment of {post.user} as {post.kind.name} is taken back. It never applied."
    if post.last_day and post.last_day >= on:
        return f"{post.user} is {post.kind.name} until {post.last_day:%-d %B %Y}, that day included."
    return f"{post.user} is no longer {post.kind.name}. The last day was {post.last_day:%-d %B %Y}."


@needs(Verb.APPOINT)
@require_POST
def invite_again(request: StaffRequest, user_id: int) -> HttpResponse:
    """Send a fresh invitation; the one before stops working."""
    found = selectors.people.person(reach=request.reach, standing=request.standing, user_id=user_id)
    if found is None:
        raise Http404
    if not _may_invite(found, on=timezone.localdate()):
        raise PermissionDenied
    user = User.objects.get(pk=user_id)
    try:
        invitations.invite_again(user=user, trust=selectors.places.trust(reach=request.reach))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, f"A new invitation is on its way to {user.email}. The one before no longer works.")
    return redirect("person", user_id)
