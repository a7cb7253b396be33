from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "trust_send.platform.tables"
    label = "tables"
