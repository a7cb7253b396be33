"""A page left for an hour is locked; what was typed is kept for its writer alone."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse
from django.utils import timezone

from schools import idle
from schools.models import KeptForm
from schools.permissions import for_everyone_signed_in
from schools.services import kept
from trust_send.platform.walls.reach import Reach, acting_with

received: list[dict] = []
WORDS = 'Noah’s mother said:\n"he slept badly" <b>& so on</b>'


@for_everyone_signed_in
def write(request):
    received.append({name: request.POST.getlist(name) for name in request.POST})
    return HttpResponse("written")


urlpatterns = [path("test-only/note/", write, name="note"), path("", include("trust_send.urls"))]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def nothing_received():
    received.clear()


def age(visitor: Client, **seconds: int) -> None:
    """Let time pass for a session."""
    session = visitor.session
    for key, passed in seconds.items():
        session[{"seen": idle.SEEN, "began": idle.BEGAN}[key]] = int(time.time()) - passed
    session.save()


def locked_with_a_note(signed_in, person, trust=None, **more) -> tuple[str, Client]:
    visitor = signed_in(person, trust)
    age(visitor, seen=3601)
    answer = visitor.post("/test-only/note/?tab=2", {"text": WORDS, "who": ["a", "b"], "password": "secret", **more})
    assert answer.status_code == 302 and urlsplit(answer.url).path == reverse("account_login")
    assert "_auth_user_id" not in visitor.session
    return parse_qs(urlsplit(answer.url).query)["next"][0], visitor


def test_a_page_in_use_stays_open_and_costs_one_note_a_minute(signed_in, north, django_assert_num_queries):
    visitor = signed_in(north.asha)
    assert visitor.get(reverse("help")).status_code == 200
    visitor.get(reverse("desk"))
    first = visitor.session[idle.SEEN]
    age(visitor, seen=30)
    visitor.get(reverse("desk"))
    assert visitor.session[idle.SEEN] < first
    age(visitor, seen=61)
    visitor.get(reverse("desk"))
    assert visitor.session[idle.SEEN] >= first


def test_after_an_hour_a_page_leads_to_the_sign_in_and_back(signed_in, north):
    visitor = signed_in(north.asha)
    age(visitor, seen=3601)
    answer = visitor.get(reverse("desk") + "?x=1")
    assert parse_qs(urlsplit(answer.url).query)["next"] == [reverse("desk") + "?x=1"]
    page = visitor.get(answer.url).content.decode()
    assert "You were away for an hour, so we locked the page." in page
    assert "Asha" not in page


def test_after_twelve_hours_in_any_case(signed_in, north):
    visitor = signed_in(north.asha)
    age(visitor, seen=10, began=12 * 3600 + 1)
    answer = visitor.get(reverse("desk"))
    assert urlsplit(answer.url).path == reverse("account_login")
    assert "You signed in 12 hours ago" in visitor.get(answer.url).content.decode()


def test_what_was_typed_waits_for_its_writer_and_is_sent_as_it_was(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha)
    assert received == []
    back = signed_in(north.asha)
    page = back.get(where)
    text = page.content.decode()
    assert "Everything you wrote is kept" in text and 'action="/test-only/note/?tab=2"' in text
    assert "secret" not in text and "<b>& so" not in text
    fields = dict(re.findall(r'<input type="hidden" name="(_kept)" value="(\d+)"', text))
    assert dict(page.context["fields"]) == {"text": [WORDS], "who": ["a", "b"]}
    back.post("/test-only/note/?tab=2", {"text": WORDS, "who": ["a", "b"], **fields})
    assert received[-1]["text"] == [WORDS]
    assert back.get(where).url == reverse("home"), "sent, so forgotten"


def test_the_page_that_was_posted_works_without_javascript(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha)
    page = signed_in(north.asha).get(where).content.decode()
    assert re.search(r'<form method="post" action="/test-only/note/\?tab=2">.*?<button[^>]*type="submit"', page, re.S)


def test_nobody_else_sees_it(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha)
    for person in (north.cai, north.ben, north.renata):
        answer = signed_in(person, north.trust).get(where)
        assert answer.status_code == 302 and answer.url == reverse("home")
    with acting_with(Reach(user_id=north.cai.pk, trust_id=north.trust.pk, school_ids=north.reach().school_ids)):
        assert not KeptForm.objects.exists(), "the database does not give it to a colleague either"
    with acting_with(Reach(user_id=north.asha.pk, trust_id=north.trust.pk)):
        assert KeptForm.objects.count() == 1


def test_it_waits_in_the_trust_where_it_was_written(signed_in, cast, south):
    where, _ = locked_with_a_note(signed_in, cast.gus, south.trust)
    back = signed_in(cast.gus, cast.north.trust)
    assert back.get(where).url == where, "sits down in the other trust first"
    assert "Everything you wrote is kept" in back.get(where).content.decode()
    assert signed_in(cast.north.asha).get(where).url == reverse("home"), "and only who belongs there may"


def test_a_file_cannot_be_kept_and_the_page_says_so(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha, picture=SimpleUploadedFile("a.png", b"x"))
    assert "Choose it again" in signed_in(north.asha).get(where).content.decode()


def test_throwing_it_away(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha)
    back = signed_in(north.asha)
    back.post(where)
    assert back.get(where).url == reverse("home")


def test_after_a_day_it_is_gone(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha)
    assert kept.forget_old(trust_id=north.trust.pk, now=timezone.now()) == 0
    tomorrow = timezone.now() + timedelta(hours=24)
    with acting_with(Reach(user_id=north.asha.pk, trust_id=north.trust.pk)):
        assert kept.newest(user_id=north.asha.pk, now=tomorrow) is None
    assert kept.forget_old(trust_id=north.trust.pk, now=tomorrow) == 1


def test_a_forged_form_is_not_kept(signed_in, north):
    visitor = Client(enforce_csrf_checks=True)
    visitor.cookies = signed_in(north.asha).cookies
    age(visitor, seen=3601)
    assert visitor.post("/test-only/note/", {"text": "forged"}).status_code == 403
    with acting_with(Reach(user_id=north.asha.pk, trust_id=north.trust.pk)):
        assert not KeptForm.objects.exists()


def test_passwords_are_never_kept(signed_in, north):
    visitor = signed_in(north.asha)
    age(visitor, seen=3601)
    visitor.post(reverse("account_change_password"), {"oldpassword": "one", "password1": "two"})
    with acting_with(Reach(user_id=north.asha.pk, trust_id=north.trust.pk)):
        assert not KeptForm.objects.exists()


def test_signs_that_no_database_keeps_do_not_break_the_lock(signed_in, north):
    where, _ = locked_with_a_note(signed_in, north.asha, **{"more": "ab\0c", "x\0": "y"})
    fields = dict(signed_in(north.asha).get(where).context["fields"])
    assert fields == {"text": [WORDS], "who": ["a", "b"], "more": ["abc"]}


def test_a_part_of_a_page_leads_the_whole_page_away(signed_in, north):
    visitor = signed_in(north.asha)
    age(visitor, seen=3601)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/?a=1"}
    answer = visitor.get(reverse("kept", args=[1]), headers=headers)
    assert parse_qs(urlsplit(answer["HX-Redirect"]).query)["next"] == ["/desk/?a=1"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3600, "an hour"), (43200, "12 hours"), (1800, "30 minutes"), (60, "a minute"), (5, "a minute")],
)
def test_durations_in_words(seconds, words):
    assert idle.spell(seconds) == words
