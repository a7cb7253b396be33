"""The search box of the header."""

from __future__ import annotations

import pytest

from pupils import upn
from pupils.models import Pupil
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.sources import whole_trust


def found(browser, words):
    page = browser.get("/find/", {"q": words})
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("words", ["noah", "HART", "Hartley, No", "noah hart", "  noah  "])
def test_a_child_is_found_by_the_beginning_of_any_word_of_the_name(words, signed_in, north):
    text = found(signed_in(north.asha), words)
    assert "Hartley, Noah" in text and "ZZTWO" not in text and "ZZSOUTH" not in text


def test_a_child_is_found_by_the_whole_pupil_number(signed_in, north):
    number = upn.make(laestab="8782001", year=22, serial=7)
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=north.one.pupils[0].pk).update(upn=number)
    senco = signed_in(north.asha)
    assert "Hartley, Noah" in found(senco, number.lower())
    assert "Hartley, Noah" not in found(senco, number[:9])
    assert "Hartley, Noah" not in found(signed_in(north.ben), number)


@pytest.mark.parametrize("who", ["helen", "tom", "maryam"])
def test_who_reads_figures_is_never_offered_a_pupil(who, signed_in, north):
    text = found(signed_in(getattr(north, who)), "noah")
    assert "Hartley" not in text and 'id="pupils"' not in text


def test_a_teacher_finds_the_children_and_groups_she_has(signed_in, north):
    assert "Hartley, Noah" in found(signed_in(north.grace), "noah")
    assert "4B" in found(signed_in(north.grace), "4b")
    assert "Reading" not in found(signed_in(north.grace), "read")
    assert "Reading" in found(signed_in(north.asha), "read")


def test_a_parent_has_no_search(signed_in, north):
    assert signed_in(north.eve).get("/find/?q=noah").status_code == 403


@pytest.mark.parametrize("words", ["", "   ", "'", "%", "_", "\x00", "zzzzz", "x" * 500])
def test_words_that_find_nobody(words, signed_in, north):
    text = found(signed_in(north.cai), words)
    assert "Hartley" not in text and "Lind" not in text


def test_what_is_found_is_in_the_read_log(signed_in, north):
    found(signed_in(north.asha), "noah")
    with whole_trust(north.trust.pk):
        log = ReadLog.objects.get(user=north.asha)
    assert (log.pupil_id, log.how, log.page) == (north.one.pupils[0].pk, "find", "find")
