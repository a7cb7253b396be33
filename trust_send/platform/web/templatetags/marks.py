"""{% load marks %}: status, area, layer, rag, chip, bar, steps and sort_header."""

from __future__ import annotations

from django import template

from trust_send.platform.web import marks

register = template.Library()

register.simple_tag(marks.status_mark, name="status")
register.simple_tag(marks.area_mark, name="area")
register.simple_tag(marks.layer_mark, name="layer")
register.simple_tag(marks.rag_mark, name="rag")
register.simple_tag(marks.chip_mark, name="chip")
register.simple_tag(marks.bar_mark, name="bar")
register.simple_tag(marks.steps_mark, name="steps")
register.simple_tag(marks.sort_header, name="sort_header")
