"""The page that every form about one child stands on."""

from __future__ import annotations

from collections.abc import Sequence

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pupils.models import Pupil
from schools.requests import StaffRequest
from schools.roles import Verb


def form_page(
    request: StaffRequest,
    pupil: Pupil,
    form: BaseForm,
    *,
    title: str,
    lead: str,
    button: str,
    note: str = "",
    kind: str = "",
    means: Sequence[str] = (),
    suggestions: Sequence[str] = (),
) -> HttpResponse:
    """A form about this child, with what it will do where it takes something away, and the way back to its page."""
    page = {
        "pupil": pupil,
        "form": form,
        "title": title,
        "lead": lead,
        "button": button,
        "note": note,
        "kind": kind,
        "means": means,
        "suggestions": suggestions,
        "back_url": reverse("pupil", args=[pupil.pk]),
        "may_register": request.standing.may(Verb.SEE_REGISTER),
    }
    return render(request, "pupils/pupil_form.html", page)
