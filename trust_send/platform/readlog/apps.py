from django.apps import AppConfig


class ReadlogConfig(AppConfig):
    name = "trust_send.platform.readlog"
    label = "readlog"
