from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """Name the kinds of work, and what follows an applied import."""
        from trust_send.platform.jobs import kinds

        kinds.register("count", task="reporting.tasks.count_figures", label="Counting figures", every_night=True)
