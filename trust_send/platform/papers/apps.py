from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "trust_send.platform.papers"
    label = "papers"
