from django.apps import AppConfig


class ChartsConfig(AppConfig):
    name = "trust_send.platform.charts"
    label = "charts"
