"""What is waiting today about pupils: for the SENCO, for whoever teaches them, for whoever was lent one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from pupils.codes import NEED_TYPES, ON_REGISTER, SEN_STATUS
from pupils.models import GroupMember, Pupil, StatusQuestion
from pupils.querysets import PupilQuerySet
from pupils.selectors.register import numbers
from pupils.year_groups import label as year_label
from schools.models import Group
from schools.roles import Verb
from schools.today import NOTHING, SHOWN, Fig, Here, Item, Panel, Part

A_TERM = timedelta(weeks=13)
"""After which a need that is "not yet assessed" is asked about: a third of a year, whatever the school's dates."""


def _on_roll(here: Here) -> PupilQuerySet:
    """The pupils registered today at the schools this person sees, with the status (``state``) and main need of today.

    Counted as the register counts: who is registered at two schools once, guests not at all.
    """
    counted = Q(enrolments__kind__in=("C", "M")) | Q(enrolments__kind="S", enrolments__at_school=F("school"))
    return (
        Pupil.objects.for_staff(here.reach)
        .annotate(
            roll=FilteredRelation("enrolments", condition=_during(here.on, "enrolments") & counted),
            state=FilteredRelation("senstatuss", condition=_during(here.on, "senstatuss")),
            main=FilteredRelation("needs", condition=_during(here.on, "needs") & Q(needs__rank=1)),
        )
        .filter(roll__at_school_id__among=here.reach.school_ids)
    )


def _minds_the_register(here: Here) -> bool:
    """Does this person keep a register right, or answer for whoever does?"""
    return here.may(Verb.EDIT_STATUS) or (here.may(Verb.APPOINT) and bool(here.reach.school_ids))


def _during(day: date, rows: str) -> Q:
    """Are these rows in force on a day?"""
    return Q(**{f"{rows}__starts_on__lte": day}) & (
        Q(**{f"{rows}__ends_on__isnull": True}) | Q(**{f"{rows}__ends_on__gt": day})
    )


def counts(here: Here) -> Part:
    """How many pupils with SEND there are, for whoever sees whole schools."""
    if not here.reach.school_ids or not here.may(Verb.SEE_REGISTER):
        return NOTHING
    found = numbers(reach=here.reach, on=here.on)
    register = reverse("register")
    return Part(
        figs=(
            Fig(f"{found.support:,}", "pupils on SEN support", f"{register}?st=K"),
            Fig(f"{found.plan:,}", "pupils with an EHC plan", f"{register}?st=E"),
        ),
        lead=f"{found.on_register:,} pupils with SEND of {found.roll:,} on roll",
    )


def questions(here: Here) -> Part:
    """Where a file and the register disagree, and the SENCO has not yet said which is right."""
    if not _minds_the_register(here):
        return NOTHING
    asked = (
        StatusQuestion.objects.within(here.reach)
        .open()
        .select_related("pupil__school")
        .annotate(total=Window(Count("pk")))
        .order_by("asked_at", "pk")[:SHOWN]
    )
    rows = list(asked)
    items = [
        Item(
            text=f"Which status is right for {row.pupil.name}?",
            url=reverse("pupil-question", args=[row.pupil_id, row.pk])
            if here.may(Verb.EDIT_STATUS)
            else row.pupil.get_absolute_url(),
            why=f"The register says {SEN_STATUS[row.register_code]}, the file says {SEN_STATUS[row.file_code]}"
            f" · {_where(here, row.pupil.school.name, row.pupil.year_group)}",
            mark="warn",
            mark_words=_ago(timezone.localdate(row.asked_at), here.on),
        )
        for row in rows
    ]
    total = rows[0].total if rows else 0
    panel = Panel.counted(
        "questions",
        "A file says otherwise",
        items,
        total=total,
        empty="Every file that came in agrees with the register.",
    )
    fig = Fig(
        f"{total:,}",
        "question from files" if total == 1 else "questions from files",
        "#questions",
        kind="warn" if total else "good",
    )
    return Part(figs=(fig,), panels=(panel,), children=tuple((row.pupil_id, row.pupil.school_id) for row in rows))


def families_to_tell(here: Here) -> Part:
    """Pupils on SEN support whose family has not been told (Code of Practice 6.43; the law: section 68)."""
    return _children(
        here,
        _on_roll(here).filter(state__code="K", state__shared_with_family=False),
        since="state__starts_on",
        id="families",
        title="Tell the family about SEN support",
        words=lambda pupil: f"Tell {pupil.name}’s family",
        why="On SEN support since",
        mark="bad",
        empty="Every family of a pupil on SEN support has been told.",
        fig=("family to tell", "families to tell"),
    )


def without_a_need(here: Here) -> Part:
    """Pupils on the register of whom nobody has said what the need is: the census asks."""
    return _children(
        here,
        _on_roll(here).filter(state__code__in=sorted(ON_REGISTER), main__isnull=True),
        since="state__starts_on",
        id="needs",
        title="Say what the need is",
        words=lambda pupil: f"Record {pupil.name}’s main need",
        why="On the register since",
        mark="warn",
        empty="Every pupil on the register has a main need.",
        fig=("without a need type", "without a need type"),
    )


def assessed_late(here: Here) -> Part:
    """Pupils whose need has been "not yet assessed" for longer than a term."""
    return _children(
        here,
        _on_roll(here).filter(state__code="K", main__need_type="NSA", main__starts_on__lte=here.on - A_TERM),
        since="main__starts_on",
        id="assessments",
        title="Not assessed for longer than a term",
        words=lambda pupil: f"Find out {pupil.name}’s type of need",
        why=f"“{NEED_TYPES['NSA'].shown}” since",
        mark="warn",
        empty="No pupil has waited longer than a term for an assessment of need.",
        fig=("waiting for assessment", "waiting for assessment"),
    )


def _children(
    here: Here,
    pupils: PupilQuerySet,
    *,
    since: str,
    id: str,  # noqa: A002
    title: str,
    words: Any,
    why: str,
    mark: str,
    empty: str,
    fig: tuple[str, str],
) -> Part:
    """One kind of gap in the register, longest first, for whoever may close it."""
    if not _minds_the_register(here):
        return NOTHING
    rows = list(
        pupils.select_related("school")
        .annotate(since=F(since), total=Window(Count("pk")))
        .order_by("since", "pk")[:SHOWN]
    )
    total = rows[0].total if rows else 0
    items = [
        Item(
            text=words(row),
            url=row.get_absolute_url(),
            why=f"{why} {_day(row.since)} · {_where(here, row.school.name, row.year_group)}",
            mark=mark,
            mark_words=_ago(row.since, here.on),
        )
        for row in rows
    ]
    one, several = fig
    figs = (Fig(f"{total:,}", one if total == 1 else several, f"#{id}", kind=mark),) if total else ()
    return Part(
        figs=figs,
        panels=(Panel.counted(id, title, items, total=total, empty=empty),),
        children=tuple((row.pk, row.school_id) for row in rows),
    )


def groups(here: Here) -> Part:
    """The classes and groups of whoever teaches, with their pupils with SEND."""
    if not here.may(Verb.SEE_GROUPS) or here.reach.school_ids:
        return NOTHING
    mine = list(Group.objects.within(here.reach).on(here.on).of_staff(here.user_id, here.on).order_by("name"))
    members = (
        GroupMember.objects.within(here.reach)
        .on(here.on)
        .filter(
            _during(here.on, "pupil__senstatuss"),
            group__in=mine,
            pupil__senstatuss__code__in=sorted(ON_REGISTER),
        )
        .select_related("pupil")
        .annotate(code=F("pupil__senstatuss__code"))
        .order_by("pupil__sort_key", "pupil_id")
    )
    children = list(members)
    panels = tuple(
        Panel(
            id=f"group-{group.pk}",
            title=f"{group.name}: pupils with SEND",
            items=tuple(_child(row.pupil, row.code) for row in children if row.group_id == group.pk),
            empty=f"No pupil of {group.name} is on the SEN register.",
        )
        for group in mine
    )
    nobody = Panel(
        id="groups",
        title="Your classes and groups",
        empty="You have no class or group yet. Ask your school’s data manager or SENCO to hand one over.",
    )
    return Part(panels=panels or (nobody,), children=tuple({(row.pupil_id, row.pupil.school_id) for row in children}))


def lent(here: Here) -> Part:
    """The single pupils of whom a school has lent sight to this person."""
    ids = [pupil_id for pupil_id, verbs in here.standing.by_pupil.items() if Verb.OPEN_PUPIL in verbs]
    if not ids or here.standing.by_school or Verb.OPEN_PUPIL in here.standing.everywhere:
        return NOTHING
    rows = list(Pupil.objects.for_staff(here.reach).filter(pk__in=ids).select_related("school").order_by("sort_key"))
    items = tuple(Item(text=row.name, url=row.get_absolute_url(), why=row.school.name) for row in rows)
    panel = Panel(id="lent", title="Pupils you work with", items=items)
    return Part(panels=(panel,), children=tuple((row.pk, row.school_id) for row in rows))


def _child(pupil: Pupil, code: str) -> Item:
    return Item(
        text=pupil.name,
        url=pupil.get_absolute_url(),
        why=f"{year_label(pupil.year_group)} · {SEN_STATUS[code]}",
    )


def _where(here: Here, school: str, year_group: str) -> str:
    year = year_label(year_group)
    return f"{year}, {school}" if len(here.reach.school_ids) > 1 else year


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _ago(since: date, on: date) -> str:
    """How long is that, as people count: days in the first fortnight, then weeks."""
    days = (on - since).days
    if days < 1:
        return "Today"
    if days <= 14:
        return "1 day" if days == 1 else f"{days} days"
    return f"{days // 7} weeks" if days < 2 * 365 else f"{days // 365} years"


def sources() -> Iterable[Any]:
    """Everything this app has to say, in the order of the page: what the law dates comes first."""
    return (counts, families_to_tell, questions, without_a_need, assessed_late, groups, lent)
