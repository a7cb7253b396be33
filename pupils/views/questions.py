"""Answering a question that an import asked about a child's status."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.codes import NEED_TYPES, SEN_STATUS, SenCode
from pupils.forms.statuses import AnswerForm
from pupils.models import StatusQuestion
from pupils.presenting.words import day_words
from pupils.services import questions
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.web.choices import Described


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: StaffRequest, pupil_id: int, question_id: int) -> HttpResponse:
    """Which is right, the register or the file?"""
    child = opened(request, pupil_id, Verb.EDIT_STATUS)
    asked = get_object_or_404(StatusQuestion.objects.within(request.reach).open(), pk=question_id, pupil=child)
    begins = asked.file_code == SenCode.SUPPORT != asked.register_code
    form = AnswerForm(
        request.POST if request.method == "POST" else None, choices=_choices(asked), begins_support=begins
    )
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, asked, form)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Which is right?",
        lead=f"A file of {day_words(timezone.localdate(asked.asked_at))} says something else about {child.name}.",
        button="Save the answer",
    )


def _answer(request: StaffRequest, asked: StatusQuestion, form: AnswerForm) -> None:
    data = form.cleaned_data
    if data["answer"] == StatusQuestion.Answer.KEEP:
        questions.keep(question=asked, by=request.user, reason=data["reason"])
        messages.success(request, "The register stays as it is.")
        return
    on = data["on"] or timezone.localdate()
    questions.take(question=asked, on=on, by=request.user, reason=data["reason"], told_on=data["told_on"])
    messages.success(request, f"{SEN_STATUS[asked.file_code]} from {day_words(on)}, as the file says.")


def _choices(asked: StatusQuestion) -> list[tuple[str, str]]:
    named = ", ".join(NEED_TYPES[need].shown for need in asked.file_needs if need in NEED_TYPES)
    hint = (
        f"With {named}. The register changes from the day you give"
        if named
        else "The register changes from the day you give"
    )
    return [
        (
            "keep",
            Described(
                f"The register: {SEN_STATUS[asked.register_code]}", hint="Nothing changes. Put it right in the MIS"
            ),
        ),
        ("take", Described(f"The file: {SEN_STATUS[asked.file_code]}", hint=hint)),
    ]
