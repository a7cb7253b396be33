"""The SEN register."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect, push_url

from pupils.choosing import Choice, read_choice
from pupils.minding import minds_the_register, minds_the_register_of
from pupils.presenting.filters import filters
from pupils.presenting.rows import table_rows
from pupils.presenting.words import caption, chips, context_line, empty, order_words, pupils, sort_heads
from pupils.selectors import places
from pupils.selectors.register import PAGE_ROWS, Row
from pupils.selectors.register import page as register_page
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.SEE_REGISTER)
@require_safe
@vary_on_headers("HX-Request")
def register(request: StaffRequest) -> HttpResponse:
    """The pupils with SEND that this reader has, or had on a past day.

    Whoever filters with JavaScript gets the list and its numbers alone, by the same questions to the database.
    """
    minds = minds_the_register(request.standing, request.reach)
    choice = read_choice(request.GET, today=timezone.localdate(), with_to_do=minds)
    schools = places.schools(reach=request.reach)
    groups = places.groups(request.reach, choice, schools)
    page = register_page(reach=request.reach, standing=request.standing, choice=choice)
    counts = page.counts
    is_part = bool(request.htmx) and not request.htmx.history_restore_request
    if is_part and choice.problem:  # an error is told at the top of a page, which then has the focus
        return HttpResponseClientRedirect(request.get_full_path())
    log_seen(request, page.rows, choice)
    response = render(
        request,
        "pupils/_register_again.html" if is_part else "pupils/register.html",
        {
            "choice": choice,
            "counts": counts,
            "lead": context_line(counts, choice),
            "matched": pupils(counts.matched),
            "order_words": order_words(choice),
            "sort": choice.sort_parameter,
            "heads": sort_heads(choice, several=schools.several),
            "rows": table_rows(page.rows, schools=schools.names, several=schools.several),
            "empty": empty(counts, choice, may_import=request.standing.may(Verb.IMPORT_PUPILS)),
            "several": schools.several,
            "minds_the_register": minds,
            "filters": filters(choice, counts, schools=schools, groups=groups),
            "chips": chips(choice, schools=schools.names, groups=dict(groups)),
            "review_url": _review_url(request, choice) if minds else "",
            "may_add": request.standing.may(Verb.EDIT_PUPIL),
            "may_export": request.standing.may(Verb.EXPORT_REGISTER),
            "caption": caption(choice),
            **_paging(page.before, page.after, len(page.rows), counts.matched, choice),
        },
    )
    return push_url(response, reverse("register") + choice.query()) if is_part else response


def _review_url(request: StaffRequest, choice: Choice) -> str:
    """Where the termly review is: of the school that is spoken of, or of all of them."""
    school_ids = request.reach.school_ids
    school_id = choice.school_id or (next(iter(school_ids)) if len(school_ids) == 1 else 0)
    if minds_the_register_of(school_id, request.standing, request.reach):
        return reverse("register-review", args=[school_id])
    return reverse("register-reviews")


def log_seen(request: StaffRequest, rows: list[Row], choice: Choice) -> None:
    """Note who saw these children: as a list, or as what a search by name found."""
    how = How.FOUND if choice.name else How.LISTED
    seen_in(request, ((row.pupil_id, row.record_school_id) for row in rows), how=how)


def _paging(before: int | None, after: int | None, rows: int, matched: int, choice: Choice) -> dict[str, object]:
    """Where the neighbouring pages are, and which rows these are."""
    first = choice.first if before else 1
    pages = -(-matched // PAGE_ROWS)
    return {
        "first": first,
        "last": first + rows - 1,
        "page_words": f"Page {-(-first // PAGE_ROWS)} of {pages}" if pages > 1 else "",
        "previous_url": choice.query(before=before, n=max(first - PAGE_ROWS, 1)) if before else "",
        "next_url": choice.query(after=after, n=first + rows) if after else "",
    }
