from django.apps import AppConfig


class WallsConfig(AppConfig):
    name = "trust_send.platform.walls"
    label = "walls"
