"""Writing a new school year: as many statements for a small school as for a large one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, Value, When

from pupils.models import Enrolment, GroupMember, Pupil, PupilUserObjectPermission
from pupils.rollover import IN_ORDER, Fate, following
from pupils.selectors.rollover import Class, Plan, year_after
from schools.calendar import year_label
from schools.models import Group, GroupKind, GroupStaff, School
from schools.querysets import not_over
from trust_send.platform.history import because
from trust_send.platform.walls.bulk import add_all, rewrite

CHANGED_MEANWHILE = (
    "Pupils or classes have changed since you looked. Nothing was written. "
    "Look at the new year again and begin it then."
)
Tell = Callable[[int, int], None]
STEPS = 3


def hold(school: School) -> None:
    """Keep the children and open classes of a school as they are: nobody edits between reading them and writing."""
    list(Pupil.objects.select_for_update().filter(school_id=school.pk).order_by("pk").values_list("pk"))
    classes = Group.objects.select_for_update(no_key=True).filter(school_id=school.pk, ends_on__isnull=True)
    list(classes.order_by("pk").values_list("pk"))


def apply(
    *, plan: Plan, going_on: Collection[int], classes: Mapping[int, str], seen: str, tell: Tell
) -> dict[str, Any]:
    """Write the new year, all of it; returns how many of what, and what taking it back has to know."""
    if plan.fingerprint != seen:
        raise ValidationError(CHANGED_MEANWHILE)
    fates = plan.fates(going_on)
    up = [pupil_id for pupil_id, fate in fates.items() if fate == Fate.UP]
    leaving = [child for child in plan.children if fates[child.pupil_id] == Fate.LEAVES]
    with because(reason=f"New school year {year_label(plan.year)}") as change:
        Pupil.objects.filter(pk__among=up).update(year_group=stepped(following))
        tell(1, STEPS)
        sight = _leave([child.pupil_id for child in leaving], [child.enrolment_id for child in leaving], plan.first_day)
        tell(2, STEPS)
        counts = _classes(plan, fates, classes)
        tell(STEPS, STEPS)
    counts |= {"up": len(up), "left": len(leaving), "stayed": len(fates) - len(up) - len(leaving)}
    return {"change": str(change.id), "counts": counts, "sight": sight}


def stepped(step: Callable[[str], str | None]) -> Case:
    """Another year group for each, in one statement."""
    steps = [(code, after) for code in IN_ORDER if (after := step(code))]
    return Case(
        *(When(year_group=code, then=Value(after)) for code, after in steps),
        default="year_group",
        output_field=CharField(),
    )


def _leave(pupil_ids: list[int], enrolment_ids: list[int], on: date) -> dict[str, str | None]:
    """End registration, groups and lent sight; returns until when each was lent, which has no history of its own."""
    open_still = not_over(on)
    Enrolment.objects.filter(pk__among=enrolment_ids).update(ends_on=on)
    GroupMember.objects.filter(open_still, pupil_id__among=pupil_ids).update(ends_on=on)
    lent = PupilUserObjectPermission.objects.filter(open_still, content_object_id__among=pupil_ids)
    sight = {str(pk): ends_on.isoformat() if ends_on else None for pk, ends_on in lent.values_list("pk", "ends_on")}
    lent.update(ends_on=on)
    return sight


def _classes(plan: Plan, fates: Mapping[int, Fate], names: Mapping[int, str]) -> dict[str, int]:
    """End classes, open new ones, and let the pupils go along with their class."""
    day, open_still = plan.first_day, not_over(plan.first_day)
    after = {each.group_id: each.name if each.goes_on else names.get(each.group_id, each.name) for each in plan.classes}
    ending = [each for each in plan.classes if after[each.group_id] != each.name]
    ending_ids = [each.group_id for each in ending]
    GroupMember.objects.filter(open_still, group_id__among=ending_ids).update(ends_on=day)
    GroupStaff.objects.filter(open_still, group_id__among=ending_ids).update(ends_on=day)
    Group.objects.filter(pk__among=ending_ids).update(ends_on=day)
    there = {
        group.name: group
        for group in Group.objects.filter(school_id=plan.school.pk, kind=GroupKind.REGISTRATION, ends_on__isnull=True)
    }
    new = _opened(plan, [each for each in ending if after[each.group_id] not in there], after, fates)
    there |= {group.name: group for group in add_all(new)}
    _stepped_on([each for each in plan.classes if each not in ending], there, fates)
    here = {pupil_id for pupil_id, fate in fates.items() if fate != Fate.LEAVES}
    known = set(
        GroupMember.objects.filter(open_still, group_id__among=[group.pk for group in there.values()]).values_list(
            "group_id", "pupil_id"
        )
    )
    along = {
        (there[after[each.group_id]].pk, pupil_id)
        for each in ending
        if after[each.group_id]
        for pupil_id in each.pupil_ids & here
    } - known
    add_all(GroupMember(group_id=group_id, pupil_id=pupil_id, starts_on=day) for group_id, pupil_id in sorted(along))
    return {"ended": len(ending), "opened": len(new), "went_along": len(along)}


def _opened(plan: Plan, ending: list[Class], after: Mapping[int, str], fates: Mapping[int, Fate]) -> list[Group]:
    years: dict[str, set[str]] = {}
    for each in ending:
        if name := after[each.group_id]:
            years.setdefault(name, set()).add(year_after(each, fates))
    return [
        Group(
            school_id=plan.school.pk,
            name=name,
            kind=GroupKind.REGISTRATION,
            year_group=found.pop() if len(found) == 1 else "",
            starts_on=plan.first_day,
        )
        for name, found in sorted(years.items())
    ]


def _stepped_on(staying: list[Class], there: Mapping[str, Group], fates: Mapping[int, Fate]) -> None:
    """A class that goes on under its name is one year further, as its pupils are."""
    changed = []
    for each in staying:
        group, year = there[each.name], year_after(each, fates)
        if group.year_group != year and not each.goes_on:
            group.year_group = year
            changed.append(group)
    rewrite(changed, columns=["year_group"])
