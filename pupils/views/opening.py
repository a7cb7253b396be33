"""Opening one child's record in a request: reach first (404), then the verb (403), then the read log."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from pupils.models import Pupil
from pupils.selectors.record import pupil_or_404
from pupils.services.pupils import hold
from schools.permissions import insist
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in

LEADS = (Verb.EDIT_PUPIL, Verb.SEE_READ_LOG)
"""Who holds one of these at the child's school sees the whole record; others see what they need to teach."""


def opened(request: StaffRequest, pupil_id: int, verb: Verb) -> Pupil:
    """The child, if this person may do ``verb`` for it; the opening is noted."""
    pupil = pupil_or_404(reach=request.reach, pupil_id=pupil_id)
    if verb is not Verb.OPEN_PUPIL:
        insist(request, verb, school_id=pupil.school_id, pupil_id=pupil.pk)
    seen_in(request, [(pupil.pk, pupil.school_id)], how=How.OPENED)
    return pupil


def opened_to_change(request: StaffRequest, pupil_id: int, verb: Verb) -> Pupil:
    """The child as ``opened`` finds it; while a change is written, as it is now and kept from others."""
    pupil = opened(request, pupil_id, verb)
    return hold(pupil=pupil) if request.method == "POST" else pupil


def sees_whole(request: StaffRequest, pupil: Pupil) -> bool:
    """Does this person see the whole record of this child?"""
    return any(request.standing.may(verb, school_id=pupil.school_id) for verb in LEADS)


def refuse_in(form: BaseForm, refused: ValidationError) -> None:
    """Show a service's refusal at the field it speaks of, or above the form."""
    if hasattr(refused, "error_dict"):
        for field, errors in refused.error_dict.items():
            form.add_error(field if field in form.fields else None, errors)
    else:
        form.add_error(None, refused)
