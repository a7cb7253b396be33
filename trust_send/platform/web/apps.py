"""The room of forms, components and template tags."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the app by its short label."""

    name = "trust_send.platform.web"
    label = "web"
