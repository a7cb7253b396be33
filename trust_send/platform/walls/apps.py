from django.apps import AppConfig

from trust_send.platform.walls import lookups


class WallsConfig(AppConfig):
    name = "trust_send.platform.walls"
    label = "walls"

    def ready(self) -> None:
        lookups.register()
