"""Bringing in pupils: send a file, look, decide, bring in, take back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pupils.forms.imports import ColumnsForm, DecisionForm, UploadForm
from pupils.presenting import imports as presenting
from pupils.selectors import imports as selectors
from pupils.services.imports import bringing, deciding, outcome, reopening
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.jobs.models import State
from trust_send.platform.jobs.views import Progress
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.tables.models import Decision, ImportRow, RowState, Stage, TableImport
from trust_send.platform.tables.reading import Unreadable
from trust_send.platform.tables.writing import csv_bytes
from trust_send.platform.web.numbers import read_id


@needs(Verb.IMPORT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """What came in so far, and the form to send the next file."""
    schools = selectors.schools_for_imports(reach=request.reach, standing=request.standing)
    chosen = {"school": read_id(request.GET.get("school"))}
    form = UploadForm(request.POST or None, request.FILES or None, schools=schools, initial=chosen)
    if request.method == "POST" and form.is_valid():
        school, file = form.cleaned_data["school"], form.cleaned_data["file"]
        insist(request, Verb.IMPORT_PUPILS, school_id=school.pk)
        try:
            table, _ = bringing.bring(
                school=school, file_name=file.name, file=file, by=request.user, sheet=form.cleaned_data["sheet"]
            )
        except Unreadable as refused:
            form.add_error("file", refused.sentence)
        else:
            return redirect("import", table.pk)
    found = selectors.imports(reach=request.reach, standing=request.standing)[:25]
    last_files = selectors.last_files(schools=schools) if len(schools) > 1 else []
    about = {"form": form, "imports": found, "schools": schools, "last_files": last_files}
    return render(request, "imports/imports.html", about)


@needs(Verb.IMPORT_PUPILS)
@require_safe
def table_import(request: StaffRequest, import_id: int) -> HttpResponse:
    """One import, wherever it stands: being read, ready to look at, brought in, taken back."""
    table = _found(request, import_id)
    job = selectors.newest_job(table=table)
    working = table.stage in (Stage.UPLOADED, Stage.APPLYING, Stage.UNDOING)
    if working and job is not None:
        about = {"table": table, "job": job, "now": Progress.of(job), "failed": job.state == State.FAILED}
        return render(request, "imports/working.html", about)
    if table.stage != Stage.READY:
        return _over(request, table)
    state = request.GET.get("show", "")
    return _preview(request, table, state if state in RowState.values else _first_state(table))


def _preview(
    request: StaffRequest, table: TableImport, state: str, refused: presenting.Refused | None = None
) -> HttpResponse:
    """The rows of one state, with what is wrong at the field where it was typed."""
    after = read_id(request.GET.get("after"))
    found, following = selectors.page(
        of=selectors.rows(table=table, state=state), after=after, with_row=refused.row_id if refused else None
    )
    rows = [presenting.shown(row, refused) for row in found]
    known = [(row.subject_id, table.school_id) for row in rows if row.subject_id]
    seen_in(request, known, how=How.IMPORTED)
    return render(
        request,
        "imports/preview.html",
        {
            "table": table,
            "rows": rows,
            "following": following,
            "after": str(after or ""),
            "state": state,
            "tabs": [(value, RowState(value).label, table.counts.get(value, 0)) for value in RowState.values],
            "bring": presenting.bring_words(outcome.outlook(table)),
            "questions": table.counts.get("question", 0),
            "form": refused,
        },
    )


def _first_state(table: TableImport) -> str:
    return next((state for state in selectors.TO_LOOK_AT if table.counts.get(state)), RowState.SAME)


def _over(request: StaffRequest, table: TableImport) -> HttpResponse:
    """What came of an import, with its rows as long as they are kept."""
    may_undo = table.stage == Stage.APPLIED and table.undo_until and table.undo_until >= timezone.localdate()
    about = {
        "table": table,
        "may_undo": may_undo,
        "applied": table.counts.get("applied", {}),
        "undone": table.counts.get("undone", {}),
        "sees_several": len(request.reach.school_ids) > 1,
    }
    if table.stage in (Stage.APPLIED, Stage.UNDONE) and not table.emptied_on:
        about |= _what_came(request, table)
    return render(request, "imports/over.html", about)


def _what_came(request: StaffRequest, table: TableImport) -> dict[str, object]:
    numbers = outcome.how_many(table)
    fate = request.GET.get("show", "")
    if fate not in numbers:
        fate = next((name for name, number in numbers.items() if number), "new")
    of = table.rows.filter(outcome.FATES[fate]).order_by("number", "pk")
    found, following = selectors.page(of=of, after=read_id(request.GET.get("after")))
    there = selectors.still_here(reach=request.reach, rows=found)
    seen_in(request, [(pupil_id, table.school_id) for pupil_id in there], how=How.IMPORTED)
    return {
        "rows": [presenting.done(row, fate=fate, there=row.subject_id in there) for row in found],
        "following": following,
        "fate": fate,
        "tabs": [(name, presenting.FATE_WORDS[name], number) for name, number in numbers.items() if number],
    }


@needs(Verb.IMPORT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: StaffRequest, import_id: int) -> HttpResponse:
    """Say what each heading of the file means; the school's next file is read the same way."""
    table = _found(request, import_id)
    if not table.mapping.get("headings"):  # a file whose parts have fixed names, or one that was never understood
        return redirect("import", table.pk)
    form = ColumnsForm(request.POST or None, table=table)
    if request.method == "POST" and form.is_valid() and table.stage in (Stage.READY, Stage.UNREADABLE):
        bringing.settle_columns(table=table, headings=form.headings, by=request.user)
        return redirect("import", table.pk)
    return render(request, "imports/columns.html", {"form": form, "table": table})


@needs(Verb.IMPORT_PUPILS)
@require_POST
def decide(request: StaffRequest, import_id: int, row_id: int) -> HttpResponse:
    """Decide about one row, correct its UPN, or let the file's own value stand again."""
    table = _found(request, import_id)
    row = get_object_or_404(ImportRow.objects.select_related("table"), pk=row_id, table=table)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            _take_down(request, row, form)
        except ValidationError as refused:
            form.add_error(None, refused)
    if (field := form.refused_field) and table.stage == Stage.READY:
        words = " ".join(map(str, form.errors[field]))
        return _preview(request, table, row.state, presenting.Refused(row.pk, field, form.data.get(field, ""), words))
    if form.errors:
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    if form.is_valid() and (form.corrects or form.cleaned_data["as_in_file"]):
        # The file is read again, and its rows are new ones: the page begins with what is left to look at.
        return redirect("import", table.pk)
    after = read_id(request.GET.get("after"))
    where = f"?show={row.state}" + (f"&after={after}" if after else "")
    return redirect(f"{request.path.rpartition('/rows/')[0]}/{where}#row-{row.pk}")


def _take_down(request: StaffRequest, row: ImportRow, form: DecisionForm) -> None:
    said = form.cleaned_data
    if said["as_in_file"]:
        deciding.uncorrect(row=row, by=request.user)
    elif form.corrects:
        deciding.correct(row=row, field="upn", text=said["upn"], by=request.user, today=timezone.localdate())
    else:
        deciding.decide(row=row, decision=Decision(said["decision"]), left_on=said["left_on"])


@needs(Verb.IMPORT_PUPILS)
@require_POST
def import_apply(request: StaffRequest, import_id: int) -> HttpResponse:
    """Bring the preview in."""
    return _done(request, import_id, lambda table: deciding.apply(table=table, by=request.user))


@needs(Verb.IMPORT_PUPILS)
@require_POST
def import_undo(request: StaffRequest, import_id: int) -> HttpResponse:
    """Take an import back."""
    today = timezone.localdate()
    return _done(request, import_id, lambda table: deciding.undo(table=table, by=request.user, today=today))


@needs(Verb.IMPORT_PUPILS)
@require_POST
def import_again(request: StaffRequest, import_id: int) -> HttpResponse:
    """Begin a failed piece of work anew."""
    return _done(request, import_id, lambda table: reopening.begin_again(table=table, by=request.user))


@needs(Verb.IMPORT_PUPILS)
@require_POST
def import_throw_away(request: StaffRequest, import_id: int) -> HttpResponse:
    """Forget a file that was not brought in."""
    table = _found(request, import_id)
    if table.stage in (Stage.READY, Stage.UNREADABLE):
        bringing.throw_away(table=table)
        messages.success(request, f"{table.file_name} is thrown away. Nothing was changed.")
    return redirect("imports")


@needs(Verb.IMPORT_PUPILS)
@require_safe
def import_list(request: StaffRequest, import_id: int) -> HttpResponse:
    """The preview as a CSV file."""
    table = _found(request, import_id)
    rows = list(selectors.rows(table=table))
    there = selectors.still_here(reach=request.reach, rows=rows)
    seen_in(request, [(pupil_id, table.school_id) for pupil_id in there], how=How.EXPORTED)
    fates = outcome.fates(table) if table.stage in (Stage.APPLIED, Stage.UNDONE) else {}
    body = csv_bytes(presenting.LIST_HEADINGS, presenting.as_table(rows, fates=fates))
    return HttpResponse(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="import-{table.pk}.csv"'},
    )


def _found(request: StaffRequest, import_id: int) -> TableImport:
    found = get_object_or_404(selectors.imports(reach=request.reach, standing=request.standing), pk=import_id)
    insist(request, Verb.IMPORT_PUPILS, school_id=found.school_id)
    return found


def _done(request: StaffRequest, import_id: int, work: Callable[[TableImport], object]) -> HttpResponse:
    table = _found(request, import_id)
    try:
        work(table)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return redirect("import", table.pk)
