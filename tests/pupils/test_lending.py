"""Sight of one child, lent to one person until a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pupils.models import PupilUserObjectPermission
from schools.models import Membership, Post
from trust_send.platform.walls.sources import whole_trust

TODAY = timezone.localdate()


def lend(browser, child, person, until, reason="Assessment"):
    data = {"email": person.email, "until": f"{until:%d/%m/%Y}", "reason": reason}
    return browser.post(f"/pupils/{child.pk}/sight/lend/", data)


def test_a_lent_child_opens_until_its_last_day_and_no_other_child_does(signed_in, north, monkeypatch):
    otto = north.one.pupils[2]
    visitor = signed_in(north.hannah)
    assert visitor.get(f"/pupils/{otto.pk}/").status_code == 404
    assert lend(signed_in(north.asha), otto, north.hannah, TODAY).status_code == 302
    assert visitor.get(f"/pupils/{otto.pk}/").status_code == 200
    assert visitor.get(f"/pupils/{north.one.pupils[1].pk}/").status_code == 404
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_, **__: TODAY + timedelta(days=1))
    assert visitor.get(f"/pupils/{otto.pk}/").status_code == 404


def test_taking_back_ends_sight_at_the_next_request_and_keeps_the_row(signed_in, north):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    lend(senco, otto, north.hannah, date(TODAY.year + 1, 1, 1))
    with whole_trust(north.trust.pk):
        lent = PupilUserObjectPermission.objects.get(content_object=otto, user=north.hannah)
        assert (lent.lent_by, lent.reason, lent.school_id) == (north.asha, "Assessment", otto.school_id)
    assert "What will happen" in senco.get(f"/pupils/{otto.pk}/sight/{lent.pk}/end/").content.decode()
    assert signed_in(north.hannah).get(f"/pupils/{otto.pk}/").status_code == 200
    assert senco.post(f"/pupils/{otto.pk}/sight/{lent.pk}/end/").status_code == 302
    assert signed_in(north.hannah).get(f"/pupils/{otto.pk}/").status_code == 404
    assert "Assessment" in senco.get(f"/pupils/{otto.pk}/sight/").content.decode()
    assert lend(senco, otto, north.hannah, TODAY, "Second visit").status_code == 302
    assert signed_in(north.hannah).get(f"/pupils/{otto.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("email", "until", "words"),
    [
        ("nobody@example.org", TODAY, "Nobody with this address"),
        ("dee.zzsouth@example.org", TODAY, "Nobody with this address"),
        ("finn.out@example.org", TODAY, "Nobody with this address"),
        ("hannah.lowe@example.org", TODAY - timedelta(days=1), "today or later"),
        ("hannah.lowe@example.org", TODAY + timedelta(days=500), "13 months"),
        ("asha.mistry@example.org", TODAY, "see this child already"),
    ],
)
def test_what_cannot_be_lent_is_refused_kindly(email, until, words, signed_in, north):
    data = {"email": email, "until": f"{until:%d/%m/%Y}", "reason": "x"}
    page = signed_in(north.asha).post(f"/pupils/{north.one.pupils[2].pk}/sight/lend/", data)
    assert page.status_code == 200 and words in page.content.decode()


def test_what_ended_earlier_keeps_its_last_day(signed_in, north):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    with whole_trust(north.trust.pk):
        lent = PupilUserObjectPermission.objects.assign_perm("see_pupil", north.hannah, otto)
        PupilUserObjectPermission.objects.filter(pk=lent.pk).update(ends_on=TODAY - timedelta(days=9))
    assert senco.post(f"/pupils/{otto.pk}/sight/{lent.pk}/end/").status_code == 302
    with whole_trust(north.trust.pk):
        assert PupilUserObjectPermission.objects.get(pk=lent.pk).ends_on == TODAY - timedelta(days=9)


def test_a_lending_of_another_child_is_not_ended_through_ones_own(signed_in, north):
    with whole_trust(north.trust.pk):
        theirs = PupilUserObjectPermission.objects.assign_perm("see_pupil", north.hannah, north.two.pupils[0])
    own = north.one.pupils[0]
    assert signed_in(north.asha).post(f"/pupils/{own.pk}/sight/{theirs.pk}/end/").status_code == 404
    assert signed_in(north.asha).post(f"/pupils/{north.two.pupils[0].pk}/sight/{theirs.pk}/end/").status_code == 404


@pytest.mark.parametrize(("who", "role"), [("helen", "governor"), ("tom", "trustee")])
def test_who_holds_the_school_to_account_is_lent_no_child(who, role, signed_in, north):
    person, otto = getattr(north, who), north.one.pupils[2]
    page = lend(signed_in(north.asha), otto, person, TODAY).content.decode()
    assert f"is a {role}: a {role} holds the school to account and sees no child. Lend to a member of staff" in page
    with whole_trust(north.trust.pk):
        assert not PupilUserObjectPermission.objects.filter(user=person).exists()
    assert signed_in(person).get(f"/pupils/{otto.pk}/").status_code in (403, 404)


def test_a_governor_who_also_works_there_or_is_one_elsewhere_may_be_lent_a_child(signed_in, north):
    assert lend(signed_in(north.ben), north.two.pupils[2], north.helen, TODAY).status_code == 302, "governor of One"
    with whole_trust(north.trust.pk):
        Post.objects.create(user=north.helen, role="ta", school=north.one.school, starts_on=TODAY)
    assert lend(signed_in(north.asha), north.one.pupils[2], north.helen, TODAY).status_code == 302
    assert signed_in(north.helen).get(f"/pupils/{north.one.pupils[2].pk}/").status_code == 200


def test_a_post_that_is_over_does_not_count(signed_in, north):
    with whole_trust(north.trust.pk):
        Post.objects.filter(user=north.helen).update(ends_on=TODAY)
    assert lend(signed_in(north.asha), north.one.pupils[2], north.helen, TODAY).status_code == 302


def test_who_may_not_lend_is_refused(signed_in, north):
    for who in (north.grace, north.dora, north.lena, north.hannah):
        assert lend(signed_in(who), north.one.pupils[0], north.helen, TODAY).status_code == 403
    assert Membership.objects.filter(user=north.helen).exists()
