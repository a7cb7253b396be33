"""One click signs in, on a demo and on this machine only."""

from __future__ import annotations

import json

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse


@pytest.fixture
def demo(settings, tmp_path, north):
    settings.DEMO = True
    settings.PERSONAS_FILE = tmp_path / "personas.json"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    people = [
        {"key": "asha", "initials": "AM", "name": "Asha Mistry", "blurb": "SENCO", "email": north.asha.email},
        {"key": "gone", "initials": "GG", "name": "Gone", "blurb": "-", "email": "gone@example.org"},
    ]  # fmt: skip
    settings.PERSONAS_FILE.write_text(json.dumps(people))
    return settings


def test_the_sign_in_page_lists_the_people_and_no_password(demo):
    page = Client().get(reverse("account_login")).content.decode()
    assert "Asha Mistry" in page and 'value="asha"' in page and "password&quot;" not in page


def test_one_click_signs_in(demo, north):
    visitor = Client()
    assert visitor.post(reverse("demo-sign-in"), {"as": "asha"}).url == reverse("home")
    assert visitor.session["_auth_user_id"] == str(north.asha.pk)
    assert visitor.session["trust_id"] == north.trust.pk


def test_one_click_returns_to_the_page_and_nowhere_else(demo):
    visitor = Client()
    assert visitor.post(reverse("demo-sign-in"), {"as": "asha", "next": "/desk/"}).url == "/desk/"
    elsewhere = Client().post(reverse("demo-sign-in"), {"as": "asha", "next": "https://evil.example/"})
    assert elsewhere.url == reverse("home")


@pytest.mark.parametrize("key", ["", "nobody", "gone"])
def test_unknown_people_cannot_be(demo, key):
    assert Client().post(reverse("demo-sign-in"), {"as": key}).status_code == 404


@pytest.mark.parametrize(
    "how", [{"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}]
)
def test_nobody_elsewhere_signs_in_so(demo, how):
    assert Client(**how).post(reverse("demo-sign-in"), {"as": "asha"}).status_code == 404
    assert Client(**how).get(reverse("demo-mail")).status_code == 404


def test_without_the_demo_the_pages_do_not_exist(demo):
    demo.DEMO = False
    assert Client().post(reverse("demo-sign-in"), {"as": "asha"}).status_code == 404
    assert Client().get(reverse("demo-mail")).status_code == 404
    assert "Asha" not in Client().get(reverse("account_login")).content.decode()


def test_it_is_a_button_not_a_link(demo):
    assert Client().get(reverse("demo-sign-in"), {"as": "asha"}).status_code == 405


def test_a_demo_still_being_made_shows_the_plain_page(demo):
    demo.PERSONAS_FILE.unlink()
    assert Client().get(reverse("account_login")).status_code == 200


def test_sent_mail_is_read_newest_first_and_escaped(demo):
    demo.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page = Client().get(reverse("demo-mail")).content.decode()
    assert "Nothing was sent yet" in page
    with mail.get_connection() as connection:
        for subject in ("First – ü", "Second <script>"):
            EmailMessage(
                subject, f"Body of {subject} http://testserver/x/", to=["a@example.org"], connection=connection
            ).send()
    page = Client().get(reverse("demo-mail")).content.decode()
    assert page.index("Second &lt;script&gt;") < page.index("First – ü")
    assert "<script>" not in page and 'href="http://testserver/x/"' in page
