"""A password alone opens nothing for staff but the set-up of a second factor."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import get_resolver, reverse

from schools import second_factor
from schools.models import Membership, Post, User
from schools.roles import ROLES
from tests.walls.addresses import every_address
from trust_send.platform.walls.sources import whole_trust
from trust_send.platform.walls.standing import NO_STANDING, Standing

PASSWORD = "a long password for tests"


@pytest.fixture(autouse=True)
def required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def someone(north):
    """A governor of this test's own."""
    person = User.objects.create_user(f"{uuid4().hex}@example.org", PASSWORD, given_name="Uma")
    Membership.objects.create(user=person, trust=north.trust)
    with whole_trust(north.trust.pk):
        Post.objects.create(user=person, role="governor", school=north.one.school, starts_on="2024-09-01")
    return person


def with_password(person) -> Client:
    visitor = Client(REMOTE_ADDR=f"10.{person.pk % 250}.7.7")
    assert visitor.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}).status_code == 302
    return visitor


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up(visitor: Client) -> tuple[str, str]:
    """Set up the app as a person would; returns its secret and the page with the recovery codes."""
    page = visitor.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    done = visitor.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.status_code == 302 and done.url == reverse("mfa_view_recovery_codes")
    return secret, visitor.get(done.url).content.decode()


def test_every_role_that_needs_a_second_factor_is_asked_for_it():
    for role in ROLES.values():
        for standing in (
            Standing(everywhere=role.verbs),
            Standing(by_school={1: role.verbs}),
            Standing(by_pupil={1: role.verbs}),
        ):
            assert second_factor.is_needed(standing) == role.second_factor, role.name
    assert not second_factor.is_needed(NO_STANDING)


def test_a_password_only_session_of_staff_reaches_nothing_but_set_up(someone):
    visitor = with_password(someone)
    reached = set()
    for name, path, view in every_address():
        if not getattr(view, "login_required", True):
            continue
        for method in ("get", "post"):
            answer = getattr(visitor, method)(path)
            if not (answer.status_code == 302 and urlsplit(answer.url).path == reverse("mfa_activate_totp")):
                reached.add(name)
        if not visitor.session.get("_auth_user_id"):
            visitor = with_password(someone)
    assert reached <= second_factor.SET_UP, reached - second_factor.SET_UP
    assert {"mfa_activate_totp"} <= reached


def test_what_may_be_reached_exists():
    names = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert names >= second_factor.SET_UP


def test_help_and_sign_out_stay_open(someone):
    visitor = with_password(someone)
    assert visitor.get(reverse("help")).status_code == 200
    assert visitor.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in visitor.session


def test_the_set_up_says_why_and_offers_no_way_round(someone):
    visitor = with_password(someone)
    page = visitor.get(reverse("desk"), follow=True)
    assert "Your role needs a second step to sign in." in page.content.decode()
    assert not page.context["navigation"]
    set_up(visitor)
    assert visitor.get(reverse("desk")).context["navigation"]


def test_a_part_of_a_page_is_not_filled_with_the_set_up(someone):
    answer = with_password(someone).get(reverse("desk"), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("mfa_activate_totp")


def test_setting_up_opens_the_rest_and_shows_recovery_codes_once(someone):
    visitor = with_password(someone)
    _, codes = set_up(visitor)
    assert len(re.findall(r"\b\d{8}\b", codes)) == 10
    again = visitor.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not re.findall(r"\b\d{8}\b", again)
    assert visitor.get(reverse("desk")).status_code == 200


def test_the_next_sign_in_asks_for_the_code(someone):
    secret, codes = set_up(with_password(someone))
    visitor = Client(REMOTE_ADDR="10.99.1.1")
    asked = visitor.post(reverse("account_login"), {"login": someone.email, "password": PASSWORD})
    assert urlsplit(asked.url).path == reverse("mfa_authenticate") and "_auth_user_id" not in visitor.session
    recovery = re.findall(r"\b\d{8}\b", codes)[0]
    assert visitor.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert visitor.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 302
    assert visitor.get(reverse("desk")).status_code == 200
    other = Client(REMOTE_ADDR="10.99.1.2")
    other.post(reverse("account_login"), {"login": someone.email, "password": PASSWORD})
    assert other.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 200, "each works once"


def test_staff_cannot_take_it_off_again(someone):
    visitor = with_password(someone)
    set_up(visitor)
    visitor.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=someone, type=Authenticator.Type.TOTP).exists()


def test_families_and_pupils_need_none(signed_in, north):
    for person in (north.eve, north.noah):
        assert signed_in(person).get(reverse("desk")).status_code == 200
    assert signed_in(north.hannah).get(reverse("desk")).status_code == 302, "a professional does"


def test_changing_the_account_asks_again_who_is_there(someone):
    visitor = with_password(someone)
    set_up(visitor)
    session = visitor.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    answer = visitor.get(reverse("mfa_generate_recovery_codes"))
    assert urlsplit(answer.url).path in (reverse("account_reauthenticate"), reverse("mfa_reauthenticate"))


def test_without_the_setting_nobody_is_asked(someone, settings):
    settings.MFA_REQUIRED = False
    assert with_password(someone).get(reverse("desk")).status_code == 200
