from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "trust_send.platform.jobs"
    label = "jobs"
