"""Which class is each child in? Registration classes, secondary sets and the small groups that support staff take."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from random import Random

from trust_send.demo.cast import CLASSES_AS_THEY_ARE, READING_PRACTICE, STORY_TALK, STORY_TALK_GROUP
from trust_send.demo.childhood import GroupMember, Pupil, SenStatus
from trust_send.demo.draws import stream
from trust_send.demo.places import FERNHOLLOW
from trust_send.demo.plan import Group, School
from trust_send.demo.roll import AGE_ON_31_AUGUST

FULL_CLASS = 30
MIXED_BELOW = 17  # pupils a year on average, under which two years share a class
SPECIAL_CLASS = 9
SET_SIZE = 27
SMALLEST_GROUP = 3
LETTERS = "ABCDEFGHJKLMN"
TREES = ("Oak", "Ash", "Elm", "Rowan", "Hazel", "Willow", "Birch", "Maple", "Cedar", "Alder", "Lime", "Beech", "Holly")
SUPPORT_GROUPS = ("Speech and language", "Phonics keep-up", "Precision teaching", "Sensory circuits", "Number catch-up")


@dataclass(slots=True)
class Timetable:
    """Groups of a trust and who is in them."""

    groups: list[Group] = field(default_factory=list)
    members: list[GroupMember] = field(default_factory=list)


def group_school(
    timetable: Timetable, school: School, pupils: list[Pupil], codes: dict[int, str], *, on: date, start: int, seed: int
) -> None:
    """Put the children of a school into classes, sets and support groups of this school year."""
    rng = stream(seed, start, school.key, "classes")
    maker = _Maker(timetable, school, on, date(start, 9, 1))
    here = [pupil for pupil in pupils if not pupil.left_on]
    by_year: dict[str, list[Pupil]] = defaultdict(list)
    for pupil in here:
        by_year[pupil.year_group].append(pupil)
    for members in by_year.values():
        rng.shuffle(members)
    if school.kind == "special":
        _special_classes(maker, by_year)
    elif school.kind == "secondary":
        _forms_and_sets(maker, by_year, rng)
    else:
        _primary_classes(maker, school, by_year, codes)
        _support_groups(maker, school, here, codes, rng)
    for pupil in pupils:
        if pupil.left_on and pupil.left_on > date(start, 9, 1):
            maker.gone(pupil)


def on_register(statuses: list[SenStatus], on: date) -> dict[int, str]:
    """The status of each child on a day."""
    return {
        row.pupil: row.code for row in statuses if row.starts_on <= on and (row.ends_on is None or row.ends_on > on)
    }


class _Maker:
    def __init__(self, timetable: Timetable, school: School, on: date, since: date) -> None:
        self._timetable = timetable
        self._school = school
        self._on = on
        self._since = since
        self._class_of_year: dict[str, str] = {}

    def group(self, name: str, kind: str, year_group: str, pupils: list[Pupil]) -> None:
        key = f"{self._school.key}/{kind}/{name}"
        self._timetable.groups.append(Group(key, self._school.key, name, kind, year_group, self._since))
        for pupil in pupils:
            self._timetable.members.append(GroupMember(key, pupil.key, max(self._since, pupil.joined_on)))
            if kind == "registration":
                pupil.class_name = name
                self._class_of_year.setdefault(pupil.year_group, key)

    def gone(self, pupil: Pupil) -> None:
        """A child who left during the year had a class until then."""
        key = self._class_of_year.get(pupil.year_group)
        since = max(self._since, pupil.joined_on)
        if key and pupil.left_on and since < pupil.left_on:
            self._timetable.members.append(GroupMember(key, pupil.key, since, pupil.left_on))

    def changed_class(self, pupil: Pupil, before: str, days_ago: int) -> None:
        """A child moved class during the year."""
        when = self._on - timedelta(days=days_ago)
        now = next(row for row in self._timetable.members if row.pupil == pupil.key and "/registration/" in row.group)
        if when > now.starts_on:
            key = f"{self._school.key}/registration/{before}"
            self._timetable.members.append(GroupMember(key, pupil.key, now.starts_on, when))
            now.starts_on = when


def _primary_classes(maker: _Maker, school: School, by_year: dict[str, list[Pupil]], codes: dict[int, str]) -> None:
    years = [year for year in AGE_ON_31_AUGUST if year in by_year]
    school_years = [year for year in years if year not in ("N1", "N2")]
    for year in years:
        if year in ("N1", "N2"):
            maker.group("Nursery", "registration", year, by_year[year])
    if sum(len(by_year[year]) for year in school_years) / len(school_years) < MIXED_BELOW:
        _mixed_classes(maker, school_years, by_year)
        return
    closed = CLASSES_AS_THEY_ARE.get(school.key, set())
    for year in school_years:
        pupils = by_year[year]
        names = [f"{year}{LETTERS[index]}" for index in range(ceil(len(pupils) / FULL_CLASS))]
        if len(names) == 1 and not any(pupil.class_name for pupil in pupils):
            names = [f"Year {year}" if year != "R" else "Reception"]
        for name, members in _dealt(names, pupils, closed, codes).items():
            maker.group(name, "registration", year, members)
    moved = [pupil for year in school_years for pupil in by_year[year] if pupil.class_name.endswith("B")]
    for index, pupil in enumerate(moved[:2] if school.key != FERNHOLLOW else []):
        maker.changed_class(pupil, f"{pupil.year_group}A", 12 + 20 * index)


def _dealt(names: list[str], pupils: list[Pupil], closed: set[str], codes: dict[int, str]) -> dict[str, list[Pupil]]:
    """Children into the classes of their year: the named ones where they belong, the others evenly."""
    classes: dict[str, list[Pupil]] = {name: [pupil for pupil in pupils if pupil.class_name == name] for name in names}
    for pupil in sorted(
        (one for one in pupils if one.class_name not in classes), key=lambda one: codes.get(one.key, "N")
    ):
        has_send = codes.get(pupil.key, "N") != "N"
        able = [name for name in names if not (has_send and name in closed)]
        classes[min(able, key=lambda name: len(classes[name]))].append(pupil)
    return classes


def _mixed_classes(maker: _Maker, years: list[str], by_year: dict[str, list[Pupil]]) -> None:
    """A small school teaches two or three years together."""
    waiting: list[str] = []
    trees = iter(TREES)
    for year in [*years, ""]:
        size = sum(len(by_year[one]) for one in waiting)
        if waiting and (year == "" or size + len(by_year.get(year, ())) > FULL_CLASS):
            pupils = [pupil for one in waiting for pupil in by_year[one]]
            single = waiting[0] if len(waiting) == 1 else ""
            maker.group(next(trees), "registration", single, pupils)
            waiting = []
        if year:
            waiting.append(year)


def _special_classes(maker: _Maker, by_year: dict[str, list[Pupil]]) -> None:
    order = [pupil for year in AGE_ON_31_AUGUST if year in by_year for pupil in by_year[year]]
    for tree, index in zip(TREES, range(0, len(order), SPECIAL_CLASS), strict=False):
        maker.group(tree, "registration", "", order[index : index + SPECIAL_CLASS])


def _forms_and_sets(maker: _Maker, by_year: dict[str, list[Pupil]], rng: Random) -> None:
    for year, pupils in by_year.items():
        names = [f"{year}{LETTERS[index]}" for index in range(ceil(len(pupils) / FULL_CLASS))]
        for name, members in _dealt(names, pupils, set(), {}).items():
            maker.group(name, "registration", year, members)
        for subject in ("English", "Maths"):
            rng.shuffle(pupils)
            sets = max(1, ceil(len(pupils) / SET_SIZE))
            for number in range(sets):
                maker.group(f"{year} {subject} {number + 1}", "teaching", year, pupils[number::sets])


def _support_groups(maker: _Maker, school: School, pupils: list[Pupil], codes: dict[int, str], rng: Random) -> None:
    on_support = [pupil for pupil in pupils if codes.get(pupil.key) == "K" and not pupil.left_on]
    if school.key == FERNHOLLOW:
        for name, wanted in ((STORY_TALK_GROUP, STORY_TALK), ("Reading practice", READING_PRACTICE)):
            called = {f"{pupil.forename} {pupil.surname}": pupil for pupil in pupils}
            maker.group(name, "teaching", "", [called[one] for one in wanted])
    if len(on_support) < SMALLEST_GROUP:
        return
    names = rng.sample(SUPPORT_GROUPS, min(3, 1 + len(on_support) // 12))
    for name in names:
        maker.group(name, "teaching", "", rng.sample(on_support, min(6, len(on_support))))
