"""Which class was each child in, in the school years that are over? So that a past day of the register shows it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from trust_send.demo.childhood import GroupMember, Pupil
from trust_send.demo.classes import FULL_CLASS
from trust_send.demo.plan import Group, Trust
from trust_send.demo.roll import AGE_ON_31_AUGUST
from trust_send.demo.school_year import YEARS_BACK, last_day_of_year, year_start

YEAR_OF_AGE = {age: year_group for year_group, age in AGE_ON_31_AUGUST.items() if year_group != "X"}


def add_past_classes(trust: Trust, *, start: int) -> None:
    """Add the classes of the last three school years, named as those of today, with everyone who was in them."""
    classes = {(group.school, group.name): group for group in trust.groups if group.kind == "registration"}
    names = _names(trust.pupils)
    for year in range(start - YEARS_BACK, start):
        first, after = date(year, 9, 1), last_day_of_year(year)
        filled: dict[str, Group] = {}
        for pupil, name in _placed(trust.pupils, names, year, start):
            now = classes[pupil.school, name]
            key = f"{now.key}/{year}"
            filled.setdefault(key, Group(key, now.school, name, now.kind, now.year_group, first, after))
            until = min(after, pupil.left_on or after)
            trust.group_members.append(GroupMember(key, pupil.key, max(first, pupil.joined_on), until))
        trust.groups += filled.values()


def _names(pupils: list[Pupil]) -> dict[tuple[str, str], list[str]]:
    """What are the classes called in which a school teaches the children of a year?"""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pupil in pupils:
        if pupil.class_name:
            found[pupil.school, pupil.year_group].add(pupil.class_name)
    return {key: sorted(names) for key, names in found.items()}


def _placed(
    pupils: list[Pupil], names: dict[tuple[str, str], list[str]], year: int, start: int
) -> Iterator[tuple[Pupil, str]]:
    """Everyone who was here in a school year, with the class: the one beside today's, or the smallest."""
    sizes: Counter[tuple[str, str]] = Counter()
    first, after = date(year, 9, 1), last_day_of_year(year)
    for pupil in pupils:
        if pupil.joined_on >= after or (pupil.left_on and pupil.left_on <= first):
            continue
        there = names.get((pupil.school, _year_group(pupil, year, start)))
        if not there:
            continue
        now = names[pupil.school, pupil.year_group]
        name = there[now.index(pupil.class_name) % len(there)] if pupil.class_name in now else ""
        if not name or sizes[pupil.school, name] >= FULL_CLASS:
            name = min(there, key=lambda one: sizes[pupil.school, one])
        sizes[pupil.school, name] += 1
        yield pupil, name


def _year_group(pupil: Pupil, year: int, start: int) -> str:
    """In which year was a child who is, or was at last, in the year of the record?"""
    last = year_start(pupil.left_on) if pupil.left_on else start
    age = AGE_ON_31_AUGUST[pupil.year_group] - (last - year)
    return pupil.year_group if pupil.year_group == "X" else YEAR_OF_AGE.get(age, "")
