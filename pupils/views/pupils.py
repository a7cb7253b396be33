"""One child's page, and changing status, needs and details."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils import year_groups
from pupils.codes import NEED_TYPES, SenCode
from pupils.forms.record import PupilForm
from pupils.forms.register import NEEDS_ON_FORM, NeedsForm
from pupils.forms.statuses import StatusForm
from pupils.models import Pupil
from pupils.naming import initials
from pupils.presenting import concerns as concern_words
from pupils.presenting import contacts
from pupils.presenting import record as words
from pupils.presenting.knowing import source
from pupils.presenting.layers import layer_lines
from pupils.presenting.words import day_words
from pupils.selectors import record as records
from pupils.selectors.concerns import about
from pupils.selectors.history import history
from pupils.selectors.last_change import last_changed_by
from pupils.selectors.statuses import in_use
from pupils.services import needs as needs_services
from pupils.services import pupils as pupil_services
from pupils.services import statuses, undoing
from pupils.views.forms_about import form_page
from pupils.views.knowing import knows_diagnoses
from pupils.views.moments import moment_in, words_of
from pupils.views.opening import opened, opened_to_change, refuse_in, sees_whole
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.web.dates import read_date, write_date


@needs(Verb.OPEN_PUPIL)
@require_safe
def pupil(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """A child on one page, as much as this reader needs."""
    child = opened(request, pupil_id, Verb.OPEN_PUPIL)
    today, whole = timezone.localdate(), sees_whole(request, child)
    may = partial(request.standing.may, school_id=child.school_id)
    # A teacher of the child learns who its contacts are; who helps in class and who was lent the child does not.
    teaches = may(Verb.SEE_REGISTER)
    knows = knows_diagnoses(request, child)
    record = records.record(pupil=child, reach=request.reach, on=today, whole=whole, teaches=teaches, knows=knows)
    return render(
        request,
        "pupils/pupil.html",
        {
            "pupil": child,
            "today": today,
            "record": record,
            "whole": whole,
            "own_child": child.pk in request.reach.family_pupil_ids,
            "initials": initials(child.forename, child.surname),
            "line": words.line(record, on=today),
            "marks": words.marks(record, on=today, closed=whole),
            "status_facts": words.status_facts(record, on=today, whole=whole),
            "personal_facts": words.personal_facts(child, whole=whole),
            "timeline": words.timeline(record, whole=whole),
            "tabs": words.tabs(child, current="pupil", may=may),
            "actions": words.actions(child, may=may),
            "may_register": request.standing.may(Verb.SEE_REGISTER),
            "contacts": contacts.lines(record.contacts, on=today, whole=whole),
            "sees_contacts": whole or teaches,
            "may_contacts": may(Verb.SEE_CONTACTS),
            "knows_diagnoses": knows,
            "diagnoses": [(row, source(row)) for row in record.diagnoses],
            "layers": layer_lines(record.layers, on=today, whole=whole),
            "today_written": write_date(today),
            "may_lend": may(Verb.LEND_PUPIL),
            "may_answer": may(Verb.EDIT_STATUS),
            "may_correct": may(Verb.EDIT_STATUS) and bool(record.statuses),
            "may_tell": may(Verb.EDIT_STATUS) and words.family_waits(record, on=today),
            "year": year_groups.label(child.year_group),
            "registrations": record.registrations_on(today),
            # Whoever sees the whole school may open each of its groups; others have their own under Classes.
            "may_groups": child.school_id in request.reach.school_ids and may(Verb.SEE_GROUPS),
            "may_move": may(Verb.MOVE_PUPIL),
            "may_leave": may(Verb.EDIT_PUPIL),
            "may_hand_on": whole and may(Verb.EXPORT_REGISTER),
            "here": any(row.at_school_id == child.school_id for row in record.registrations_on(today)),
            "stays": words.stays(record, on=today),
            "undo": _undo(request, child),
            "concerns": _concerns(request, child) if record.has_concerns else [],
            "may_write_letter": may(Verb.EDIT_STATUS) and words.has_support(record, on=today),
        },
    )


def _concerns(request: StaffRequest, child: Pupil) -> list[concern_words.Line]:
    """What was raised about how this child learns, as much of it as this reader may read."""
    if not request.standing.may(Verb.RAISE_CONCERN, school_id=child.school_id):
        return []
    raised = about(pupil=child, reach=request.reach, on=timezone.localdate())
    return [concern_words.line(row) for row in raised]


def _undo(request: StaffRequest, child: Pupil) -> str:
    """Which change was just saved and can be taken back from the message? It stands in the session, not the address."""
    kept = request.session.get("status_change") or {}
    if kept.get("pupil") != child.pk or not request.standing.may(Verb.EDIT_STATUS, school_id=child.school_id):
        return ""
    change_id = UUID(kept["id"])
    if undoing.may_take_back(pupil=child, change_id=change_id, by=request.user):
        return str(change_id)
    del request.session["status_change"]
    return ""


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Change a child's SEN status from a day on."""
    child = opened_to_change(request, pupil_id, Verb.EDIT_STATUS)
    current = statuses.current(child, timezone.localdate())
    since = words.since_words(current)
    form = StatusForm(
        request.POST if request.method == "POST" else None,
        current=current,
        local_statuses=in_use(school_id=child.school_id),
        now={"status": since},
        who=partial(last_changed_by, child),
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_id = statuses.change(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            code, on = form.cleaned_data["code"], form.cleaned_data["on"]
            request.session["status_change"] = {"pupil": child.pk, "id": str(change_id)}
            next_step = " The family is told in writing too: write the letter." if code == SenCode.SUPPORT else ""
            messages.success(request, f"{child.name} has had {_status_words(code)} since {day_words(on)}.{next_step}")
            return redirect("pupil-needs" if _needs_missing(child, code) else "pupil", child.pk)
    return form_page(
        request, child, form, title="Change status", lead=f"{child.name}: {since}", button="Change the status"
    )


@needs(Verb.EDIT_STATUS)
@require_POST
def family_told(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Note that the family knows of the status."""
    child = opened(request, pupil_id, Verb.EDIT_STATUS)
    try:
        statuses.family_told(pupil=child, by=request.user, told_on=_day_told(request.POST.get("told_on", "")))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, f"It is noted that {child.forename}’s family has been told.")
    return redirect("pupil", child.pk)


def _day_told(text: str) -> date | None:
    """Which day was typed beside the button? Nothing means today."""
    try:
        return read_date(text) if text.strip() else None
    except ValueError as problem:
        raise ValidationError(f"The day {problem}. Nothing was noted.") from problem


def _status_words(code: str) -> str:
    return {"N": "no SEN", "K": "SEN support", "E": "an EHC plan"}[code]


def _needs_missing(child: Pupil, code: str) -> bool:
    today = timezone.localdate()
    return code != "N" and not child.needs.on(today).exists()


@needs(Verb.EDIT_STATUS)
@require_POST
def status_undo(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Take back the change of status that was just saved."""
    child = opened(request, pupil_id, Verb.EDIT_STATUS)
    kept = request.session.pop("status_change", None) or {}
    try:
        if kept.get("pupil") != child.pk:
            raise ValidationError("There is no change to take back.")
        undoing.take_back(pupil=child, change_id=UUID(kept["id"]), by=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Taken back. Status and needs are as they were before.")
    return redirect("pupil", child.pk)


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def set_needs(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Say which needs a child has, the main one first."""
    child = opened_to_change(request, pupil_id, Verb.EDIT_STATUS)
    today = timezone.localdate()
    held = list(child.needs.on(today).order_by("rank").values_list("need_type", flat=True))[:NEEDS_ON_FORM]
    first = {f"need_{place}": need for place, need in enumerate(held, 1)}
    day = NeedsForm.day_in(request.POST.get("on", ""), otherwise=today)
    form = NeedsForm(
        request.POST if request.method == "POST" else None,
        status=needs_services.status_for(pupil=child, on=day),
        year=year_groups.academic_year(day),
        now={"needs": ", then ".join(NEED_TYPES[need].shown for need in held)},
        who=partial(last_changed_by, child),
        initial={**first, "on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            needs_services.set_ranked(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            named = ", then ".join(NEED_TYPES[need].shown for need in form.cleaned_data["need_types"])
            messages.success(request, f"The needs are {named}.")
            return redirect("pupil", child.pk)
    return form_page(
        request, child, form, title="Set needs", lead=f"{child.name}: the main need first", button="Save the needs"
    )


@needs(Verb.EDIT_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Edit what a child likes to be called, and flags."""
    child = opened_to_change(request, pupil_id, Verb.EDIT_PUPIL)
    form = PupilForm(
        request.POST if request.method == "POST" else None,
        now=PupilForm.now_of(child),
        who=partial(last_changed_by, child),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = pupil_services.edit(
                pupil=child, by=request.user, reason=form.cleaned_data["reason"], **form.facts(child)
            )
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            said = "Saved." if changed else "Nothing was different, so nothing was changed."
            messages.success(request, f"{said} {form.theirs_in_words()}".strip())
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Edit details",
        lead="Legal names, date of birth and UPN come from the MIS and are changed there.",
        button="Save",
    )


@needs(Verb.SEE_READ_LOG)
@require_safe
def changes(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Who changed what about a child, when and why."""
    child = opened(request, pupil_id, Verb.SEE_READ_LOG)
    entries, more = history(pupil=child, reach=request.reach, before=moment_in(request.GET.get("before", "")))
    may = partial(request.standing.may, school_id=child.school_id)
    return render(
        request,
        "pupils/pupil_history.html",
        {
            "pupil": child,
            "entries": entries,
            "next_url": words_of(more),
            "tabs": words.tabs(child, current="pupil-history", may=may),
        },
    )
