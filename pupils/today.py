"""What is waiting today about pupils: for the SENCO, for whoever teaches them, for whoever was lent one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from pupils import census_today, concerns_today, reviews_today
from pupils.choosing import ToDo, to_do_query
from pupils.codes import NEED_TYPES, ON_REGISTER, SEN_STATUS
from pupils.minding import minds_the_register
from pupils.models import Enrolment, GroupMember, Pupil, StatusQuestion
from pupils.selectors.register import numbers
from pupils.selectors.to_do import Left, left_to_do
from pupils.year_groups import label as year_label
from schools.models import Group
from schools.querysets import in_force
from schools.roles import Verb
from schools.today import NOTHING, SHOWN, Fig, Here, Item, Panel, Part


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


def waiting(here: Here) -> Part:
    """What is left to do about the register, for whoever keeps it: what the law dates comes first."""
    if not minds_the_register(here.standing, here.reach):
        return NOTHING
    left = left_to_do(reach=here.reach, on=here.on, rows=SHOWN)
    parts = [
        _gap(here, FAMILIES, left[ToDo.TELL_FAMILY]),
        _questions(here),
        _gap(here, NEEDS, left[ToDo.SAY_NEED]),
        _gap(here, ASSESSMENTS, left[ToDo.FIND_NEED]),
    ]
    return Part(
        figs=tuple(chain.from_iterable(part.figs for part in parts)),
        panels=tuple(chain.from_iterable(part.panels for part in parts)),
        children=tuple(chain.from_iterable(part.children for part in parts)),
    )


def _questions(here: Here) -> Part:
    """Where a file and the register disagree, and the SENCO has not yet said which is right."""
    on_roll = Enrolment.objects.filter(
        in_force(here.on),
        Q(kind__in=("C", "M")) | Q(kind="S", at_school=F("school")),
        pupil=OuterRef("pupil"),
        at_school_id__among=here.reach.school_ids,
    )
    asked = (
        StatusQuestion.objects.within(here.reach)
        .open()
        .filter(Exists(on_roll))
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
    everything = _full_list(ToDo.ANSWER_FILE)
    panel = Panel.counted(
        "questions",
        "A file says otherwise",
        items,
        total=total,
        everything=everything,
        empty="Every file that came in agrees with the register.",
        is_good_when_empty=True,
    )
    fig = Fig(
        f"{total:,}",
        "question from files" if total == 1 else "questions from files",
        everything if total else "#questions",
        kind="warn" if total else "good",
    )
    return Part(figs=(fig,), panels=(panel,), children=tuple((row.pupil_id, row.pupil.school_id) for row in rows))


@dataclass(frozen=True, slots=True)
class Gap:
    """How one kind of gap in the register is told."""

    to_do: ToDo
    id: str
    title: str
    words: str
    why: str
    mark: str
    empty: str
    one: str
    several: str


FAMILIES = Gap(
    ToDo.TELL_FAMILY,
    id="families",
    title="Tell the family about SEN support",
    words="Tell {name}’s family",
    why="On SEN support since",
    mark="bad",
    empty="Every family of a pupil on SEN support has been told.",
    one="family to tell",
    several="families to tell",
)
NEEDS = Gap(
    ToDo.SAY_NEED,
    id="needs",
    title="Say what the need is",
    words="Record {name}’s main need",
    why="On the register since",
    mark="warn",
    empty="Every pupil on the register has a main need.",
    one="without a need type",
    several="without a need type",
)
ASSESSMENTS = Gap(
    ToDo.FIND_NEED,
    id="assessments",
    title="Not assessed for longer than a term",
    words="Find out {name}’s type of need",
    why=f"“{NEED_TYPES['NSA'].shown}” since",
    mark="warn",
    empty="No pupil has waited longer than a term for an assessment of need.",
    one="waiting for assessment",
    several="waiting for assessment",
)


def _gap(here: Here, gap: Gap, left: Left) -> Part:
    """One kind of gap in the register, longest first."""
    items = [
        Item(
            text=gap.words.format(name=child.name),
            url=reverse("pupil", args=[child.pupil_id]),
            why=f"{gap.why} {_day(child.since)} · {_where(here, child.school_name, child.year_group)}",
            mark=gap.mark,
            mark_words=_ago(child.since, here.on),
        )
        for child in left.first
    ]
    everything, total = _full_list(gap.to_do), left.total
    fig = Fig(f"{total:,}", gap.one if total == 1 else gap.several, everything, kind=gap.mark)
    panel = Panel.counted(
        gap.id, gap.title, items, total=total, everything=everything, empty=gap.empty, is_good_when_empty=True
    )
    return Part(
        figs=(fig,) if total else (),
        panels=(panel,),
        children=tuple((child.pupil_id, child.school_id) for child in left.first),
    )


def _full_list(to_do: ToDo) -> str:
    """Where do all the pupils of this kind stand?"""
    return reverse("register") + to_do_query(to_do)


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
    """Everything this app has to say, in the order of the page."""
    return (
        counts,
        waiting,
        concerns_today.to_decide,
        census_today.to_check,
        reviews_today.to_sign,
        groups,
        concerns_today.my_own,
        lent,
    )
