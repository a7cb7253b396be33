from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """Name the kinds of work, and what follows an applied import."""
        from reporting.services.asking import count_after
        from trust_send.platform.jobs import kinds
        from trust_send.platform.tables import following

        kinds.register("count", task="reporting.tasks.count_figures", label="Counting figures", every_night=True)
        kinds.register("nutshell", task="reporting.tasks.make_nutshell", label="SEND in a Nutshell", queue="documents")
        following.register(count_after)
