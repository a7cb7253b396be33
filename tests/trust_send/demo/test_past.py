"""The past of the made-up world: who has left, and rolls and shares of each January that a reader would believe."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from tests.trust_send.demo.worlds import TODAY, in_force, made, on_roll, status_of
from trust_send.demo.cast import CAST
from trust_send.demo.plan import School, Trust
from trust_send.demo.school_year import counted_censuses, last_day_of_year, year_start

CENSUSES = [date(2026, 1, 15), date(2025, 1, 16), date(2024, 1, 18)]
IN_THE_YEAR = [date(2026, 9, 1), date(2026, 12, 24), date(2027, 1, 22), date(2027, 7, 20)]


def counted(trust: Trust, on: date) -> dict[str, Counter[str]]:
    """How many children of each status a school has on roll on a day."""
    codes, found = status_of(trust, on), defaultdict(Counter)
    for pupil, school in on_roll(trust, on).items():
        found[school][codes[pupil]] += 1
    return found


def ordinary(trust: Trust) -> list[School]:
    return [school for school in trust.schools if school.kind != "special"]


def share(trust: Trust, code: str, on: date) -> float:
    """Of the children of all schools but the special one, how large a part has this status?"""
    counts = counted(trust, on)
    together = sum((counts[school.key] for school in ordinary(trust)), Counter())
    return together[code] / together.total()


def test_three_januaries_are_counted_and_a_fourth_once_it_is_over():
    assert counted_censuses(TODAY) == CENSUSES
    assert counted_censuses(date(2027, 1, 21)) == CENSUSES
    assert counted_censuses(date(2027, 1, 22)) == [date(2027, 1, 21), *CENSUSES]


@pytest.mark.parametrize("on", IN_THE_YEAR)
def test_rolls_of_the_past_are_about_as_large_as_today(on):
    for trust in made(on=on).trusts:
        for day in counted_censuses(on):
            counts = counted(trust, day)
            for school in trust.schools:
                assert 0.85 <= counts[school.key].total() / school.size <= 1.15, (school.key, day)


def test_shares_rise_slowly_to_what_they_are_today(world):
    for trust in world.trusts:
        for code, yearly in (("K", 0.08), ("E", 0.2)):
            shares = [share(trust, code, day) for day in (*reversed(CENSUSES), TODAY)]
            assert shares == sorted(shares), code
            assert all(later / earlier - 1 < yearly for earlier, later in zip(shares, shares[1:], strict=False)), code


def test_each_school_had_about_the_share_it_has(tidewell):
    for day in CENSUSES:
        counts = counted(tidewell, day)
        for school in ordinary(tidewell):
            then, roll = counts[school.key], counts[school.key].total()
            assert abs(then["K"] / roll - school.sen_support / school.size) < 0.05, (school.key, day)
            assert abs(then["E"] / roll - school.ehc_plan / school.size) < 0.05, (school.key, day)


def test_children_leave_at_the_end_of_their_school_and_a_few_before(tidewell):
    kinds = {school.key: school.kind for school in tidewell.schools}
    gone = [pupil for pupil in tidewell.pupils if pupil.left_on]
    summers = {last_day_of_year(start) for start in (2023, 2024, 2025)}
    years = defaultdict(Counter)
    for pupil in gone:
        if pupil.left_on in summers:
            years[kinds[pupil.school]][pupil.year_group] += 1
    assert {kind: years[kind].most_common(1)[0][0] for kind in ("primary", "infant", "junior", "secondary")} == {
        "primary": "6", "infant": "2", "junior": "6", "secondary": "11",
    }  # fmt: skip
    assert years["secondary"]["13"] > 100
    assert set(years["special"]) & {"11", "13", "14"}
    assert 0.02 < sum(pupil.left_on not in summers for pupil in gone) / len(gone) < 0.2
    assert sum(pupil.joined_on.month not in (9,) for pupil in gone) > 100
    assert 3500 < len(gone) < 4500


def test_leavers_are_as_old_as_the_year_they_left_in(tidewell):
    odd, gone = 0, 0
    for pupil in tidewell.pupils:
        if not pupil.left_on or not pupil.year_group.isdigit() or pupil.left_on > date(2026, 7, 23):
            continue
        gone += 1
        born = pupil.date_of_birth
        odd += year_start(pupil.left_on) - born.year - (born.month >= 9) != int(pupil.year_group) + 4
    assert odd < 0.05 * gone


def test_nothing_of_a_leaver_outlives_the_stay(world):
    for trust in world.trusts:
        left_on = {pupil.key: pupil.left_on for pupil in trust.pupils if pupil.left_on}
        for rows in (trust.statuses, trust.needs, trust.group_members, trust.enrolments):
            for row in rows:
                if row.pupil in left_on:
                    assert row.ends_on is not None, row
                    assert row.ends_on <= left_on[row.pupil], row
        assert not left_on.keys() & {row.pupil for row in (*trust.family_links, *trust.lendings, *trust.questions)}
        assert not left_on.keys() & on_roll(trust).keys()


def test_a_need_is_never_without_a_time_on_the_register(world):
    for trust in world.trusts:
        times = defaultdict(list)
        for row in trust.statuses:
            if row.code != "N":
                times[row.pupil].append((row.starts_on, row.ends_on or date.max))
        for row in trust.needs:
            stretches = sorted(times[row.pupil])
            assert any(first <= row.starts_on < end for first, end in stretches), row


def test_nobody_has_two_open_registrations(world):
    for trust in world.trusts:
        for day in (TODAY, *CENSUSES):
            main = Counter(row.pupil for row in in_force(trust.enrolments, day) if row.kind in "CM")
            assert set(main.values()) == {1}


def test_a_school_holds_the_record_of_everyone_it_counts(world):
    for trust in world.trusts:
        holds = {pupil.key: pupil.school for pupil in trust.pupils}
        for day in CENSUSES:
            assert {pupil: holds[pupil] for pupil in on_roll(trust, day)} == on_roll(trust, day)


def test_no_child_of_the_guide_came_off_the_register(tidewell):
    named = {(child.forename, child.surname) for child in CAST["fernhollow"]}
    children = {
        pupil.key: (pupil.legal_forename, pupil.legal_surname)
        for pupil in tidewell.pupils
        if pupil.school == "fernhollow"
    }
    for row in in_force(tidewell.statuses):
        if children.get(row.pupil) in named and row.code == "N":
            assert row.starts_on == min(one.starts_on for one in tidewell.statuses if one.pupil == row.pupil)
    assert not {children[pupil.key] for pupil in tidewell.pupils if pupil.left_on and pupil.key in children} & named


def test_past_and_present_are_the_same_every_day_of_the_year():
    one, other = (made(on=on).trusts[0] for on in IN_THE_YEAR[1:3])
    gone = [
        [(pupil.key, pupil.upn, pupil.joined_on) for pupil in trust.pupils[8000:] if pupil.left_on]
        for trust in (one, other)
    ]
    assert gone[0] == gone[1]


def test_everyone_had_a_class_on_each_day_that_is_counted(tidewell):
    classes = {group.key: group for group in tidewell.groups if group.kind == "registration"}
    for day in CENSUSES:
        roll = on_roll(tidewell, day)
        rows = [row for row in in_force(tidewell.group_members, day) if row.group in classes]
        assert Counter(row.pupil for row in rows) == Counter(roll.keys())
        assert all(classes[row.group].school == roll[row.pupil] for row in rows)
        assert max(Counter(row.group for row in rows).values()) <= 48
    for row in tidewell.group_members:
        group = classes.get(row.group)
        assert not group or row.starts_on >= group.starts_on
        assert not group or not group.ends_on or (row.ends_on and row.ends_on <= group.ends_on)


def test_noah_came_up_with_his_class(tidewell):
    noah = next(pupil for pupil in tidewell.pupils if (pupil.school, pupil.legal_surname) == ("fernhollow", "Hartley"))
    names = {group.key: group.name for group in tidewell.groups if group.kind == "registration"}
    rows = sorted(
        (row for row in tidewell.group_members if row.pupil == noah.key and row.group in names),
        key=lambda row: row.starts_on,
    )
    assert [names[row.group] for row in rows] == ["1B", "2B", "3B", "4B"]
