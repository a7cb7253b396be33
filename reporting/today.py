"""What is new today about schools: files brought in, documents made, figures to look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from reporting.shelves import known_words, numbered
from schools.models import School
from schools.roles import Verb
from schools.today import NOTHING, SHOWN, Here, Item, Panel, Part
from trust_send.platform.papers import selectors
from trust_send.platform.tables.models import Stage, TableImport

LATE_AFTER_DAYS = 14
"""When a school's last file is old enough to be worth a word: most bring one in each week."""


def imports(here: Here) -> Part:
    """The last file of each school, the ones that wait for somebody first."""
    if not here.may(Verb.IMPORT_PUPILS) and not here.may(Verb.EDIT_STATUS):
        return NOTHING
    recent = (
        TableImport.objects.filter(school_id__among=here.reach.school_ids)
        .exclude(stage=Stage.DISCARDED)
        .select_related("school", "by")
        .order_by("-created_at")[:SHOWN]
    )
    items = tuple(
        Item(
            text=row.file_name,
            url=reverse("import", args=[row.pk]) if here.may(Verb.IMPORT_PUPILS) else "",
            why=_where(here, row.school) + f"{_when(row.created_at)}{f' by {row.by}' if row.by else ''}",
            mark=_MARKS.get(Stage(row.stage), "info"),
            mark_words=row.stage_words,
        )
        for row in recent
    )
    panel = Panel(
        id="imports",
        title="Files brought in",
        items=items,
        url=reverse("imports") if here.may(Verb.IMPORT_PUPILS) else "",
        link="Bring in a file",
        empty="No file is listed here yet. The register begins with the export of the school’s MIS.",
        is_aside=not here.may(Verb.IMPORT_PUPILS) or here.may(Verb.EDIT_STATUS),
    )
    return Part(panels=(panel,))


_MARKS = {Stage.READY: "warn", Stage.UNREADABLE: "bad", Stage.APPLIED: "good", Stage.UNDONE: "none"}


def schools_without_a_file(here: Here) -> Part:
    """For whoever brings files in: the schools whose file waits or is old, or that never had one."""
    if not here.may(Verb.IMPORT_PUPILS) or here.may(Verb.EDIT_STATUS):
        return NOTHING
    rows = (
        TableImport.objects.filter(school_id__among=here.reach.school_ids, stage__in=[Stage.APPLIED, Stage.READY])
        .values_list("school_id")
        .annotate(
            at=Max("applied_at", filter=Q(stage=Stage.APPLIED)),
            came_at=Max("created_at", filter=Q(stage=Stage.READY)),
            waiting=Max("pk", filter=Q(stage=Stage.READY)),
        )
    )
    files = {school_id: rest for school_id, *rest in rows}
    every = list(School.objects.of_children(here.reach).filter(closes_on__isnull=True).order_by("sort_key"))
    late = [item for school in every if (item := _late(school, *files.get(school.pk, _NO_FILE), on=here.on))]
    late.sort(key=lambda item: item.mark != "info")  # the files that wait for a look first
    panel = Panel.counted(
        "late-schools",
        f"Schools to bring up to date: {len(late)}" if len(late) > SHOWN else "Schools to bring up to date",
        late[:SHOWN],
        total=len(late),
        url=f"{reverse('imports')}#schools" if len(every) > 1 else "",
        link=f"All {len(every)} schools",
        empty="Every school has brought in a file in the last two weeks.",
        is_good_when_empty=True,
    )
    return Part(panels=(panel,))


_NO_FILE = (None, None, None)


def _late(
    school: School, at: datetime | None, came_at: datetime | None, waiting: int | None, *, on: date
) -> Item | None:
    """What is to be done for a school, leading there with the school chosen; nothing when its last file is new."""
    if came_at and waiting and (at is None or came_at > at):
        why = f"File of {_when(came_at)}, not brought in yet"
        address = reverse("import", args=[waiting])
        return Item(text=school.name, url=address, why=why, mark="info", mark_words="Ready to look at")
    address = f"{reverse('imports')}?school={school.pk}"
    if at is None:
        return Item(text=school.name, url=address, why="No file brought in yet", mark="warn", mark_words="Never")
    if (days := (on - timezone.localdate(at)).days) > LATE_AFTER_DAYS:
        why = f"Last file {_when(at)}"
        return Item(text=school.name, url=address, why=why, mark="warn", mark_words=f"{days} days")
    return None


def _where(here: Here, school: School | None) -> str:
    """The school, for whoever has several; and the trust always."""
    if school and len({*here.reach.school_ids, *here.reach.figure_school_ids}) == 1:
        return ""
    return f"{school or 'The whole trust'} · "


def documents(here: Here) -> Part:
    """The newest documents that hold no child."""
    if not here.may(Verb.SEE_DOCUMENTS):
        return NOTHING
    papers = (
        numbered(selectors.papers(here.reach))
        .filter(Q(school_id__among=here.reach.figure_school_ids) | Q(school__isnull=True), holds_children=False)
        .select_related("school")[:SHOWN]
    )
    items = tuple(
        Item(
            text=paper.title,
            url=reverse("paper", args=[paper.pk]),
            why=_where(here, paper.school) + f"as known on {known_words(paper)}",
        )
        for paper in papers
    )
    panel = Panel(
        id="documents",
        title="Documents",
        items=items,
        url=reverse("documents"),
        link="All documents",
        empty="No document has been made yet. The SENCO, the headteacher or the trust makes the first.",
        is_aside=here.may(Verb.EDIT_STATUS) or len(here.reach.figure_school_ids) > 1,
    )
    return Part(panels=(panel,))


def schools(here: Here) -> Part:
    """The schools whose figures this person compares, by hub; or the one school, for whoever sees no children there."""
    if not here.may(Verb.SEE_FIGURES) or not here.reach.figure_school_ids:
        return NOTHING
    if len(here.reach.figure_school_ids) == 1:
        return NOTHING if here.reach.school_ids else _one_school(here)
    hubs = (
        School.objects.of_figures(here.reach)
        .values("hub_id", "hub__name")
        .annotate(number=Count("pk"))
        .order_by("hub__name")
    )
    items = tuple(
        Item(
            text=row["hub__name"] or "Schools in no hub",
            url=reverse("dashboard") + (f"?hub={row['hub_id']}" if row["hub_id"] else ""),
            why=f"{row['number']} {'school' if row['number'] == 1 else 'schools'}",
        )
        for row in hubs
    )
    panel = Panel(
        id="schools",
        title="Figures of the schools",
        items=items,
        url=reverse("dashboard"),
        link="All schools side by side",
        is_aside=here.may(Verb.EDIT_STATUS),
    )
    return Part(panels=(panel,))


def _one_school(here: Here) -> Part:
    item = Item(
        text=str(School.objects.of_figures(here.reach).get()),
        url=reverse("dashboard"),
        why="How many pupils have SEND, with which needs, beside England, and questions you could ask",
    )
    return Part(panels=(Panel(id="schools", title="Your school in figures", items=(item,)),))


def _when(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def sources() -> Iterable[Any]:
    """Everything this app has to say, in the order of the page."""
    return (schools, imports, schools_without_a_file, documents)
