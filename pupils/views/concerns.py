"""Concerns in a list, each on its page, and the children about whom one may be raised."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils import concerning
from pupils.concerning import State
from pupils.models import Concern
from pupils.presenting import concerns as words
from pupils.selectors import concerns as found
from pupils.services.concerns import state_of
from schools import selectors
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.web.numbers import read_id

ROWS = 50


@needs(Verb.RAISE_CONCERN)
@require_safe
def concerns(request: StaffRequest) -> HttpResponse:
    """The concerns of the school, or one's own and those one is asked about; who has waited longest stands first."""
    today = timezone.localdate()
    show = show if (show := request.GET.get("show", "")) in words.SHOWN else ""
    school_id = read_id(request.GET.get("school"))
    rows, totals = found.queue(reach=request.reach, show=show, school_id=school_id, on=today)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    listed = [found.listed(row, on=today) for row in page.object_list]
    seen_in(request, dict.fromkeys((row.concern.pupil_id, row.concern.school_id) for row in listed), how=How.LISTED)
    title, text = words.EMPTY[show]
    whole = bool(request.reach.school_ids)
    schools = selectors.places.schools(reach=request.reach).filter(pk__among=request.reach.school_ids) if whole else ()
    return render(
        request,
        "pupils/concerns.html",
        {
            "rows": [(row, words.mark(row)) for row in listed],
            "tabs": [
                {
                    "label": f"{label} ({totals[kind]})",
                    "url": _address(request, show=kind),
                    "current": kind == show,
                }
                for kind, label in words.SHOWN.items()
            ],
            "show": show,
            "schools": schools,
            "school_id": school_id,
            "whole": whole,
            "empty_title": title,
            "empty_text": text,
            "caption": words.SHOWN[show],
            "page": page,
            "previous_url": _address(request, page=page.previous_page_number()) if page.has_previous() else "",
            "next_url": _address(request, page=page.next_page_number()) if page.has_next() else "",
        },
    )


def _address(request: HttpRequest, **changes: Any) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@needs(Verb.RAISE_CONCERN)
@require_safe
def concern(request: StaffRequest, concern_id: int) -> HttpResponse:
    """One concern: what was seen, who was asked, what came of it."""
    row = opened_concern(request, concern_id, Verb.RAISE_CONCERN)
    today = timezone.localdate()
    questions = found.questions_about(concern=row, reach=request.reach)
    listed = found.listed(row, on=today, unanswered=sum(not asked.answer for asked in questions))
    may = partial(request.standing.may, school_id=row.school_id)
    waits = listed.state in (State.OPEN, State.ASKED)
    decides = may(Verb.DECIDE_CONCERN)
    return render(
        request,
        "pupils/concern.html",
        {
            "concern": row,
            "pupil": row.pupil,
            "mark": words.mark(listed),
            "line": words.raised(row),
            "questions": questions,
            "to_answer": next((q for q in questions if not q.answer and q.asked_of_id == request.user.pk), None)
            if waits
            else None,
            "may_ask": decides and waits,
            "may_decide": decides and concerning.may_decide(state_of(row), outcome=row.outcome),
            "may_withdraw": waits and row.raised_by_id == request.user.pk,
            "may_change_status": may(Verb.EDIT_STATUS) and row.outcome == concerning.Outcome.SUPPORT,
            "reminders": concerning.reminders(words=row.words, eal=bool(row.pupil.eal)),
            "is_withdrawn": listed.state is State.WITHDRAWN,
        },
    )


@needs(Verb.RAISE_CONCERN)
@require_safe
def choose(request: StaffRequest) -> HttpResponse:
    """About whom? The children of one's classes and groups."""
    classes = found.my_children(reach=request.reach, on=timezone.localdate())
    children = {(child.pk, child.school_id) for _, members in classes for child in members}
    seen_in(request, sorted(children), how=How.LISTED)
    return render(
        request,
        "pupils/concern_choose.html",
        {"classes": classes, "may_register": request.standing.may(Verb.SEE_REGISTER)},
    )


def opened_concern(request: StaffRequest, concern_id: int, verb: Verb) -> Concern:
    """The concern, if this person may do ``verb`` for its child; the opening is noted."""
    row = found.concern_or_404(reach=request.reach, concern_id=concern_id)
    insist(request, verb, school_id=row.school_id, pupil_id=row.pupil_id)
    seen_in(request, [(row.pupil_id, row.school_id)], how=How.OPENED)
    return row
