"""A child moves inside the trust: one UPDATE, and the whole record goes along."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil, SenStatus, StatusQuestion
from pupils.services import moves, needs, statuses
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()
ON = date(2026, 9, 1)


def tables_about_a_child():
    """Every model with a row about a child, its history included."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if {"trust", "school"} <= names and names & {"pupil", "pgh_obj", "content_object"} and "hub" not in names:
            column = next(name for name in ("pupil", "content_object", "pgh_obj") if name in names)
            if model._meta.get_field(column).related_model is Pupil:
                yield model, f"{column}_id"


@pytest.fixture
def moved(north, signed_in):
    """A child of One with a bit of everything, who has moved to Two."""
    noah = north.one.pupils[0]
    signed_in(north.asha).get(f"/pupils/{noah.pk}/")
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(pk=noah.pk)
        needs.set_ranked(pupil=child, need_types=["SLCN", "SPLD"], on=date(2025, 1, 1), by=north.asha)
        statuses.change(pupil=child, code="E", on=date(2026, 1, 1), by=north.asha)
        StatusQuestion.objects.create(pupil=child, register_code="E", file_code="K")
        with CaptureQueriesContext(connection) as queries:
            moves.move(
                pupil=child, to=north.two.school, on=ON, by=north.cai, reason="House move", admission_number="77"
            )
    updates = [q["sql"] for q in queries.captured_queries if '"school_id"' in q["sql"] and "UPDATE" in q["sql"]]
    assert len(updates) == 1 and "pupils_pupil" in updates[0]
    return child


def test_the_old_school_reads_nothing_and_the_new_one_everything(moved, north):
    checked = 0
    for model, column in tables_about_a_child():
        with whole_trust(north.trust.pk):
            everything = model._base_manager.filter(**{column: moved.pk}).count()
        with acting_with(north.reach(north.one)):
            assert model._base_manager.filter(**{column: moved.pk}).count() == 0, model
        with acting_with(north.reach(north.two)):
            assert model._base_manager.filter(**{column: moved.pk}).count() == everything, model
        checked += everything > 0
    assert checked >= 9
    with acting_with(north.reach(north.one)):
        assert not Pupil.objects.filter(pk=moved.pk).exists()
    with acting_with(north.reach(north.two)):
        assert Pupil.objects.filter(pk=moved.pk).exists()
        assert ReadLog.objects.filter(pupil=moved, user=north.asha).exists()
        assert SenStatus.pgh_event_model.objects.filter(pupil=moved).count() >= 3


def test_pages_follow_the_child(moved, signed_in, north):
    for who in (north.asha, north.grace):
        for address in ("", "history/", "read-log/"):
            assert signed_in(who).get(f"/pupils/{moved.pk}/{address}").status_code in (403, 404)
        assert signed_in(who).get(f"/pupils/{moved.pk}/").status_code == 404
        assert f"/pupils/{moved.pk}/" not in signed_in(who).get("/register/").content.decode()
    for address in ("", "history/", "read-log/"):
        assert signed_in(north.cai).get(f"/pupils/{moved.pk}/{address}").status_code == 200
    ben = signed_in(north.ben)
    assert "Asha Mistry" in ben.get(f"/pupils/{moved.pk}/read-log/").content.decode()
    history = ben.get(f"/pupils/{moved.pk}/history/").content.decode()
    assert "House move" in history and "Moved to another school" in history and "by Cai Morgan" in history


def test_registration_and_groups(moved, north):
    with whole_trust(north.trust.pk):
        rows = Enrolment.objects.filter(pupil=moved).order_by("starts_on")
        assert [(r.at_school_id, r.starts_on, r.ends_on, r.admission_number) for r in rows] == [
            (north.one.school.pk, date(2024, 9, 1), ON, "0010"),
            (north.two.school.pk, ON, None, "77"),
        ]
        assert not GroupMember.objects.on(TODAY).filter(pupil=moved).exists()


def test_the_past_register_still_says_where_the_child_was(moved, signed_in, north):
    lead = signed_in(north.cai)
    then = lead.get(f"/register/?on=1/1/2026&school={north.one.school.pk}").content.decode()
    assert "Hartley, Noah<" in then
    now = lead.get(f"/register/?school={north.one.school.pk}").content.decode()
    assert "Hartley, Noah<" not in now
    assert "Hartley, Noah<" in lead.get("/register/?on=1/1/2026").content.decode()
    there = lead.get(f"/register/?on=1/1/2026&school={north.two.school.pk}").content.decode()
    assert "Hartley, Noah<" not in there
    # The old school keeps no sight of whoever has left it, of no day; its figures of that day count the child.
    for who in (north.asha, north.dora, north.grace):
        for asked in (
            "?on=1/1/2026",
            f"?on=1/1/2026&school={north.one.school.pk}",
            "?on=1/1/2026&q=Noah&st=N&st=K&st=E",
        ):
            assert "Hartley, Noah<" not in signed_in(who).get(f"/register/{asked}").content.decode()
    new_school_then = signed_in(north.ben).get("/register/?on=1/1/2026").content.decode()
    assert "Hartley, Noah<" not in new_school_then, "the child was not at that school then"


@pytest.mark.parametrize(
    ("school", "on", "field"),
    [("one", ON, "to"), ("two", date(2199, 1, 1), "on"), ("two", date(2024, 9, 1), "on")],
)
def test_what_cannot_be_is_refused(school, on, field, north):
    with whole_trust(north.trust.pk):
        child = Pupil.objects.get(pk=north.one.pupils[0].pk)
        with pytest.raises(ValidationError) as refused:
            moves.move(pupil=child, to=getattr(north, school).school, on=on, by=north.cai)
        assert field in refused.value.message_dict


def test_only_the_trust_moves_a_child_and_never_out_of_it(signed_in, north, south):
    noah = north.one.pupils[0]
    data = {"to": north.two.school.pk, "on": "1/9/2026"}
    for who in (north.asha, north.dora, north.grace):
        assert signed_in(who).post(f"/pupils/{noah.pk}/move/", data).status_code == 403
    out = signed_in(north.cai).post(f"/pupils/{noah.pk}/move/", {**data, "to": south.one.school.pk})
    assert out.status_code == 200 and "ZZSOUTH" not in out.content.decode()
    assert signed_in(north.cai).post(f"/pupils/{noah.pk}/move/", data).status_code == 302
