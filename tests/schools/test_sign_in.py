"""Coming in: by password, by code, never by signing up, and without telling strangers who has an account."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schools.models import Membership, User
from tests.conftest import as_role
from trust_send.accounts import ClosedAccountAdapter

PASSWORD = "a long password for tests"


@pytest.fixture
def address() -> str:
    """A network address of this test's own: limits are counted by address and live in Redis."""
    number = uuid4().int
    return f"10.{number % 250}.{number // 250 % 250}.{number // 62500 % 250}"


@pytest.fixture
def visitor(address) -> Client:
    return Client(REMOTE_ADDR=address)


def sign_in(visitor: Client, email: str, password: str = PASSWORD, **more: str):
    return visitor.post(reverse("account_login"), {"login": email, "password": password, **more})


def without_tokens(page) -> str:
    """The page but for what differs each time: tokens against forged forms."""
    return re.sub(r"\b\w{64}\b", "", page.content.decode())


def a_person(north, **names) -> User:
    """Somebody of this test's own: limits are counted by account too."""
    person = User.objects.create_user(f"{uuid4().hex}@example.org", PASSWORD, **names)
    Membership.objects.create(user=person, trust=north.trust)
    return person


def test_a_person_signs_in_and_sits_in_their_trust(north, visitor):
    response = sign_in(visitor, north.asha.email)
    assert response.status_code == 302 and response.url == reverse("home")
    assert visitor.session["trust_id"] == north.trust.pk


def test_who_comes_is_asked_first_and_then_how(north, visitor):
    first = visitor.get(reverse("account_login")).content.decode()
    assert 'name="login"' in first and 'name="password"' not in first and "Continue" in first
    second = visitor.post(reverse("account_login"), {"login": north.asha.email, "next": "/help/"}).content.decode()
    assert 'name="password"' in second and "Send me a code by email" in second and north.asha.email in second
    assert second.count('name="next" value="/help/"') == 2, "either way leads where one was going"


@pytest.mark.parametrize("said", ["", "asha", "asha@"])
def test_what_is_no_address_is_asked_for_again(said, visitor, cast):
    page = visitor.post(reverse("account_login"), {"login": said}).content.decode()
    assert "There is a problem" in page and 'name="password"' not in page
    bare = visitor.post(reverse("account_login"), {"login": said, "password": PASSWORD}).content.decode()
    assert "There is a problem" in bare and 'name="password"' not in bare


def test_saying_who_comes_looks_nobody_up(north, visitor):
    """The page is the same for everybody, and so is the time it takes: no question is put to the database."""
    pages = []
    for email in (north.asha.email, north.eve.email, f"{uuid4().hex}@example.org"):
        with CaptureQueriesContext(connection) as asked:
            page = visitor.post(reverse("account_login"), {"login": email})
        assert [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]] == []
        assert page.status_code == 200 and not page.cookies.get("sessionid")
        pages.append(without_tokens(page).replace(email, ""))
    assert pages[0] == pages[1] == pages[2]


def test_an_address_with_marks_in_it_stays_words(visitor, cast):
    page = visitor.post(reverse("account_login"), {"login": '"><b>x</b>"@example.org'}).content.decode()
    assert "<b>x" not in page


def test_a_wrong_password_is_told_where_it_was_asked(north, visitor):
    page = sign_in(visitor, a_person(north).email, "not it at all").content.decode()
    assert "do not belong together" in page and 'name="password"' in page and "Send me a code by email" in page


def test_the_hook_after_signing_in_is_the_one_that_allauth_calls():
    assert hasattr(DefaultAccountAdapter, "post_login") and hasattr(ClosedAccountAdapter, "send_mail")
    assert ClosedAccountAdapter.post_login is not DefaultAccountAdapter.post_login


def test_signing_in_returns_to_the_page_one_came_from(north, visitor):
    assert sign_in(visitor, north.asha.email, next="/help/").url == "/help/"
    assert sign_in(Client(), north.asha.email, next="https://elsewhere.example/").url == reverse("home")


def test_nobody_signs_up(visitor, cast):
    page = visitor.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert page.status_code == 200 and not User.objects.filter(email="new@example.org").exists()
    assert visitor.get("/account/email/").status_code == 404


def test_wrong_password_and_unknown_address_get_the_same_answer(north, visitor):
    known = sign_in(visitor, north.asha.email, "not it at all")
    unknown = sign_in(visitor, f"{uuid4().hex}@example.org", "not it at all")
    assert known.status_code == unknown.status_code == 200
    assert without_tokens(known) == without_tokens(unknown).replace(
        unknown.wsgi_request.POST["login"], north.asha.email
    )


def test_a_code_is_asked_for_with_the_same_answer_whoever_asks(north, address, django_capture_on_commit_callbacks):
    answers = []
    for email in (north.eve.email, f"{uuid4().hex}@example.org"):
        visitor = Client(REMOTE_ADDR=address)
        with django_capture_on_commit_callbacks(execute=True):
            asked = visitor.post(reverse("account_request_login_code"), {"email": email})
        shown = visitor.get(asked.url)
        answers.append((asked.status_code, asked.url, shown.status_code, without_tokens(shown).replace(email, "")))
    assert answers[0] == answers[1]
    assert [len(message.to) for message in mail.outbox] == [1, 1], "both get a mail, so both take as long"


class Hashed(MD5PasswordHasher):
    """Notes how often a password was worked at, which is what takes the time."""

    times = 0

    def encode(self, password: str, salt: str) -> str:
        Hashed.times += 1
        return super().encode(password, salt)


def test_known_and_unknown_take_as_long(north, visitor, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["tests.schools.test_sign_in.Hashed"]
    person = a_person(north)

    def worked(email: str) -> int:
        monkeypatch.setattr(Hashed, "times", 0)
        sign_in(visitor, email, "not it at all")
        return Hashed.times

    assert worked(person.email) == worked(f"{uuid4().hex}@example.org") == 1


def test_a_code_by_mail_lets_a_parent_in_once(north, visitor, django_capture_on_commit_callbacks):
    person = a_person(north, given_name="Eve")
    with django_capture_on_commit_callbacks(execute=True):
        asked = visitor.post(reverse("account_request_login_code"), {"email": person.email})
    message = mail.outbox[-1]
    assert message.to == [person.email] and "Noah" not in message.subject + message.body
    code = re.search(r"^\s{4}(\S+)$", message.body, re.M)[1]
    confirmed = visitor.post(asked.url, {"code": code})
    assert confirmed.status_code == 302 and visitor.session["trust_id"] == north.trust.pk
    assert Client().post(asked.url, {"code": code}).url == reverse("account_request_login_code")


def test_mail_leaves_after_the_commit(north, visitor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        visitor.post(reverse("account_request_login_code"), {"email": a_person(north).email})
        assert mail.outbox == [], "no row stays locked while a mail server thinks"
    assert len(waiting) == 1


def test_a_mail_server_that_fails_shows_nothing(north, visitor, settings, django_capture_on_commit_callbacks, caplog):
    settings.EMAIL_BACKEND = "tests.schools.test_sign_in.Unreachable"
    with django_capture_on_commit_callbacks(execute=True):
        answer = visitor.post(reverse("account_request_login_code"), {"email": a_person(north).email})
    assert answer.status_code == 302 and answer.url == reverse("account_confirm_login_code")
    assert "on_commit" in caplog.text


class Unreachable:
    """A mail server that is down."""

    def __init__(self, **options: object) -> None: ...

    def send_messages(self, messages: list) -> int:
        raise ConnectionRefusedError


def test_a_staffroom_of_120_behind_one_address_signs_in(north, address):
    people = [User(email=f"{uuid4().hex}@example.org", sort_key="") for _ in range(120)]
    password = a_person(north).password
    for person in people:
        person.password = password
    User.objects.bulk_create(people)
    Membership.objects.bulk_create(Membership(user=person, trust=north.trust) for person in people)
    answers = {sign_in(Client(REMOTE_ADDR=address), person.email).status_code for person in people}
    assert answers == {302}


def test_one_account_is_guarded_from_guessing_and_its_neighbours_are_not(north, address):
    guessed, neighbour = a_person(north), a_person(north)
    for _ in range(5):
        assert sign_in(Client(REMOTE_ADDR=address), guessed.email, "a guess").status_code == 200
    # From another address too: the limit is the account's.
    late = sign_in(Client(REMOTE_ADDR="10.251.1.1"), guessed.email)
    assert late.status_code == 200, "even the right password waits"
    assert sign_in(Client(REMOTE_ADDR=address), neighbour.email).status_code == 302


def test_an_account_that_is_closed_stays_out(north, visitor):
    person = a_person(north)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert sign_in(visitor, person.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in visitor.session


def test_a_closed_account_ends_its_open_sessions(north, signed_in):
    person = a_person(north)
    visitor = signed_in(person)
    assert visitor.get(reverse("desk")).status_code == 200
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert visitor.get(reverse("desk")).status_code == 302


def test_changing_the_password_is_told_by_mail(north, visitor, django_capture_on_commit_callbacks):
    person = a_person(north)
    sign_in(visitor, person.email)
    new = {"oldpassword": PASSWORD, "password1": "another long sentence", "password2": "another long sentence"}
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor.post(reverse("account_change_password"), new).status_code == 302
    assert [message.subject for message in mail.outbox] == ["Your password was changed"]


def test_accounts_are_read_by_the_role_of_the_application(cast):
    with as_role("send_app"):
        assert User.objects.filter(email=cast.finn.email).exists()
