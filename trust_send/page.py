"""What every page shows around its own content: trust, school, person and the navigation of their role."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache, partial
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from schools import personas, second_factor
from schools.here import Here, here
from schools.models import Trust
from schools.requests import StaffRequest
from schools.roles import PARENT, PROFESSIONAL, PUPIL, ROLES, Verb
from trust_send.platform.walls.standing import Standing

# Label, address name, the verb that opens it. In the order in which a day uses them.
NAVIGATION = (
    ("Today", "today", Verb.SEE_TODAY),
    ("Register", "register", Verb.SEE_REGISTER),
    ("Classes", "groups", Verb.SEE_GROUPS),
    ("Concerns", "concerns", Verb.RAISE_CONCERN),
    ("Overview", "dashboard", Verb.SEE_FIGURES),
    ("Documents", "documents", Verb.SEE_DOCUMENTS),
    ("Schools", "schools", Verb.SEE_SCHOOLS),
    ("People", "people", Verb.SEE_PEOPLE),
    ("Data", "imports", Verb.IMPORT_PUPILS),
    ("My child", "my-children", Verb.SEE_MY_CHILD),
    ("My page", "me", Verb.SEE_MY_PLAN),
)

# Pages that stand under an item without beginning with its address. The first item that somebody has is marked: a
# child's pages belong to the register, and for those who have none to their classes.
ALSO_UNDER = {
    "register": ("/pupils/",),
    "groups": ("/pupils/",),
    "people": ("/posts/",),
    "schools": ("/hubs/", "/trust/"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What base.html reads."""

    trust: Here | None = None
    where: str = ""
    where_note: str = ""
    person: str = ""
    role_name: str = ""
    can_switch: bool = False
    navigation: list[dict[str, Any]] = field(default_factory=list)
    search_hint: str = ""


def context(request: HttpRequest) -> dict[str, Any]:
    """Who is here, where, and where may they go? One query, and none for a part of a page or when nobody is here."""
    about = {
        "demo": settings.DEMO,
        "personas": SimpleLazyObject(partial(_personas, request)),
        "demo_trust": SimpleLazyObject(_demo_trust),
    }
    reach = getattr(request, "reach", None)
    if reach is None or reach.user_id is None or not request.user.is_authenticated:
        return about
    return about | _around(cast("StaffRequest", request))  # somebody is here


def _around(request: StaffRequest) -> dict[str, Any]:
    """What stands around the content, worked out once however many parts of a page are written by themselves."""
    if not hasattr(request, "around"):
        if request.htmx:
            # Most answers to htmx are a part of a page, which does not look.
            page = SimpleLazyObject(partial(_page, request))
            values = {each.name: SimpleLazyObject(partial(getattr, page, each.name)) for each in fields(Page)}
        else:
            whole = _page(request)
            values = {each.name: getattr(whole, each.name) for each in fields(Page)}
        request.around = values  # type: ignore[attr-defined]
    return request.around  # type: ignore[attr-defined]


def _personas(request: HttpRequest) -> list[dict[str, Any]]:
    """Who stands on the sign-in page of a demo?"""
    match = request.resolver_match
    return personas.everybody() if settings.DEMO and match and match.view_name == "account_login" else []


def _demo_trust() -> str:
    """How is the made-up trust called? Only the sign-in page of a demo asks."""
    return Trust.objects.filter(is_demo=True).order_by("pk").values_list("name", flat=True).first() or ""


def _page(request: StaffRequest) -> Page:
    standing: Standing = request.standing
    trust = here(request.reach, on=timezone.localdate())
    posts = trust.posts if trust else ()
    may_go_about = not second_factor.is_missing(request)
    places = {place for _, place in posts}
    return Page(
        trust=trust,
        where=places.pop() if len(places) == 1 else "",
        where_note=f"{len(places)} schools" if len(places) > 1 and all(places) else "",
        person=request.user.get_full_name(),
        role_name=_role_name([role for role, _ in posts], standing),
        # Nothing to switch to for whoever has left the trust that their session still names.
        can_switch=bool(trust and trust.number_of_trusts > 1) or len(posts) > 1,
        navigation=_navigation(request, standing) if may_go_about else [],
        search_hint="Find a pupil" if standing.may(Verb.SEE_REGISTER) and may_go_about else "",
    )


@cache
def _address(name: str) -> str:
    """Addresses of the menu never change while a process lives."""
    return reverse(name)


def _role_name(codes: list[str], standing: Standing) -> str:
    """What is this person here, in words?"""
    names = list(dict.fromkeys(ROLES[code].name for code in codes))
    if not names and standing.by_pupil:
        names = [PROFESSIONAL.name]
    names += [role.name for role in (PARENT, PUPIL) if role.verbs <= standing.everywhere and not codes]
    return " and ".join(names[:2]) + (" and more" if len(names) > 2 else "")


def _navigation(request: HttpRequest, standing: Standing) -> list[dict[str, Any]]:
    """Which pages may this person open? A family with one page needs no menu."""
    held = [(label, name, _address(name)) for label, name, verb in NAVIGATION if standing.may(verb)]
    under = (label for label, name, url in held if request.path.startswith((url, *ALSO_UNDER.get(name, ()))))
    current = next(under, "")
    items: list[dict[str, Any]] = [{"label": label, "url": url, "current": label == current} for label, _, url in held]
    return [] if all(item["label"].startswith("My ") for item in items) else items
