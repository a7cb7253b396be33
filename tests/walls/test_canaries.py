"""With a row of every house in every table: nobody reads, writes or points at a row that is not theirs.

The code asks for everything, without a filter: what holds here is the database's wall alone.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, Q

from pupils.models import ContactLink
from schools.models import Group
from tests.conftest import as_role
from tests.walls.catalogue import keys_between_walled_tables, our_models, rows, walled_tables
from tests.walls.onlookers import ONLOOKERS, SIGNED_IN, children_of, forbidden_words
from trust_send.platform.jobs.models import Job
from trust_send.platform.walls.reach import Reach, acting_with
from trust_send.platform.walls.sources import acting_for, whole_trust

TABLES = sorted(walled_tables())
MODELS: dict[str, type[Model]] = {model._meta.db_table: model for model in our_models()}
# What everyone inside a trust may know: its places, its people's posts and who has which group. No child is in these.
KNOWN_IN_THE_TRUST = {
    "pupils_localstatus",
    "pupils_localstatusevent",
    "schools_group",
    "schools_groupstaff",
    "schools_hub",
    "schools_post",
    "schools_postevent",
    "schools_school",
    "schools_schoolevent",
    "schools_term",
}
ONES_OWN = {"schools_keptform": "user_id", "schools_schooluserobjectpermission": "user_id", "jobs_job": "by_id"}
HISTORY_KEYS = "pgh_obj_id"
# The history of groups, with its reasons, is for who sees all children of the school, and for who has the group.
OF_A_GROUP = {"schools_groupevent": HISTORY_KEYS, "schools_groupstaffevent": "group_id"}
# A person may be a contact of several children, and is read by whoever may read one of them as staff.
OF_A_CONTACT = {"pupils_contact": "id", "pupils_contactevent": HISTORY_KEYS}


@pytest.fixture
def world(furnished_world, db):
    return furnished_world


def everything_in(table: str) -> list[dict[str, Any]]:
    """Every row that this reach is shown, by column."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def child_column(table: str) -> str | None:
    """The column of a table that names a child."""
    if table == "pupils_pupil":
        return "id"
    if table == "pupils_pupilevent":
        return HISTORY_KEYS
    if table == "pupils_pupiluserobjectpermission":
        return "content_object_id"
    names = {field.column for field in MODELS[table]._meta.concrete_fields}
    return "pupil_id" if "pupil_id" in names else None


def school_column(table: str) -> str:
    """The column that names the school a row is about."""
    return "content_object_id" if table == "schools_schooluserobjectpermission" else "school_id"


def is_theirs(table: str, row: dict[str, Any], one, world, children, schools) -> bool:
    """May this person read this row? Said once more, apart from the policies."""
    if row["trust_id"] != one.side(world).trust.pk:
        return False
    if table in KNOWN_IN_THE_TRUST:
        return True
    if table in ONES_OWN and row[ONES_OWN[table]] == one.person(world).pk:
        return True
    if column := child_column(table):
        return row[column] in children
    if column := OF_A_GROUP.get(table):
        return row[column] in groups_of(one, world)
    if column := OF_A_CONTACT.get(table):
        return not one.family and row[column] in contacts_of(children)
    school = row.get(school_column(table))
    if table in ("jobs_job", "papers_paper") and school is None:
        return not row.get("holds_children")
    if table == "papers_paper" and row["holds_children"] or table.startswith("tables_"):
        return school in {world.corners[place].house.school.pk for place in one.children if one.schools}
    return school in schools


def contacts_of(children) -> set[int]:
    """Who is a contact of one of these children?"""
    with as_role("send_system"):
        return set(ContactLink.objects.filter(pupil_id__in=children).values_list("contact_id", flat=True))


def groups_of(one, world) -> set[int]:
    """Whose history may they read: groups of schools all of whose children they see, and groups they have?"""
    whole = {world.corners[place].house.school.pk for place in one.children if one.schools}
    with as_role("send_system"):
        theirs = Group.objects.filter(Q(school_id__in=whole) | Q(staff__user=one.person(world)))
        return set(theirs.values_list("pk", flat=True))


def test_every_table_holds_a_row_of_south_and_of_each_school_two(world):
    """Otherwise nothing below would prove anything."""
    bare = []
    with as_role("send_system"):
        for table in TABLES:
            found = everything_in(table)
            trusts = {row["trust_id"] for row in found}
            if trusts != {world.cast.north.trust.pk, world.cast.south.trust.pk}:
                bare.append(table)
            about_schools = "school_id" in {field.column for field in MODELS[table]._meta.concrete_fields}
            schools = {row["school_id"] for row in found} if about_schools else set()
            houses = {world.corners[place].house.school.pk for place in ("one", "two", "south", "southtwo")}
            if about_schools and not houses <= schools:
                bare.append(f"{table}: {houses - schools}")
    assert not bare


@pytest.mark.parametrize("who", SIGNED_IN)
def test_a_careless_question_shows_only_what_is_theirs(who, world):
    one = ONLOOKERS[who]
    forbidden, children = forbidden_words(one, world), children_of(one, world)
    schools = {world.corners[place].house.school.pk for place in one.schools}
    wrong, seen = [], 0
    with acting_for(one.person(world).pk, one.side(world).trust.pk if one.trust else None):
        for table in TABLES:
            found = everything_in(table)
            seen += len(found)
            for row in found:
                text = json.dumps(row, default=str)
                # The names of groups of another school are no secret to the database; pages show fewer of them.
                words = [word for word in forbidden if word != "ZZTWO" or table not in KNOWN_IN_THE_TRUST]
                wrong += [f"{table} {row.get('id', '')}: {word}" for word in words if word in text]
                if not is_theirs(table, row, one, world, children, schools):
                    wrong.append(f"{table}: a row that is not theirs: {text[:200]}")
            model = MODELS[table]
            if {row.pk for row in model._base_manager.all()} != {row[model._meta.pk.column] for row in found}:
                wrong.append(f"{table}: the ORM shows other rows")
    assert not wrong, "\n" + "\n".join(wrong)
    assert bool(seen) == bool(one.trust)


def test_who_holds_nothing_in_a_trust_reads_of_no_child_by_claiming_it(world):
    """A session that names a trust is a claim: it opens what is no secret inside the trust, and nothing else."""
    for person, trust in (
        (world.cast.finn, world.cast.north.trust),
        (world.cast.north.asha, world.cast.south.trust),
        (world.cast.south.sam, world.cast.north.trust),
        (world.cast.north.eve, world.cast.south.trust),
    ):
        with acting_for(person.pk, trust.pk) as (reach, standing):
            assert (reach.school_ids, reach.pupil_ids, reach.family_pupil_ids) == (frozenset(),) * 3
            assert reach.figure_school_ids == frozenset() and not standing.everywhere and not standing.by_school
            open_to_claims = {table for table in TABLES if everything_in(table)}
        assert open_to_claims <= KNOWN_IN_THE_TRUST | {"jobs_job"}


@pytest.mark.parametrize("who", ["helen", "tom", "maryam"])
def test_the_database_has_no_name_of_a_child_for_those_who_read_figures(who, world):
    one = ONLOOKERS[who]
    with acting_for(one.person(world).pk, one.side(world).trust.pk):
        text = json.dumps([everything_in(table) for table in TABLES], default=str)
    assert not [word for both in world.children.values() for word in both if word in text]
    assert "ZZNORTH" in text


def a_row_of(table: str, side) -> dict[str, Any]:
    """One row of this trust, with all its columns."""
    with as_role("send_system"):
        return next(row for row in everything_in(table) if row["trust_id"] == side.trust.pk)


def sights(world):
    """As North: with sight of all of North, and even with South's numbers in every array."""
    north, south = world.cast.north, world.cast.south
    schools = north.reach().school_ids | south.reach().school_ids
    pupils = frozenset(world.children)
    return [north.reach(), Reach(north.cai.pk, north.trust.pk, schools, schools, pupils, pupils)]


def attempt(sql: str, parameters: tuple[Any, ...] = ()) -> int | str:
    """How many rows did it touch, or why was it refused? Deferred keys are asked at once."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                touched = cursor.rowcount
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
            return touched
    except DatabaseError as refused:
        return str(refused)


def insertion(table: str, row: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """The statement that puts a row into a table, as it is, with a new number."""
    key = MODELS[table]._meta.pk.column
    named = {name: value for name, value in row.items() if name != key}
    marks, columns = ", ".join(["%s"] * len(named)), ", ".join(f'"{name}"' for name in named)
    values = tuple(json.dumps(value) if isinstance(value, dict) or _is_json(table, name) else value
                   for name, value in named.items())  # fmt: skip
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", values


def _is_json(table: str, column: str) -> bool:
    return any(
        field.column == column and field.get_internal_type() == "JSONField"
        for field in MODELS[table]._meta.concrete_fields
    )


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_the_other_trust_cannot_be_changed_removed_or_added(table, world):
    row = a_row_of(table, world.cast.south)
    key = MODELS[table]._meta.pk.column
    for reach in sights(world):
        with acting_with(reach):
            changed = attempt(f"UPDATE {table} SET trust_id = trust_id WHERE {key} = %s", (row[key],))
            taken = attempt(f"UPDATE {table} SET trust_id = %s WHERE {key} = %s", (reach.trust_id, row[key]))
            removed = attempt(f"DELETE FROM {table} WHERE {key} = %s", (row[key],))
            added = attempt(*insertion(table, row))
        for answer in (changed, taken, removed):
            assert answer == 0 or "permission denied" in str(answer), (table, answer)
        assert "row-level security" in str(added), (table, added)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_ones_own_cannot_be_given_to_the_other_trust(table, world):
    row = a_row_of(table, world.cast.north)
    key = MODELS[table]._meta.pk.column
    for reach in sights(world):
        with acting_with(reach):
            given = attempt(f"UPDATE {table} SET trust_id = %s WHERE {key} = %s", (world.cast.south.trust.pk, row[key]))
        assert given == 0 or "row-level security" in str(given) or "permission denied" in str(given), (table, given)


@pytest.mark.parametrize(("table", "column", "parent"), sorted(keys_between_walled_tables()))
def test_no_row_of_north_points_at_a_parent_in_south(table, column, parent, world):
    """By the keys alone: the role of this test passes the policies, the keys still refuse."""
    row, foreign = a_row_of(table, world.cast.north), a_row_of(parent, world.cast.south)
    foreign_key = foreign[MODELS[parent]._meta.pk.column]
    if table.endswith("event") and not is_about(table, column):
        # History tells what was; a key of a row that is gone would keep it from being erased. Only whose history
        # it is has a key. It is written by triggers from a row whose own keys were asked.
        assert column not in tied_columns(table)
        return
    key, said = MODELS[table]._meta.pk.column, {**row, **room_for(table, column, world), column: foreign_key}
    with as_role("send_system"), whole_trust(world.cast.north.trust.pk):
        added = attempt(*insertion(table, said))
        changed = attempt(f'UPDATE {table} SET "{column}" = %s WHERE {key} = %s', (foreign_key, row[key]))
        if isinstance(added, int):
            # A row about a child takes its school from the child when it is added: what was said is overwritten.
            assert column == "school_id" and filled_school(table, said) == row["school_id"]
    assert isinstance(changed, str), (table, column, changed)
    assert refused(added) or refused(changed), (table, column, added, changed)


def room_for(table: str, column: str, world) -> dict[str, Any]:
    """What else must differ so that a copy of a row offends no rule but the key."""
    if table == "papers_paper" and column != "job_id":
        with whole_trust(world.cast.north.trust.pk):
            return {"job_id": Job.objects.create(kind="test", key="another").pk}
    if table in ("pupils_need", "pupils_senstatus", "pupils_supportlayer"):
        return {"starts_on": date(1990, 1, 1), "ends_on": date(1990, 1, 2)}  # periods of a child do not overlap
    return {"school_id": None} if (table, column) == ("schools_post", "hub_id") else {}


def is_about(table: str, column: str) -> bool:
    """Is this the key by which a history row belongs to somebody?"""
    return column in tied_columns(table)


def tied_columns(table: str) -> set[str]:
    """The columns of a table that stand in a key with the trust."""
    found = rows(
        """SELECT array_agg(a.attname::text) FROM pg_constraint c
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
            WHERE c.contype = 'f' AND c.conrelid = %s::regclass GROUP BY c.oid""",
        table,
    )
    return {column for (columns,) in found if "trust_id" in columns for column in columns}


def refused(answer: int | str) -> bool:
    """Was it a key that refused?"""
    return isinstance(answer, str) and "foreign key" in answer


def filled_school(table: str, row: dict[str, Any]) -> int:
    """Which school does a row about a child get, whatever was said?"""
    sql, values = insertion(table, row)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql + " RETURNING school_id", values)
        (filled,) = cursor.fetchone()
        transaction.set_rollback(True)
    return filled
