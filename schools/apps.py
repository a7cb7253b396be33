from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        """Posts and grants on schools are the first sources of reach."""
        from schools import sight
        from trust_send.platform.walls import sources

        sources.register(sight.of_posts)
        sources.register_whole_trust(sight.every_school)
