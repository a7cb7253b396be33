"""One thing to do at one school, lent to one person from a day to a day: rules, service, pages, sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from schools import lending
from schools.models import Post, SchoolUserObjectPermission
from schools.roles import (
    DATA_MANAGER,
    DSL,
    GOVERNOR,
    HEADTEACHER,
    LENDABLE,
    SENCO,
    TEACHER,
    TEACHING_ASSISTANT,
    TRUST_LEAD,
    Verb,
)
from schools.sentences import MAY
from schools.services import lending as service
from tests.cast import SINCE
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()


def test_every_lendable_verb_has_its_rule_and_its_words():
    assert lending.BESIDE.keys() == LENDABLE.keys() and LENDABLE.keys() <= MAY.keys()


@pytest.mark.parametrize(
    ("verb", "lender", "borrower", "refused"),
    [
        (Verb.IMPORT_PUPILS, TRUST_LEAD, SENCO, None),
        (Verb.IMPORT_PUPILS, TRUST_LEAD, TEACHER, "adds no sight"),
        (Verb.IMPORT_PUPILS, HEADTEACHER, SENCO, "only what your own post"),
        (Verb.IMPORT_PUPILS, TRUST_LEAD, DATA_MANAGER, "already"),
        (Verb.EXPORT_REGISTER, HEADTEACHER, DSL, None),
        (Verb.EXPORT_REGISTER, HEADTEACHER, TEACHING_ASSISTANT, "need a post at this school"),
        (Verb.EXPORT_REGISTER, HEADTEACHER, GOVERNOR, "need a post at this school"),
        (Verb.EDIT_GROUPS, TRUST_LEAD, TEACHER, None),
        (Verb.MAKE_DOCUMENT, HEADTEACHER, GOVERNOR, None),
        (Verb.MAKE_DOCUMENT, HEADTEACHER, TEACHER, "need a post at this school"),
        (Verb.APPOINT, TRUST_LEAD, SENCO, "cannot be lent"),
        (Verb.OPEN_PUPIL, TRUST_LEAD, GOVERNOR, "cannot be lent"),
    ],
)
def test_what_may_be_lent_by_whom_to_whom(verb, lender, borrower, refused):
    said = lending.refusal(verb, lender=[lender], borrower=[borrower])
    assert said is None if refused is None else refused in said


def test_nothing_is_lent_to_or_by_who_holds_no_post_there():
    for verb in LENDABLE:
        assert lending.refusal(verb, lender=[], borrower=[SENCO])
        assert lending.refusal(verb, lender=[TRUST_LEAD], borrower=[])


def test_no_lendable_verb_is_one_that_gives_sight():
    seeing = {verb for verb in Verb if verb.startswith(("see_", "open_"))}
    assert not seeing & LENDABLE.keys()


def lend(north, **changes):
    said = {
        "verb": Verb.IMPORT_PUPILS,
        "school": north.one.school,
        "to": north.asha,
        "starts_on": TODAY,
        "until": TODAY + timedelta(days=10),
        "by": north.cai,
        "reason": "Dora is away",
    }
    with whole_trust(north.trust.pk):
        return service.lend(**said | changes)


def standing_of(north, person):
    with acting_for(person.pk, north.trust.pk) as (reach, standing):
        return reach, standing


def test_what_is_lent_counts_at_that_school_until_its_last_day_and_adds_no_sight(north, monkeypatch):
    before, _ = standing_of(north, north.asha)
    lend(north)
    reach, standing = standing_of(north, north.asha)
    assert reach == before
    assert standing.may(Verb.IMPORT_PUPILS, school_id=north.one.school.pk)
    assert not standing.may(Verb.IMPORT_PUPILS, school_id=north.two.school.pk)
    for days, may in ((10, True), (11, False)):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_, days=days, **__: TODAY + timedelta(days=days))
        assert standing_of(north, north.asha)[1].may(Verb.IMPORT_PUPILS, school_id=north.one.school.pk) is may


def test_what_begins_later_does_not_count_today(north):
    lent = lend(north, starts_on=TODAY + timedelta(days=2))
    assert not standing_of(north, north.asha)[1].may(Verb.IMPORT_PUPILS)
    with whole_trust(north.trust.pk):
        service.take_back(lent=lent)
    assert lent.ends_on == lent.starts_on, "it was never in force, and the row says so"


def test_taking_back_ends_it_at_the_next_request_and_it_can_be_lent_again(north):
    lent = lend(north)
    with pytest.raises(ValidationError, match="End that first"):
        lend(north)
    with whole_trust(north.trust.pk):
        service.take_back(lent=lent)
    assert not standing_of(north, north.asha)[1].may(Verb.IMPORT_PUPILS)
    again = lend(north, reason="Away once more")
    assert (again.pk, again.reason, again.lent_by) == (lent.pk, "Away once more", north.cai)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": TODAY - timedelta(days=1)}, "today or later"),
        ({"starts_on": TODAY + timedelta(days=5), "until": TODAY + timedelta(days=4)}, "not before the first"),
        ({"until": TODAY + timedelta(days=500)}, "13 months"),
        ({"verb": Verb.APPOINT}, "cannot be lent"),
        ({"verb": Verb.EDIT_GROUPS}, "already"),
    ],
)
def test_what_cannot_be_lent_is_refused_kindly(changes, words, north):
    with pytest.raises(ValidationError, match=words):
        lend(north, **changes)


def test_nobody_lends_to_themselves(north):
    with pytest.raises(ValidationError, match="themselves"):
        lend(north, to=north.cai)


def test_what_was_lent_is_not_lent_on(north):
    """The DSL is also head for a while and may so export; what she was lent she cannot pass on."""
    with whole_trust(north.trust.pk):
        Post.objects.create(user=north.lena, role="headteacher", school=north.one.school, starts_on=SINCE)
    lend(north, to=north.lena)
    assert standing_of(north, north.lena)[1].may(Verb.IMPORT_PUPILS, school_id=north.one.school.pk)
    with pytest.raises(ValidationError, match="only what your own post"):
        lend(north, by=north.lena)


def test_it_counts_only_for_who_still_holds_a_post_there(north):
    lend(north, to=north.lena, verb=Verb.EXPORT_REGISTER)
    with whole_trust(north.trust.pk):
        Post.objects.filter(user=north.lena).update(ends_on=TODAY)
        # Somewhere else she still works: what was lent here does not follow her.
        Post.objects.create(user=north.lena, role="dsl", school=north.two.school, starts_on=TODAY)
    reach, standing = standing_of(north, north.lena)
    assert not standing.may(Verb.EXPORT_REGISTER) and reach.school_ids == {north.two.school.pk}


def test_the_database_refuses_an_end_before_the_beginning(north):
    lent = lend(north)
    with whole_trust(north.trust.pk), pytest.raises(IntegrityError), transaction.atomic():
        SchoolUserObjectPermission.objects.filter(pk=lent.pk).update(ends_on=TODAY - timedelta(days=1))


def body(school, verb="import_pupils", **changes):
    said = {
        "verb": verb,
        "school": school.pk,
        "starts_on": f"{TODAY:%d/%m/%Y}",
        "until": f"{TODAY + timedelta(days=9):%d/%m/%Y}",
        "reason": "Dora is away",
    }
    return said | changes


def test_the_pages_from_lending_to_ending(signed_in, north):
    cai, asha, one = signed_in(north.cai), signed_in(north.asha), north.one.school
    address = f"/people/{north.asha.pk}/lend/"
    assert "Bring in pupils" in cai.get(address).content.decode()
    assert cai.post(address, body(one)).headers["Location"] == f"/people/{north.asha.pk}/"
    for page in (cai.get(f"/people/{north.asha.pk}/"), cai.get(f"/schools/{one.pk}/")):
        words = page.content.decode()
        assert "Dora is away" in words and f"ent by {north.cai}" in words
    assert "Bring in pupils" in asha.get("/desk/").content.decode()
    with whole_trust(north.trust.pk):
        lent = SchoolUserObjectPermission.objects.get(user=north.asha)
    assert asha.post(f"/lent/{lent.pk}/end/").status_code == 403
    assert cai.post(f"/lent/{lent.pk}/end/").status_code == 302
    page = cai.get(f"/people/{north.asha.pk}/").content.decode()
    assert "Over" in page and "Dora is away" in page
    assert "Bring in pupils" not in asha.get("/desk/").content.decode()
    assert "Dora is away" not in cai.get(f"/schools/{one.pk}/").content.decode()


def test_a_head_lends_only_at_the_own_school_and_only_what_a_head_may(signed_in, cast, north):
    ben, gus = signed_in(north.ben), cast.gus
    assert ben.get(f"/people/{north.grace.pk}/lend/").status_code == 404
    assert ben.get(f"/people/{north.ben.pk}/lend/").status_code == 403
    page = ben.get(f"/people/{gus.pk}/lend/").content.decode()
    assert "Nothing to lend" in page  # a SENCO may do already whatever a head may lend
    for said in (body(north.two.school), body(north.one.school, "export_register")):
        assert ben.post(f"/people/{gus.pk}/lend/", said).status_code == 200
    with whole_trust(north.trust.pk):
        Post.objects.create(user=north.lena, role="dsl", school=north.two.school, starts_on=SINCE)
    page = ben.get(f"/people/{north.lena.pk}/lend/").content.decode()
    assert "Export the register" in page and "Bring in pupils" not in page and str(north.one.school) not in page
    refused = ben.post(f"/people/{north.lena.pk}/lend/", body(north.one.school, "export_register"))
    assert refused.status_code == 200
    lent = ben.post(f"/people/{north.lena.pk}/lend/", body(north.two.school, "export_register"))
    assert lent.status_code == 302
    with whole_trust(north.trust.pk):
        assert [row.content_object for row in SchoolUserObjectPermission.objects.filter(user=north.lena)] == [
            north.two.school
        ]


def test_lending_needs_the_verb_to_appoint(signed_in, north):
    for who in (north.asha, north.dora, north.maryam, north.grace):
        assert signed_in(who).post(f"/people/{north.lena.pk}/lend/", body(north.one.school)).status_code == 403


def test_a_lending_of_another_trust_is_not_found(signed_in, north, south):
    with whole_trust(south.trust.pk):
        theirs = SchoolUserObjectPermission.objects.assign_perm("edit_groups", south.dee, south.one.school)
    assert signed_in(north.cai).post(f"/lent/{theirs.pk}/end/").status_code == 404
    assert signed_in(north.cai).get(f"/people/{south.dee.pk}/lend/").status_code == 404


def test_everyone_may_read_that_there_is_lending(client, db):
    words = client.get("/who-can-see-what/").content.decode()
    assert all(MAY[verb] in words for verb in LENDABLE) and "It lends no sight of pupils" in words
