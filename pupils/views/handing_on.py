"""The file that goes with a child to the next school."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.handing_on import TransferFileForm
from pupils.presenting import transfer_file
from pupils.selectors.handing_on import handed_on
from pupils.selectors.record import pupil_or_404
from pupils.views.forms_about import form_page
from pupils.views.opening import sees_whole
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.EXPORT_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def make_transfer_file(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Ask for which school, and hand out the child's Common Transfer File."""
    child = pupil_or_404(reach=request.reach, pupil_id=pupil_id)
    insist(request, Verb.EXPORT_REGISTER, school_id=child.school_id)
    if not sees_whole(request, child):  # the file tells more than somebody sees who was only lent the register
        raise PermissionDenied(Verb.EXPORT_REGISTER)
    seen_in(request, [(child.pk, child.school_id)], how=How.OPENED)
    form = TransferFileForm(request.POST if request.method == "POST" else None, initial={"number": 1})
    if request.method == "POST" and form.is_valid():
        to, number = form.cleaned_data["destination"], form.cleaned_data["number"]
        body = transfer_file.content(handed_on(pupil=child), to=to, at=timezone.localtime())
        seen_in(request, [(child.pk, child.school_id)], how=How.EXPORTED)
        name = transfer_file.file_name(child.school, to=to, number=number)
        return HttpResponse(
            body,
            content_type="application/xml",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    return form_page(
        request,
        child,
        form,
        title="Common Transfer File",
        lead=f"{child.name}, for the next school. Nothing changes here: the record stays with {child.school.name}.",
        button="Make the file",
        note="Plans, notes and contacts are not in this file; send what the next school should know apart. "
        "The file names a child: send it only through School to School or another safe way.",
        means=[
            "The file has names, UPN, date of birth, sex, year group, ethnicity, first language, service family and "
            "looked after, as far as they are recorded.",
            "It has every SEN status with its days, every need with its rank and days, and the schools of this trust.",
            "It is a partial file. Attendance, assessments and addresses are in the one that your MIS makes.",
            *transfer_file.lacking(child),
        ],
    )
