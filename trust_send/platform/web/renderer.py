"""Turns Django forms into GOV.UK markup."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Which templates draw a form, a field and its control?"""
