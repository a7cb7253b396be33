"""Two people change the same thing at the same time: the second sees what the first did, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import Any, NamedTuple, cast

from django import forms
from django.db import models

Value = str | tuple[str, ...]
"""What stands in a field; of several ticked boxes the names, in any order."""


class Merged(NamedTuple):
    """What comes of two people's changes."""

    values: dict[str, Value]
    theirs: tuple[str, ...]
    """Fields that I left alone and somebody else has changed."""
    disputed: tuple[str, ...]
    """Fields that both of us changed, to different values."""


def merge(*, seen: Mapping[str, Value], now: Mapping[str, Value], mine: Mapping[str, Value]) -> Merged:
    """What stands after my change, made while looking at ``seen``, meets what the record says ``now``?

    A field that only one of us changed keeps that change. Of ticked boxes each is a field of its own.
    """
    values, theirs, disputed = dict(mine), [], []
    for name, my in mine.items():
        then, current = seen.get(name, now[name]), now[name]
        if isinstance(my, tuple):
            values[name] = tuple(sorted((set(current) | (set(my) - set(then))) - (set(then) - set(my))))
            if set(current) != set(then):
                theirs.append(name)
        elif current not in (then, my):
            if my == then:
                values[name] = current
                theirs.append(name)
            else:
                disputed.append(name)
    return Merged(values, tuple(theirs), tuple(disputed))


class MergingForm(forms.Form):
    """A form about a record that somebody else may be changing: it knows what its reader saw.

    ``now`` is what the record says, by field; ``who`` names whoever changed it last, asked only when it matters.
    A name in ``now`` that is no field stands for the whole of what is changed here: any change of it is shown.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5_000)
    error_on: Mapping[str, str] = {}
    """Where the dispute about a name is told that is no field."""

    def __init__(
        self, data: Any = None, *args: Any, now: Mapping[str, Any], who: Callable[[], str], **kwargs: Any
    ) -> None:
        self.now = {name: _plain(value) for name, value in now.items()}
        self._who = who
        self._other = ""
        self.theirs: tuple[str, ...] = ()
        kwargs["initial"] = {**now, **kwargs.get("initial", {}), "seen": json.dumps(self.now)}
        super().__init__(data, *args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Take over what somebody else changed, and ask where both did."""
        data = super().clean() or {}
        seen = self._seen(data.pop("seen", ""))
        mine = {name: _plain(data[name]) for name in self.now if name in data and name in self.fields}
        merged = merge(seen=seen, now=self.now, mine=mine)
        for name in merged.theirs:
            value = merged.values[name]
            data[name] = self.fields[name].clean(list(value) if isinstance(value, tuple) else value)
        self.theirs = merged.theirs
        whole = [name for name, value in self.now.items() if name not in self.fields and seen.get(name, value) != value]
        if merged.theirs or merged.disputed or whole:
            self._other = self._who()  # now, because after saving it is this one who was the last
        for name in (*merged.disputed, *whole):
            self.add_error(name if name in self.fields else self.error_on.get(name), self._dispute(name))
        if merged.disputed or whole:
            # Whoever saves again has seen it, and means it.
            sent = copy(self.data)
            sent["seen"] = json.dumps(self.now)  # type: ignore[index]
            self.data = sent
        return data

    def in_words(self, name: str, value: Value) -> str:
        """How does a person read this value?"""
        field = self.fields.get(name)
        if isinstance(field, forms.BooleanField):
            return "ticked" if value else "not ticked"
        if isinstance(field, forms.ChoiceField):
            choices = cast("Iterable[tuple[object, object]]", field.choices)
            value = next((str(label) for code, label in choices if str(code) == value), str(value))
        return f"“{value}”" if value else "empty"

    def theirs_in_words(self) -> str:
        """Which fields did somebody else change meanwhile, for the message after saving? Nothing for none."""
        if not self.theirs:
            return ""
        names = [str(self.fields[name].label).removesuffix(" (optional)") for name in self.theirs]
        return f"{self._other} changed this meanwhile, and it is kept as well: {', '.join(names)}."

    def _dispute(self, name: str) -> str:
        now = self.in_words(name, self.now[name])
        return f"{self._other} changed this to {now} while you were writing. Save again to keep yours"

    def _seen(self, token: str) -> dict[str, Value]:
        """What the reader saw; a form that was sent without it is taken as one that saw what is there now."""
        try:
            found = json.loads(token)
        except ValueError:
            return dict(self.now)
        if not isinstance(found, dict):
            return dict(self.now)
        return {
            name: tuple(map(str, value)) if isinstance(value, list) else str(value)
            for name, value in found.items()
            if name in self.now and isinstance(value, list) == isinstance(self.now[name], tuple)
        }


def _plain(value: Any) -> Value:
    if isinstance(value, models.QuerySet):
        return tuple(str(row.pk) for row in value)
    if isinstance(value, (list, tuple, set)):
        return tuple(map(str, value))
    return str(value.pk if isinstance(value, models.Model) else value or "").strip()
