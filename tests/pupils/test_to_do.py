"""What is left to do about the register: the same pupils on Today, on the register and in its files."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from pupils.choosing import Choice, ToDo, to_do_query
from pupils.models import Need, Pupil, SenStatus, StatusQuestion
from pupils.selectors.register import page
from pupils.selectors.register_sql import statement
from pupils.selectors.to_do import left_to_do
from tests.pupils.test_register import add, listed
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust
from trust_send.platform.walls.standing import Standing

TODAY = timezone.localdate()


@pytest.fixture
def left(north):
    """One pupil with each thing left to do at North One, and one whose family is to be told at North Two."""
    with whole_trust(north.trust.pk):
        SenStatus.objects.update(shared_with_family=True)
        untold, unclear, unsaid = add(north.one, 3, surname="Left")
        add(north.two, 1, surname="Elsewhere")
        SenStatus.objects.filter(pupil__in=(unclear, unsaid)).update(shared_with_family=True)
        Need.objects.filter(pupil=unsaid).delete()
        Need.objects.filter(pupil=unclear).update(need_type="NSA", starts_on=TODAY - timedelta(weeks=13))
        StatusQuestion.objects.create(pupil=north.one.pupils[2], register_code="N", file_code="K")
    return {ToDo.TELL_FAMILY: untold, ToDo.FIND_NEED: unclear, ToDo.SAY_NEED: unsaid,
            ToDo.ANSWER_FILE: north.one.pupils[2]}  # fmt: skip


def address(to_do):
    return f"/register/{to_do_query(to_do)}"


@pytest.mark.parametrize("to_do", list(ToDo))
def test_each_list_has_its_pupils_as_a_page_with_its_number_and_as_a_file(to_do, left, signed_in, north):
    browser = signed_in(north.asha)
    shown = browser.get(address(to_do))
    with whole_trust(north.trust.pk):
        name = Pupil.objects.get(pk=left[to_do].pk).listed_name
    assert listed(shown) == [name]
    text = shown.content.decode()
    assert f'<option value="{to_do}" selected>' in text and "1 pupil</span>" in text
    file = browser.get(f"/register/export.csv{to_do_query(to_do)}").content.decode()
    assert len(file.strip().splitlines()) == 2 and name.partition(",")[0] in file


def test_numbers_beside_the_filters_go_with_what_is_left_to_do(left, north):
    choice = Choice(on=TODAY, today=TODAY, to_do=ToDo.ANSWER_FILE)
    with acting_with(north.reach()):
        counts = page(reach=north.reach(), standing=Standing(), choice=choice).counts
    assert counts.matched == 0 and counts.by_status == {"N": 1, "K": 0, "E": 0}


@pytest.mark.parametrize("who", ["asha", "cai"])
def test_today_leads_to_the_full_lists_and_says_the_same_numbers(who, left, signed_in, north):
    browser = signed_in(getattr(north, who))
    today = browser.get("/today/").content.decode()
    for to_do, words in ((ToDo.TELL_FAMILY, "famil"), (ToDo.SAY_NEED, "without")):
        href = re.escape(address(to_do).replace("&", "&amp;"))
        found = re.search(rf'href="{href}"><b>(\d+)</b><span>{words}', today)
        assert found, to_do
        assert len(listed(browser.get(address(to_do)))) == int(found.group(1))


def test_a_list_longer_than_the_panel_has_a_link_to_all_of_it(signed_in, north):
    with whole_trust(north.trust.pk):
        add(north.one, 7, need="")
    text = signed_in(north.asha).get("/today/").content.decode()
    assert f'href="{address(ToDo.SAY_NEED)}">All 7<' in text
    assert len(re.findall("Record [^<]+ main need", text)) == 5


@pytest.mark.parametrize("who", ["grace", "dora", "lena"])
def test_whoever_does_not_keep_the_register_cannot_ask(who, left, signed_in, north):
    page = signed_in(getattr(north, who)).get(address(ToDo.TELL_FAMILY))
    text = page.content.decode()
    assert 'name="todo"' not in text and "Family to tell" not in text
    assert listed(page) == listed(signed_in(getattr(north, who)).get("/register/"))


def test_as_it_was_before_the_question_came_nobody_was_asked_about(left, signed_in, north):
    past = f"{address(ToDo.ANSWER_FILE)}&on={TODAY - timedelta(days=1):%d/%m/%Y}"
    assert listed(signed_in(north.asha).get(past)) == []


def test_today_and_register_agree_for_a_whole_trust(left, north):
    reach = north.reach()
    with acting_with(reach):
        found = left_to_do(reach=reach, on=TODAY, rows=5)
        for to_do, kind in found.items():
            choice = Choice(on=TODAY, today=TODAY, to_do=to_do)
            rows = page(reach=reach, standing=Standing(), choice=choice).rows
            assert kind.total == len(rows)
            assert {child.pupil_id for child in kind.first} == {row.pupil_id for row in rows}
    assert found[ToDo.TELL_FAMILY].total == 2


def test_it_costs_nothing_while_it_is_not_chosen(north):
    usual = statement(reach=north.reach(), choice=Choice(on=TODAY, today=TODAY), rows=50, everyone=False,
                      anchor=None, backwards=False)  # fmt: skip
    assert "statusquestion" not in usual.sql and "p.id IN" not in usual.sql
    assert "todo" not in json.dumps(Choice(on=TODAY, today=TODAY).pairs())
