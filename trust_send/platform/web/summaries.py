"""Everything that is wrong with a form, each with the place where it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from django.forms import BaseForm

from trust_send.platform.web.bound import GovukBoundField


class Problem(NamedTuple):
    """What went wrong and where is it put right?"""

    text: str
    href: str


def problems(form: BaseForm) -> Iterator[Problem]:
    """What must be put right in this form, in the order of its fields?"""
    for text in form.non_field_errors():
        yield Problem(str(text), "")
    for field in cast("Iterator[GovukBoundField]", iter(form)):
        href = "" if field.is_hidden else f"#{field.link_id}"
        for text in field.error_words:
            yield Problem(str(text), href)
