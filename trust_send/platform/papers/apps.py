from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "trust_send.platform.papers"
    label = "papers"

    def ready(self) -> None:
        """Files without a row are removed every night."""
        from trust_send.platform.jobs import kinds

        kinds.register("papers-sweep", task="papers.sweep", label="Tidying stored documents", every_night=True)
