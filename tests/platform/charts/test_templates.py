"""The frame of every chart: role, title, finding, ids, no styles; and nothing of a name is ever markup."""

import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from trust_send.platform.charts import Comparator, Figure, Share, dots, table_of_shares

SVG = "{http://www.w3.org/2000/svg}"
SCHOOLS = [Share('Ash <b>& "Elm"</b>', 10, 60), Share("Fernhollow Primary", 40, 90)]
ENGLAND = Comparator("England", 0.148)


def figure(key: str, hostile: str = "") -> Figure:
    drawing = dots(SCHOOLS, key=key, title=f"SEN support{hostile}", finding=f"Found.{hostile}", comparator=ENGLAND)
    table = table_of_shares(SCHOOLS, caption="SEN support by school", comparator=ENGLAND)
    return Figure(
        f"How many?{hostile}", drawing, f"One is above.{hostile}", table, sub=f"2026{hostile}", method="Wilson."
    )


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_a_chart_is_an_image_with_a_title_and_a_finding() -> None:
    root = drawn(render_to_string("charts/chart.svg", {"chart": figure("c1").drawing}))
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == ["c1-title", "c1-finding"]
    assert {child.get("id"): child.text for child in root[:2]} == {"c1-title": "SEN support", "c1-finding": "Found."}
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]


def test_only_classes_and_attributes_paint() -> None:
    markup = render_to_string("charts/chart.svg", {"chart": figure("c1").drawing})
    assert not re.search(r"style|script|href|url\(", markup)
    allowed = {"svg", "title", "desc", "g", "line", "circle", "rect", "path", "text"}
    assert {element.tag.removeprefix(SVG) for element in drawn(markup).iter()} <= allowed


def test_what_people_typed_stays_text() -> None:
    page = render_to_string("charts/figure.html", {"figure": figure("c1", "<script>x</script>")})
    assert "<script" not in page and "<b>&" not in page
    texts = [element.text for element in drawn(page[page.index("<svg") : page.index("</svg>") + 6]).iter(f"{SVG}text")]
    assert 'Ash <b>& "Elm"</b>' in texts


def test_two_charts_of_a_page_share_no_id() -> None:
    page = "".join(render_to_string("charts/figure.html", {"figure": figure(key)}) for key in ("c1", "c2"))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("template", ["charts/figure.html", "charts/figure_pdf.html"])
def test_the_table_behind_is_there_in_page_and_paper(template: str) -> None:
    page = render_to_string(template, {"figure": figure("c1")})
    assert page.count('<th scope="col"') == 6 and page.count('<th scope="row"') == 2
    assert "44.4%" in page and "Wilson." in page


def test_the_drawing_is_the_same_in_page_and_paper() -> None:
    pages = [render_to_string(f"charts/{name}.html", {"figure": figure("c1")}) for name in ("figure", "figure_pdf")]
    svgs = [re.search(r"<svg.*?</svg>", page, re.DOTALL) for page in pages]
    assert svgs[0] and svgs[1] and svgs[0].group() == svgs[1].group()
