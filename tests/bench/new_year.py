"""A new school year for every school of the trust, 7,300 pupils in all, against the same rows changed by hand."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils import timezone

from pupils.rollover import class_after, last_year_group
from pupils.selectors import rollover
from pupils.services.rollover import asking
from schools.models import School, User
from tests.bench import world
from tests.bench.intake import Undone, _swept
from tests.bench.timing import by_turns, line
from trust_send.platform.jobs.doing import do_here
from trust_send.platform.walls.sources import acting_for, whole_trust

REPEATS = 5

BY_HAND = (
    "UPDATE pupils_pupil SET year_group = (year_group::int + 1)::text WHERE year_group ~ '^[0-9]+$'",
    "UPDATE pupils_groupmember SET ends_on = %(on)s WHERE starts_on < %(on)s AND ends_on IS NULL"
    " AND group_id IN (SELECT id FROM schools_group WHERE kind = 'registration')",
    "INSERT INTO pupils_groupmember (pupil_id, group_id, starts_on)"
    " SELECT pupil_id, group_id, ends_on FROM pupils_groupmember WHERE ends_on = %(on)s",
)


def run() -> None:
    """Measure looking, asking and writing for each school, one after another; every repeat is rolled back."""
    lead = world.persona("trustlead")
    trust_id = world.trust_of(lead)
    with whole_trust(trust_id):
        schools = list(School.objects.order_by("sort_key"))
    counted = _begun(schools, trust_id, lead)
    ours, floor = by_turns(
        lambda: _begun(schools, trust_id, lead),
        lambda: _by_hand(trust_id),
        repeats=REPEATS,
        warm=0,
        between=_swept,
    )
    line("new_year", ours=ours.median, floor=floor.median, bar=10_000, schools=len(schools), pupils=counted)


def _begun(schools: list[School], trust_id: int, lead: User) -> int:
    counted = 0
    try:
        with transaction.atomic():
            for school in schools:
                with acting_for(lead.pk, trust_id):
                    last = last_year_group(school.high_age)
                    plan = rollover.plan(school=school, first_day=timezone.localdate(), last=last)
                    job = asking.begin(
                        plan=plan,
                        # In the middle of a year everybody is in the right one: say of each that they go on.
                        going_on=[child.pupil_id for child in plan.choosable],
                        classes={
                            each.group_id: class_after(each.name, year_group=each.year_group, last=last)
                            for each in plan.classes
                        },
                        seen=plan.fingerprint,
                        by=lead,
                    )
                done = do_here(job)
                assert done.state == "done", done.problem
                counted += sum(done.result["counts"][name] for name in ("up", "left", "stayed"))
            raise Undone
    except Undone:
        pass
    return counted


def _by_hand(trust_id: int) -> None:
    try:
        with transaction.atomic():
            with whole_trust(trust_id), connection.cursor() as cursor:
                for statement in BY_HAND:
                    cursor.execute(statement, {"on": timezone.localdate()})
            raise Undone
    except Undone:
        pass
