"""A child's family is given sight by a person of the school, on a page, with a reason; and it can be ended at once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from pupils.models import ContactLink, FamilyLink, Pupil
from pupils.selectors.who import who_can_see
from pupils.services import families
from schools.models import Membership, Post, User
from tests.cast import vouched
from trust_send.platform.walls.capabilities import Capability
from trust_send.platform.walls.sources import acting_for, whole_trust

TODAY = timezone.localdate()


def given(**instead):
    """The form filled in well, for somebody nobody knows yet."""
    return {
        "given_name": "Ada",
        "family_name": "Lind",
        "email": f"{uuid4().hex}@example.org",
        "relationship": "mother",
        "on": f"{TODAY:%d/%m/%Y}",
        "reason": "On the admission form",
        "checked": "on",
    } | instead


def add(browser, child, **instead):
    """Give sight to somebody who is a verified contact of the child."""
    form = given(**instead)
    with whole_trust(child.trust_id):
        by = User.objects.get(email="asha.mistry@example.org")
        known = {str(link.contact) for link in ContactLink.objects.filter(pupil=child).select_related("contact")}
        if form["relationship"] != "self" and f"{form['given_name']} {form['family_name']}" not in known:
            vouched(child, form["given_name"], form["family_name"], by=by)
    return browser.post(f"/pupils/{child.pk}/family/add/", form)


def links_of(north, child):
    with whole_trust(north.trust.pk):
        return list(FamilyLink.objects.filter(pupil=child).select_related("user").order_by("pk"))


def whoever_is(person):
    """As the form names somebody of the cast."""
    return {"given_name": person.given_name, "family_name": person.family_name, "email": person.email}


def test_a_newcomer_gets_an_account_a_place_and_an_invitation(signed_in, north, django_capture_on_commit_callbacks):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    with django_capture_on_commit_callbacks(execute=True):
        answer = add(senco, otto, email="Ada.Lind@Example.org")
    assert answer.status_code == 302 and answer.url == f"/pupils/{otto.pk}/"
    (link,) = links_of(north, otto)
    assert (str(link.user), link.user.email, link.relationship) == ("Ada Lind", "ada.lind@example.org", "mother")
    assert (link.starts_on, link.ends_on, link.school_id) == (TODAY, None, otto.school_id)
    assert Membership.objects.filter(user=link.user, trust=north.trust).count() == 1
    (message,) = mail.outbox
    assert message.to == ["ada.lind@example.org"] and "invites you" in message.subject
    said = set(re.findall(r"\w+", message.subject + message.body))
    assert not said & {"Otto", "SEN", "EHC", "needs", "SENCO", "support", "One", "mother"}
    page = senco.get(f"/pupils/{otto.pk}/").content.decode()
    assert "Ada Lind" in page and "what the school shares about Otto Lind" in page


def test_they_see_this_child_and_no_other_and_no_page_of_staff(signed_in, north):
    otto = north.one.pupils[2]
    add(signed_in(north.asha), otto)
    visitor = signed_in(links_of(north, otto)[0].user)
    assert "Otto Lind" in visitor.get(f"/my-child/{otto.pk}/").content.decode()
    assert visitor.get(f"/my-child/{north.one.pupils[0].pk}/").status_code == 404
    assert visitor.get(f"/pupils/{otto.pk}/").status_code == 403
    with acting_for(links_of(north, otto)[0].user.pk, north.trust.pk):
        assert set(Pupil.objects.values_list("pk", flat=True)) == {otto.pk}


def test_an_account_that_is_known_is_linked_and_not_invited(signed_in, north, django_capture_on_commit_callbacks):
    otto = north.one.pupils[2]
    User.objects.filter(pk=north.eve.pk).update(last_login=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert add(signed_in(north.asha), otto, **whoever_is(north.eve)).status_code == 302
    assert links_of(north, otto)[0].user == north.eve and not mail.outbox
    assert "Otto Lind" in signed_in(north.eve).get("/my-child/").content.decode()


def test_somebody_of_another_trust_is_told_of_their_place(cast, signed_in, north, django_capture_on_commit_callbacks):
    otto, dee = north.one.pupils[2], cast.south.dee
    with django_capture_on_commit_callbacks(execute=True):
        assert add(signed_in(north.asha), otto, **whoever_is(dee)).status_code == 302
    (message,) = mail.outbox
    assert "has a place for you" in message.subject and "Otto" not in message.body
    assert Membership.objects.filter(user=dee, trust=north.trust).exists()
    visitor = signed_in(dee, north.trust)
    assert visitor.get(f"/my-child/{otto.pk}/").status_code == 200
    assert visitor.get(f"/pupils/{otto.pk}/").status_code == 403 and visitor.get("/register/").status_code == 403


def test_a_teacher_who_is_also_a_parent_sees_their_own_child_only_as_a_parent(signed_in, north):
    noah = north.one.pupils[0]
    assert add(signed_in(north.asha), noah, **whoever_is(north.renata), relationship="carer").status_code == 302
    browser = signed_in(north.renata)
    assert browser.get(f"/my-child/{noah.pk}/").status_code == 200
    assert browser.get(f"/pupils/{noah.pk}/").status_code == 404
    assert "Hartley" not in browser.get("/groups/").content.decode()
    assert "My child" in browser.get("/today/").content.decode()


def test_a_governor_may_be_a_parent(signed_in, north):
    otto = north.one.pupils[2]
    assert add(signed_in(north.asha), otto, **whoever_is(north.helen)).status_code == 302
    assert signed_in(north.helen).get(f"/my-child/{otto.pk}/").status_code == 200
    assert signed_in(north.helen).get(f"/pupils/{otto.pk}/").status_code == 403


def test_sight_is_ended_the_same_minute_and_the_history_says_both(signed_in, north):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    add(senco, otto)
    (link,) = links_of(north, otto)
    visitor = signed_in(link.user)
    assert visitor.get(f"/my-child/{otto.pk}/").status_code == 200
    asked = senco.get(f"/pupils/{otto.pk}/family/{link.pk}/end/").content.decode()
    assert "Ada Lind sees nothing more" in asked and visitor.get(f"/my-child/{otto.pk}/").status_code == 200
    answer = senco.post(f"/pupils/{otto.pk}/family/{link.pk}/end/", {"reason": "Asked the school to"}, follow=True)
    assert "Ada Lind no longer sees" in answer.content.decode()
    assert visitor.get(f"/my-child/{otto.pk}/").status_code == 403
    history = senco.get(f"/pupils/{otto.pk}/history/").content.decode()
    assert "Sight given: Ada Lind, mother" in history and "Sight ended: Ada Lind, mother" in history
    assert "On the admission form" in history and "Asked the school to" in history and "by Asha Mistry" in history


def test_an_older_link_is_kept_with_its_end_and_may_be_given_anew(signed_in, north):
    noah, senco = north.one.pupils[0], signed_in(north.asha)
    eve = next(link for link in links_of(north, noah) if link.user == north.eve)
    senco.post(f"/pupils/{noah.pk}/family/{eve.pk}/end/")
    assert signed_in(north.eve).get(f"/my-child/{noah.pk}/").status_code == 403
    with whole_trust(north.trust.pk):
        assert FamilyLink.objects.get(pk=eve.pk).ends_on == TODAY
        assert north.eve not in [sees.person for sees in who_can_see(noah)]
    assert senco.post(f"/pupils/{noah.pk}/family/{eve.pk}/end/").status_code == 404
    assert add(senco, noah, **whoever_is(north.eve)).status_code == 302
    assert signed_in(north.eve).get(f"/my-child/{noah.pk}/").status_code == 200


def test_what_begins_later_shows_nothing_yet_and_can_be_ended_before(signed_in, north):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    later = TODAY + timedelta(days=7)
    add(senco, otto, on=f"{later:%d/%m/%Y}")
    (link,) = links_of(north, otto)
    assert signed_in(link.user).get(f"/my-child/{otto.pk}/").status_code == 403
    assert f"From {later.day} {later:%B %Y}: signs in" in senco.get(f"/pupils/{otto.pk}/").content.decode()
    assert senco.post(f"/pupils/{otto.pk}/family/{link.pk}/end/").status_code == 302
    assert links_of(north, otto) == []


def test_a_pupil_gets_one_account_of_their_own(signed_in, north):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    assert add(senco, otto, given_name="Otto", relationship="self").status_code == 302
    assert "Hello Otto" in signed_in(links_of(north, otto)[0].user).get("/me/").content.decode()
    assert "has an account already" in add(senco, otto, given_name="Otto", relationship="self").content.decode()
    words = add(senco, north.one.pupils[1], relationship="self", **whoever_is(north.grace)).content.decode()
    assert "works for the trust" in words
    words = add(senco, north.one.pupils[1], relationship="self", **whoever_is(north.eve)).content.decode()
    assert "sees another child" in words


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ({"given_name": "Eve", "family_name": "Hartley", "email": "EVE.hartley@example.org"},
         "Eve Hartley has been given sight of Noah since 1 September 2024, as Mother"),
        ({"email": "eve.hartley@example.org"}, "account in another name"),
        ({"given_name": "Asha", "family_name": "Mistry", "email": "asha.mistry@example.org"}, "to themselves"),
        ({"on": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}, "today or later"),
        ({"on": f"{TODAY + timedelta(days=500):%d/%m/%Y}"}, "13 months"),
        ({"checked": ""}, "Check who they are first"),
        ({"reason": ""}, "Enter"),
        ({"email": "not an address"}, "email address"),
        ({"relationship": "friend"}, "friend"),
    ],
)  # fmt: skip
def test_what_cannot_be_given_is_refused_in_words(instead, words, signed_in, north):
    noah = north.one.pupils[0]
    before, people = links_of(north, noah), User.objects.count()
    answer = add(signed_in(north.asha), noah, **instead)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert links_of(north, noah) == before and User.objects.count() == people


def test_a_closed_account_is_not_opened_again(signed_in, north):
    User.objects.filter(pk=north.eve.pk).update(is_active=False)
    answer = add(signed_in(north.asha), north.one.pupils[2], **whoever_is(north.eve))
    assert "is closed" in answer.content.decode()


def test_who_may_not_lend_gives_and_ends_nothing(signed_in, north):
    noah = north.one.pupils[0]
    (eve, *_) = links_of(north, noah)
    for who in (north.grace, north.dora, north.lena, north.hannah, north.helen, north.eve):
        assert add(signed_in(who), noah).status_code == 403
        assert signed_in(who).post(f"/pupils/{noah.pk}/family/{eve.pk}/end/").status_code == 403


def test_a_link_of_another_child_is_not_ended_through_ones_own(signed_in, north):
    with whole_trust(north.trust.pk):
        theirs = FamilyLink.objects.create(
            pupil=north.two.pupils[0], user=north.eve, relationship="carer", starts_on=date(2024, 9, 1)
        )
    senco = signed_in(north.asha)
    for child in (north.one.pupils[0], north.two.pupils[0]):
        assert senco.post(f"/pupils/{child.pk}/family/{theirs.pk}/end/").status_code == 404
    with whole_trust(north.trust.pk):
        assert FamilyLink.objects.get(pk=theirs.pk).ends_on is None


def test_the_same_address_alone_gives_nothing(north):
    """An account with the address of a parent has no sight until a person gives it."""
    person = User.objects.create_user("ada.lind@example.org", given_name="Ada", family_name="Lind")
    Membership.objects.create(user=person, trust=north.trust)
    with acting_for(person.pk, north.trust.pk) as (reach, standing):
        assert not reach.family_pupil_ids and not standing.everywhere


def test_two_at_once_give_one_link(north):
    with whole_trust(north.trust.pk):
        otto = Pupil.objects.get(pk=north.one.pupils[2].pk)
        vouched(otto, "Ada", "Lind", by=north.asha)
        about = {"relationship": "mother", "on": TODAY, "by": north.asha, "reason": "Form"}
        to = families.Named("ada.lind@example.org", "Ada", "Lind")
        families.give_sight(pupil=otto, to=to, **about)
        with pytest.raises(ValidationError, match="has been given sight"):
            families.give_sight(pupil=otto, to=to, **about)
        assert Post.objects.filter(user__email=to.email).count() == 0


def test_who_has_not_signed_in_is_said_and_invited_again(signed_in, north, django_capture_on_commit_callbacks):
    otto, senco = north.one.pupils[2], signed_in(north.asha)
    add(senco, otto)
    (link,) = links_of(north, otto)
    again = f"/pupils/{otto.pk}/family/{link.pk}/invite/"
    page = senco.get(f"/pupils/{otto.pk}/").content.decode()
    assert f"Invited on {TODAY.day} {TODAY:%B %Y}, not yet signed in" in page and again in page
    assert senco.get(again).status_code == 405
    soon = senco.post(again, follow=True).content.decode()
    assert "less than a minute ago" in soon and "send it again" in soon
    long_ago = timezone.now() - timedelta(days=5)
    Capability.objects.filter(subject_id=link.user_id).update(created_at=long_ago)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sent = senco.post(again, follow=True).content.decode()
    assert f"on its way to {link.user.email}" in sent
    (message,) = mail.outbox
    assert message.to == [link.user.email]
    said = set(re.findall(r"\w+", message.subject + message.body))
    assert not said & {"Otto", "SEN", "EHC", "needs", "SENCO", "support", "One", "mother"}
    assert Capability.objects.filter(subject_id=link.user_id, revoked_at__isnull=True, uses_left=1).count() == 1
    User.objects.filter(pk=link.user_id).update(last_login=timezone.now())
    page = senco.get(f"/pupils/{otto.pk}/").content.decode()
    assert "not yet signed in" not in page and again not in page
    assert "has signed in already" in senco.post(again, follow=True).content.decode()


def test_who_may_not_lend_invites_nobody_and_no_link_of_another_child_is_used(signed_in, north):
    noah, otto = north.one.pupils[0], north.one.pupils[2]
    (eve, *_) = links_of(north, noah)
    for who in (north.grace, north.dora, north.lena, north.hannah, north.helen, north.eve):
        assert signed_in(who).post(f"/pupils/{noah.pk}/family/{eve.pk}/invite/").status_code == 403
    assert signed_in(north.asha).post(f"/pupils/{otto.pk}/family/{eve.pk}/invite/").status_code == 404
    assert signed_in(north.ben).post(f"/pupils/{noah.pk}/family/{eve.pk}/invite/").status_code == 404
    assert "not yet signed in" in signed_in(north.lena).get(f"/pupils/{noah.pk}/").content.decode().lower()
    assert "/invite/" not in signed_in(north.lena).get(f"/pupils/{noah.pk}/").content.decode()
