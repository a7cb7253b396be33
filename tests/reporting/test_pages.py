"""Pages of figures and documents: who opens them, which schools they show, and that no child is on them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from pupils.models import Pupil, SenStatus
from reporting.models import Figure
from schools.models import School
from trust_send.platform.jobs.models import Job
from trust_send.platform.walls.sources import whole_trust

READERS = ("asha", "ben", "cai", "helen", "tom", "maryam")
OTHERS = ("grace", "renata", "lena", "dora", "hannah", "eve", "noah")
CHILDREN = ("Noah", "Mina", "Otto", "Hartley", "Adeyemi", "Lind")


def words(answer) -> str:
    return answer.content.decode()


def cells_of(page: str, school: str) -> list[str]:
    row = re.search(rf">{re.escape(school)}</a></th>(.*?)</tr>", page, re.DOTALL)
    return re.findall(r"<td[^>]*>(.*?)</td>", row[1])


@pytest.mark.parametrize(("name", "status"), [(name, 200) for name in READERS] + [(name, 403) for name in OTHERS])
@pytest.mark.parametrize("address", ["/overview/", "/documents/"])
def test_who_opens_them(name, status, address, signed_in, north, counted):
    counted(north)
    assert signed_in(getattr(north, name)).get(address).status_code == status


def test_each_sees_the_schools_of_their_reach(signed_in, north, south, counted):
    counted(north, south)
    one, two = north.one.school.name, north.two.school.name
    for name, seen, unseen in (("cai", (one, two), ()), ("tom", (one, two), ()), ("asha", (one,), (two,))):
        page = words(signed_in(getattr(north, name)).get("/overview/"))
        assert all(school in page for school in seen) and not any(school in page for school in unseen)
        assert "ZZSOUTH" not in page


def test_nobody_meets_a_child_on_any_of_these_pages(signed_in, north, counted):
    counted(north)
    for name in READERS:
        client = signed_in(getattr(north, name))
        school = north.two.school.pk if name == "ben" else north.one.school.pk
        for address in ("/overview/", "/documents/", f"/overview/{school}/", f"/overview/{school}/export/csv/"):
            main = re.sub(r"<header>.*?</header>", "", words(client.get(address)), flags=re.DOTALL)
            main = main.replace("E-mail sent", "")
            assert not any(child in main for child in CHILDREN), (name, address)


def test_a_school_out_of_figure_reach_is_not_found(signed_in, north, south, counted):
    counted(north, south)
    helen = signed_in(north.helen)
    assert helen.get(f"/overview/{north.one.school.pk}/").status_code == 200
    for school in (north.two.school, south.one.school, School(pk=10**9)):
        for address in (
            f"/overview/{school.pk}/",
            f"/overview/{school.pk}/export/csv/",
            f"/documents/?school={school.pk}",
        ):
            assert helen.get(address).status_code == 404, address
    assert signed_in(south.sam).get(f"/overview/{north.one.school.pk}/").status_code == 404


def test_teachers_are_refused_a_schools_figures(signed_in, north):
    assert signed_in(north.grace).get(f"/overview/{north.one.school.pk}/").status_code == 403


def test_a_governor_counts_and_makes_nothing(signed_in, north):
    helen = signed_in(north.helen)
    for address in ("/overview/count/", f"/overview/{north.one.school.pk}/count-past/", "/documents/nutshell/"):
        assert helen.post(address, {"school": north.one.school.pk}).status_code == 403
        assert helen.get(address).status_code == 403
    assert signed_in(north.asha).get("/overview/count/").status_code == 405


def test_a_senco_makes_nothing_for_another_school(signed_in, north, south):
    asha = signed_in(north.asha)
    for school in (north.two.school.pk, south.one.school.pk, 10**9, "x", "9" * 30):
        assert asha.post("/documents/nutshell/", {"school": school}).status_code == 404
        assert asha.post("/overview/count/", {"school": school}).status_code == 404


def test_the_table_has_the_numbers_of_the_register(signed_in, north, counted):
    counted(north)
    with whole_trust(north.trust.pk):
        roll = Pupil.objects.filter(school=north.one.school).count()
        statuses = [
            SenStatus.objects.filter(pupil__school=north.one.school, code=code, ends_on=None).count() for code in "KE"
        ]
    found = cells_of(words(signed_in(north.cai).get("/overview/")), north.one.school.name)
    assert [found[0], found[1], found[3]] == [str(roll), *map(str, statuses)]


def test_sums_are_sums_and_never_averages(signed_in, north, write_figures, counted):
    counted(north)
    write_figures(north, north.one.school)
    page = words(signed_in(north.cai).get("/overview/"))
    with whole_trust(north.trust.pk):
        two = Figure.objects.get(school=north.two.school, measure="sen_support", group="all")
    total = re.search(r"All schools</th>(.*?)</tr>", page, re.DOTALL)
    found = re.findall(r"<td[^>]*>(.*?)</td>", total[1])
    assert found[0] == f"{418 + two.denominator:,}" and found[1] == str(49 + two.numerator)
    assert "Coast hub, all" in page and "Schools in no hub, all" in page


def test_a_filter_keeps_a_hub_and_is_kept_by_the_export(signed_in, north, counted):
    counted(north)
    cai = signed_in(north.cai)
    page = words(cai.get(f"/overview/?hub={north.hub.pk}"))
    assert north.one.school.name in page and north.two.school.name not in page
    assert f"/overview/export/schools/csv/?hub={north.hub.pk}" in page
    file = words(cai.get(f"/overview/export/schools/csv/?hub={north.hub.pk}"))
    assert north.one.school.name in file and north.two.school.name not in file
    for nonsense in ("?hub=x", "?hub=999999999", "?phase=special", "?phase=<b>"):
        assert north.two.school.name in words(cai.get(f"/overview/{nonsense}"))


def test_page_csv_and_workbook_agree(signed_in, north, write_figures):
    write_figures(north, north.one.school)
    cai = signed_in(north.cai)
    shown = cells_of(words(cai.get("/overview/")), north.one.school.name)
    assert shown[:6] == ["418", "49", "11.7%", "12", "2.9%", "14.6%"]
    table = list(csv.reader(io.StringIO(cai.get("/overview/export/schools/csv/").content.decode("utf-8-sig"))))
    row = next(each for each in table if each[1] == north.one.school.name)
    assert row[3:9] == shown[:6]
    answer = cai.get("/overview/export/schools/xlsx/")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    row = next(each for each in sheet.iter_rows(values_only=True) if each[1] == north.one.school.name)
    assert [str(cell) for cell in row[3:9]] == shown[:6]


def test_exports_of_needs_and_of_a_school(signed_in, north, write_figures):
    write_figures(north, north.one.school)
    helen = signed_in(north.helen)
    needs = list(csv.reader(io.StringIO(helen.get("/overview/export/needs/csv/").content.decode("utf-8-sig"))))
    assert needs[1][:5] == ["SEN support", "Speech and language", "21", "49", "42.9%"]
    own = helen.get(f"/overview/{north.one.school.pk}/export/csv/").content.decode("utf-8-sig")
    assert "Register,All,On SEN support,49,418,11.7%,14.8%" in own
    for address in ("schools/pdf", "pupils/csv", "schools/CSV"):
        assert helen.get(f"/overview/export/{address}/").status_code == 404


def test_a_name_that_is_a_formula_stays_a_name(signed_in, north, write_figures):
    with whole_trust(north.trust.pk):
        School.objects.filter(pk=north.one.school.pk).update(name="=1+1 Primary")
    write_figures(north, north.one.school)
    cai = signed_in(north.cai)
    assert ",'=1+1 Primary," in cai.get("/overview/export/schools/csv/").content.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(cai.get("/overview/export/schools/xlsx/").content)).worksheets[0]
    cell = next(row[1] for row in sheet.iter_rows(min_row=2) if row[1].value == "=1+1 Primary")
    assert cell.data_type == "s"


def test_nothing_counted_yet_says_so_and_offers_to_count(signed_in, north):
    page = words(signed_in(north.cai).get("/overview/"))
    assert "Nothing has been counted yet" in page and "Count now" in page
    page = words(signed_in(north.helen).get("/overview/"))
    assert "has not been counted yet" in page and "Count now" not in page
    assert signed_in(north.helen).get(f"/overview/{north.one.school.pk}/export/csv/").status_code == 404


def test_count_now_asks_once_for_each_school(signed_in, north):
    asha = signed_in(north.asha)
    first = asha.post("/overview/count/", {"school": north.one.school.pk})
    assert re.fullmatch(r"/jobs/\d+/", first.headers["Location"])
    signed_in(north.cai).post("/overview/count/", {})
    with whole_trust(north.trust.pk):
        jobs = Job.objects.filter(kind="count")
        assert {job.school_id for job in jobs} == {north.one.school.pk, north.two.school.pk}
        assert all(job.by_id is None for job in jobs)


def test_missing_januaries_are_asked_for_once(signed_in, north, counted):
    counted(north)
    asha = signed_in(north.asha)
    address = f"/overview/{north.one.school.pk}/count-past/"
    assert "Count past Januaries" in words(asha.get(f"/overview/{north.one.school.pk}/"))
    for _ in range(2):
        assert asha.post(address).status_code == 302
    with whole_trust(north.trust.pk):
        days = [job.parameters["on"] for job in Job.objects.filter(kind="count", school=north.one.school)]
    assert len(days) == len(set(days)) == 3


def test_small_needs_are_hidden_from_everybody_alike(signed_in, north, counted):
    counted(north)
    for name in ("asha", "helen", "cai"):
        page = words(signed_in(getattr(north, name)).get(f"/overview/{north.one.school.pk}/"))
        assert "Fewer than five pupils" in page and "Autism" not in page and "Speech and language" not in page


def test_special_schools_stand_beside_special_schools(signed_in, north, write_figures):
    with whole_trust(north.trust.pk):
        School.objects.filter(pk=north.two.school.pk).update(phase="SP")
    for school in (north.one.school, north.two.school):
        write_figures(north, school)
    page = words(signed_in(north.cai).get("/overview/"))
    assert "England, all schools, January 2026: 14.8%" in page
    assert "England, primary 14.8%" in page and "England, special 1.6%" in page
    own = words(signed_in(north.cai).get(f"/overview/{north.two.school.pk}/"))
    assert "state-funded special, January 2019" in own and "state-funded primary" not in own


def test_charts_are_read_aloud_with_their_finding(signed_in, north, write_figures):
    write_figures(north, north.one.school)
    page = words(signed_in(north.cai).get("/overview/"))
    charts = re.findall(r'<svg viewBox[^>]*role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert charts
    for title, finding in charts:
        assert page.count(f'id="{title}"') == page.count(f'id="{finding}"') == 1
    assert "lies within what chance alone would produce around England’s 14.8%" in page
