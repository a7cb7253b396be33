"""An invitation opens one account, once, for three days; every other link shows the same sentence."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schools.models import Membership, Post, User
from schools.services import invitations
from trust_send.platform.walls import capabilities
from trust_send.platform.walls.capabilities import Capability
from trust_send.platform.walls.sources import whole_trust

GOOD = "violet tractor noon"


@pytest.fixture
def newcomer(north) -> User:
    person = User.objects.create_user(f"{uuid4().hex}@example.org", given_name="Ida", family_name="Newcomb")
    Membership.objects.create(user=person, trust=north.trust)
    with whole_trust(north.trust.pk):
        Post.objects.create(user=person, role="teacher", school=north.one.school, starts_on="2024-09-01")
    return person


@pytest.fixture
def link(newcomer, north) -> str:
    return urlsplit(invitations.invite(user=newcomer, trust=north.trust)).path


def words(answer) -> str:
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())


def test_the_mail_names_the_trust_and_no_child(newcomer, north, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        link = invitations.invite(user=newcomer, trust=north.trust)
    (message,) = mail.outbox
    assert message.to == [newcomer.email] and message.subject == "North Trust invites you to Trust SEND"
    assert link in message.body and "72 hours" in message.body
    assert not {pupil.forename for pupil in north.pupils} & set(re.findall(r"\w+", message.subject + message.body))


def test_the_token_is_stored_nowhere(link):
    token = link.strip("/").split("/")[-1]
    assert not Capability.objects.filter(token_hash=token).exists()
    assert Capability.objects.filter(token_hash=capabilities.hashed(token)).count() == 1


def test_the_link_sets_a_password_and_signs_in(newcomer, north, link):
    visitor = Client()
    assert newcomer.email in visitor.get(link).content.decode()
    answer = visitor.post(link, {"password": GOOD})
    assert answer.status_code == 302 and answer.url == reverse("home")
    assert visitor.session["trust_id"] == north.trust.pk
    assert User.objects.get(pk=newcomer.pk).check_password(GOOD)


def test_the_second_factor_comes_next(link, settings):
    settings.MFA_REQUIRED = True
    visitor = Client()
    visitor.post(link, {"password": GOOD})
    assert visitor.get(reverse("desk")).url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("password", ["short", "password1234", "Ida Newcomb 1", ""])
def test_a_weak_password_is_refused_and_the_link_stays(newcomer, link, password):
    answer = Client().post(link, {"password": password})
    assert answer.status_code == 200 and answer.context["form"].errors
    assert Client().get(link).status_code == 200
    assert not User.objects.get(pk=newcomer.pk).has_usable_password()


def test_used_expired_revoked_unknown_and_closed_look_the_same(newcomer, north, link):
    unknown = Client().get("/with/nothing-like-a-token/")
    assert unknown.status_code == 410 and newcomer.email not in words(unknown)
    Client().post(link, {"password": GOOD})
    used = Client().get(link)

    other = User.objects.create_user(f"{uuid4().hex}@example.org")
    late = urlsplit(invitations.invite(user=other, trust=north.trust)).path
    row = Capability.objects.filter(subject_id=other.pk)
    row.update(created_at=timezone.now() - timedelta(hours=73), expires_at=timezone.now() - timedelta(seconds=1))
    expired = Client().get(late)

    again = urlsplit(invitations.invite(user=other, trust=north.trust)).path
    newest = urlsplit(invitations.invite(user=other, trust=north.trust)).path
    replaced = Client().get(again)
    assert Client().get(newest).status_code == 200
    User.objects.filter(pk=other.pk).update(is_active=False)
    closed = Client().get(newest)

    for answer in (used, expired, replaced, closed):
        assert (answer.status_code, words(answer)) == (410, words(unknown))
    assert Client().post(late, {"password": GOOD}).status_code == 410


def test_a_door_of_another_kind_is_no_invitation(north, newcomer):
    token = capabilities.grant(
        trust_id=north.trust.pk, kind="advice", lasts=timedelta(hours=1), verbs=[], subject_id=newcomer.pk
    )
    assert Client().get(reverse("door", args=[token])).status_code == 410


def test_two_at_once_and_only_one_comes_through(newcomer, link):
    capability = capabilities.find(link.strip("/").split("/")[-1])
    assert invitations.accept(capability=capability, user=newcomer, password=GOOD)
    assert not invitations.accept(capability=capability, user=newcomer, password="another password")
    assert User.objects.get(pk=newcomer.pk).check_password(GOOD)


def test_an_invitation_never_replaces_a_password(north, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        link = invitations.invite(user=cast.finn, trust=north.trust)
    assert urlsplit(link).path == reverse("account_login")
    assert "has a place for you" in mail.outbox[-1].subject
    (door,) = Capability.objects.filter(subject_id=cast.finn.pk)
    assert door.uses_left == 0, "it says when they were invited, and opens nothing"


def test_the_invited_person_sees_nothing_of_the_trust_before_the_password(link, north):
    page = Client().get(link).content.decode()
    assert north.one.school.name not in page and "Hartley" not in page


def test_someone_elses_session_does_not_lend_its_rights_to_the_door(link, signed_in, north):
    visitor = signed_in(north.asha)
    assert "Asha" not in visitor.get(link).content.decode()
    visitor.post(link, {"password": GOOD})
    assert visitor.session["_auth_user_id"] != str(north.asha.pk)


def test_again_but_not_twice_within_minutes_and_the_link_before_stops(
    newcomer, north, link, django_capture_on_commit_callbacks
):
    with pytest.raises(ValidationError, match=f"went to {newcomer.email} less than a minute ago"):
        invitations.invite_again(user=newcomer, trust=north.trust)
    sent = Capability.objects.filter(subject_id=newcomer.pk)
    sent.update(created_at=timezone.now() - timedelta(minutes=4, seconds=1))
    with pytest.raises(ValidationError, match="4 minutes ago"):
        invitations.invite_again(user=newcomer, trust=north.trust)
    sent.update(created_at=timezone.now() - timedelta(minutes=10, seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite_again(user=newcomer, trust=north.trust)
    (message,) = mail.outbox
    (again,) = re.findall(r"/with/\S+", message.body)
    assert Client().get(link).status_code == 410 and Client().get(again).status_code == 200


def test_who_has_signed_in_is_not_invited_again(newcomer, north, link):
    Client().post(link, {"password": GOOD})
    with pytest.raises(ValidationError, match="has signed in already"):
        invitations.invite_again(user=newcomer, trust=north.trust)


def test_an_invitation_to_another_trust_counts_for_itself(newcomer, north, south, link):
    assert invitations.last_sent(user_id=newcomer.pk, trust_id=north.trust.pk)
    assert invitations.last_sent(user_id=newcomer.pk, trust_id=south.trust.pk) is None


def test_on_the_person_page(newcomer, signed_in, north):
    lead, address = signed_in(north.cai), f"/people/{newcomer.pk}/"
    assert "has not signed in yet" in lead.get(address).content.decode()
    assert "on its way to" in lead.post(f"{address}invite/", follow=True).content.decode()
    page = lead.post(f"{address}invite/", follow=True).content.decode()
    assert "less than a minute ago" in page and f"invited on {timezone.localdate():%-d %B %Y}, not yet" in page
