from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "pupils"

    def ready(self) -> None:
        """Groups, grants, second registrations and one's own children are sources of reach."""
        from pupils import sight
        from trust_send.platform.walls import sources

        sources.register(sight.of_children)
