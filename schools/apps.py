from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        """Posts and grants on schools are the first sources of reach; name the nightly work of this app."""
        from schools import sight
        from trust_send.platform.jobs import kinds
        from trust_send.platform.walls import sources

        sources.register(sight.of_posts)
        sources.register_whole_trust(sight.every_school)
        kinds.register("forget", task="schools.forget", label="Forgetting what nobody came back for", every_night=True)
