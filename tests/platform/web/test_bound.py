"""A field knows its shape, its neighbours and what to say when it is empty."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template

from trust_send.platform.web.choices import Described
from trust_send.platform.web.renderer import GovukRenderer
from trust_send.platform.web.summaries import Problem, problems


class NoteForm(forms.Form):
    surname = forms.CharField(label="Legal surname", help_text="As on the birth certificate")
    upn = forms.CharField(label="UPN", required=False)
    status = forms.ChoiceField(label="Status", choices=[("", "Choose"), ("K", "SEN support")])
    shared = forms.ChoiceField(label="Share with the family?", choices=[("y", "Yes")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="The parents were told", help_text="By letter or in person")
    months = forms.IntegerField(label="Months", min_value=0, max_value=12)
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    token = forms.CharField(widget=forms.HiddenInput)


def filled(data: dict[str, str] | None = None) -> NoteForm:
    return NoteForm(data, renderer=GovukRenderer())


@pytest.mark.parametrize(
    ("name", "kind"),
    [("surname", "control"), ("status", "control"), ("shared", "options"), ("told", "checkbox")]
    + [("secret", "password"), ("token", "hidden")],
)
def test_each_field_knows_its_shape(name: str, kind: str) -> None:
    assert filled()[name].kind == kind


def test_what_is_missing_is_named() -> None:
    form = filled({})
    assert [str(problem.text) for problem in problems(form)] == [
        "Enter legal surname",
        "Choose status",
        "Answer “Share with the family?”",
        "Tick “The parents were told” to go on",
        "Enter months",
        "Enter password",
        "Enter token",
    ]


def test_problems_lead_to_the_place_where_they_are_put_right() -> None:
    form = filled({})
    form.add_error(None, "The file and the form do not agree")
    found = list(problems(form))
    assert found[0] == Problem("The file and the form do not agree", "")
    assert [problem.href for problem in found[1:]] == [
        "#id_surname", "#id_status", "#id_shared_0", "#id_told", "#id_months", "#id_secret", "",
    ]  # fmt: skip
    markup = str(form)
    assert all(f'id="{problem.href[1:]}"' in markup for problem in found if problem.href)


def test_an_abbreviation_keeps_its_capitals() -> None:
    form = filled({})
    form.fields["upn"].required = True
    form.full_clean()
    assert form["upn"].error_words == ["Enter UPN"]


def test_own_words_are_kept() -> None:
    form = filled({})
    form.fields["surname"].error_messages["required"] = "The register needs a surname"
    form.full_clean()
    assert form["surname"].error_words == ["The register needs a surname"]


def test_numbers_are_text_boxes_with_a_number_keypad() -> None:
    markup = str(filled()["months"])
    assert 'type="text"' in markup and 'inputmode="numeric"' in markup
    assert "min=" not in markup and "max=" not in markup


def test_placeholders_and_browser_bubbles_are_left_out() -> None:
    form = filled()
    form.fields["surname"].widget.attrs["placeholder"] = "Surname"
    markup = str(form)
    assert "placeholder" not in markup and "required" not in markup


def test_two_forms_on_a_page_do_not_share_ids() -> None:
    form = NoteForm({}, prefix="second", renderer=GovukRenderer())
    assert 'aria-describedby="id_second-surname-hint id_second-surname-error"' in str(form["surname"])


def test_an_option_may_carry_a_sentence() -> None:
    class PostForm(forms.Form):
        role = forms.ChoiceField(widget=forms.RadioSelect, choices=[("s", Described("SENCO", hint="Leads & helps"))])

    markup = str(PostForm(renderer=GovukRenderer())["role"])
    assert 'aria-describedby="id_role_0-item-hint"' in markup and "Leads &amp; helps" in markup


def test_the_summary_tag_takes_several_forms_and_none() -> None:
    template = Template("{% load forms %}{% error_summary first second %}")
    assert template.render(Context({"first": filled(), "second": None})).strip() == ""
    assert template.render(Context({"first": filled({}), "second": filled({})})).count("#id_surname") == 2
