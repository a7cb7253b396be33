"""Our field templates say what govuk-frontend's own fixtures say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template

from tests.platform.web.trees import tree
from trust_send.platform.web.choices import Described
from trust_send.platform.web.renderer import GovukRenderer

COMPONENTS = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"
WIDGETS = {
    "input": forms.TextInput,
    "textarea": forms.Textarea,
    "select": forms.Select,
    "radios": forms.RadioSelect,
    "checkboxes": forms.CheckboxSelectMultiple,
    "file-upload": forms.FileInput,
    "password-input": forms.PasswordInput,
}
PLAIN = {"label", "hint", "errorMessage", "id", "idPrefix", "name", "classes", "describedBy", "value", "values", "rows"}
PLAIN |= {"attributes", "disabled", "items", "fieldset", "autocomplete", "pattern", "inputmode"}
PLAIN_ITEM = {"value", "text", "hint", "checked", "selected"}
# How many fixtures each component must at least be held against, so that a change of the package cannot empty the test.
AT_LEAST = {
    "input": 20,
    "textarea": 10,
    "select": 6,
    "radios": 6,
    "checkboxes": 6,
    "file-upload": 8,
    "password-input": 6,
}


def is_plain(component: str, options: dict[str, Any]) -> bool:
    """Does this fixture use only what a Django field can say?"""
    group = component in ("radios", "checkboxes")
    heading = (options.get("fieldset") or {}).get("legend") if group else options.get("label")
    words = [options.get("hint"), options.get("errorMessage")]
    return bool(
        set(options) <= PLAIN
        and options.get("name")
        and heading
        and set(heading) == {"text"}
        and (
            not group
            or (set(options["fieldset"]) == {"legend"} and "describedBy" not in options and "attributes" not in options)
        )
        and all(word is None or set(word) == {"text"} for word in words)
        and all(is_plain_item(item) for item in options.get("items", []))
        and not (component == "file-upload" and options.get("value"))  # browsers ignore it, and so does Django
    )


def is_plain_item(item: Any) -> bool:
    """Is this option a value and its words, ticked or not mentioned?"""
    ticks = [item[name] for name in ("checked", "selected") if name in item] if isinstance(item, dict) else [None]
    return all(tick is True for tick in ticks) and set(item) <= PLAIN_ITEM and bool(item.get("value"))


def fixtures() -> list[Any]:
    """Which fixtures can be told as a Django form?"""
    found = []
    for component in WIDGETS:
        for fixture in json.loads((COMPONENTS / component / "fixtures.json").read_text())["fixtures"]:
            if is_plain(component, fixture["options"]):
                found.append(pytest.param(component, fixture, id=f"{component}: {fixture['name']}"))
    return found


def chosen(options: dict[str, Any]) -> list[str]:
    """Which values does the fixture tick?"""
    picked = [str(item["value"]) for item in options.get("items", []) if item.get("checked") or item.get("selected")]
    return picked + [
        str(value) for value in options.get("values", []) + [options[key] for key in ["value"] if key in options]
    ]


def form_of(component: str, options: dict[str, Any]) -> forms.Form:
    """Which Django form says what the fixture says?"""
    attrs = {"id": options.get("id") or options.get("idPrefix") or options["name"], **(options.get("attributes") or {})}
    named = {"class": "classes", "aria-describedby": "describedBy", "rows": "rows"}
    attrs |= {ours: options[theirs] for ours, theirs in named.items() if options.get(theirs)}
    attrs |= {name: options[name] for name in ("autocomplete", "pattern", "inputmode") if options.get(name)}
    words: dict[str, Any] = {
        "label": (options["fieldset"]["legend"] if "fieldset" in options else options["label"])["text"],
        "help_text": (options.get("hint") or {}).get("text", ""),
        "disabled": options.get("disabled", False),
        "required": False,
    }
    choices = [
        (str(item["value"]), Described(item["text"], (item.get("hint") or {}).get("text", "")))
        for item in options.get("items", [])
    ]
    picked = chosen(options)
    if component in ("select", "radios"):
        field: forms.Field = forms.ChoiceField(choices=choices, widget=WIDGETS[component](attrs), **words)
        value: Any = picked[0] if picked else ""
    elif component == "checkboxes":
        field, value = forms.MultipleChoiceField(choices=choices, widget=WIDGETS[component](attrs), **words), picked
    elif component == "file-upload":
        field, value = forms.FileField(widget=WIDGETS[component](attrs), **words), None
    else:
        widget = WIDGETS[component](attrs, **({"render_value": True} if component == "password-input" else {}))
        field, value = forms.CharField(strip=False, widget=widget, **words), options.get("value")
    name = options["name"]
    kind = type(
        "FixtureForm", (forms.Form,), {name: field, "declared_fields": {name: field}, "base_fields": {name: field}}
    )
    error = (options.get("errorMessage") or {}).get("text")
    form = kind({name: value} if error else None, initial={name: value}, renderer=GovukRenderer())
    if error:
        form.full_clean()
        form.add_error(name, error)
    return form


def renamed(markup: str, prefix: str) -> str:
    """Count options as GOV.UK does: the first has the bare id, the second ends in 2."""
    return re.sub(
        rf'(?<=["\s]){re.escape(prefix)}_(\d+)(?=["\-\s])',
        lambda found: prefix if found[1] == "0" else f"{prefix}-{int(found[1]) + 1}",
        markup,
    )


@pytest.mark.parametrize(("component", "fixture"), fixtures())
def test_a_field_is_drawn_as_govuk_draws_it(component: str, fixture: dict[str, Any]) -> None:
    options = fixture["options"]
    form = form_of(component, options)
    ours = renamed(form[options["name"]].as_field_group(), options.get("idPrefix") or options["name"])
    assert tree(ours) == tree(fixture["html"])


def test_enough_fixtures_are_compared() -> None:
    counts = {component: sum(entry.values[0] == component for entry in fixtures()) for component in WIDGETS}
    assert all(counts[component] >= least for component, least in AT_LEAST.items()), counts


def test_the_error_summary_is_drawn_as_govuk_draws_it() -> None:
    wanted = {
        fixture["name"]: fixture
        for fixture in json.loads((COMPONENTS / "error-summary/fixtures.json").read_text())["fixtures"]
    }
    for name in ("default", "without links", "mixed with and without links"):
        template = Template('{% include "components/error_summary.html" with errors=errors only %}')
        ours = template.render(Context({"errors": wanted[name]["options"]["errorList"]}))
        assert tree(ours) == tree(wanted[name]["html"])
