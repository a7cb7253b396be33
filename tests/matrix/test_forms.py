"""Every form with rows of other houses in every field, and with fields that it does not have: nothing happens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection, transaction
from django.forms import ModelForm

from schools.forms.schools import SchoolForm
from tests.conftest import as_role
from tests.matrix.asking import Cell, Visitor, address
from tests.matrix.bodies import body_of
from tests.matrix.expected import KNOWN, ORIGINS, PAGES
from tests.walls.catalogue import our_models, our_tables
from tests.walls.onlookers import ONLOOKERS

FORMS = sorted(name for name, page in PAGES.items() if page.post in (200, 302) or page.sent in (200, 302))
WHO = ("cai", "asha", "ben", "dora", "maryam", "gus", "sam")
# Fields of models that no form has. Each is sent along with every form.
_STOWAWAYS = """
    trust trust_id school_id pupil_id user_id is_superuser is_staff is_active is_demo upn legal_surname date_of_birth
    stage state lent_by by by_id id pk password holds_children slug urn phase uses_left verbs subject_id sort_key token
"""
STOWAWAYS = _STOWAWAYS.split()
# A name of a field above that this form does have, so that it is no stowaway there.
DECLARED = {"desk": {"trust"}, "import-decide": {"upn"}, "pupil-add": {"upn"}}


def photograph() -> dict[str, set[str]]:
    """Every row of every table of ours, past the walls."""
    found = {}
    with as_role("send_system"), connection.cursor() as cursor:
        for table in sorted(our_tables()):
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            found[table] = {row for (row,) in cursor.fetchall()}
    return found


def difference(before: dict[str, set[str]], after: dict[str, set[str]]) -> dict[str, set[str]]:
    """The rows that came or were changed, by table."""
    return {table: after[table] - before[table] for table in after if after[table] != before[table]}


def send(visitor: Visitor, path: str, body: dict[str, Any]) -> tuple[int, dict[str, set[str]]]:
    """Send a form, look at everything that changed, and take it back."""
    before = photograph()
    with transaction.atomic():
        status = visitor.browser.post(path, body).status_code
        changed = difference(before, photograph())
        transaction.set_rollback(True)
    changed.pop("readlog_readlog", None)
    return status, changed


def foreign_values(name: str, field: str, value: Any, world, place: str) -> list[Any]:
    """The same field with the row of another house, if it names a row at all."""
    corner = world.corners[place]
    school, person, trust = corner.house.school.pk, corner.rows["person"].pk, corner.side.trust.pk
    if field == "to" and name == "group-move":
        return [corner.rows["other class"].pk]
    if field == "to" and name == "pupil-leave":  # where a child goes is written in words
        return []
    if field in ("school", "to", "at"):
        return [school]
    if field == "entry":
        return [corner.rows["status"].pk]
    if field == "pupil":
        return [corner.child.pk]
    if field == "place":
        return [f"school-{school}", f"hub-{corner.side.hub.pk}"]
    if field == "person":
        return [person]
    if field == "trust" and name == "desk":
        return [trust]
    if field == "hub":
        return [corner.side.hub.pk]
    if field == "email" and name in ("pupil-lend", "pupil-family-add"):  # an account in another name is no parent's
        return [corner.rows["person"].email]
    return []


@pytest.mark.parametrize("who", WHO)
def test_rows_of_another_house_are_no_choice(who, world, visitor):
    """Every choice of every form filled in with a row that this person may not choose: refused, and nothing changes."""
    one, browser, wrong, tried = ONLOOKERS[who], visitor(who), [], 0
    mine = {"north": ("one", "class", "two"), "south": ("south", "southtwo")}[one.trust]
    foreign = ["south", "southtwo"] if one.trust == "north" else ["one", "two"]
    # Another school of the trust is no choice either, but for the trust's own people.
    foreign += [place for place in ("one", "two") if one.trust == "north" and place not in one.schools]
    for name in FORMS:
        page = PAGES[name]
        if who not in page.who.split():
            continue
        known = KNOWN[page.kind].get(who, "").split()
        at = next((place for place in ORIGINS[page.kind].split() if place in known and place in (*mine, "here")), None)
        if at is None:
            continue
        good = body_of(name, one, world, at)
        for field in {**good, "hub": ""}:
            for place in foreign:
                for value in foreign_values(name, field, good.get(field), world, place):
                    if who == "gus" and name == "desk":
                        continue
                    if name == "pupil-lend" and place in ("one", "two"):
                        continue  # sight may be lent to anyone who works in the trust
                    if field == "hub" and (name != "school-edit" or place in ("one", "two")):
                        continue
                    if name == "appoint" and str(value).startswith("hub-") and place in ("one", "two"):
                        continue
                    tried += 1
                    body = {**body_of(name, one, world, at), field: value}
                    status, changed = send(browser, address(world, name, at), body)
                    if changed or status not in (200, 302, 404):
                        wrong.append(f"{name} with {field} of {place} as {who}: {status}, {changed}")
    assert not wrong, "\n" + "\n".join(wrong)
    assert tried


@pytest.mark.parametrize("who", ["cai", "dora", "ben"])
def test_fields_that_a_form_does_not_have_change_nothing(who, world, visitor):
    """The same form with and without stowaways leaves the same rows behind."""
    one, browser, wrong, sent = ONLOOKERS[who], visitor(who), [], 0
    for name in FORMS:
        page = PAGES[name]
        places = [place for place in ORIGINS[page.kind].split() if place in KNOWN[page.kind].get(who, "").split()]
        if who not in page.who.split() or not places:
            continue
        place = places[0]
        if Cell(name, who, place, "sent").expected() == 403:
            continue
        sent += 1
        good = body_of(name, one, world, place)
        more = {field: str(world.cast.south.trust.pk) for field in STOWAWAYS if field not in good}
        more |= dict.fromkeys(("is_superuser", "is_staff", "is_demo", "holds_children"), "true")
        for field in DECLARED.get(name, ()):
            more.pop(field, None)
        path = address(world, name, place)
        plain_status, plain = send(browser, path, good)
        status, laden = send(browser, path, {**more, **body_of(name, one, world, place)})
        if status != plain_status or shape(name, plain) != shape(name, laden):
            wrong.append(f"{name} as {who}: {plain_status} {shape(name, plain)}\n   but {status} {shape(name, laden)}")
        if "ZZSOUTH" in str(laden):
            wrong.append(f"{name} as {who}: touched South")
    assert not wrong, "\n" + "\n".join(wrong)
    assert sent > 5


_OWN_EACH_TIME = """
    id pgh_id pgh_obj_id pgh_created_at pgh_context pgh_context_id key token token_hash file job_id table_id args
    import_id send_at created_at asked_at version joined_at expires_at password saved_at answered_at parameters result
    raised_at decided_at withdrawn_at noted_at written_at begun_at settled_at
    last_login
"""
OWN_EACH_TIME = set(_OWN_EACH_TIME.split())
# Rows that point to a row which the form has just made.
OF_A_NEW_ROW = {
    "appoint": {"user_id", "subject_id"},
    "pupil-add": {"pupil_id"},
    "register-review-answer": {"review_id"},
    "register-review-settle": {"review_id"},
    "pupil-family-add": {"user_id", "subject_id"},
    "pupil-contact-add": {"contact_id"},
    "hub-add": {"hub_id"},
}


def shape(name: str, changed: dict[str, set[str]]) -> dict[str, list[str]]:
    """The rows without what is different each time."""
    own = OWN_EACH_TIME | OF_A_NEW_ROW.get(name, set())
    return {
        table: sorted(
            json.dumps({key: value for key, value in json.loads(row).items() if key not in own})
            for row in changed[table]
        )
        for table in sorted(changed)
    }


def test_no_form_of_a_model_takes_all_fields():
    """A form made from a model names its fields: none is a key of the walls."""

    def below(form: type) -> set[type]:
        return {form, *(each for child in form.__subclasses__() for each in below(child))}

    assert SchoolForm in below(ModelForm)
    for form in below(ModelForm) - {ModelForm}:
        if not form.__module__.startswith(("schools", "pupils", "reporting", "trust_send")):
            continue
        names = set(form.base_fields)  # type: ignore[attr-defined]
        assert not names & {"trust", "school", "pupil", "user", "id", "is_demo", "slug", "urn"}, form


def test_there_is_no_superuser_to_become():
    """A field that does not exist cannot be set."""
    for model in our_models():
        names = {field.name for field in model._meta.concrete_fields}
        assert not names & {"is_superuser", "is_staff"}, model
