"""The register: who is on it, by what it narrows, how it pages, what it counts, what it notes."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from pupils.choosing import NO_AREA, Choice
from pupils.models import Enrolment, GroupMember, Need, Pupil, SenStatus
from pupils.selectors.register import PAGE_ROWS, page
from schools.calendar import year_start
from schools.models import Group
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.walls.reach import acting_with
from trust_send.platform.walls.sources import whole_trust
from trust_send.platform.walls.standing import Standing

TODAY = timezone.localdate()


def listed(response):
    """Who stands in the table, in order."""
    return re.findall(r'<th scope="row"><a class="govuk-link" href="[^"]+">([^<]+)</a>', response.content.decode())


def add(house, count, *, code="K", need="SLCN", surname="Row", start=date(2024, 9, 1)):
    """Put more children on the roll of a school."""
    made = []
    for number in range(count):
        child = Pupil.objects.create(
            school=house.school,
            legal_forename=f"Child{number:03d}",
            legal_surname=surname,
            date_of_birth=date(2018, 1, 1),
            year_group="4",
        )
        Enrolment.objects.create(pupil=child, at_school=house.school, starts_on=start)
        SenStatus.objects.create(pupil=child, code=code, starts_on=start)
        if need:
            Need.objects.create(pupil=child, need_type=need, rank=1, starts_on=start)
        made.append(child)
    return made


def test_the_senco_sees_pupils_with_send_of_her_school_only(signed_in, north):
    page = signed_in(north.asha).get("/register/")
    assert listed(page) == ["Adeyemi, Mina", "Hartley, Noah"]
    text = page.content.decode()
    assert "ZZTWO" not in text and "ZZSOUTH" not in text and "Lind" not in text
    assert (
        "2 pupils on the register today: 1 on SEN support (33.3%) and 1 with an EHC plan (33.3%) of 3 on roll" in text
    )


def test_the_trust_lead_sees_every_school_and_its_column(signed_in, north):
    page = signed_in(north.cai).get("/register/")
    assert len(listed(page)) == 4
    assert "North Two Primary School" in page.content.decode() and "ZZSOUTH" not in page.content.decode()


def test_a_teacher_sees_the_register_of_her_class(signed_in, north):
    assert listed(signed_in(north.grace).get("/register/")) == ["Adeyemi, Mina", "Hartley, Noah"]
    with whole_trust(north.trust.pk):
        GroupMember.objects.filter(pupil=north.one.pupils[0]).update(ends_on=TODAY)
    assert listed(signed_in(north.grace).get("/register/")) == ["Adeyemi, Mina"]


@pytest.mark.parametrize("who", ["helen", "tom", "maryam", "renata", "hannah", "eve", "noah"])
def test_who_has_no_register_is_refused(who, signed_in, north):
    assert signed_in(getattr(north, who)).get("/register/").status_code == 403


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("st=K", ["Hartley, Noah"]),
        ("st=E", ["Adeyemi, Mina"]),
        ("st=N", ["Lind, Otto"]),
        ("st=K&st=E&st=N", ["Adeyemi, Mina", "Hartley, Noah", "Lind, Otto"]),
        ("ar=C", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("ar=L", []),
        ("ar=-&st=N", ["Lind, Otto"]),
        ("need=ASD", ["Adeyemi, Mina"]),
        ("class=y4", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("class=y5", []),
        ("q=hart", ["Hartley, Noah"]),
        ("q=NOÁH", ["Hartley, Noah"]),
        ("q=noah hartley", ["Hartley, Noah"]),
        ("q=artley", []),
        ("q=%25", []),
        ("q=''", []),
        ("sort=-name", ["Hartley, Noah", "Adeyemi, Mina"]),
        ("sort=status", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("sort=-status", ["Hartley, Noah", "Adeyemi, Mina"]),
        ("sort=class", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("sort=year", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("sort=school", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("st=Q&ar=Z&need=XX&sort=cost&class=y99&school=x&after=-1&n=x", ["Adeyemi, Mina", "Hartley, Noah"]),
        ("after=99999999999999999999", ["Adeyemi, Mina", "Hartley, Noah"]),
    ],
)
def test_filters_and_order(query, expected, signed_in, north):
    assert listed(signed_in(north.asha).get(f"/register/?{query}")) == expected


def test_a_class_narrows_and_a_class_of_another_school_shows_nobody(signed_in, north):
    senco = signed_in(north.asha)
    assert len(listed(senco.get(f"/register/?class=g{north.one.class_4b.pk}"))) == 2
    assert listed(senco.get(f"/register/?class=g{north.two.class_4b.pk}")) == []


def test_another_school_in_the_address_shows_nobody(signed_in, north, south):
    for house in (north.two, south.one):
        page = signed_in(north.asha).get(f"/register/?school={house.school.pk}")
        text = page.content.decode()
        assert listed(page) == [] and "ZZSOUTH" not in text and "Hartley ZZTWO" not in text


def test_the_register_as_it_was_on_a_past_day(signed_in, north):
    noah = north.one.pupils[0]
    with whole_trust(north.trust.pk):
        SenStatus.objects.filter(pupil=noah).update(ends_on=date(2025, 1, 6))
        SenStatus.objects.create(pupil=noah, code="N", starts_on=date(2025, 1, 6))
        Need.objects.filter(pupil=noah).update(ends_on=date(2025, 1, 6))
    senco = signed_in(north.asha)
    assert listed(senco.get("/register/")) == ["Adeyemi, Mina"]
    before = senco.get("/register/?on=5/1/2025")
    assert listed(before) == ["Adeyemi, Mina", "Hartley, Noah"]
    assert "2 pupils on the register on 5 January 2025" in before.content.decode()
    assert listed(senco.get("/register/?on=6/1/2025")) == ["Adeyemi, Mina"]
    assert "Nobody was on roll that day" in senco.get("/register/?on=31/8/2024").content.decode()


def years(response):
    """The year of each child in the table."""
    return re.findall(r'<td class="ts-small">[^<]*</td><td>([^<]*)</td>', response.content.decode())


def test_classes_stand_by_age_in_the_filter_and_other_groups_after_them(signed_in, north):
    with whole_trust(north.trust.pk):
        for name, kind, year in (
            ("RB", "registration", "R"),
            ("10A", "registration", "10"),
            ("9A", "registration", "9"),
        ):
            Group.objects.create(
                school=north.one.school, name=name, kind=kind, year_group=year, starts_on=date(2020, 9, 1)
            )
    groups = str(signed_in(north.asha).get("/register/").context["filters"].groups)
    places = [groups.index(f">{name}<") for name in ("RB", "4B", "9A", "10A", "Reading")]
    assert places == sorted(places)


def test_the_year_group_of_a_past_day_is_that_of_the_day(signed_in, north):
    start, begun = date(2015, 9, 1), year_start(TODAY)
    with whole_trust(north.trust.pk):
        for child, year in zip(add(north.one, 4, surname="Aa", start=start), ("4", "R", "N1", "X"), strict=True):
            Pupil.objects.filter(pk=child.pk).update(year_group=year)
        gone = add(north.one, 1, surname="Ab", start=start)[0]
        Pupil.objects.filter(pk=gone.pk).update(year_group="6")
        Enrolment.objects.filter(pupil=gone).update(ends_on=date(begun - 1, 7, 20))
    senco = signed_in(north.asha)
    assert years(senco.get("/register/?q=aa")) == ["4", "R", "N1", "X"]
    in_spring = f"1/3/{begun - 1}"  # two school years ago
    assert years(senco.get(f"/register/?q=aa&on={in_spring}")) == ["2", "N1", "", "X"]
    assert years(senco.get(f"/register/?q=ab&on={in_spring}")) == ["6"], "who has left was in the year they left from"
    in_year_2 = listed(senco.get(f"/register/?class=y2&on={in_spring}"))
    assert [name for name in in_year_2 if name.startswith("A")] == ["Aa, Child000", "Adeyemi, Mina"]


@pytest.mark.parametrize(("day", "words"), [("31/2/2026", "must be a real day"), ("1/1/2199", "a past day or today")])
def test_a_day_that_cannot_be_is_said(day, words, signed_in, north):
    page = signed_in(north.asha).get(f"/register/?on={day}").content.decode()
    assert words in page and "Error:" in page and f'value="{day}"' in page


def test_numbers_beside_the_filters_say_what_each_choice_would_show(signed_in, north):
    text = re.sub(r"<[^>]+>", " ", signed_in(north.asha).get("/register/?st=K").content.decode())
    text = " ".join(text.split())
    assert "K SEN support 1 E EHC plan 1 N No SEN 1" in text
    assert "C Communication 1 L Cognition 0" in text
    narrowed = signed_in(north.asha).get("/register/?q=lind&st=K&st=N").content.decode()
    assert "K SEN support 0 E EHC plan 0 N No SEN 1" in " ".join(re.sub(r"<[^>]+>", " ", narrowed).split())
    only_name = signed_in(north.asha).get("/register/?q=lind").content.decode()
    assert "K SEN support 0 E EHC plan 0 N No SEN 1" in " ".join(re.sub(r"<[^>]+>", " ", only_name).split())
    assert "No pupils match" in only_name


@pytest.mark.parametrize("year", ["", "4"])
@pytest.mark.parametrize("areas", [(), ("C",), ("L",), (NO_AREA,), ("C", NO_AREA)])
def test_numbers_beside_the_statuses_do_not_hang_on_which_status_is_chosen(areas, year, north):
    """Children without SEN are joined only when they are asked for; counted they are always."""
    with whole_trust(north.trust.pk) as reach:
        add(north.one, 2, code="N", need="SLCN")  # off the register with a need that was never ended
        add(north.one, 3, code="N", need=None)
        add(north.one, 2, code="K", need="MLD")
        add(north.one, 1, code="E", need=None)

        def beside(statuses):
            choice = Choice(on=TODAY, today=TODAY, statuses=frozenset(statuses), areas=frozenset(areas), year=year)
            return page(reach=reach, standing=Standing(), choice=choice).counts

        everyone = beside("NKE")
        assert sum(everyone.by_status.values()) > 0
        for statuses in ("K", "E", "KE", "NK"):
            asked = beside(statuses)
            assert asked.by_status == everyone.by_status
            assert (asked.roll, asked.support, asked.plan) == (everyone.roll, everyone.support, everyone.plan)
            assert asked.matched == sum(everyone.by_status[status] for status in statuses)


@pytest.mark.parametrize("sort", ["name", "-name", "class", "year", "status", "-school"])
def test_pages_follow_each_other_without_gap_or_repeat_in_both_directions(sort, signed_in, north):
    with whole_trust(north.trust.pk):
        add(north.one, PAGE_ROWS + 20)
    senco = signed_in(north.asha)
    first = senco.get(f"/register/?sort={sort}")
    seen, url, pages = listed(first), _link(first, "next"), [listed(first)]
    last = first
    while url:
        last = senco.get(f"/register/{url}")
        pages.append(listed(last))
        seen += pages[-1]
        url = _link(last, "next")
    assert len(seen) == len(set(seen)) == PAGE_ROWS + 22 and len(pages) == 2
    back = senco.get(f"/register/{_link(last, 'prev')}")
    assert listed(back) == pages[0] and _link(back, "prev") == ""
    assert "1 to 50" in back.content.decode() and "51 to 72" in last.content.decode()
    assert "OFFSET" not in str(last.wsgi_request) and "Row" not in _link(first, "next")


def _link(response, rel):
    found = re.search(rf'href="([^"]+)" rel="{rel}"', response.content.decode())
    return found[1].replace("&amp;", "&") if found else ""


def test_a_page_that_begins_after_a_child_out_of_reach_begins_again(signed_in, north):
    page = signed_in(north.asha).get(f"/register/?after={north.two.pupils[0].pk}")
    assert listed(page) == ["Adeyemi, Mina", "Hartley, Noah"]


def test_who_is_registered_at_two_schools_counts_once_and_guests_do_not(signed_in, north):
    noah, otto = north.one.pupils[0], north.two.pupils[2]
    with whole_trust(north.trust.pk):
        Enrolment.objects.filter(pupil=noah).update(kind="M")
        Enrolment.objects.create(pupil=noah, at_school=north.two.school, kind="S", starts_on=date(2025, 9, 1))
        Enrolment.objects.filter(pupil=otto).update(kind="G")
    text = signed_in(north.cai).get("/register/").content.decode()
    assert "of 5 on roll" in text and text.count("Hartley, Noah") == 1
    second = signed_in(north.ben).get("/register/")
    assert "Hartley, Noah" in listed(second), "the second school sees the child"


def test_notes_are_shown_to_those_who_need_them(signed_in, north):
    noah = north.one.pupils[0]
    with whole_trust(north.trust.pk):
        Pupil.objects.filter(pk=noah.pk).update(eal=True, young_carer=True)
        Need.objects.filter(pupil=noah).update(need_type="NSA", starts_on=TODAY - timedelta(days=74))
    lead, teacher = (signed_in(who).get("/register/").content.decode() for who in (north.asha, north.grace))
    assert "NSA for 74 days" in lead and "EAL" in lead and "Young carer" in lead and "NSA, not known" in lead
    assert "EAL" in teacher and "Young carer" not in teacher


def test_other_needs_stand_beside_the_main_one(signed_in, north):
    with whole_trust(north.trust.pk):
        Need.objects.create(pupil=north.one.pupils[0], need_type="SPLD", rank=2, starts_on=date(2025, 1, 1))
        Need.objects.create(pupil=north.one.pupils[0], need_type="SEMH", rank=3, starts_on=date(2025, 1, 1))
    assert ">SPLD, SEMH<" in signed_in(north.asha).get("/register/").content.decode()
    assert listed(signed_in(north.asha).get("/register/?need=SEMH")) == ["Hartley, Noah"]


def test_every_line_is_in_the_read_log_and_a_search_is_a_find(signed_in, north):
    senco = signed_in(north.asha)
    senco.get("/register/")
    senco.get("/register/?q=noah")
    with whole_trust(north.trust.pk):
        log = list(ReadLog.objects.filter(user=north.asha).values_list("pupil__legal_forename", "how").order_by("pk"))
    assert sorted(log[:2]) == [("Mina", "list"), ("Noah", "list")] and log[2:] == [("Noah", "find")]


def test_a_name_is_shown_as_text(signed_in, north):
    with whole_trust(north.trust.pk):
        add(north.one, 1, surname="<script>alert(1)</script>")
    page = signed_in(north.asha).get("/register/?q=<script>").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_without_pupils_the_page_says_what_to_do(signed_in, north):
    with whole_trust(north.trust.pk):
        Enrolment.objects.filter(at_school=north.one.school).update(ends_on=TODAY)
    assert "No pupils yet" in signed_in(north.dora).get("/register/").content.decode()


def test_own_child_at_another_school_is_not_on_a_senco_register(signed_in, north):
    from pupils.models import FamilyLink

    theirs = north.two.pupils[0]
    with whole_trust(north.trust.pk):
        FamilyLink.objects.create(pupil=theirs, user=north.asha, relationship="mother", starts_on=date(2024, 9, 1))
    senco = signed_in(north.asha)
    assert "ZZTWO" not in senco.get("/register/?st=K&st=E&st=N").content.decode()
    assert senco.get(f"/pupils/{theirs.pk}/").status_code == 404


def test_reach_decides_even_when_more_is_visible(north):
    """The statement filters by the reach it is given, whatever the database would show."""
    from django.http import QueryDict

    from pupils.choosing import read_choice
    from pupils.selectors.register import everyone
    from trust_send.platform.walls.standing import NO_STANDING

    choice = read_choice(QueryDict("st=K&st=E&st=N"), today=TODAY)
    with acting_with(north.reach()):
        rows = everyone(reach=north.reach(north.one), standing=NO_STANDING, choice=choice)
    assert {row.school_id for row in rows} == {north.one.school.pk} and len(rows) == 3
