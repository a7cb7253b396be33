"""Each component draws what it is given and nothing that it is not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from tests.platform.web.trees import tree


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("status", {"code": "E"}, "EHC plan"),
        ("status", {"code": "K", "words": "SEN support since May"}, "SEN support since May"),
        ("area", {"letter": "S"}, "Social, emotional and mental health"),
        ("layer", {"step": 2, "words": "Targeted"}, "ts-layer--2"),
        ("rag", {"kind": "warn", "words": "Review due"}, "ts-rag--warn"),
        ("chip", {"words": "EAL"}, "EAL"),
        ("bar", {"done": 340, "planned": 530}, "340 of 530"),
        ("steps", {"reached": 2, "expected": 3, "words": "2 of 5"}, "2 of 5"),
        (
            "fig",
            {"number": 3, "label": "overdue", "url": "#late", "kind": "bad"},
            '<a class="ts-fig ts-fig--bad" href="#late">',
        ),
        ("pagination", {"next_url": "?after=9", "name": "pupils"}, 'rel="next"'),
        ("empty", {"text": "No sessions yet.", "url": "/add/", "link": "Add a group"}, "Add a group"),
        ("alert", {"kind": "warning", "title": "Two pupils", "text": "would lose support"}, "moj-alert--warning"),
        ("breadcrumbs", {"url": "/register/", "label": "Register", "here": "Noah"}, 'aria-current="page">Noah'),
        (
            "timeline_entry",
            {"title": "Plan agreed", "by": "Eve Hartley", "when": "18 September 2026"},
            "by Eve Hartley",
        ),
        ("sort_header", {"label": "Pupil", "url": "?s=name", "direction": "ascending"}, 'aria-sort="ascending"'),
        ("summary_list", {"rows": [{"key": "Hearing", "value": "Checked", "url": "/h/"}]}, "Change<span"),
        (
            "sub_navigation",
            {"name": "Record", "items": [{"label": "Plan", "url": "/p/", "current": True}]},
            'aria-current="page"',
        ),
        (
            "stages",
            {"stages": [{"label": "1 File", "done": True}, {"label": "2 Check", "current": True}]},
            'aria-current="step"',
        ),
        (
            "details_table",
            {"caption": "By school", "heads": ["School", "Roll"], "rows": [["Fernhollow", 418]]},
            '<td class="n">418',
        ),
        ("face", {"initials": "NH"}, 'aria-hidden="true">NH'),
        ("button_link", {"url": "/x/", "label": "Export", "kind": "secondary"}, "govuk-button--secondary"),
    ],
)
def test_a_component_says_what_it_is_given(name: str, given: dict, words: str) -> None:
    drawn = render_to_string(f"components/{name}.html", given)
    assert words in drawn
    tree(drawn)


def test_progress_asks_again_until_it_is_finished() -> None:
    working = {
        "words": "Reading the file",
        "count": "2,100 of 7,300 rows",
        "done": 2100,
        "total": 7300,
        "poll_url": "/jobs/1/",
    }
    drawn = render_to_string("components/progress.html", working)
    assert 'hx-get="/jobs/1/"' in drawn and 'max="7300" value="2100"' in drawn and 'aria-live="polite"' in drawn
    done = render_to_string("components/progress.html", working | {"finished": True, "url": "/done/", "link": "See it"})
    assert "hx-get" not in done and 'href="/done/"' in done


def test_messages_of_each_kind_have_a_title() -> None:
    given = [SimpleNamespace(level_tag=level, __str__=lambda self: "Saved") for level in ("success", "info", "error")]
    drawn = render_to_string("components/messages.html", {"messages": given})
    assert [title in drawn for title in ("Done", "For your information", "There is a problem")] == [True] * 3


def test_a_panel_is_named_by_its_heading_and_keeps_its_content() -> None:
    template = Template(
        '{% load panels %}{% panel "Do next" id="due" kind="flush accent" note="Oldest first" %}'
        "<p>{{ x }}</p>{% endpanel %}"
    )
    drawn = template.render(Context({"x": "<b>"}))
    assert '<section class="ts-panel ts-panel--flush ts-panel--accent" aria-labelledby="due">' in drawn
    assert '<h2 id="due">Do next</h2>' in drawn and "<p>&lt;b&gt;</p>" in drawn and "Oldest first" in drawn
