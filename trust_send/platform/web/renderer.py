"""Draws Django forms in GOV.UK markup, so that a page only says {{ field.as_field_group }}."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting

from trust_send.platform.web.bound import GovukBoundField


class GovukRenderer(TemplatesSetting):
    """Which templates and which bound field draw our forms?"""

    bound_field_class = GovukBoundField
