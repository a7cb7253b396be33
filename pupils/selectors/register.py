"""The SEN register as a list: chosen, ordered and paged by key, never by offset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from pupils.choosing import Choice
from pupils.flags import IN_LISTS, OPEN_FLAGS, notes
from pupils.models import Enrolment, GroupMember, Need, Pupil
from pupils.selectors import counts
from pupils.selectors.counts import Counts
from pupils.year_groups import YEAR_GROUPS
from schools.models import GroupKind, School
from schools.querysets import in_force
from schools.roles import Verb

if TYPE_CHECKING:
    from pupils.querysets import PupilQuerySet
    from trust_send.platform.walls.reach import Reach
    from trust_send.platform.walls.standing import Standing

PAGE_ROWS = 50
MAY_SEE_CLOSED_FLAGS = (Verb.EDIT_PUPIL, Verb.SEE_READ_LOG)

_ORDER = {
    "name": ("sort_key", "pk"),
    "class": ("year_place", "class_name", "sort_key", "pk"),
    "year": ("year_place", "sort_key", "pk"),
    "status": ("status", "sort_key", "pk"),
    "school": ("school_place", "sort_key", "pk"),
}
_FIELDS = (
    "pk", "school_id", "roll__at_school_id", "preferred_forename", "legal_forename", "preferred_surname",
    "legal_surname", "year_group", "state__code", *OPEN_FLAGS, *IN_LISTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A child as the register shows it."""

    pupil_id: int
    record_school_id: int
    school_id: int
    listed_name: str
    class_name: str
    status: str
    main_need: str
    area: str
    other_needs: tuple[str, ...]
    year_group: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the register and whether there are more on either side."""

    rows: list[Row]
    before: int | None = None
    after: int | None = None


def scope_of(*, reach: Reach, choice: Choice) -> PupilQuerySet:
    """Which children are on the roll that this choice speaks of?"""
    scope = Pupil.objects.as_on(choice.on, reach)
    return scope.filter(roll__at_school_id=choice.school_id) if choice.school_id else scope


def narrowed(scope: PupilQuerySet, choice: Choice) -> PupilQuerySet:
    """Keep those of the chosen name, year, class and need; status and area are left to the caller."""
    if choice.year:
        scope = scope.filter(year_group=choice.year)
    if choice.group_id:
        scope = scope.in_group(choice.group_id, choice.on)
    if choice.need:
        scope = scope.with_need(choice.on, [choice.need])
    return scope.called(choice.name) if choice.name else scope


def roll_of(*, reach: Reach, choice: Choice) -> int:
    """How many children are on the roll that this choice speaks of?"""
    registered = Enrolment.objects.counted(choice.on, reach)
    return (registered.filter(at_school_id=choice.school_id) if choice.school_id else registered).count()


class Register:
    """The register as one person may read it, looked at in one way."""

    def __init__(self, *, reach: Reach, standing: Standing, choice: Choice) -> None:
        """Prepare the question; nothing is read yet."""
        self.reach, self.standing, self.choice = reach, standing, choice
        self.scope = scope_of(reach=reach, choice=choice)
        self.narrowed = narrowed(self.scope, choice)

    @property
    def chosen(self) -> PupilQuerySet:
        """Which children does the choice show?"""
        children = self.narrowed.filter(counts.of_statuses(self.choice.statuses))
        return children.filter(counts.of_areas(self.choice.areas)) if self.choice.areas else children

    def counts(self) -> Counts:
        """The numbers under the heading and beside the filters."""
        roll = roll_of(reach=self.reach, choice=self.choice)
        return counts.count(scope=self.scope, narrowed=self.narrowed, roll=roll, choice=self.choice)

    def page(self) -> Page:
        """One page of what is chosen, beginning after (or ending before) the child that the address names."""
        choice, backwards = self.choice, self.choice.before is not None
        children, keys = _in_order(self.chosen, choice)
        anchor = _anchor(children, keys, choice.before or choice.after)
        if anchor is None:
            backwards = False
        else:
            children = children.filter(_beyond(keys, anchor, larger=choice.descending == backwards))
        found = list(_sorted(children, keys, descending=choice.descending != backwards)[: PAGE_ROWS + 1])
        more, found = len(found) > PAGE_ROWS, found[:PAGE_ROWS]
        if backwards:
            found.reverse()
        rows = list(_rows(found, standing=self.standing, on=choice.on))
        if not rows:
            return Page(rows)
        has_before = more if backwards else anchor is not None
        return Page(
            rows,
            before=rows[0].pupil_id if has_before else None,
            after=rows[-1].pupil_id if backwards or more else None,
        )

    def everyone(self) -> list[Row]:
        """All rows of what is chosen, in the order shown, for a file."""
        children, keys = _in_order(self.chosen, self.choice)
        found = _sorted(children, keys, descending=self.choice.descending)
        return list(_rows(list(found), standing=self.standing, on=self.choice.on))


def _in_order(children: PupilQuerySet, choice: Choice) -> tuple[PupilQuerySet, tuple[str, ...]]:
    keys = _ORDER[choice.sort]
    if "year_place" in keys:
        places = [When(year_group=code, then=Value(place)) for place, code in enumerate(YEAR_GROUPS)]
        order = Case(*places, default=Value(len(places)), output_field=IntegerField())
        children = children.annotate(year_place=order)
    if "school_place" in keys:
        # A second join through the registration cannot be written over a filtered one, and the names are few.
        ids = School.objects.order_by("sort_key", "pk").values_list("pk", flat=True)
        whens = [When(roll__at_school_id=school_id, then=Value(place)) for place, school_id in enumerate(ids)]
        children = children.annotate(school_place=Case(*whens, default=Value(0), output_field=IntegerField()))
    if "class_name" in keys:
        classes = GroupMember.objects.filter(
            in_force(choice.on), pupil_id=OuterRef("pk"), group__kind=GroupKind.REGISTRATION
        )
        children = children.annotate(class_name=Coalesce(Subquery(classes.values("group__name")[:1]), Value("")))
    if "status" in keys:
        children = children.annotate(status=Coalesce("state__code", Value("N")))
    return children, keys


def _sorted(children: PupilQuerySet, keys: tuple[str, ...], *, descending: bool) -> Any:
    return children.order_by(*(f"-{key}" if descending else key for key in keys)).values(*_FIELDS)


def _anchor(children: PupilQuerySet, keys: tuple[str, ...], pupil_id: int | None) -> tuple[Any, ...] | None:
    """Where in the order does this child stand? The address holds its number and never its name."""
    return children.filter(pk=pupil_id).values_list(*keys).first() if pupil_id else None


def _beyond(keys: tuple[str, ...], anchor: tuple[Any, ...], *, larger: bool) -> Q:
    """Which rows come after (before) the anchor in an order of several keys?"""
    sign = "gt" if larger else "lt"
    beyond, same = Q(), Q()
    for key, value in zip(keys, anchor, strict=True):
        beyond |= same & Q(**{f"{key}__{sign}": value})
        same &= Q(**{key: value})
    return beyond


def _rows(found: list[dict[str, Any]], *, standing: Standing, on: date) -> Iterator[Row]:
    ids = [child["pk"] for child in found]
    needs, classes = _needs(ids, on), _classes(ids, on)
    may_see: dict[int, bool] = {}
    for child in found:
        school_id = child["school_id"]
        if school_id not in may_see:
            may_see[school_id] = any(standing.may(verb, school_id=school_id) for verb in MAY_SEE_CLOSED_FLAGS)
        ranked = needs.get(child["pk"], [])
        main, since = ranked[0] if ranked else ("", None)
        child["nsa_since"] = since if main == "NSA" else None
        surname = child["preferred_surname"] or child["legal_surname"]
        yield Row(
            pupil_id=child["pk"],
            record_school_id=school_id,
            school_id=child["roll__at_school_id"],
            listed_name=f"{surname}, {child['preferred_forename'] or child['legal_forename']}",
            class_name=classes.get(child["pk"], ""),
            status=child["state__code"] or "N",
            main_need=main,
            area=counts.AREA_OF.get(main, ""),
            other_needs=tuple(code for code, _ in ranked[1:]),
            year_group=child["year_group"],
            notes=tuple(notes(child, closed=may_see[school_id], on=on)),
        )


def _needs(ids: list[int], on: date) -> dict[int, list[tuple[str, date]]]:
    ranked: dict[int, list[tuple[str, date]]] = defaultdict(list)
    needs = Need.objects.filter(in_force(on), pupil_id__in=ids).order_by("rank")
    for pupil_id, need_type, since in needs.values_list("pupil_id", "need_type", "starts_on"):
        ranked[pupil_id].append((need_type, since))
    return ranked


def _classes(ids: list[int], on: date) -> dict[int, str]:
    members = GroupMember.objects.filter(in_force(on), pupil_id__in=ids, group__kind=GroupKind.REGISTRATION)
    return dict(members.order_by("-group__name").values_list("pupil_id", "group__name"))
