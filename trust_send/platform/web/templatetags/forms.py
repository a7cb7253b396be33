"""{% load forms %}: error_summary."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm

from trust_send.platform.web.summaries import problems

register = template.Library()


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What must be put right before these forms can be saved?"""
    return {"errors": [problem for form in forms if form for problem in problems(form)]}
