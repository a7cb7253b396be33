"""The made-up world: as large, as mixed and as orderly as a real trust, and the same every time."""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from stdnum.gb import upn

from tests.trust_send.demo.worlds import TODAY, in_force, made, on_roll, status_of
from trust_send.demo.school_year import half_terms, year_start
from trust_send.demo.world import DEFAULT_SEED, build_world

REAL_SCHOOLS = Path(__file__).resolve().parents[4] / "shared" / "data" / "schools"
NEEDS = {"SLCN", "ASD", "SPLD", "MLD", "SLD", "PMLD", "SEMH", "HI", "VI", "MSI", "PD", "DS", "OTH", "NSA"}


def test_the_trust_has_the_schools_it_should(tidewell):
    kinds = Counter(school.kind for school in tidewell.schools)
    assert len(tidewell.schools) == 36
    assert kinds["primary"] + kinds["junior"] == 31
    assert (kinds["infant"], kinds["secondary"], kinds["special"]) == (2, 2, 1)
    assert len(tidewell.hubs) == 3
    assert len({school.la_code for school in tidewell.schools}) == 3
    assert max(school.size for school in tidewell.schools) == 1500


def test_the_second_trust_is_small(world):
    assert len(world.trusts[1].schools) == 3
    assert 280 <= len(on_roll(world.trusts[1])) <= 330


def test_every_school_has_the_pupils_and_the_register_it_was_drawn_with(world):
    for trust in world.trusts:
        codes = status_of(trust)
        roll = on_roll(trust)
        for school in trust.schools:
            here = [pupil for pupil, at in roll.items() if at == school.key]
            counts = Counter(codes[pupil] for pupil in here)
            assert len(here) == school.size, school.key
            assert (counts["K"], counts["E"]) == (school.sen_support, school.ehc_plan), school.key


def test_the_trust_is_as_large_and_as_mixed_as_real_ones(tidewell):
    roll = on_roll(tidewell)
    mainstream = {school.key for school in tidewell.schools if school.kind != "special"}
    codes = status_of(tidewell)
    ordinary = [pupil for pupil, at in roll.items() if at in mainstream]
    shares = Counter(codes[pupil] for pupil in ordinary)
    assert 7200 <= len(roll) <= 7400
    assert 0.13 <= shares["K"] / len(ordinary) <= 0.18
    assert 0.025 <= shares["E"] / len(ordinary) <= 0.05
    children = {pupil.key: pupil for pupil in tidewell.pupils}
    free = sum(children[pupil].fsm for pupil in roll) / len(roll)
    other_language = sum(children[pupil].eal for pupil in roll) / len(roll)
    assert 0.15 <= free <= 0.35
    assert 0.06 <= other_language <= 0.25


def test_boys_and_children_with_free_meals_are_on_the_register_more_often(tidewell):
    codes = status_of(tidewell)
    roll = on_roll(tidewell)
    by_code = defaultdict(list)
    for pupil in tidewell.pupils:
        if pupil.key in roll:
            by_code[codes[pupil.key]].append(pupil)

    def share(code, what):
        return sum(what(pupil) for pupil in by_code[code]) / len(by_code[code])

    assert 0.55 <= share("K", lambda pupil: pupil.sex == "M") <= 0.68
    assert 0.62 <= share("E", lambda pupil: pupil.sex == "M") <= 0.80
    assert share("K", lambda pupil: pupil.fsm) > 1.3 * share("N", lambda pupil: pupil.fsm)


def test_names_come_from_many_families(tidewell):
    heritages = Counter(pupil.heritage for pupil in tidewell.pupils)
    assert len(heritages) >= 18
    assert 0.7 <= heritages["british"] / len(tidewell.pupils) <= 0.9
    assert all(pupil.first_language != "English" for pupil in tidewell.pupils if pupil.eal)


def test_pupil_numbers_are_valid_and_given_once(world):
    numbers = [pupil.upn for trust in world.trusts for pupil in trust.pupils if pupil.upn]
    assert len(numbers) == len(set(numbers))
    assert [number for number in numbers if not upn.is_valid(number)] == []
    assert any(number[-1].isalpha() for number in numbers), "a few numbers are temporary"
    missing = sum(not pupil.upn for trust in world.trusts for pupil in trust.pupils)
    assert 0 < missing < 60
    former = [pupil.former_upn for trust in world.trusts for pupil in trust.pupils if pupil.former_upn]
    assert former
    assert all(upn.is_valid(number) for number in former)


def test_children_are_as_old_as_their_year_and_a_few_are_not(tidewell):
    start = year_start(TODAY)
    out_of_year = 0
    roll = on_roll(tidewell)
    for pupil in tidewell.pupils:
        if not pupil.year_group.isdigit() or pupil.key not in roll:
            continue
        born = pupil.date_of_birth
        age = start - born.year - (born.month >= 9)
        out_of_year += age != int(pupil.year_group) + 4
    assert 0 < out_of_year < 0.02 * len(roll)


def test_statuses_of_a_child_follow_one_another_without_gap_or_overlap(world):
    for trust in world.trusts:
        by_pupil = defaultdict(list)
        for row in trust.statuses:
            by_pupil[row.pupil].append(row)
        left_on = {pupil.key: pupil.left_on for pupil in trust.pupils}
        assert set(by_pupil) == set(left_on)
        for key, rows in by_pupil.items():
            rows.sort(key=lambda row: row.starts_on)
            for one, following in pairwise(rows):
                assert one.ends_on == following.starts_on
                assert one.code != following.code
            assert rows[-1].ends_on == left_on[key]
            assert all(row.ends_on is None or row.ends_on > row.starts_on for row in rows)
            assert all(row.starts_on <= TODAY for row in rows)


def test_needs_are_ranked_once_and_only_on_the_register(world):
    for trust in world.trusts:
        by_pupil = defaultdict(list)
        for row in trust.needs:
            by_pupil[row.pupil].append(row)
            assert row.need_type in NEEDS
            assert row.ends_on is None or row.ends_on > row.starts_on
        statuses = defaultdict(list)
        for row in trust.statuses:
            statuses[row.pupil].append(row)
        for pupil, rows in by_pupil.items():
            for day in {row.starts_on for row in rows} | {TODAY}:
                now = in_force(rows, day)
                ranks = [row.rank for row in now]
                kinds = [row.need_type for row in now]
                assert sorted(ranks) == list(range(1, len(ranks) + 1)), pupil
                assert len(kinds) == len(set(kinds)), pupil
                code = next((row.code for row in in_force(statuses[pupil], day)), "")
                assert not now or code in ("K", "E"), pupil
                assert "NSA" not in kinds or code == "K", pupil
                assert "DS" not in kinds or day >= date(2025, 9, 1), pupil


def test_something_is_always_late(tidewell):
    codes, roll = status_of(tidewell), on_roll(tidewell)
    unknown = [row for row in in_force(tidewell.needs) if row.need_type == "NSA" and row.pupil in roll]
    assert sum((TODAY - row.starts_on).days > 84 for row in unknown) >= 5
    assert sum((TODAY - row.starts_on).days <= 84 for row in unknown) >= 5
    with_need = {row.pupil for row in in_force(tidewell.needs)}
    assert sum(codes[pupil] == "K" and pupil not in with_need for pupil in roll) >= 3
    assert all(codes[pupil] != "E" or pupil in with_need for pupil in roll)
    assert len(tidewell.questions) >= 5
    for question in tidewell.questions:
        assert question.register_code == codes[question.pupil] != question.file_code
    assert any(not row.shared_with_family for row in in_force(tidewell.statuses) if row.code == "K")


def test_three_years_and_more_of_history(tidewell):
    changes = Counter()
    by_pupil = defaultdict(list)
    for row in tidewell.statuses:
        by_pupil[row.pupil].append(row.code)
    for codes in by_pupil.values():
        changes.update(pairwise(codes))
    assert changes["N", "K"] > 500
    assert changes["K", "E"] > 40
    assert changes["K", "N"] > 50


def test_registrations_leave_nobody_at_two_schools_at_once(tidewell):
    by_pupil = defaultdict(list)
    for row in tidewell.enrolments:
        assert row.starts_on <= TODAY
        assert row.ends_on is None or row.ends_on > row.starts_on, row
        by_pupil[row.pupil].append(row)
    for rows in by_pupil.values():
        main = sorted((row for row in rows if row.kind in "CM"), key=lambda row: row.starts_on)
        for one, following in pairwise(main):
            assert one.ends_on is not None
            assert one.ends_on <= following.starts_on
    second = [row for row in tidewell.enrolments if row.kind in "SG"]
    assert sum(row.kind == "S" for row in second) == 6
    for row in second:
        assert any(other.kind in "CM" and other.at_school != row.at_school for other in by_pupil[row.pupil])
    assert sum(len([row for row in rows if row.kind in "CM"]) > 1 for rows in by_pupil.values()) > 50
    assert any(pupil.joined_on > date(2026, 9, 2) for pupil in tidewell.pupils)


def test_admission_numbers_are_given_once_at_a_school(world):
    for trust in world.trusts:
        numbers = Counter((row.at_school, row.admission_number) for row in trust.enrolments)
        assert numbers.most_common(1)[0][1] == 1


def test_school_numbers_have_the_right_shape_and_are_given_once(world):
    schools = [school for trust in world.trusts for school in trust.schools]
    assert all(len(school.urn) == 6 and school.urn.isdigit() for school in schools)
    assert all(len(school.laestab) == 7 and school.laestab.startswith(school.la_code) for school in schools)
    for number in ("urn", "laestab", "name", "key"):
        assert len({getattr(school, number) for school in schools}) == len(schools)


def test_both_ways_to_count_terms_and_dates_that_differ(tidewell):
    assert {school.term_naming for school in tidewell.schools} == {"three", "six"}
    first_days = {term.starts_on for term in tidewell.terms if (term.year_start, term.number) == (2026, 1)}
    assert len(first_days) > 1
    for school in tidewell.schools:
        terms = sorted((term for term in tidewell.terms if term.school == school.key), key=lambda term: term.starts_on)
        assert [term.number for term in terms] == [1, 2, 3, 4, 5, 6] * 5
        for one, following in pairwise(terms):
            assert one.starts_on < one.ends_on < following.starts_on


@pytest.mark.parametrize("start", range(2018, 2036))
def test_school_days_fall_on_weekdays_in_every_year(start):
    for first, last in half_terms(start, inset_days=2, early_summer=3):
        assert first.weekday() < 5
        assert last.weekday() < 5
        assert 20 <= (last - first).days <= 75


def test_the_same_seed_and_day_give_the_same_world():
    one, other = made(1), build_world(1, TODAY)
    assert (one == other) is True  # a world is too large to be shown when they differ


def test_another_seed_gives_other_children():
    names = [
        {f"{pupil.legal_forename} {pupil.legal_surname}" for pupil in made(seed).trusts[1].pupils}
        for seed in (DEFAULT_SEED, 1)
    ]
    assert len(names[0] & names[1]) < 60


def test_children_are_the_same_on_another_day_of_the_school_year(world):
    later = made(on=date(2027, 1, 22)).trusts[0]
    now = world.trusts[0]

    def who(trust):
        return [
            (p.upn, p.legal_forename, p.legal_surname, p.date_of_birth, p.school, p.class_name)
            for p in trust.pupils
            if not p.left_on
        ]

    assert who(now) == who(later)
    assert {p.upn for p in now.pupils} == {p.upn for p in later.pupils}


@pytest.mark.parametrize("on", [date(2026, 8, 31), date(2028, 2, 29), date(2026, 7, 24)])
def test_a_world_can_be_made_on_any_day(on):
    world = made(3, on)
    tidewell = world.trusts[0]
    assert len(on_roll(tidewell, on)) == 7300
    codes = status_of(tidewell, on)
    counts = Counter(codes[pupil] for pupil in on_roll(tidewell, on))
    assert counts["K"] == sum(school.sen_support for school in tidewell.schools)
    for row in (
        *tidewell.statuses,
        *tidewell.needs,
        *tidewell.group_members,
        *tidewell.enrolments,
        *tidewell.posts,
        *tidewell.family_links,
    ):
        assert row.ends_on is None or row.ends_on > row.starts_on, row
        assert row.starts_on <= on, row


@pytest.mark.skipif(not REAL_SCHOOLS.exists(), reason="the folder of real school tables is not beside this checkout")
def test_no_school_is_named_like_a_real_one(world):
    real = set()
    for file in REAL_SCHOOLS.glob("*.csv"):
        with file.open(encoding="cp1252", newline="") as handle:
            for row in csv.DictReader(handle):
                real |= {row[column].casefold() for column in ("school_name", "EstablishmentName") if row.get(column)}
    numbers = set()
    for file in REAL_SCHOOLS.glob("*.csv"):
        with file.open(encoding="cp1252", newline="") as handle:
            for row in csv.DictReader(handle):
                numbers |= {row[column] for column in ("urn", "URN") if row.get(column)}
    assert len(real) > 500
    for trust in world.trusts:
        for school in trust.schools:
            assert school.name.casefold().replace("’", "'") not in {name.replace("’", "'") for name in real}
            assert school.urn not in numbers
