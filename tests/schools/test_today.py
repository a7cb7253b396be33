"""Today shows each person what waits for them, and no child beyond their reach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pupils.models import Need, Pupil, SenStatus, StatusQuestion
from pupils.today import _ago
from trust_send.platform.readlog.models import ReadLog
from trust_send.platform.tables.models import Stage, TableImport
from trust_send.platform.walls.sources import whole_trust


def page(visitor):
    answer = visitor.get(reverse("today"))
    assert answer.status_code == 200
    return answer


def text(answer) -> str:
    return answer.content.decode()


def panel(answer, panel_id):
    return next(each for each in [*answer.context["main"], *answer.context["aside"]] if each.id == panel_id)


def test_a_senco_sees_what_waits_in_her_school(signed_in, north):
    noah, mina, otto = north.one.pupils
    with whole_trust(north.trust.pk):
        StatusQuestion.objects.create(pupil=mina, register_code="E", file_code="N")
        StatusQuestion.objects.create(pupil=north.two.pupils[0], register_code="K", file_code="N")
        SenStatus.objects.filter(pupil=noah).update(shared_with_family=False)
        Need.objects.filter(pupil=mina).update(ends_on=timezone.localdate())
        Need.objects.filter(pupil=noah).update(need_type="NSA")
    answer = page(signed_in(north.asha))
    assert [item.text for item in panel(answer, "questions").items] == ["Which status is right for Mina Adeyemi?"]
    assert [item.text for item in panel(answer, "families").items] == ["Tell Noah Hartley’s family"]
    assert [item.text for item in panel(answer, "needs").items] == ["Record Mina Adeyemi’s main need"]
    assert [item.text for item in panel(answer, "assessments").items] == ["Find out Noah Hartley’s type of need"]
    assert "2 pupils with SEND of 3 on roll" in text(answer)
    assert "ZZTWO" not in text(answer) and "ZZSOUTH" not in text(answer) and "Lind" not in text(answer)


def test_it_is_in_the_read_log_whose_names_were_on_the_page(signed_in, north):
    with whole_trust(north.trust.pk):
        SenStatus.objects.filter(pupil=north.one.pupils[0]).update(shared_with_family=False)
        before = ReadLog.objects.count()
    page(signed_in(north.asha))
    with whole_trust(north.trust.pk):
        rows = list(ReadLog.objects.order_by("-pk")[: ReadLog.objects.count() - before])
    assert [(row.pupil_id, row.user_id, row.how, row.page) for row in rows] == [
        (north.one.pupils[0].pk, north.asha.pk, "list", "today")
    ]


def test_when_all_is_done_it_says_so(signed_in, north):
    words = text(page(signed_in(north.asha)))
    assert "Every family of a pupil on SEN support has been told." in words
    assert "Every file that came in agrees with the register." in words


def test_a_teacher_sees_the_pupils_with_send_of_her_class(signed_in, north):
    answer = page(signed_in(north.grace))
    (group,) = [each for each in answer.context["main"] if each.id.startswith("group-")]
    assert group.title == "4B: pupils with SEND"
    assert [(item.text, item.why) for item in group.items] == [
        ("Mina Adeyemi", "Year 4 · EHC plan"),
        ("Noah Hartley", "Year 4 · SEN support"),
    ]
    assert "Otto" not in text(answer) and "ZZTWO" not in text(answer)


def test_a_teaching_assistant_sees_her_group_alone(signed_in, north):
    answer = page(signed_in(north.renata))
    assert "Mina Adeyemi" in text(answer) and "Noah" not in text(answer)


@pytest.mark.parametrize("who", ["helen", "tom", "maryam"])
def test_those_who_see_figures_see_no_child(signed_in, north, who):
    with whole_trust(north.trust.pk):
        StatusQuestion.objects.create(pupil=north.one.pupils[1], register_code="E", file_code="N")
    words = text(page(signed_in(getattr(north, who))))
    assert "Documents" in words
    for name in ("Noah", "Mina", "Otto", "Adeyemi", "Hartley"):
        assert name not in words
    with whole_trust(north.trust.pk):
        assert not ReadLog.objects.filter(user=getattr(north, who)).exists()


def test_what_is_not_there_yet_is_not_called_in_order(signed_in, north):
    answer = page(signed_in(north.helen))
    assert panel(answer, "documents").items == () and "No document has been made yet" in text(answer)
    assert answer.context["in_order"] == []


def test_a_data_manager_sees_which_school_needs_a_file(signed_in, north):
    answer = page(signed_in(north.dora))
    assert [item.text for item in panel(answer, "late-schools").items] == ["North One Primary School"]
    assert "The register begins with the export" in text(answer)


def test_a_school_to_bring_up_to_date_leads_to_its_own_file(signed_in, north):
    school = north.one.school
    (item,) = panel(page(signed_in(north.dora)), "late-schools").items
    assert (item.url, item.mark_words) == (f"/imports/?school={school.pk}", "Never")
    with whole_trust(north.trust.pk):
        waiting = TableImport.objects.create(kind="pupils", school=school, file_name="a.csv", stage=Stage.READY)
    (item,) = panel(page(signed_in(north.dora)), "late-schools").items
    assert (item.url, item.mark_words) == (f"/imports/{waiting.pk}/", "Ready to look at")
    with whole_trust(north.trust.pk):
        TableImport.objects.filter(pk=waiting.pk).update(stage=Stage.APPLIED, applied_at=timezone.now())
    assert "Ready to look at" not in text(page(signed_in(north.dora)))


def test_a_trust_lead_sees_all_schools_and_no_other_trust(signed_in, north):
    with whole_trust(north.trust.pk):
        StatusQuestion.objects.create(pupil=north.two.pupils[1], register_code="E", file_code="N")
    words = text(page(signed_in(north.cai)))
    assert "North Two Primary School" in words and "Coast hub" in words and "ZZSOUTH" not in words


def test_a_professional_sees_the_one_child(signed_in, north):
    words = text(page(signed_in(north.hannah)))
    assert "Noah Hartley" in words and "Mina" not in words


@pytest.mark.parametrize("who", ["ben", "lena"])
def test_others_of_the_school_have_a_page(signed_in, north, who):
    assert "pupils with SEND of 3 on roll" in text(page(signed_in(getattr(north, who))))


def test_families_have_no_today(signed_in, north):
    assert signed_in(north.eve).get(reverse("today")).status_code == 403
    assert signed_in(north.noah).get(reverse("today")).status_code == 403


@pytest.mark.parametrize(
    ("who", "leads_to"),
    [("asha", "today"), ("helen", "today"), ("hannah", "today"), ("eve", "my-children"), ("noah", "me")],
)
def test_the_front_door_leads_to_ones_own_page(signed_in, north, who, leads_to):
    assert signed_in(getattr(north, who)).get("/").url == reverse(leads_to)


def test_the_front_door_for_strangers_and_for_people_without_a_post(client, signed_in, cast):
    assert client.get("/").url == reverse("account_login")
    assert signed_in(cast.finn).get("/").url == reverse("desk")


def test_the_page_costs_the_same_for_two_and_many(signed_in, north):
    visitor = signed_in(north.asha)
    visitor.get(reverse("today"))
    with CaptureQueriesContext(connection) as few:
        visitor.get(reverse("today"))
    with whole_trust(north.trust.pk):
        for number in range(12):
            pupil = Pupil.objects.create(
                school=north.one.school,
                legal_forename=f"Extra{number}",
                legal_surname="Child",
                date_of_birth="2018-01-01",
                year_group="4",
            )
            pupil.enrolments.create(at_school=north.one.school, admission_number=f"x{number}", starts_on="2024-09-01")
            SenStatus.objects.create(pupil=pupil, code="K", starts_on="2024-09-01")
    with CaptureQueriesContext(connection) as many:
        answer = visitor.get(reverse("today"))
    assert ">All 12<" in text(answer)
    assert len(many) <= len(few) + 1, "the read log is one statement more, however many names"


def test_how_long_ago():
    on = timezone.localdate()
    said = [_ago(on - timedelta(days=days), on) for days in (0, 1, 14, 15, 100)]
    assert said == ["Today", "1 day", "14 days", "2 weeks", "14 weeks"]


def test_a_headteacher_sees_what_the_senco_has_to_do(signed_in, north):
    with whole_trust(north.trust.pk):
        StatusQuestion.objects.create(pupil=north.two.pupils[1], register_code="E", file_code="N")
    (item,) = panel(page(signed_in(north.ben)), "questions").items
    assert item.url == north.two.pupils[1].get_absolute_url(), "to look at, not to answer"
