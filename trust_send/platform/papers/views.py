"""A stored document, given only to those who may read it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from trust_send.platform.papers import naming, selectors
from trust_send.platform.papers.models import Paper
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in

VERB = "see_documents"
SHOWN_IN_THE_BROWSER = frozenset({"application/pdf"})
"""Whatever could carry a script is only ever saved."""


@require_safe
def paper(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Download a document, or look at it in the browser with ``?view=1``. Out of reach is 404, without the verb 403."""
    found = selectors.paper(request.reach, paper_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    if not request.standing.may(VERB, school_id=found.school_id):  # type: ignore[attr-defined]
        raise PermissionDenied(VERB)
    return given(request, found)


def given(request: HttpRequest, found: Paper) -> HttpResponse:
    """The file of a document that this reader may read, noted in the read log of every child that it holds."""
    shown = request.GET.get("view") == "1" and found.media_type in SHOWN_IN_THE_BROWSER
    response = HttpResponse(_content(found), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(not shown, _offered_name(found)) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    if found.school_id and request.method == "GET":
        children = [(pupil_id, found.school_id) for pupil_id in found.pupil_ids]
        seen_in(request, children, how=How.OPENED if shown else How.EXPORTED)
    return response


# A document belongs to a school, and the verb is asked for there; the walls' tests read it here.
paper.verb = VERB  # type: ignore[attr-defined]


def _content(found: Paper) -> bytes:
    """Read inside the request: a body that streams would be read after its transaction."""
    with default_storage.open(str(found.file)) as file:
        return bytes(file.read())


def _offered_name(found: Paper) -> str:
    return naming.offered_name(
        title=found.title,
        kind=found.kind,
        as_known_on=found.as_known_on,
        as_known_at=found.as_known_at,
        holds_children=found.holds_children,
        media_type=found.media_type,
    )
