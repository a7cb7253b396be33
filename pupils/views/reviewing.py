"""The register review: walk through a school's register, settle, answer, sign; and how all schools stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pupils.forms.reviewing import AnswerForm, SettleForm, SignForm
from pupils.minding import minds_the_register_of
from pupils.models import RegisterReview
from pupils.presenting import reviewing as words
from pupils.review_checks import CHECK_BY_ID, CHECKS
from pupils.reviewing import shares
from pupils.selectors import reviewing as selectors
from pupils.selectors.reviewing import State
from pupils.services import reviewing as services
from schools import calendar
from schools import selectors as school_selectors
from schools.models import School
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.web.numbers import read_id

LINES = 20
"""So many children of a check stand on one page."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused, shown again in its place."""

    form: BaseForm
    check_id: str = ""
    pupil_id: int | None = None


@needs(Verb.SEE_REGISTER)
@require_safe
def register_review(request: StaffRequest, school_id: int) -> HttpResponse:
    """This term's review of a school, or an earlier one as it was left."""
    school = _school(request, school_id)
    state = selectors.state_of(reach=request.reach, school=school, on=timezone.localdate())
    review_id = read_id(request.GET.get("review"))
    if review_id and (state.review is None or state.review.pk != review_id):
        past = selectors.review_or_404(reach=request.reach, school_id=school.pk, review_id=review_id)
        return _read(request, school, past, is_past=True)
    return _page(request, state)


@needs(Verb.EDIT_STATUS)
@require_POST
def answer(request: StaffRequest, school_id: int) -> HttpResponse:
    """Answer one check, then on to the next that has no answer."""
    state = _to_change(request, school_id, Verb.EDIT_STATUS)
    form = AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            review = services.answer(
                state=state, by=request.user, reach=request.reach, on=timezone.localdate(), **given
            )
        except ValidationError as refused:
            return _refused(request, school_id, refused)
        after = [*CHECKS, *CHECKS][[*CHECK_BY_ID].index(given["check_id"]) + 1 :]
        following = next((check.id for check in after if check.id not in review.found), "")
        messages.success(request, f"Answered. {words.progress(len(review.found))}.")
        return _to_check(school_id, following) if following else _to(school_id, "#signatures")
    return _page(request, state, Refused(form, check_id=request.POST.get("check_id", "")))


@needs(Verb.EDIT_STATUS)
@require_POST
def settle(request: StaffRequest, school_id: int) -> HttpResponse:
    """Leave a child as it is, with the reason; or take that back."""
    state = _to_change(request, school_id, Verb.EDIT_STATUS)
    form = SettleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        about = {"state": state, "by": request.user, "check_id": given["check_id"], "pupil_id": given["pupil_id"]}
        try:
            if given["back"]:
                services.unsettle(**about)
                messages.success(request, "Taken back.")
            else:
                row = services.settle(reason=given["reason"], reach=request.reach, on=timezone.localdate(), **about)
                messages.success(
                    request, f"Noted: {row.pupil.name} is right as it is, and stands at the end of the list."
                )
        except ValidationError as refused:
            return _refused(request, school_id, refused, given["check_id"])
        return _to_check(school_id, given["check_id"])
    check_id, pupil_id = request.POST.get("check_id", ""), read_id(request.POST.get("pupil_id"))
    return _page(request, state, Refused(form, check_id=check_id, pupil_id=pupil_id))


@needs(Verb.SIGN_REVIEW)
@require_POST
def sign(request: StaffRequest, school_id: int) -> HttpResponse:
    """Sign as SENCO or as headteacher, or take one's signature of today back."""
    state = _to_change(request, school_id, Verb.SIGN_REVIEW)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, state, Refused(form))
    part = form.cleaned_data["part"]
    insist(request, SIGNS_WITH[part], school_id=school_id)
    try:
        if form.cleaned_data["back"]:
            services.take_signature_back(state=state, part=part, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "Your signature is taken back. The history keeps it, with your reason.")
        else:
            services.sign(state=state, part=part, by=request.user, reach=request.reach, on=timezone.localdate())
            messages.success(request, "Signed. Until the end of today you can take your signature back.")
    except ValidationError as refused:
        return _refused(request, school_id, refused)
    return _to(school_id)


SIGNS_WITH = {services.SENCO: Verb.EDIT_STATUS, services.HEAD: Verb.APPOINT}
"""Who signs, and keeps the register, is its SENCO; who signs, and appoints, is its head."""


@needs(Verb.SEE_FIGURES)
@require_safe
def register_reviews(request: StaffRequest) -> HttpResponse:
    """How each school stands with this term's review; no child is named."""
    schools = School.objects.of_figures(request.reach).order_by("sort_key", "pk")
    found = selectors.states(reach=request.reach, schools=schools, on=timezone.localdate())
    return render(
        request,
        "pupils/register_reviews.html",
        {
            "rows": [
                {
                    "school": state.school,
                    "url": reverse("register-review", args=[state.school.pk])
                    if minds_the_register_of(state.school.pk, request.standing, request.reach)
                    else "",
                    "mark": words.state_mark(state),
                    **words.signatures(state.review),
                }
                for state in found
            ],
            "signed": sum(state.is_signed for state in found),
            "may_schools": request.standing.may(Verb.SEE_SCHOOLS),
        },
    )


def _page(request: StaffRequest, state: State, refused: Refused | None = None) -> HttpResponse:
    """The review as it stands: to walk through, or to read when it is signed."""
    school = state.school
    if state.term is None:
        start = calendar.year_start(timezone.localdate())
        may_set = request.standing.may(Verb.EDIT_SCHOOLS, school_id=school.pk)
        about = {"school": school, "start": start, "may_set_terms": may_set}
        return render(request, "pupils/register_review_no_terms.html", about)
    if state.review is not None and state.is_signed:
        return _read(request, school, state.review, refused=refused)
    keeps = request.standing.may(Verb.EDIT_STATUS, school_id=school.pk)
    walk = selectors.walk(reach=request.reach, school_id=school.pk, review=state.review, on=timezone.localdate())
    rows = words.open_rows(walk, keeps=keeps)
    open_id = refused.check_id if refused else request.GET.get("check", "")
    if open_id not in CHECK_BY_ID:
        open_id = next((row.check.id for row in rows if row.answer is None), "") if keeps else ""
    place = [row.check.id for row in rows].index(open_id) if open_id else len(rows)
    row = rows[place] if open_id else None
    lines = row.lines if row else ()
    places = {line.pupil_id: number for number, line in enumerate(lines)}
    refused_at = places.get(refused.pupil_id) if refused and refused.pupil_id else None
    page = Paginator(lines, LINES).get_page(request.GET.get("page") if refused_at is None else refused_at // LINES + 1)
    seen_in(request, [(line.pupil_id, school.pk) for line in page.object_list], how=How.LISTED)
    answer_form = None
    if row and keeps:
        given = {"answer": row.answer.answer, "note": row.answer.note} if row.answer else {}
        answer_form = AnswerForm(initial={"check_id": row.check.id, **given})
        if refused and isinstance(refused.form, AnswerForm):
            answer_form = refused.form
    here = reverse("register-review", args=[school.pk])
    return render(
        request,
        "pupils/register_review.html",
        {
            **_around(request, school, state.review, state),
            "before": rows[:place],
            "row": row,
            "after": rows[place + 1 :],
            "page": page,
            "previous_url": f"{here}?check={open_id}&page={page.previous_page_number()}" if page.has_previous() else "",
            "next_url": f"{here}?check={open_id}&page={page.next_page_number()}" if page.has_next() else "",
            "shares": words.share_rows(shares(walk.children)) if row and row.check.shows_shares else (),
            "keeps": keeps,
            "answer_form": answer_form,
            "refused": refused,
            "left": len(CHECKS) - len(walk.answers),
        },
    )


def _read(
    request: StaffRequest,
    school: School,
    review: RegisterReview,
    *,
    is_past: bool = False,
    refused: Refused | None = None,
) -> HttpResponse:
    """A review that is signed, or of an earlier term: nothing changes there any more."""
    walk = selectors.walk(reach=request.reach, school_id=school.pk, review=review, on=None)
    rows = words.frozen_rows(walk, review)
    seen_in(request, dict.fromkeys((line.pupil_id, school.pk) for row in rows for line in row.lines), how=How.LISTED)
    about = {**_around(request, school, review), "rows": rows, "is_past": is_past, "refused": refused}
    return render(request, "pupils/register_review_signed.html", about)


def _around(
    request: StaffRequest, school: School, review: RegisterReview | None, state: State | None = None
) -> dict[str, object]:
    """What stands beside the checks: term, progress, signatures, who may sign, the other reviews."""
    signs = {
        part: request.standing.may(Verb.SIGN_REVIEW, school_id=school.pk)
        and request.standing.may(verb, school_id=school.pk)
        for part, verb in SIGNS_WITH.items()
    }
    may_take_back = {
        part: signs[part] and review is not None and services.may_take_back(review, part=part, by=request.user)
        for part in SIGNS_WITH
    }
    others = selectors.earlier(reach=request.reach, school_id=school.pk, besides=review.pk if review else None)
    return {
        "school": school,
        "review": review,
        "term": words.term_words(school, review, state),
        "progress": words.progress(len(review.found) if review else 0),
        "signatures": words.signatures(review),
        "signs": signs,
        "may_take_back": may_take_back,
        "taken_back": selectors.taken_back(reach=request.reach, review=review) if review else (),
        "others": [(other.pk, words.term_words(school, other), words.signatures(other)["senco"]) for other in others],
    }


def _school(request: StaffRequest, school_id: int) -> School:
    """The school, when this person keeps its register or answers for who does."""
    school = get_object_or_404(school_selectors.places.schools(reach=request.reach), pk=school_id)
    if not minds_the_register_of(school_id, request.standing, request.reach):
        raise PermissionDenied("This school's register is kept by others.")
    return school


def _to_change(request: StaffRequest, school_id: int, verb: Verb) -> State:
    school = _school(request, school_id)
    insist(request, verb, school_id=school_id)
    return selectors.state_of(reach=request.reach, school=school, on=timezone.localdate())


def _refused(request: StaffRequest, school_id: int, refused: ValidationError, check_id: str = "") -> HttpResponse:
    messages.warning(request, " ".join(refused.messages))
    return _to_check(school_id, check_id) if check_id else _to(school_id)


def _to(school_id: int, more: str = "") -> HttpResponseRedirect:
    return redirect(reverse("register-review", args=[school_id]) + more)


def _to_check(school_id: int, check_id: str) -> HttpResponseRedirect:
    return _to(school_id, f"?check={check_id}#{check_id}")
