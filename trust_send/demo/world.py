"""The made-up world as a whole: two trusts, the same ones for the same seed and day."""

from datetime import date, timedelta

from trust_send.demo.childhood import Pupil
from trust_send.demo.classes import Timetable, group_school, on_register
from trust_send.demo.concerns import add_concerns
from trust_send.demo.contacts import Contacts
from trust_send.demo.enrolments import Days, leavers_of, register_all
from trust_send.demo.families import Families
from trust_send.demo.knowing import add_knowing
from trust_send.demo.layers import add_layers, add_local_statuses, tell_families
from trust_send.demo.leavers import add_leavers
from trust_send.demo.names import Names
from trust_send.demo.past_classes import add_past_classes
from trust_send.demo.past_register import write_past
from trust_send.demo.people import People
from trust_send.demo.personas import personas
from trust_send.demo.places import FERNHOLLOW, MARLOW_VALE, TIDEWELL, TrustPlace
from trust_send.demo.plan import Post, Trust, World
from trust_send.demo.register import Recorder
from trust_send.demo.roll import Roll
from trust_send.demo.school_year import year_start
from trust_send.demo.schools import make_hubs, make_schools, make_terms
from trust_send.demo.staffing import MARLOW_NAMED, TIDEWELL_NAMED, Staff

DEFAULT_SEED = 2026
RESOURCED_PROVISION = ("skylark-rise", 8)
SEN_UNIT = ("kingsreach", 10)
SENCO_OF_BOTH = ("Joanna", "Pike", "weirhythe", "wheal-amber")


def build_world(seed: int, on: date) -> World:
    """Make both trusts as they stand on a day."""
    names = Names(seed)
    people = People(names)
    roll = Roll(seed=seed, start=year_start(on), names=names)
    tidewell = _build_trust(TIDEWELL, TIDEWELL_NAMED, people, names, roll, seed, on)
    marlow_vale = _build_trust(MARLOW_VALE, MARLOW_NAMED, people, names, roll, seed, on)
    _serve_both(tidewell, marlow_vale, people, on)
    for trust in (tidewell, marlow_vale):
        write_past(trust, add_leavers(trust, roll, start=year_start(on), seed=seed), seed=seed, on=on)
        add_past_classes(trust, start=year_start(on))
        tell_families(trust, seed=seed)
        add_local_statuses(trust, on=on, seed=seed)
        add_layers(trust, on=on, seed=seed)
        add_knowing(trust, on=on, seed=seed)
    return World(seed, on, [tidewell, marlow_vale], people.all, personas(people.all))


def _build_trust(
    place: TrustPlace,
    named: dict[str, tuple[str, str]],
    people: People,
    names: Names,
    roll: Roll,
    seed: int,
    on: date,
) -> Trust:
    start = year_start(on)
    trust = Trust(place.key, place.name, place.slug, *place.colours)
    trust.hubs = make_hubs(place)
    trust.schools = make_schools(place, seed)
    trust.terms = make_terms(trust.schools, start)
    pupils = {school.key: roll.of(school, leavers=leavers_of(school)) for school in trust.schools}
    trust.enrolments, _ = register_all(trust.schools, pupils, Days(on, start), seed)
    trust.pupils = [pupil for school in trust.schools for pupil in pupils[school.key]]
    codes = _fill_register(trust, pupils, seed, on)
    _give_places(pupils, codes)
    timetable = Timetable()
    for school in trust.schools:
        group_school(timetable, school, pupils[school.key], codes, on=on, start=start, seed=seed)
    trust.groups, trust.group_members = timetable.groups, timetable.members
    staff = Staff(trust, place, people, on=on, start=start, seed=seed)
    staff.appoint_trust(named)
    for school in trust.schools:
        staff.appoint_school(school)
    staff.take_groups(trust.schools, trust.groups)
    families = Families(trust, people, names, on=on, start=start, seed=seed)
    if place is TIDEWELL:
        add_concerns(trust, codes, on=on)
        families.named(trust.pupils)
    families.link(trust.pupils, codes, {FERNHOLLOW})
    Contacts(trust, on=on, start=start, seed=seed).of_families(people.all)
    return trust


def _fill_register(trust: Trust, pupils: dict[str, list[Pupil]], seed: int, on: date) -> dict[int, str]:
    recorder = Recorder(seed=seed, on=on, start=year_start(on))
    for school in trust.schools:
        recorder.write(school, pupils[school.key])
    trust.statuses = recorder.register.statuses
    trust.needs = recorder.register.needs
    trust.questions = recorder.register.questions
    return on_register(trust.statuses, on)


def _give_places(pupils: dict[str, list[Pupil]], codes: dict[int, str]) -> None:
    """A resourced provision at one school, a SEN unit at another; never both for one child."""
    for (school, places), flag in ((RESOURCED_PROVISION, "resourced_provision"), (SEN_UNIT, "sen_unit")):
        with_plan = [pupil for pupil in pupils.get(school, ()) if codes.get(pupil.key) == "E" and not pupil.left_on]
        for pupil in with_plan[:places]:
            setattr(pupil, flag, True)


def _serve_both(tidewell: Trust, marlow_vale: Trust, people: People, on: date) -> None:
    """One person who is SENCO at a school of each trust, to be seen switching between them."""
    given, family, marlow_school, tidewell_school = SENCO_OF_BOTH
    both = people.add(given, family, MARLOW_VALE.domain)
    since = on - timedelta(days=200)
    for trust, school in ((marlow_vale, marlow_school), (tidewell, tidewell_school)):
        for post in trust.posts:
            if post.role == "senco" and post.school == school and post.ends_on is None:
                post.starts_on, post.ends_on = min(post.starts_on, since - timedelta(days=365)), since
        trust.posts.append(Post(both, "senco", school, None, since))
