"""Letters to a child's family: those that were written, writing them, their documents, and how they went."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pupils.forms.letters import LetterForm, SentForm
from pupils.forms.reasoned import ReasonedForm
from pupils.models import FamilyLetter, Pupil
from pupils.presenting import letters as words
from pupils.presenting.record import tabs
from pupils.presenting.words import day_words
from pupils.selectors import letters as found
from pupils.selectors.record import pupil_or_404
from pupils.services import letters as services
from pupils.services import statuses
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.papers.views import given


@needs(Verb.SEE_READ_LOG)
@require_safe
def letters(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Every letter about a child with its state; who is to be written to now, and who is not and why."""
    child = opened(request, pupil_id, Verb.SEE_READ_LOG)
    today = timezone.localdate()
    may = partial(request.standing.may, school_id=child.school_id)
    status = statuses.current(child, today)
    written = found.letters(pupil=child, reach=request.reach)
    jobs = found.jobs_of(written, reach=request.reach)
    readers = found.readers(pupil=child, reach=request.reach, on=today)
    waits = readers.without(found.standing(written, status=status))
    none = words.why_none(status, child)
    page = {
        "pupil": child,
        "letters": [
            words.shown(
                letter,
                jobs.get(letter.pk),
                pupil=child,
                may_write=may(Verb.EDIT_STATUS),
                stop=found.held_back(letter, on=today),
            )
            for letter in written
        ],
        "none": none,
        "gets": [] if none else words.gets(waits, child),
        "all_written": bool(readers) and not waits and not none,
        "left": [] if none else words.left_out(readers, child, may_edit_contacts=may(Verb.EDIT_CONTACTS)),
        "may_write": may(Verb.EDIT_STATUS) and bool(waits) and not none,
        "may_register": request.standing.may(Verb.SEE_REGISTER),
        "tabs": tabs(child, current="pupil-letters", may=may),
    }
    return render(request, "pupils/letters.html", page)


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Fill in what no record holds, read the words beside it, and write one letter for each reader."""
    child = opened(request, pupil_id, Verb.EDIT_STATUS)
    today = timezone.localdate()
    status = statuses.current(child, today)
    written = found.standing(found.letters(pupil=child, reach=request.reach), status=status)
    readers = found.readers(pupil=child, reach=request.reach, on=today).without(written)
    nobody = words.why_none(status, child) or ("" if readers else f"{services.NOBODY}.")
    page = {
        "pupil": child,
        "may_register": request.standing.may(Verb.SEE_REGISTER),
        "gets": words.gets(readers, child),
        "left": words.left_out(readers, child, may_edit_contacts=request.standing.may(Verb.EDIT_CONTACTS)),
        "nobody": nobody,
    }
    if nobody or status is None:
        return render(request, "pupils/letter_write.html", page)
    known = found.known(pupil=child, reach=request.reach, on=today)
    family_words = known.family_words
    initial = words.first_values(known, pupil=child, status=status)
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        words_of_family=family_words.words if family_words else "",
        keep_away_from=family_words.not_these if family_words else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.write(pupil=child, reach=request.reach, typed=form.typed(), by=request.user)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            if len(made) == 1:
                messages.success(request, "1 letter is written. Print it, and note here when it has gone.")
            else:
                said = f"{len(made)} letters are written, each for one reader."
                messages.success(request, f"{said} Print them, and note here when each has gone.")
            return redirect("pupil-letters", child.pk)
    values = {name: str(value) for name, value in (form.data.items() if form.is_bound else initial.items())}
    values |= {
        name: day_words(value) for name, value in initial.items() if name.endswith("_date") and not form.is_bound
    }
    page |= {"form": form, "preview": words.preview(readers, values, pupil=child, status=status, on=today)}
    return render(request, "pupils/letter_write.html", page)


@needs(Verb.SEE_READ_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: StaffRequest, pupil_id: int, letter_id: int) -> HttpResponse:
    """Download a letter as a document, each time noted in the read log; POST has it made where there is none."""
    child = pupil_or_404(reach=request.reach, pupil_id=pupil_id)
    insist(request, Verb.SEE_READ_LOG, school_id=child.school_id)
    letter = found.letter_or_404(pupil=child, reach=request.reach, letter_id=letter_id)
    is_closed = letter.withdrawn_at is not None or found.held_back(letter, on=timezone.localdate()) is not None
    if request.method == "POST" and not is_closed:
        services.make_paper(letter=letter, by=request.user)
        return redirect("pupil-letters", child.pk)
    document = None if is_closed else found.paper_of(letter, reach=request.reach)
    return given(request, document) if document else redirect("pupil-letters", child.pk)


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: StaffRequest, pupil_id: int, letter_id: int) -> HttpResponse:
    """Note on which day and how a letter went to its reader."""
    child, letter = _opened(request, pupil_id, letter_id)
    form = SentForm(
        request.POST if request.method == "POST" else None,
        initial={"on": letter.sent_on or timezone.localdate(), "how": letter.sent_how},
        has_gone=letter.sent_on is not None,
    )
    name = words.reader_of(letter, child)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_sent(letter=letter, on=form.cleaned_data["on"], how=form.gone(), by=request.user)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"Noted for the letter to {name}.")
            return redirect("pupil-letters", child.pk)
    return form_page(
        request,
        child,
        form,
        title="The letter has gone",
        lead=f"To {name}",
        button="Save",
        note="An email asks the reader to call or come in. It never carries the letter, the pupil’s name or a need.",
    )


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: StaffRequest, pupil_id: int, letter_id: int) -> HttpResponse:
    """Take back a letter that has not gone."""
    child, letter = _opened(request, pupil_id, letter_id)
    form = ReasonedForm(request.POST if request.method == "POST" else None)
    name = words.reader_of(letter, child)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(letter=letter, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            messages.warning(request, " ".join(refused.messages))
        else:
            messages.success(request, f"The letter to {name} is withdrawn. You may write another.")
        return redirect("pupil-letters", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Withdraw the letter",
        lead=f"To {name}",
        button="Withdraw the letter",
        kind="warning",
        means=[
            "Its document can no longer be opened here. Throw away what was printed.",
            "The words stay in the list, marked as withdrawn.",
            f"Another letter to {name} can be written; what you typed stands in the form again.",
        ],
    )


def _opened(request: StaffRequest, pupil_id: int, letter_id: int) -> tuple[Pupil, FamilyLetter]:
    """The child and one of its letters, for who may write them; the opening is noted."""
    child = opened(request, pupil_id, Verb.EDIT_STATUS)
    return child, found.letter_or_404(pupil=child, reach=request.reach, letter_id=letter_id)
